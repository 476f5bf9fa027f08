"""Days side by side, each with what is free on it, and the ways to earlier and later ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from textual.geometry import Region
from textual.widget import Widget

from kiosk.domain.slots import DaySlots
from kiosk.errors import Reason
from kiosk.i18n.speaker import Speaker
from kiosk.text import cells
from kiosk.tui.customer.calendar import Calendar
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns
from kiosk.tui.signs import BACKWARD, FORWARD
from kiosk.tui.tile import Label, Look, Tile

MOST_DAYS = 7
_ROOM_FOR_THREE = 5
"""Rows of a tile with three lines in it."""

_BORDER = 4
_WORDS = {
    Reason.CLOSED: "day-closed",
    Reason.HOLIDAY: "day-closed",
    Reason.PAST: "day-over",
    Reason.TOO_SOON: "day-over",
    Reason.TOO_FAR: "day-not-yet",
}
"""Why a day has no free time → the key of the word for it; any other one is "full"."""


class DayStrip:
    """The tiles of a strip; a page takes them in."""

    def __init__(self) -> None:
        """No days yet."""
        self.earlier = Tile(id="earlier", repeats=True)
        self.tiles = [Tile(id=f"day-{n}") for n in range(MOST_DAYS)]
        self.later = Tile(id="later", repeats=True)
        self.widgets: tuple[Widget, ...] = (self.earlier, *self.tiles, self.later)
        self.days: Sequence[date] = ()

    def show(
        self, calendar: Calendar, speaker: Speaker, panel: Panel, width: int
    ) -> None:
        """As many days as there is room for in `width` columns."""
        rtl = speaker.rtl
        fill = [_label(calendar, day, speaker, panel) for day in calendar.strip(7)]
        need = max((_columns(label) for label in fill), default=0) + _BORDER
        room = width - 2 * (_arrow(panel) + 1)
        self.days = calendar.strip(7)[: max(1, (room + 1) // (need + 1))]
        for index, tile in enumerate(self.tiles):
            tile.display = index < len(self.days)
            tile.mean(self.days[index] if tile.display else None)
            if tile.display:
                known = calendar.known.get(self.days[index])
                old = known and not (known.reason or calendar.counts)
                tile.show(replace(fill[index], note="") if old else fill[index])
        before, after = (FORWARD, BACKWARD) if rtl else (BACKWARD, FORWARD)
        self.earlier.show(Label(before, look=Look.ASIDE, rtl=rtl))
        self.later.show(Label(after, look=Look.ASIDE, rtl=rtl))
        self.earlier.disabled = not self.days or self.days[0] <= calendar.today
        end = self.days[-1] if self.days else calendar.today
        self.later.disabled = bool(calendar.last) and end >= (calendar.last or end)

    def turned(self, tile: Tile) -> date | None:
        """Where the strip begins after a press of one of its arrows; None: it was no arrow."""
        if not self.days:
            return None
        step = timedelta(days=len(self.days))
        if tile is self.earlier:
            return self.days[0] - step
        return self.days[0] + step if tile is self.later else None

    def day(self, tile: Tile) -> date | None:
        """The day of a tile of the strip."""
        return self.days[self.tiles.index(tile)] if tile in self.tiles else None

    def places(self, area: Region, panel: Panel) -> Plan:
        """Arrows at the ends, days between them."""
        arrow = _arrow(panel)
        earlier, rest = area.split_vertical(arrow)
        middle, later = rest.split_vertical(-arrow)
        days = in_columns(middle.shrink((0, 1, 0, 1)), max(1, len(self.days)))
        places: dict[Widget, Region] = dict(zip(self.tiles, days, strict=False))
        return {**places, self.earlier: earlier, self.later: later}


def strip_rows(panel: Panel) -> int:
    """Rows of the strip: two lines in a tile on low panels, three on all others."""
    return max(panel.target[1], 4 if panel.low else _ROOM_FOR_THREE)


def _arrow(panel: Panel) -> int:
    return panel.target[0]


def _label(calendar: Calendar, day: date, speaker: Speaker, panel: Panel) -> Label:
    known = calendar.known.get(day)
    look = Look.CLOSED if known and known.reason else Look.CHOICE
    if day == calendar.day:
        look = Look.PRIMARY
    note = speaker.say("day-loading") if known is None else day_note(known, speaker)
    name = speaker.say("today") if day == calendar.today else speaker.weekday(day)
    month = not panel.low
    text = f"{name}\n{speaker.day_of_month(day, month=month)}"
    text = text if month else text.replace("\n", " ")
    return Label(text, note, look, speaker.rtl)


def day_note(day: DaySlots, speaker: Speaker) -> str:
    """How many times are free, or the word for why none is."""
    if day.reason:
        return speaker.say(_WORDS.get(day.reason, "day-full"))
    return speaker.say("day-free", count=len(day.free))


def _columns(label: Label) -> int:
    return max(cells(line) for line in (*label.text.split("\n"), label.note))
