"""Files that are there whole or not at all, also after a power cut."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from kiosk.errors import Reason

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def refusal(error: OSError) -> Reason:
    """Why the disk refuses: STORE_FULL or STORE_FAILED."""
    full = error.errno in _NO_ROOM
    return Reason.STORE_FULL if full else Reason.STORE_FAILED


def replace(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whatever was there. Durable when it returns. OSError."""
    fresh = _written(path.parent, data)
    try:
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync(path.parent)


def create(path: Path, data: bytes) -> bool:
    """Put `data` at `path` unless something is there; whether it was put. OSError.

    The data are durable when it returns, their name after `sync`.
    """
    fresh = _written(path.parent, data)
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        return False
    finally:
        fresh.unlink(missing_ok=True)
    return True


def sync(folder: Path) -> None:
    """Make the names in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written(folder: Path, data: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return Path(name)
