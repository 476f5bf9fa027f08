"""The real command in a process of its own, as a person or a script runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk import endpoint

TIMEOUT = 60


def kiosk(
    *words: str, data: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `kiosk …` on a data directory and wait for it."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        env={**os.environ, "KIOSK_DATA": str(data), **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def answer(*words: str, data: Path, env: dict[str, str] | None = None) -> Any:
    """What `kiosk … --json` says; fails with its talk when it fails."""
    done = kiosk(*words, "--json", data=data, env=env)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def server(data: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`kiosk serve` with a free port, and the URL it says."""
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kiosk",
            "serve",
            "--data",
            str(data),
            "--port",
            "0",
            *words,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        line = child.stdout.readline()
        assert line.startswith("listening on "), child.communicate()[1]
        yield child, line.removeprefix("listening on ").strip()
    finally:
        child.kill()
        child.communicate()


def pid(data: Path) -> int | None:
    """The server that owns a data directory, if it says so."""
    found = endpoint.read(data)
    return found.pid if found else None


def wait_until_gone(process: int, within: float = TIMEOUT) -> None:
    """Return when a process that is not our child has ended; it is watched, not polled."""
    try:
        watch = os.pidfd_open(process)
    except ProcessLookupError:
        return
    import select

    try:
        ended, _, _ = select.select([watch], [], [], within)
        assert ended, f"process {process} is still there"
    finally:
        os.close(watch)
