"""How a command ends: 0 done, 1 failed, 2 wrong usage or configuration."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

from kiosk.errors import BadConfig, BadInput, KioskError

DONE: Final = 0
FAILED: Final = 1
WRONG: Final = 2


def code_for(error: KioskError) -> int:
    """The exit code that goes with an error."""
    return WRONG if isinstance(error, BadConfig | BadInput) else FAILED


def say(text: str) -> None:
    """A line of talk, on stderr."""
    print(text, file=sys.stderr)


def leave(error: KioskError) -> NoReturn:
    """Say what went wrong in one line and end with its code."""
    say(f"kiosk: {sentence(error)}")
    sys.exit(code_for(error))


def sentence(error: KioskError) -> str:
    """What an operator reads: the detail, and which fields were wrong."""
    fields = "; ".join(f"{name}: {text}" for name, text in error.fields.items())
    parts = [error.detail or str(error.reason).replace("-", " "), fields]
    return " · ".join(part for part in parts if part)


@contextmanager
def reported() -> Iterator[None]:
    """Turn our errors, and what a file or stdout refuses, into a line and an exit code.

    An answer that is still in stdout's buffer counts as given only when it is out.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except KioskError as error:
        leave(error)
    except BrokenPipeError:
        _mute()
        sys.exit(FAILED)
    except OSError as error:
        _mute()
        place = f"{error.filename}: " if error.filename else ""
        say(f"kiosk: {place}{error.strerror or error}")
        sys.exit(FAILED)


def _mute() -> None:
    """What stdout did not take must not be tried, and told, again when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
