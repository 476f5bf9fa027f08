"""Where everything is on a lobby screen of any size, and how large its letters can be."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

from textual.geometry import Region

from kiosk.tui.panel import Panel

FEWEST: Final = (60, 23)
"""Columns and rows without which a board can't hold its parts."""

LETTERS: Final = 34
"""Columns of four letters at their usual size, the widest ones: "M999"."""

_FIFTH: Final = 4
"""Columns more for "A1000"."""

_TALL: Final = 5
"""Rows of letters at their usual size."""

_SMALLEST: Final = 2
"""Halves of a letter."""

_SMALL: Final = 3
"""Rows of the small letters of a line of the history, which keep a gap of their own."""

_MARGIN: Final = 2
_AGE: Final = 12
_ARROW: Final = 8
_LEAST_ROWS: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the history, from edge to edge."""

    number: Region
    counter: Region
    age: Region


@dataclass(frozen=True, slots=True)
class BoardPlan:
    """The regions of a board, read from left to right. They don't overlap.

    `feature` is where `number`, `arrow` and `counter` are, for words instead of them. `airy`:
    the letters leave its first row free.
    """

    airy: bool

    place: Region
    clock: Region
    number_head: Region
    counter_head: Region
    feature: Region
    number: Region
    arrow: Region
    counter: Region
    again: Region
    caption: Region
    rows: tuple[Row, ...]
    figures: Region
    updated: Region
    line: Region


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Halves of a letter, rows of the feature, lines of the history and their height."""

    halves: int
    feature: int
    count: int
    pitch: int


def plan_board(panel: Panel, most_rows: int = 6, clock: int = 12) -> BoardPlan:
    """A board on `panel`, with 4 to `most_rows` lines of history; `clock` columns for the time.

    What is announced is as large as four lines of history leave room for; then their own rows
    come, then more of them, then air.
    """
    cols, head, foot = panel.cols, _head(panel), _foot(panel)
    sizes = _sizes(panel, most_rows)
    left = panel.rows - head - foot - sizes.count * sizes.pitch - sizes.feature - 2
    between = min(1, left)
    y = head + min(2, (left - between) // 2)  # never more above than below
    split = _MARGIN + _split(panel, sizes.halves)
    heads = Region(_MARGIN, y, cols - 2 * _MARGIN, 1)
    feature = Region(0, y + 1, cols, between + sizes.feature)
    under = Region(0, feature.bottom, cols, 1)
    number_head, counter_head = heads.split_vertical(split - _MARGIN)
    number, arrow, counter = _feature(panel, feature, sizes.halves, split)
    if panel.tall:
        number_head, counter_head, counter = heads, *counter.split_horizontal(1)
    again, caption = under.split_vertical(split)
    history = panel.rows - foot - sizes.count * sizes.pitch
    across = cols - 2 * _MARGIN
    foot_at = Region(_MARGIN, panel.rows - 3, across, 3)
    figures, line = foot_at.split_horizontal(1)
    figures, updated = figures.split_vertical(-min(22, across // 3))
    place, time = Region(0, 0, cols, max(1, head)).split_vertical(-clock)
    return BoardPlan(
        airy=between > 0,
        place=place,
        clock=time,
        number_head=number_head,
        counter_head=counter_head,
        feature=feature,
        number=number,
        arrow=arrow,
        counter=counter,
        again=again,
        caption=caption,
        rows=tuple(
            _row(cols, history + index * sizes.pitch, sizes.pitch, split)
            for index in range(sizes.count)
        ),
        figures=figures,
        updated=updated,
        line=line,
    )


def _head(panel: Panel) -> int:
    return 3 if panel.rows >= 36 else 1


def _foot(panel: Panel) -> int:
    """Three rows, and one of air where there are many."""
    return 4 if panel.rows >= 30 else 3


def _sizes(panel: Panel, most_rows: int) -> _Sizes:
    room = panel.rows - _head(panel) - _foot(panel) - 2
    halves = next(
        (
            halves
            for halves in range(8, _SMALLEST, -1)
            if _fits(panel, halves)
            and _feature_rows(panel, halves) + _LEAST_ROWS * _SMALL <= room
        ),
        _SMALLEST,
    )
    feature = _feature_rows(panel, halves)
    room -= feature
    count = pitch = 0
    air = 2 if panel.rows >= 28 else 0
    for count, pitch in _histories(most_rows):
        if count * pitch + air <= room:
            break
    return _Sizes(halves, feature, count, pitch)


def _histories(most_rows: int) -> Iterator[tuple[int, int]]:
    """Lines and rows of each, the best first."""
    for count in range(max(most_rows, _LEAST_ROWS), _LEAST_ROWS, -1):
        yield count, _SMALL + 1
    yield _LEAST_ROWS, _SMALL + 1
    yield _LEAST_ROWS + 1, _SMALL
    yield _LEAST_ROWS, _SMALL


def _fits(panel: Panel, halves: int) -> bool:
    """Whether a number in such letters leaves room for a counter in about the same."""
    if panel.tall:
        return LETTERS * halves // 2 <= panel.cols - 2 * _MARGIN
    return _spare(panel, halves) >= 0


def _spare(panel: Panel, halves: int) -> int:
    """Columns that number, arrow and a counter of two digits leave free between them."""
    counter = max(16, 17 * halves // 3)
    return panel.cols - 2 * _MARGIN - LETTERS * halves // 2 - _ARROW - counter


def _feature_rows(panel: Panel, halves: int) -> int:
    rows = _letter_rows(halves)
    return 2 * rows + 2 if panel.tall else rows


def _letter_rows(halves: int) -> int:
    return ceil(_TALL * halves / 2)


def _split(panel: Panel, halves: int) -> int:
    """Columns from the margin to where the counters begin."""
    across = panel.cols - 2 * _MARGIN
    if panel.tall:
        return across * 11 // 20
    return LETTERS * halves // 2 + _ARROW + _spare(panel, halves) // 2


def _number_width(panel: Panel, halves: int) -> int:
    """Columns of a number. In the smallest letters, one with five signs must fit as well."""
    more = _FIFTH if halves == _SMALLEST else 0
    return (LETTERS + min(_spare(panel, halves) // halves, more)) * halves // 2


def _feature(
    panel: Panel, area: Region, halves: int, split: int
) -> tuple[Region, Region, Region]:
    """Number, arrow and counter, which fill `area`: side by side, or on an upright panel one
    below the other, with a row for its heading above the counter."""
    if panel.tall:
        upper, lower = area.split_horizontal(area.height - _letter_rows(halves) - 1)
        arrow, counter = lower.split_vertical(split)
        return upper, arrow, counter
    before, counter = area.split_vertical(split)
    number, arrow = before.split_vertical(_MARGIN + _number_width(panel, halves))
    return number, arrow, counter


def _row(cols: int, y: int, height: int, split: int) -> Row:
    line = Region(0, y, cols, height)
    number, rest = line.split_vertical(split)
    counter, age = rest.split_vertical(-_AGE)
    return Row(number, counter, age)
