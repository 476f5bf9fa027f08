"""What nobody else may see while it is typed, and what must stand in no command line."""

import sys
import warnings
from getpass import GetPassWarning, getpass

from kiosk.errors import BadInput


def new_pin(*, from_stdin: bool) -> str:
    """A new PIN: the first line of stdin, or asked twice on the terminal without an echo.

    BadInput without a terminal, for two that differ, and for one that may not be used.
    """
    pin = _line() if from_stdin else _asked_twice()
    from kiosk.domain.operators import pin_problem

    problem = pin_problem(pin)
    if problem:
        raise BadInput(detail="no good PIN", fields={"pin": problem})
    return pin


def _line() -> str:
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""


def _asked_twice() -> str:
    if not (sys.stdin and sys.stdin.isatty()):
        raise BadInput(detail="no terminal to ask for the PIN; use --pin-stdin")
    first, second = _asked("PIN: "), _asked("once more: ")
    if first != second:
        raise BadInput(detail="the two PINs differ")
    return first


def _asked(prompt: str) -> str:
    """A line that is not shown. A terminal that can't hide it is not asked."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(prompt)
        except (GetPassWarning, EOFError) as error:
            raise BadInput(detail="no PIN; use --pin-stdin") from error
