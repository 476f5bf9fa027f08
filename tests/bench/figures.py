"""What was found, and how it stands against what it was to reach."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Verdict(StrEnum):
    """How a row stands. VOID: the generator was the bottleneck, so nothing was measured."""

    YES = "yes"
    NO = "NO"
    VOID = "void"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, ready to print. `note` says what stands behind the figures."""

    measure: str
    floor: str
    ours: str
    value: str
    goal: str
    verdict: Verdict
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of `COLUMNS`."""
        return (
            self.measure,
            self.floor,
            self.ours,
            self.value,
            self.goal,
            str(self.verdict),
        )


COLUMNS = ("measure", "floor", "ours", "ratio or value", "to reach", "ok")


def median(samples: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(samples)


def percentile(samples: Sequence[float], percent: float) -> float:
    """The sample that `percent` of all do not exceed: a real one, never between two."""
    ranked = sorted(samples)
    rank = -(-len(ranked) * percent // 100)
    return ranked[max(0, int(rank) - 1)]


def times(
    measure: str, floor: float, ours: float, most: float, unit: str, note: str = ""
) -> Row:
    """Ours may be at most `most` times the floor."""
    ratio = ours / floor
    return Row(
        measure,
        f"{_short(floor)} {unit}",
        f"{_short(ours)} {unit}",
        f"{ratio:.2f}x",
        f"<= {most:g}x",
        _verdict(ratio <= most),
        note,
    )


def share(
    measure: str, floor: float, ours: float, least: float, unit: str, note: str = ""
) -> Row:
    """Ours must be at least the fraction `least` of the floor."""
    part = ours / floor
    return Row(
        measure,
        f"{_short(floor)} {unit}",
        f"{_short(ours)} {unit}",
        f"{part:.0%}",
        f">= {least:.0%}",
        _verdict(part >= least),
        note,
    )


def at_most(measure: str, value: float, most: float, unit: str, note: str = "") -> Row:
    """A value with a limit and no floor."""
    said, limit = f"{_short(value)} {unit}", f"<= {most:g} {unit}"
    return Row(measure, "", "", said, limit, _verdict(value <= most), note)


def none_of(measure: str, found: int, looked_at: int, note: str = "") -> Row:
    """`found` mistakes among `looked_at` things; one is too many."""
    return Row(
        measure,
        "",
        "",
        f"{found} of {looked_at:,}",
        "0",
        _verdict(found == 0 and looked_at > 0),
        note,
    )


def told(measure: str, value: str, note: str = "") -> Row:
    """A figure that nothing depends on."""
    return Row(measure, "", "", value, "", Verdict.NONE, note)


def voided(row: Row, why: str) -> Row:
    """The same row, with nothing claimed."""
    note = f"void: {why}" + (f"; {row.note}" if row.note else "")
    return replace(row, verdict=Verdict.VOID, note=note)


def _verdict(good: bool) -> Verdict:
    return Verdict.YES if good else Verdict.NO


def _short(value: float) -> str:
    """Three digits that mean something."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.{2 - (value >= 10) - (value >= 100)}f}"
