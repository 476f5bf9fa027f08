"""A place of its own for one run: directories, an environment, and every process begun in it."""

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
KIOSK = Path(sys.executable).with_name("kiosk")

_KEPT = ("PATH", "LANG", "LC_ALL", "TZ")
"""Of the environment outside; nothing else of it reaches what is measured."""


class Failed(Exception):
    """A process did not do what it was begun for."""


@dataclass
class Scene:
    """Where everything of a run happens. `quick`: a tenth of the work, to see that it works."""

    place: Path
    quick: bool = False
    env: dict[str, str] = field(default_factory=dict)
    _children: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _named: int = 0

    def __post_init__(self) -> None:
        """A home, and no trace of the one outside."""
        outside = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self.env = outside | {
            "HOME": str(self.place),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(ROOT),
            "KIOSK_SERVER__RATE_LIMIT": "0",
        }
        for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME"):
            self.env[f"XDG_{name}"] = str(self.place / "home")
        self.env["XDG_RUNTIME_DIR"] = str(self.place)

    def of(self, full: int, quick: int) -> int:
        """How many: `full` in a run that counts."""
        return quick if self.quick else full

    def directory(self) -> Path:
        """A new empty one."""
        self._named += 1
        made = self.place / f"d{self._named}"
        made.mkdir(mode=0o700)
        return made

    def begin(
        self, command: Sequence[str | Path], env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """A child with pipes for stdin and stdout, in a process group of its own, so that an
        interrupt at the keyboard reaches this process alone and it ends the others."""
        child = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self.env | dict(env or {}),
            cwd=self.place,
            process_group=0,
        )
        self._children.append(child)
        return child

    def ask(self, *command: str | Path, env: Mapping[str, str] | None = None) -> str:
        """What a command that ends by itself says. Raises Failed."""
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            env=self.env | dict(env or {}),
            cwd=self.place,
            timeout=60,
            check=False,
        )
        if done.returncode:
            raise Failed(f"{command}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def end(self, child: subprocess.Popen[bytes], *, now: bool = False) -> None:
        """Ask a child to end, or kill it; returns when it is gone."""
        if child.poll() is None:
            child.kill() if now else child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()
        if child in self._children:
            self._children.remove(child)

    def close(self) -> None:
        """Leave nothing behind: no process, no file."""
        for child in list(self._children):
            self.end(child, now=True)
        for pid in _at_home_in(self.place):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self.place, ignore_errors=True)


def _at_home_in(place: Path) -> Iterator[int]:
    """Processes that an interrupt left over between their start and our knowing of it."""
    home = f"HOME={place}\0".encode()
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if home in environment.read_bytes():
                yield int(environment.parent.name)


@contextmanager
def scene(*, quick: bool = False) -> Iterator[Scene]:
    """A scene that is gone afterwards, whatever happens in it."""
    made = Scene(Path(tempfile.mkdtemp(prefix="kb")), quick)
    try:
        yield made
    finally:
        made.close()


def said(child: subprocess.Popen[bytes], words: str, seconds: float = 20.0) -> str:
    """The first line of a child's stdout that begins with `words`, without them."""
    assert child.stdout
    deadline = time.monotonic() + seconds
    line = b""
    while time.monotonic() < deadline:
        ready, _, _ = select.select([child.stdout], [], [], 0.5)
        if not ready:
            continue
        came = os.read(child.stdout.fileno(), 1)
        if not came:
            raise Failed(f"ended with {child.wait()} before saying {words!r}")
        line += came
        if came == b"\n":
            text, line = line.decode().strip(), b""
            if text.startswith(words):
                return text.removeprefix(words).strip()
    raise Failed(f"did not say {words!r} within {seconds:g} s")
