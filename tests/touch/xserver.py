"""A real X server without a screen: Xorg, its dummy card and its own input test driver."""

import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Final

SCREEN: Final = (1920, 1080)
START_SECONDS: Final = 20.0
END_SECONDS: Final = 5.0

_PROGRAMS: Final = ("Xorg", "xterm", "matchbox-window-manager", "setpriv")
_MODULES: Final = ("drivers/dummy_drv.so", "input/inputtest_drv.so")
_PLACES: Final = ("/usr/lib/xorg/modules", "/usr/lib64/xorg/modules")


class CannotStart(Exception):
    """Xorg is here, and this machine doesn't let it run; why, in its own words."""


@dataclass(frozen=True, slots=True)
class XServer:
    """One that runs: `display` is its name, `finger` the socket of its touch device."""

    display: str
    finger: Path


def missing() -> list[str]:
    """What isn't installed here of what true touches need."""
    programs = [name for name in _PROGRAMS if not shutil.which(name)]
    modules = [
        module
        for module in _MODULES
        if not any(Path(place, module).exists() for place in _PLACES)
    ]
    return programs + modules


@contextmanager
def xserver(folder: Path) -> Iterator[XServer]:
    """Run one on a free display, with all it writes in `folder`; it dies with this process."""
    finger, config = folder / "finger", folder / "xorg.conf"
    template = Template((Path(__file__).parent / "xorg.conf").read_text())
    config.write_text(template.substitute(socket=finger))
    told, tells = os.pipe()
    server = subprocess.Popen(
        _command(config, folder / "xorg.log", tells),
        pass_fds=[tells],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(tells)
    try:
        display = _first_line(told)
        if not display:
            raise CannotStart(_complaint(folder / "xorg.log"))
        yield XServer(f":{display}", finger)
    finally:
        os.close(told)
        end(server)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask it to end; make it, after a while."""
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _command(config: Path, log: Path, tells: int) -> list[str]:
    options = ["-noreset", "-nolisten", "tcp", "-sharevts", "-novtswitch"]
    return [
        *("setpriv", "--pdeathsig", "KILL", "--"),  # nobody may be left to end it
        *("Xorg", "-config", str(config), "-logfile", str(log)),
        *("-displayfd", str(tells), *options),
    ]


def _first_line(told: int) -> str:
    """The number of the display; nothing if the server ended instead."""
    text = b""
    while not text.endswith(b"\n"):
        ready, _, _ = select.select([told], [], [], START_SECONDS)
        part = os.read(told, 64) if ready else b""
        if not part:
            return ""
        text += part
    return text.decode().strip()


def _complaint(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    errors = [line.partition("(EE)")[2].strip() for line in lines if "(EE)" in line]
    return "; ".join(filter(None, errors[-3:])) or "no word in its log"
