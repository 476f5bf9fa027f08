"""Settings that were checked before.

Checking loads more than the first page of a kiosk needs altogether. So what was found good is
kept in the user's cache, under a digest of all it was made from, and read from there until any of
that changes. A secret is never kept: settings that hold one are checked each time.
"""

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from kiosk.config.settings import Settings

_PATH: Final = "a path"
"""Marks a path among the texts; no setting is called so."""


def remembered_settings(
    file: Path | None, cache: Path, env: Mapping[str, str] = os.environ
) -> "Settings":
    """What `load_settings` gives for `file` and `env`, from `cache` where it can. BadConfig.

    What comes from there has the values of Settings, and is frozen by nobody: don't change it.
    """
    digest = _digest(file, env)
    kept = cache / "settings.json"
    found = _read(kept, digest)
    if found is not None:
        return found
    from kiosk.config.settings import load_settings

    settings = load_settings(file, env)
    if settings.backend.key is None:
        _keep(kept, digest, settings)
    return settings


def _digest(file: Path | None, env: Mapping[str, str]) -> str:
    """Of the file, the variables, and the code that checks them."""
    digest = hashlib.blake2b(sys.version.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        found = source.stat()
        digest.update(f"{source}\0{found.st_mtime_ns}\0{found.st_size}\0".encode())
    for name in sorted(env):
        if name.startswith("KIOSK_") or name == "HOME":
            digest.update(f"{name}\0{env[name]}\0".encode(errors="surrogateescape"))
    if file:
        with suppress(OSError):  # reading it for good says what is wrong
            digest.update(os.fsencode(file) + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _read(kept: Path, digest: str) -> "Settings | None":
    try:
        found = json.loads(kept.read_bytes(), object_hook=_restored)
        good = found.digest == digest
        return cast("Settings", found.settings) if good else None
    except (OSError, ValueError, AttributeError):
        return None


def _restored(members: dict[str, Any]) -> Any:
    if _PATH in members:
        return Path(members[_PATH])
    return SimpleNamespace(
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in members.items()
        }
    )


def _keep(kept: Path, digest: str, settings: "Settings") -> None:
    """Nobody misses it where it can't be kept."""
    values = settings.model_dump() | {"configured": settings.configured}
    text = json.dumps({"digest": digest, "settings": values}, default=_plain)
    fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
    with suppress(OSError):
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.touch(0o600)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(kept)


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, Path):
        return {_PATH: str(value)}
    raise TypeError(type(value).__name__)
