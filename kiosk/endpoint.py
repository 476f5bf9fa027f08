"""Where the server of a data directory answers, and how the first client starts it.

Light on purpose: a kiosk asks this before its heavy imports are done.
"""

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from kiosk.errors import Reason, Unavailable
from kiosk.paths import socket_file

START_SECONDS: Final = 15.0
"""How long a server may take until it answers."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running server: `socket` always, `url` when it listens on TCP as well."""

    pid: int
    socket: str
    url: str | None = None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`, a name or an address (IPv6 with or without
    brackets)."""
    import ipaddress

    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def write(data: Path, endpoint: Endpoint) -> None:
    """Say where the server answers; replaces the file in one step. Unavailable."""
    file = data / "endpoint.json"
    draft = file.with_suffix(f".{endpoint.pid}")
    try:
        draft.write_text(json.dumps(asdict(endpoint)), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise _refused(file, error) from error


def forget(data: Path, pid: int) -> None:
    """Take back what this process said; another server's word stays."""
    endpoint = read(data)
    if endpoint and endpoint.pid == pid:
        (data / "endpoint.json").unlink(missing_ok=True)


def read(data: Path) -> Endpoint | None:
    """What the file says, or None when there is none that can be read. It may be stale."""
    try:
        found = json.loads((data / "endpoint.json").read_text(encoding="utf-8"))
        return Endpoint(int(found["pid"]), str(found["socket"]), found.get("url"))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def answers(path: str | Path) -> bool:
    """Whether somebody accepts connections on a Unix socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1.0)
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True


def find(data: Path) -> Path | None:
    """The socket of the server that owns `data`, if it answers."""
    said = read(data)
    places = [Path(said.socket)] if said else []
    places.append(socket_file(data))
    return next((place for place in places if answers(place)), None)


def find_or_start(data: Path, *, config: Path | None, demo: bool) -> Path:
    """The socket of the server that owns `data`; starts one when none answers.

    Two clients may start at once: the second server finds the data locked and leaves, and both
    clients find the first. Raises Unavailable with what the server said.
    """
    found = find(data)
    if found:
        return found
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        child, log = _start(data, config, demo)
    except OSError as error:
        raise _refused(data, error) from error
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = find(data)
        if found:
            return found
        if child.poll() not in (None, 0) and not _locked_by_another(data):
            break
        time.sleep(0.01)
    said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    if not said and not shutil.disk_usage(data).free:
        raise Unavailable(Reason.STORE_FULL, detail=f"{data}: no space left")
    raise Unavailable(
        Reason.OFFLINE,
        detail=f"the queue server did not start: {said[-1] if said else 'no answer'}",
    )


def _start(
    data: Path, config: Path | None, demo: bool
) -> tuple[subprocess.Popen[bytes], Path]:
    """The server in a session of its own, so that no client's end takes it along.

    It works from /, and keeps no disk of ours busy: every path it is given is absolute.
    """
    command = [
        sys.executable,
        "-m",
        "kiosk",
        "serve",
        "--data",
        str(data.resolve()),
        "--until-idle",
    ]
    named = config or _named_config()
    command += ["--config", str(named.resolve())] if named else []
    command += ["--demo"] if demo else []
    log = data / "server.start.log"
    with log.open("wb") as talk:
        child = subprocess.Popen(  # noqa: S603  our own interpreter and module
            command,
            stdin=subprocess.DEVNULL,
            stdout=talk,
            stderr=talk,
            start_new_session=True,
            cwd="/",
        )
    return child, log


def _named_config() -> Path | None:
    """The settings file the environment names; its path may be relative to where we are."""
    given = os.environ.get("KIOSK_CONFIG")
    return Path(given) if given else None


def _refused(place: Path, error: OSError) -> Unavailable:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    reason = Reason.STORE_FULL if full else Reason.STORE_FAILED
    return Unavailable(reason, detail=f"{place}: {error.strerror}")


def _locked_by_another(data: Path) -> bool:
    """A server that is still starting holds the lock but does not answer yet."""
    import fcntl

    try:
        with (data / "lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
