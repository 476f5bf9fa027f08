"""What SQLite's errors mean to those who asked."""

from pathlib import Path
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
    if isinstance(error, (apsw.CorruptError, apsw.NotADBError)):
        return damaged(str(error), path)
    place = f"{path}: " if path else ""
    detail = f"{place}{type(error).__name__}: {error}"
    full = isinstance(error, apsw.FullError)
    return Unavailable(
        Reason.STORE_FULL if full else Reason.STORE_FAILED, detail=detail
    )


def damaged(what: str, path: str = "") -> Unavailable:
    """A database that can't be trusted. It is never emptied or mended by itself: the numbers in
    people's hands are in it."""
    return Unavailable(
        Reason.STORE_FAILED,
        detail=f"{path or 'the database'} is damaged ({what}) and was left as it is; "
        "move it and its -wal file away, then put a backup in its place"
        f"{_copy_beside(path)} or begin with an empty queue",
    )


def _copy_beside(path: str) -> str:
    """The newest copy that was made before a change of the schema, if there is one."""
    if not path:
        return ""
    found = Path(path)
    copies = sorted(found.parent.glob(f"{found.name}.before-[0-9][0-9][0-9][0-9]"))
    return f" (the newest beside it is {copies[-1].name})" if copies else ""


def unexpected(error: apsw.Error) -> KioskError:
    """A statement SQLite refused: a mistake of ours, not of the disk."""
    return KioskError(detail=f"{type(error).__name__}: {error}")
