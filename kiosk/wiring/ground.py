"""What everything is built on: the wall clock, chance, the settings and the data directory."""

import os
import string
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import paths
from kiosk.errors import Reason, Unavailable

if TYPE_CHECKING:
    from kiosk.config.settings import Row, Settings

_LETTERS = string.ascii_lowercase + string.digits
_PAIRS = tuple(a + b for a in _LETTERS for b in _LETTERS)


class SystemClock:
    """The machine's own clock: the only wall clock there is."""

    def now(self) -> datetime:
        """The present instant, UTC."""
        return datetime.now(UTC)


def new_id() -> str:
    """Ten characters that nobody has had before, of 36^10 there are."""
    rest = _drawn(8)
    pairs = []
    for _ in range(5):
        rest, place = divmod(rest, len(_PAIRS))
        pairs.append(_PAIRS[place])
    return "".join(pairs)


def new_digits() -> str:
    """Seven random digits, the part of a code before its check digit."""
    return f"{_drawn(8) % 10_000_000:07d}"


def _drawn(size: int) -> int:
    """A number of that many bytes that nobody can foresee, from the system's own source.

    So many more than are needed that cutting it down favours no outcome noticeably.
    """
    return int.from_bytes(os.urandom(size))


def settings_file(given: Path | None) -> Path | None:
    """The settings file that holds: `--config`, else `$KIOSK_CONFIG`, else the usual place.

    One that was named is returned even if it does not exist, so that reading it says so.
    """
    if given:
        return given
    usual = paths.config_file()
    return usual if os.environ.get("KIOSK_CONFIG") or usual.exists() else None


def read_settings(
    given: Path | None, flags: Mapping[str, Any] | None = None
) -> "Settings":
    """The settings in force, under `flags` by dotted key. Raises BadConfig."""
    if not flags:
        from kiosk.config.remembered import remembered_settings

        return remembered_settings(settings_file(given), paths.cache_directory())
    from kiosk.config.settings import load_settings

    return load_settings(settings_file(given), flags=flags)


def settings_rows(given: Path | None) -> "list[Row]":
    """Every setting, its value and its origin. Raises BadConfig."""
    from kiosk.config import settings

    return settings.settings_rows(settings_file(given))


def data_directory(settings: "Settings", given: Path | None) -> Path:
    """Database and spool: `--data`, else `$KIOSK_DATA`, else the user's.

    Without any configuration it is the demo's own, unless a server already answers for the
    site's: then that is the queue people mean.
    """
    from kiosk.endpoint import find

    if given:
        return given
    site = paths.data_directory()
    if settings.configured or os.environ.get("KIOSK_DATA") or find(site):
        return site
    return paths.data_directory(demo=True)


def log_beside(data: Path, process: str) -> None:
    """Make the data directory, for this user's eyes only, and let `process` log there.

    Unavailable when it can't be made.
    """
    from kiosk import logs

    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        logs.set_up(data / "logs" / f"{process}.log", process=process)
    except OSError as error:
        raise Unavailable(
            Reason.STORE_FAILED, detail=f"{data}: {error.strerror}"
        ) from error
