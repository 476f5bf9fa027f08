"""What the kernel says about a process."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Time it spent on a core so far, its threads included, in hundredths."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) / _TICKS


def resident_mb(pid: int) -> float:
    """Memory it holds right now, in units of 2**20 bytes."""
    for line in (
        Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    ):
        if line.startswith("Rss:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)
