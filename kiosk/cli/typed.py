"""What nobody else may see while it is typed, and what must stand in no command line."""

import sys
import warnings
from collections.abc import Callable
from getpass import GetPassWarning, getpass

from kiosk.domain.operators import pin_problem
from kiosk.errors import BadInput


def new_pin(
    *, from_stdin: bool, problem: Callable[[str], str | None] = pin_problem
) -> str:
    """A new PIN: the first line of stdin, or asked twice on the terminal without an echo.

    `problem` says what is wrong with one that may not be used; else it is as an operator's.
    BadInput for such a one, for two that differ, and without a terminal.
    """
    pin = _line() if from_stdin else _asked_twice()
    found = problem(pin)
    if found:
        raise BadInput(detail="no good PIN", fields={"pin": found})
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
