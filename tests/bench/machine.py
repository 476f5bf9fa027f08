"""What the figures were taken on."""

import os
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import apsw

_PACKAGES = ("textual", "fastapi", "uvicorn", "uvloop", "pydantic")


@dataclass(frozen=True, slots=True)
class Machine:
    """The ground under a run. `load` is the one-minute load when it began."""

    date: str
    processor: str
    cores: int
    memory_gb: float
    system: str
    load: float

    @classmethod
    def here(cls) -> "Machine":
        """This machine, now."""
        return cls(
            date=time.strftime("%Y-%m-%d %H:%M %Z"),
            processor=_field("/proc/cpuinfo", "model name"),
            cores=len(os.sched_getaffinity(0)),
            memory_gb=int(_field("/proc/meminfo", "MemTotal").split()[0]) / 2**20,
            system=f"{platform.system()} {platform.release()}",
            load=os.getloadavg()[0],
        )

    @property
    def is_busy(self) -> bool:
        """Somebody else works here: figures would be theirs as much as ours."""
        return self.load > self.cores / 4

    def facts(self) -> Sequence[tuple[str, str]]:
        """Name and value, in the order in which they are read."""
        versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
        python = f"{platform.python_implementation()} {platform.python_version()}"
        machine = (
            f"{self.cores} cores, {self.processor}, {self.memory_gb:.0f} GB,"
            f" {self.system}, load {self.load:.1f} at the start"
        )
        sqlite = f"SQLite {apsw.sqlite_lib_version()}"
        return (
            ("date", self.date),
            ("machine", machine),
            ("versions", f"{python}, {versions}, {sqlite}"),
        )


def _field(file: str, name: str) -> str:
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"
