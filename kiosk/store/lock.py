"""One owner for a data directory: a second process is refused and told who the first is."""

import fcntl
import json
import os
from datetime import datetime
from pathlib import Path

from kiosk.errors import Reason, Unavailable


class DataLock:
    """Held from `take` until `release`, or until the process ends in whatever way."""

    def __init__(self, descriptor: int) -> None:
        """Use `take`."""
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, directory: Path, since: datetime) -> "DataLock":
        """Own `directory`; the file `lock` in it names this process and `since`.

        Raises Unavailable STORE_LOCKED naming the owner, STORE_FAILED when the file can't be
        made. The file stays when the lock is gone: only the lock on it counts.
        """
        path = directory / "lock"
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Unavailable(
                Reason.STORE_FAILED, detail=f"{path}: {error.strerror}"
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _sign(descriptor, since)
        except BlockingIOError as error:
            os.close(descriptor)
            raise Unavailable(
                Reason.STORE_LOCKED, detail=f"{directory} is in use by {_owner(path)}"
            ) from error
        except OSError as error:
            os.close(descriptor)
            raise Unavailable(
                Reason.STORE_FAILED, detail=f"{path}: {error.strerror}"
            ) from error
        return cls(descriptor)

    def release(self) -> None:
        """Let the directory go. Idempotent."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _sign(descriptor: int, since: datetime) -> None:
    signature = json.dumps(
        {"pid": os.getpid(), "since": since.isoformat(timespec="seconds")}
    )
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, signature.encode(), 0)


def _owner(path: Path) -> str:
    """Who signed the lock file, as well as can be read: its owner may be writing it."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return f"process {int(found['pid'])} since {found['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
