"""Space kept aside for the hour when the disk is full.

A full disk stops the checkpoint as well, so the write-ahead log could not be folded back to
make room. Then the ballast is let go first, and nothing is accepted until it fits again.
"""

import os
import sys
from pathlib import Path
from typing import BinaryIO, Final

SIZE: Final = 16 * 1024 * 1024
"""Bytes, or a quarter of what was free at the start, whichever is less."""

_ZEROS: Final = bytes(1024 * 1024)


class Ballast:
    """A file beside the database that only takes up room."""

    def __init__(self, path: Path) -> None:
        """Make the file if there is room; without it (`size` 0) the store works all the same."""
        self._path = path
        self.size = path.stat().st_size if path.exists() else 0
        if not self.size:
            self.size = min(SIZE, _free(path.parent) // 4)
            if not self.restore():
                self.size = 0

    @property
    def is_held(self) -> bool:
        """Whether the space is set aside right now."""
        return self._path.exists()

    def drop(self) -> None:
        """Let the space go."""
        self._path.unlink(missing_ok=True)

    def restore(self) -> bool:
        """Set the space aside again; False, and nothing is left behind, when it won't fit."""
        if self.is_held or not self.size:
            return True
        if _free(self._path.parent) < self.size:
            return False
        try:
            with self._path.open("xb") as file:
                _fill(file, self.size)
        except OSError:
            self.drop()
            return False
        return True


def _fill(file: BinaryIO, size: int) -> None:
    """Claim the space for certain: by a promise of the file system where it gives one."""
    if sys.platform == "linux":
        os.posix_fallocate(file.fileno(), 0, size)
        return
    for start in range(0, size, len(_ZEROS)):
        file.write(_ZEROS[: size - start])


def _free(directory: Path) -> int:
    """Bytes free on the disk for this user; 0 when it won't say."""
    try:
        found = os.statvfs(directory)
    except OSError:
        return 0
    return found.f_bavail * found.f_frsize
