"""What a panel keeps for its technician: the PIN's hash, and the wrong PINs of late."""

import json
import logging
import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kiosk.domain.attempts import Attempts
from kiosk.errors import Reason, Unavailable
from kiosk.paths import private

_LARGEST: Final = 4096
_MODE: Final = 0o600

_log = logging.getLogger(__name__)


class PanelFiles:
    """Two small files of this user's in the data directory; others may not even read them."""

    def __init__(self, data: Path) -> None:
        """`data` is made when there is something to keep."""
        self._data = data
        self.pin, self.tries = data / "panel.pin", data / "panel.tries"
        self._unwritten: Attempts | None = None

    def pin_hash(self) -> str | None:
        """The PIN as it was hashed; None without one.

        Unavailable when the file is not this user's alone: somebody else may have put it there.
        """
        try:
            found = _read(self.pin)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _trouble(self.pin, error.strerror or str(error)) from error
        return found.strip() or None

    def keep_pin(self, hashed: str) -> None:
        """Another PIN; what was tried before no longer counts. Unavailable."""
        self._keep(self.pin, f"{hashed}\n")
        self.forget_attempts()

    def drop_pin(self) -> None:
        """No PIN: no maintenance. Unavailable."""
        try:
            self.pin.unlink(missing_ok=True)
            self.tries.unlink(missing_ok=True)
        except OSError as error:
            raise _trouble(self.pin, error.strerror or str(error)) from error

    def attempts(self) -> Attempts:
        """The wrong PINs of late. What can't be read has been damaged, and counts as none."""
        if self._unwritten is not None:
            return self._unwritten
        try:
            said: Any = json.loads(_read(self.tries))
            until = said["locked_until"]
            wrong = tuple(_instant(each) for each in said["wrong"])
            return Attempts(wrong, _instant(until) if until else None)
        except FileNotFoundError:
            return Attempts()
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            _log.error("wrong PINs unknown", extra={"said": type(error).__name__})
            return Attempts()

    def keep_attempts(self, attempts: Attempts) -> None:
        """Write them down. A disk that takes nothing, which a technician may have come for,
        has them kept in memory."""
        until = attempts.locked_until
        said = {
            "wrong": [each.isoformat() for each in attempts.wrong],
            "locked_until": until.isoformat() if until else None,
        }
        try:
            self._keep(self.tries, json.dumps(said))
            self._unwritten = None
        except Unavailable as error:
            _log.error("wrong PINs not kept", extra={"said": error.detail})
            self._unwritten = attempts

    def forget_attempts(self) -> None:
        """The PIN was right."""
        self.keep_attempts(Attempts())

    def _keep(self, file: Path, text: str) -> None:
        """Put it in the file's place at once and whole."""
        part = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            private(self._data)
            part.unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            descriptor = os.open(part, flags, _MODE)
            try:
                os.write(descriptor, text.encode("ascii"))
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            part.rename(file)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise _trouble(file, error.strerror or str(error)) from error


def _read(file: Path) -> str:
    """PermissionError when others may read or write it. OSError."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    descriptor = os.open(file, flags)
    try:
        found = os.fstat(descriptor)
        own = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
        if not own or stat.S_IMODE(found.st_mode) & 0o077:
            raise PermissionError(0, "is open to others; chmod 600")
        return os.read(descriptor, _LARGEST).decode("ascii", "replace")
    finally:
        os.close(descriptor)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant


def _trouble(file: Path, said: str) -> Unavailable:
    return Unavailable(Reason.STORE_FAILED, detail=f"{file}: {said}")
