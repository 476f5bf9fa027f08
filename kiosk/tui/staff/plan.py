"""Where the parts of the console are, for every size of terminal."""

from enum import StrEnum
from typing import Final

from textual.geometry import Region, Size

from kiosk.tui.placing import in_rows


class Part(StrEnum):
    """A part of the screen; the values are the widgets' ids."""

    STATUS = "status"
    SERVING = "serving"
    NEXT = "next"
    QUEUE = "queue"
    DAY = "day"
    EVENTS = "events"
    PAGES = "pages"
    NOTICE = "notice"
    KEYS = "keys"


PAGES: Final = (Part.QUEUE, Part.NEXT, Part.DAY, Part.EVENTS)
"""What a small terminal shows one at a time."""


def is_small(size: Size) -> bool:
    """Whether the panels are shown one at a time."""
    return size.width < 100 or size.height < 32


def plan(size: Size, page: Part) -> dict[Part, Region]:
    """Part → its place, read from left to right; one without a place is not drawn.

    `page` is the panel that a small terminal shows.
    """
    width, height = size
    places = {
        Part.STATUS: Region(0, 0, width, 1),
        Part.NOTICE: Region(0, height - 2, width, 1),
        Part.KEYS: Region(0, height - 1, width, 1),
    }
    inner = Region(0, 1, width, max(0, height - 3))
    return places | (_small(inner, page) if is_small(size) else _large(inner))


def _small(inner: Region, page: Part) -> dict[Part, Region]:
    serving = min(9, inner.height // 2)
    top, pages, rest = in_rows(inner, (serving, 1, max(0, inner.height - serving - 1)))
    return {Part.SERVING: top, Part.PAGES: pages, page: rest}


def _large(inner: Region) -> dict[Part, Region]:
    """Serving beside next up, the queue below, and at the foot what is good to know."""
    whole = inner.width >= 120 and inner.height >= 35
    top_rows = 11 if inner.height < 44 else 13
    foot_rows = (8 if inner.height < 44 else 10) if whole else 0
    queue_rows = inner.height - top_rows - foot_rows
    top, queue, foot = in_rows(inner, (top_rows, queue_rows, foot_rows))
    left = inner.width * 54 // 100
    serving, following = _split(top, left)
    places = {Part.SERVING: serving, Part.NEXT: following, Part.QUEUE: queue}
    if whole:
        day, events = _split(foot, inner.width // 2)
        places |= {Part.DAY: day, Part.EVENTS: events}
    return places


def _split(area: Region, left: int) -> tuple[Region, Region]:
    return (
        Region(area.x, area.y, left, area.height),
        Region(area.x + left, area.y, area.width - left, area.height),
    )
