"""A lock between processes that ends with whoever holds it."""

import fcntl
import os
from pathlib import Path


class Lock:
    """Held until `release`, or until this process is no more."""

    def __init__(self, descriptor: int) -> None:
        """`descriptor` is open and locked."""
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the next one have it; once."""
        os.close(self._descriptor)


def take(path: Path) -> Lock | None:
    """The lock on the file `path`, or None while anybody has it. Does not wait. OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    return Lock(descriptor)
