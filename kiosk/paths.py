"""Where things are: the XDG directories, the socket, and the files shipped beside the code.

The only module that knows where a file belongs. Nothing here reads or checks a file's content.
"""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from platformdirs import PlatformDirs

from kiosk.errors import KioskError, Reason, Unavailable

_DIRECTORIES = PlatformDirs("kiosk", appauthor=False)
_PACKAGE = Path(__file__).parent


def config_file() -> Path:
    """The settings file: `$KIOSK_CONFIG`, else config.toml in the user's directory.

    The file need not exist.
    """
    given = os.environ.get("KIOSK_CONFIG")
    return Path(given) if given else _DIRECTORIES.user_config_path / "config.toml"


def data_directory(*, demo: bool = False) -> Path:
    """Database, spool and endpoint file: `$KIOSK_DATA`, else the user's data directory.

    The demo has a directory of its own there, so that its tickets never mix with a site's.
    """
    given = os.environ.get("KIOSK_DATA")
    if given:
        return Path(given)
    return _DIRECTORIES.user_data_path / ("demo" if demo else "site")


def cache_directory() -> Path:
    """What can be made again at any time."""
    return _DIRECTORIES.user_cache_path


def log_directory() -> Path:
    """Where a screen, which has no stderr to talk to, writes its log."""
    return _DIRECTORIES.user_log_path


def runtime_directory() -> Path:
    """Sockets; gone after a reboot. `$XDG_RUNTIME_DIR/kiosk`, else one in the temporary folder.

    A service or a bare login has no `$XDG_RUNTIME_DIR`; `private` then guards who owns it.
    """
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given:
        return Path(given) / "kiosk"
    return Path(tempfile.gettempdir()) / f"kiosk-{os.geteuid()}"


def socket_file(data: Path) -> Path:
    """The Unix socket of the server that owns the data directory `data`.

    Named by a digest, since a socket's path may not be longer than about 100 bytes.
    """
    digest = hashlib.blake2b(bytes(data.resolve()), digest_size=8).hexdigest()
    return runtime_directory() / f"{digest}.sock"


def make_private(directory: Path) -> None:
    """Make `directory` and all that is missing above it, for this user's eyes only. OSError.

    A plain mkdir would leave what it makes above open to everybody.
    """
    for one in (*reversed(directory.parents), directory):
        one.mkdir(mode=0o700, exist_ok=True)


def private(directory: Path) -> Path:
    """Make `directory` if need be, for this user's eyes only, and return it.

    Raises Unavailable when it can't be made, or when it belongs to somebody else: a socket
    in a directory that others may write to is theirs to replace.
    """
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = directory.lstat()
    except OSError as error:
        raise Unavailable(
            Reason.STORE_FAILED, detail=f"{directory}: {error.strerror}"
        ) from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise Unavailable(
            Reason.STORE_FAILED, detail=f"{directory}: not a directory of this user"
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        directory.chmod(0o700)
    return directory


def share(name: str) -> Path:
    """A file or folder shipped with the code: "themes", "config.example.toml".

    Looked for inside the installed package, then beside it in a checkout.
    """
    for place in (_PACKAGE / "_share" / name, _PACKAGE.parent / name):
        if place.exists():
            return place
    raise KioskError(detail=f"{name} is missing from this installation of kiosk")
