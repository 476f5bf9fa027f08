"""What SQLite's errors mean to those who asked."""

from typing import Final

import apsw

from kiosk.errors import KioskError, Reason, Unavailable

_OF_ONE_STATEMENT: Final = (
    apsw.ConstraintError,
    apsw.SQLError,
    apsw.MismatchError,
    apsw.RangeError,
    apsw.TooBigError,
)
"""Errors that leave the transaction, the file and everybody else's changes alone."""


def is_trouble(error: apsw.Error) -> bool:
    """Whether the file or the disk is in trouble, and with it the whole transaction."""
    return not isinstance(error, _OF_ONE_STATEMENT)


def unavailable(error: Exception, path: str = "") -> Unavailable:
    """Trouble with disk or file as one of our errors, a new one each time."""
    place = f"{path}: " if path else ""
    detail = f"{place}{type(error).__name__}: {error}"
    full = isinstance(error, apsw.FullError)
    return Unavailable(
        Reason.STORE_FULL if full else Reason.STORE_FAILED, detail=detail
    )


def unexpected(error: apsw.Error) -> KioskError:
    """A statement SQLite refused: a mistake of ours, not of the disk."""
    return KioskError(detail=f"{type(error).__name__}: {error}")
