"""A key in a file: read only if nobody but this user can read it."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.errors import BadConfig

if TYPE_CHECKING:
    from kiosk.config.backend import Backend

CREDENTIAL: Final = "kiosk-backend-key"
"""Name of the systemd credential (LoadCredential=) that holds the API key."""

NOT_HERE: Final = "is secret, and a kiosk by itself has only what anybody may see"
PUBLIC_ONLY: Final = "a public key, or backend.skiplino.direct = false"

_KEY: Final = "backend.key_file"
_FORMER: Final = "backend.skiplino.former_key_file"
_TRUSTED: Final = "sk_"
"""Skiplino's pages show it on secret keys."""

_LONGEST: Final = 4096


def credential(env: Mapping[str, str]) -> Path | None:
    """The file systemd gave this service the key in, if it did."""
    directory = env.get("CREDENTIALS_DIRECTORY")
    file = Path(directory) / CREDENTIAL if directory else None
    return file if file and file.exists() else None


def secret_key(backend: "Backend", env: Mapping[str, str] = os.environ) -> str | None:
    """The API key: `key`, else what `key_file` holds, else systemd's credential.

    Read anew each time, so that a key can be exchanged while the kiosk runs. BadConfig when
    the file can't be trusted or read.
    """
    if backend.key is not None:
        return backend.key.get_secret_value()
    file = backend.key_file or credential(env)
    return read_secret(file, env) if file else None


def read_secret(file: Path, env: Mapping[str, str]) -> str:
    """The one line in `file`.

    BadConfig for a symbolic link, a file of another user, one that others may read, and one
    that is not a line of text. A file in `$CREDENTIALS_DIRECTORY` belongs to systemd, which
    lets in this service alone (systemd.exec(5)).
    """
    try:
        # Not blocking: a pipe nobody writes to is refused below, not waited for.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        handle = os.open(file, flags)
    except OSError as error:
        if file.is_symlink():
            raise _bad(file, "is a symbolic link", "the file itself") from error
        raise _bad(file, f"can't be read: {error.strerror}") from error
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise _bad(file, "is not a regular file")
        if not _from_systemd(file, env):
            _check_owner(file, found)
        return _line(file, os.read(handle, _LONGEST + 1))
    finally:
        os.close(handle)


def is_secret_key(key: str) -> bool:
    """Whether a key of Skiplino says of itself that it is a secret one."""
    return key.strip().startswith(_TRUSTED)


def check_public(backend: "Backend", env: Mapping[str, str] = os.environ) -> None:
    """BadConfig unless a kiosk that asks Skiplino by itself has a public key, and no other.

    A key that is written in the settings themselves was looked at where they are checked.
    """
    if not backend.skiplino.direct:
        return
    key = secret_key(backend, env)
    if not key:
        raise BadConfig(
            file="settings",
            key=_KEY,
            problem="is missing",
            allowed="a file with a public key",
        )
    former = backend.skiplino.former_key_file
    if is_secret_key(key):
        file = backend.key_file or credential(env) or "settings"
        raise _secret(file, _KEY if backend.key is None else "backend.key")
    if former and is_secret_key(read_secret(former, env)):
        raise _secret(former, _FORMER)


def check_private(file: Path, key: str, line: int | None) -> None:
    """BadConfig when others may read the settings file `file`, which holds the secret `key`."""
    if file.stat().st_mode & 0o077:
        raise BadConfig(
            file=str(file),
            line=line,
            key=key,
            problem="is a secret, and others may read this file",
            allowed=f"mode 0600: chmod 600 {file}",
        )


def _from_systemd(file: Path, env: Mapping[str, str]) -> bool:
    directory = env.get("CREDENTIALS_DIRECTORY")
    return bool(directory) and file.parent == Path(directory or "")


def _check_owner(file: Path, found: os.stat_result) -> None:
    if found.st_uid != os.geteuid():
        raise _bad(file, "belongs to another user", f"chown {os.geteuid()} {file}")
    if found.st_mode & 0o077:
        raise _bad(file, "can be read by others", f"mode 0600: chmod 600 {file}")


def _line(file: Path, data: bytes) -> str:
    text = data.decode("utf-8", "replace").strip()
    if not text:
        raise _bad(file, "is empty", "one line with the key")
    if len(data) > _LONGEST or not (text.isascii() and text.isprintable()):
        raise _bad(file, "is not a key", "one line of printable ASCII")
    return text


def _secret(file: Path | str, key: str) -> BadConfig:
    return BadConfig(file=str(file), key=key, problem=NOT_HERE, allowed=PUBLIC_ONLY)


def _bad(file: Path, problem: str, allowed: str = "") -> BadConfig:
    return BadConfig(file=str(file), key=_KEY, problem=problem, allowed=allowed)
