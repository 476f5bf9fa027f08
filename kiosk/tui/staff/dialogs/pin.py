"""A new PIN, typed twice."""

from kiosk.domain.operators import pin_problem
from kiosk.tui.staff.dialogs.wrong import Wrong

FEWEST = 4
MOST = 12


def new_pin(pin: str, again: str) -> str:
    """The PIN. Raises Wrong (fields "pin", "again")."""
    if pin_problem(pin):
        long_enough = pin.isascii() and pin.isdigit() and FEWEST <= len(pin) <= MOST
        key = "staff-dialog-pin-easy" if long_enough else "staff-dialog-pin-short"
        raise Wrong(pin=key)
    if pin != again:
        raise Wrong(again="staff-dialog-pin-differs")
    return pin
