"""The secret that phone numbers are hashed with: made once, kept beside the database, not in it.

So who gets hold of the database alone, or of a copy, can't try out all phone numbers there are.
"""

import os
import secrets
from contextlib import suppress
from errno import ENOSPC
from pathlib import Path
from typing import Final

from kiosk.errors import Reason, Unavailable

SIZE: Final = 32


def pepper(path: Path) -> bytes:
    """The secret in `path`; made there, for this user's eyes only, when there is none.

    Whole or not at all, whenever the power fails. Unavailable STORE_FULL, STORE_FAILED.
    """
    try:
        found = _read(path)
        if found is None:
            _make(path)
            found = _read(path)
    except OSError as error:
        reason = Reason.STORE_FULL if error.errno == ENOSPC else Reason.STORE_FAILED
        raise Unavailable(reason, detail=f"{path}: {error.strerror}") from error
    if found is None or len(found) != SIZE:
        detail = f"{path}: is not a secret of {SIZE} bytes; put the backup of it there"
        raise Unavailable(Reason.STORE_FAILED, detail=detail)
    return found


def _read(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return None


def _make(path: Path) -> None:
    draft = path.with_name(f".{path.name}.part")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(SIZE))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
