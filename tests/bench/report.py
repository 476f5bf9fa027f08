"""The table: on the terminal as it was found, and in docs/performance.md."""

from collections.abc import Sequence
from pathlib import Path

from tests.bench.figures import COLUMNS, Row
from tests.bench.machine import Machine

_BESIDE = """\
Written by `make bench`. Floors and figures are of one run on one machine, taken in turns where
they are compared: trust the ratios, not the milliseconds. Times are medians unless said
otherwise. The load comes from a process of its own; a row is void when that process was the
bottleneck.
"""


def as_text(rows: Sequence[Row]) -> str:
    """Columns side by side, notes below the rows they belong to."""
    lines = [COLUMNS, *(row.cells for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(COLUMNS))]
    rule = "  ".join("-" * width for width in widths)
    drawn = [_drawn(COLUMNS, widths), rule]
    for row in rows:
        drawn.append(_drawn(row.cells, widths))
        if row.note:
            drawn.append(f"    {row.note}")
    return "\n".join(drawn)


def _drawn(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def as_page(rows: Sequence[Row], machine: Machine) -> str:
    """The document: what it ran on, the table, the notes."""
    parts = [
        "# Speed and memory",
        _BESIDE,
        _ground(machine),
        _table(rows),
        _notes(rows),
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def write_page(file: Path, rows: Sequence[Row], machine: Machine) -> None:
    """Put the document where people look for it."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(as_page(rows, machine), encoding="utf-8")


def _ground(machine: Machine) -> str:
    facts = [f"* {name}: {value}" for name, value in machine.facts()]
    return "\n".join(facts)


def _table(rows: Sequence[Row]) -> str:
    lines = [_line(COLUMNS), _line(["---"] * len(COLUMNS))]
    lines += [_line(row.cells) for row in rows]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _notes(rows: Sequence[Row]) -> str:
    noted = [f"* **{row.measure}**: {row.note}" for row in rows if row.note]
    return "\n".join(["## Behind the figures", "", *noted]) if noted else ""
