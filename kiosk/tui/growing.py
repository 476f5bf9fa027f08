"""Room for larger text: what matters most gets it first, as far as a page has any."""

from collections.abc import Iterator, Mapping
from typing import Final

from textual.geometry import Region
from textual.widget import Widget

from kiosk.tui.larger import Larger

_QUIET: Final = "quiet"
_RANKS: Final = (
    {"title", "-primary", "field"},
    {"large", "warning"},
    {"strong"},
    {"topic"},
)
"""By a class of theirs, what is drawn larger first; then all else, but for what is quiet."""


def grown(
    heights: Mapping[Widget, int],
    area: Region,
    widths: Mapping[Widget, int] | None = None,
) -> dict[Widget, int]:
    """`heights` with as many rows as larger text takes, for those that `area` has room for.

    What is quiet is left out where that makes room for a title. `widths` are of those that are
    narrower than `area`. Nothing changes for who didn't ask for larger text.
    """
    rows = dict(heights)
    for rank, widget in _by_rank(rows):
        width = (widths or {}).get(widget, area.width)
        spare = area.height - sum(rows.values())
        quiet = [w for w in rows if w.has_class(_QUIET) and rows[w] and rank <= 2]
        more = sum(rows[w] for w in quiet)
        for extra in (0, more) if more else (0,):
            wanted = widget.large_height(width, rows[widget] + spare + extra)
            if wanted:
                rows[widget] = max(rows[widget], wanted)
                break
        if sum(rows.values()) > area.height:
            rows |= dict.fromkeys(quiet, 0)
    return rows


def _by_rank(rows: Mapping[Widget, int]) -> Iterator[tuple[int, Larger]]:
    """What can be larger, the most important first."""
    shown = [w for w in rows if isinstance(w, Larger) and w.large and rows[w]]
    ranked = [(_rank(widget), widget) for widget in shown]
    ranked.sort(key=lambda each: each[0])
    return (each for each in ranked if not each[1].has_class(_QUIET))


def _rank(widget: Widget) -> int:
    ranks = (at for at, of in enumerate(_RANKS) if of & widget.classes)
    return next(ranks, len(_RANKS))
