"""What a personal PIN may be."""

from itertools import pairwise

from kiosk.tui.staff.dialogs.wrong import Wrong

FEWEST = 4
MOST = 12


def new_pin(pin: str, again: str) -> str:
    """A PIN that was typed twice. Raises Wrong (fields "pin", "again")."""
    if not (pin.isascii() and pin.isdigit() and FEWEST <= len(pin) <= MOST):
        raise Wrong(pin="staff-dialog-pin-short")
    if _is_easy(pin):
        raise Wrong(pin="staff-dialog-pin-easy")
    if pin != again:
        raise Wrong(again="staff-dialog-pin-differs")
    return pin


def _is_easy(pin: str) -> bool:
    """One figure all along, or figures that follow on one another."""
    steps = {int(b) - int(a) for a, b in pairwise(pin)}
    return steps in ({0}, {1}, {-1})
