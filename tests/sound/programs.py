"""Programs that stand where players and speech engines stand, and write down what they heard."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

SCRIPT = """#!{python}
import json, os, sys, time
with open({log!r}, "a") as log:
    log.write(json.dumps(["begins", {name!r}, *sys.argv[1:]]) + "\\n")
{body}
with open({log!r}, "a") as log:
    log.write(json.dumps(["ends", {name!r}]) + "\\n")
"""


@dataclass
class Programs:
    """A folder for `PATH`, and what its programs did."""

    folder: Path
    log: Path

    def install(self, name: str, body: str = "") -> None:
        """A real program of that name; `body` is what it does besides."""
        file = self.folder / name
        text = SCRIPT.format(
            python=sys.executable, log=str(self.log), name=name, body=body
        )
        file.write_text(text)
        file.chmod(0o755)

    @property
    def heard(self) -> list[list[str]]:
        """What was begun and ended, in its order."""
        import json

        if not self.log.exists():
            return []
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    @property
    def began(self) -> list[list[str]]:
        """Names and arguments."""
        return [rest for what, *rest in self.heard if what == "begins"]


def alone(folder: Path) -> Programs:
    """An empty folder of programs."""
    programs = Programs(folder / "bin", folder / "heard")
    programs.folder.mkdir()
    return programs


def is_alive(pid: int) -> bool:
    """Whether a process still runs; one that only waits to be counted doesn't."""
    try:
        os.kill(pid, 0)
        return "Z" != Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
