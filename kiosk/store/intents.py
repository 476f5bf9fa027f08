"""A kiosk's intents, one small file each, held by who lives and found when they died."""

import fcntl
import json
import logging
import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from typing import Any, Final

from kiosk.domain.booking import Holder
from kiosk.domain.branch import BranchId, GroupId, ServiceId
from kiosk.domain.customer import CustomerId
from kiosk.domain.intent import Intent
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft
from kiosk.errors import Reason, Unavailable
from kiosk.paths import private

_NO_ROOM: Final = frozenset({ENOSPC, EDQUOT, EFBIG})
_LARGEST: Final = 16_384
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TEXTS: Final = ("owner", "fingerprint", "branch", "service", "locale", "source", "at")
_MORE: Final = ("start", "holder", "customer")
"""What only an appointment has, and an older file lacks."""

_log = logging.getLogger(__name__)


class FileIntents:
    """See `kiosk.domain.intent.Intents`. Any number of kiosks share one folder.

    Each file is locked from before it has its name until it is dropped, and the kernel lets go
    of the lock when its kiosk dies. So a file that can be locked was left behind, and whoever
    locks it has it alone. One that can't be read is put aside with the ending ".bad".
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is made when it is needed, for this user's eyes only."""
        self._folder = folder
        self._held: dict[str, int] = {}

    def keep(self, intent: Intent) -> None:
        """Write an intent down under its key, which is a file's name."""
        key = intent.once.key
        if key in self._held:
            return
        with _disk():
            part = private(self._folder) / f".{key}.part"
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                with open(descriptor, "wb", closefd=False) as file:
                    file.write(_written(intent))
                os.fsync(descriptor)
                part.rename(self._path(key))
                self._sync()
            except OSError:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
                    self._path(key).unlink(missing_ok=True)
                os.close(descriptor)
                raise
        self._held[key] = descriptor

    def drop(self, intent: Intent) -> None:
        """Remove its file, also from a disk that loses power a moment later."""
        descriptor = self._held.pop(intent.once.key, None)
        if descriptor is None:
            return
        with _disk():
            try:
                self._path(intent.once.key).unlink(missing_ok=True)
                self._sync()
            finally:
                os.close(descriptor)

    def left(self) -> Sequence[Intent]:
        """Lock and read what nobody holds, and clear away what was never finished."""
        if not self._folder.exists():
            return ()
        with _disk():
            found = sorted(private(self._folder).iterdir())
        for path in found:
            if path.suffix == ".part":
                self._clear_away(path)
        files = (path for path in found if path.suffix == ".json")
        intents = (self._taken_over(path) for path in files)
        return sorted((each for each in intents if each), key=lambda each: each.at)

    def _taken_over(self, path: Path) -> Intent | None:
        descriptor = _locked(path)
        if descriptor is None:
            return None
        try:
            intent = _read(descriptor, path.stem)
        except (ValueError, RecursionError, OSError) as error:
            self._put_aside(path, error)
            os.close(descriptor)
            return None
        self._held[intent.once.key] = descriptor
        return intent

    def _put_aside(self, path: Path, error: Exception) -> None:
        with suppress(OSError):
            path.rename(path.with_suffix(".bad"))
        said = {"file": path.name, "said": type(error).__name__}
        _log.error("an intent could not be read and was put aside", extra=said)

    def _clear_away(self, part: Path) -> None:
        """Whoever wrote it died before they asked for anything."""
        descriptor = _locked(part)
        if descriptor is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            os.close(descriptor)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _sync(self) -> None:
        """Make the names in the folder durable."""
        descriptor = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _disk() -> Iterator[None]:
    """Turn what the disk refuses into Unavailable."""
    try:
        yield
    except OSError as error:
        reason = Reason.STORE_FULL if error.errno in _NO_ROOM else Reason.STORE_FAILED
        raise Unavailable(reason, detail=f"intents: {error}") from error


def _locked(path: Path) -> int | None:
    """The file, open and locked; None while somebody holds it, and when it is gone."""
    flags = (
        os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    )  # a pipe would wait for its writer
    try:
        descriptor = os.open(path, flags)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gone = os.fstat(descriptor).st_nlink == 0  # by who held it until just now
    except OSError:
        gone = True
    if gone:
        os.close(descriptor)
        return None
    return descriptor


def _written(intent: Intent) -> bytes:
    draft, once = intent.draft, intent.once
    said = {
        "key": once.key,
        "owner": once.owner,
        "fingerprint": once.fingerprint,
        "branch": draft.branch,
        "service": draft.service,
        "group": draft.group,
        "locale": draft.locale,
        "source": draft.source,
        "start": draft.start.isoformat() if draft.start else None,
        "holder": draft.holder,
        "customer": draft.customer,
        "at": intent.at.isoformat(),
    }
    return json.dumps(said).encode()


def _read(descriptor: int, key: str) -> Intent:
    """ValueError when it is no intent of that key, or no file."""
    raw = b""
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        raw = os.read(descriptor, _LARGEST)
    said: Any = json.loads(raw)
    is_sound = isinstance(said, dict) and said.get("key") == key
    if not (is_sound and _KEY.fullmatch(key) and _is_whole(said)):
        raise ValueError(key)
    at, group = _instant(said["at"]), said["group"]
    start, holder, customer = (said.get(name) for name in _MORE)
    draft = Draft(
        BranchId(said["branch"]),
        ServiceId(said["service"]),
        GroupId(group) if group else None,
        said["locale"],
        said["source"],
        start=_instant(start) if start else None,
        holder=Holder(holder) if holder else None,
        customer=CustomerId(customer) if customer else None,
    )
    return Intent(draft, Once(said["owner"], key, said["fingerprint"]), at)


def _is_whole(said: dict[str, Any]) -> bool:
    texts = all(isinstance(said.get(name), str) for name in _TEXTS)
    more = all(isinstance(said.get(name), str | None) for name in ("group", *_MORE))
    return texts and more and "group" in said


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant
