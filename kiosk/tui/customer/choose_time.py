"""K8: a day, and a time of that day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.domain.branch import Branch, Service
from kiosk.domain.slots import Slot
from kiosk.errors import Reason
from kiosk.i18n.speaker import Speaker
from kiosk.text import cells
from kiosk.tui.customer.calendar import Calendar, Section, by_part, in_pages, shown
from kiosk.tui.customer.choose_service import service_name
from kiosk.tui.customer.day_strip import DayStrip, strip_rows
from kiosk.tui.customer.day_words import Told, told_of
from kiosk.tui.customer.frame import Frame, FramePlan, plan_frame
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.pager import Pager
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_middle
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

MOST_TILES = 24
_MOST_SECTIONS = 3
_NARROWEST = 11
_LARGE_COLUMNS = 20
_LARGE_ROWS = 6
"""Of a tile with a time in larger text."""

_TWO_LINES = 4
"""Rows of a tile with two lines in it."""


class ChooseTime(Page):
    """Days on a strip, the times of one of them in pages. Taken times keep their places."""

    @dataclass
    class Looked(Message):
        """At the times of that day."""

        day: date

    @dataclass
    class Turned(Message):
        """The strip, to begin with that day."""

        first: date

    @dataclass
    class Chosen(Message):
        """That time, free or not when it was touched."""

        slot: Slot

    @dataclass
    class AskedAgain(Message):
        """For times that did not come."""

    def __init__(self) -> None:
        """No days, no times."""
        super().__init__()
        self.question = Words(id="question", classes="title")
        self.strip = DayStrip()
        self.told = Words(id="told")
        self.headings = [
            Words(id=f"part-{n}", classes="topic start") for n in range(_MOST_SECTIONS)
        ]
        self.tiles = [Tile(id=f"time-{n}") for n in range(MOST_TILES)]
        self.way = Tile(id="way")
        self.pager = Pager()
        self.at: int | None = None
        self._pages: Sequence[tuple[Section, ...]] = ()
        self._columns, self._counts = 1, True
        self._yours: datetime | None = None
        self._said = Told("")
        self._day: date | None = None

    def inside(self) -> Iterable[Widget]:
        """Days, then times, then pages of them."""
        yield self.question
        yield from self.strip.widgets
        yield self.told
        yield from self.headings
        yield from self.tiles
        yield self.way
        yield from self.pager.widgets

    def show(
        self, frame: Frame, branch: Branch, service: Service, calendar: Calendar
    ) -> None:
        """What is known of the days, and the times of the one looked at."""
        speaker, rtl, panel = frame.speaker, frame.speaker.rtl, frame.panel
        self.dress(frame)
        self.question.display = not panel.low
        self.question.say(_question(branch, service, speaker), rtl=rtl)
        self.strip.show(calendar, speaker, panel, plan_frame(panel).main.width)
        if calendar.day != self._day:
            self._day, self.at = calendar.day, None
        self._said = told_of(calendar, speaker, branch)
        self.told.say(self._said.text, rtl=rtl)
        self.told.set_class(self._said.warns, "warning")
        self.way.display = bool(self._said.way)
        self.way.show(Label(self._said.way, look=Look.CHOICE, rtl=rtl))
        self._counts, self._yours = calendar.counts, calendar.yours
        self._lay_out(calendar, ZoneInfo(branch.zone), frame)
        self._fill()

    def wipe(self) -> None:
        """Forget days and times as well."""
        super().wipe()
        self._pages, self.at, self._day = (), None, None
        self._said, self.strip.days, self._yours = Told(""), (), None

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """The question, the days, what is told, the times; the pager in the bar."""
        area = _main(frame, panel)
        question, rest = area.split_horizontal(_question_rows(panel))
        strip, rest = rest.split_horizontal(strip_rows(panel))
        _, body = rest.split_horizontal(_gap(panel))
        told_rows, way_rows = self._told_rows(area.width), self._way_rows(panel)
        places: dict[Widget, Region] = {**self.strip.places(strip, panel)}
        if question.height:
            places[self.question] = Region(*question[:3], 1)
        if told_rows:
            air = 1 if panel.airy or not self._pages else 0
            _, body = body.split_horizontal(
                min(air, body.height - told_rows - way_rows)
            )
            told, body = body.split_horizontal(told_rows)
            places[self.told] = told
        if way_rows:
            times, foot = body.split_horizontal(self._times_rows(panel))
            way = Region(
                foot.x,
                foot.y + (1 if foot.height > way_rows else 0),
                foot.width,
                way_rows,
            )
            places[self.way] = in_middle(way, max(panel.primary[0], area.width // 2))
            body = times
        turning, line = self._turning_area(frame, panel), Region(*body[:3], 1)
        places |= self._times(body, panel)
        if self.headings[0] in places:
            heading = self.pager.beside(turning, line, centred=False)
            places[self.headings[0]] = heading
        return {**places, **self.pager.places(turning, line)}

    def pressed(self, tile: Tile) -> Message | None:
        """A day, a time, or a turn of either."""
        if not self.frame:
            return None
        if tile in self.pager.tiles:
            self.at = (self.at or 0) + (1 if tile is self.pager.next else -1)
            self._fill()
            return None
        if tile is self.way:
            day = self._said.day
            return self.Looked(day) if day else self.AskedAgain()
        if first := self.strip.turned(tile):
            return self.Turned(first)
        if day := self.strip.day(tile):
            return self.Looked(day)
        return self.Chosen(self._shown[self.tiles.index(tile)])

    @property
    def _page(self) -> tuple[Section, ...]:
        return self._pages[self.at or 0] if self._pages else ()

    @property
    def _shown(self) -> list[Slot]:
        return [slot for _, slots in self._page for slot in slots]

    def _lay_out(self, calendar: Calendar, zone: ZoneInfo, frame: Frame) -> None:
        """Cut the day's times into pages, and stay on the page that is looked at."""
        panel, speaker = frame.panel, frame.speaker
        sections = _sections(calendar, zone)
        slots = [slot for _, found in sections for slot in found]
        widest = _widest(slots, speaker)
        area = _main(plan_frame(panel), panel)
        least = _LARGE_COLUMNS if panel.large else _NARROWEST
        need = max(least, panel.target[0], widest + 4)
        self._columns = max(1, (area.width + 1) // (need + 1))
        above = _question_rows(panel) + strip_rows(panel) + _gap(panel)
        aside = self._told_rows(area.width) + self._way_rows(panel)
        room = area.height - above - aside
        self._pages = in_pages(
            sections, self._columns, room, self._tile_rows(panel), MOST_TILES
        )
        if self.at is None:
            self.at = next(
                (n for n, page in enumerate(self._pages) if _has_free(page)), 0
            )
        self.at = min(self.at, max(0, len(self._pages) - 1))

    def _fill(self) -> None:
        if not self.frame:
            return
        panel, speaker = self.frame.panel, self.frame.speaker
        slots = self._shown
        for index, tile in enumerate(self.tiles):
            tile.display = index < len(slots)
            tile.mean(slots[index].start if tile.display else None)
            if tile.display:
                label = time_label(slots[index], speaker, counts=self._counts)
                if slots[index].start == self._yours:
                    note = speaker.say("time-yours")
                    label = Label(label.text, note, Look.CLOSED)
                tile.show(label)
        for index, heading in enumerate(self.headings):
            key = self._page[index][0] if index < len(self._page) else ""
            heading.display = bool(key)
            heading.say(speaker.say(key) if key else "", rtl=speaker.rtl)
        width = self._turning_area(plan_frame(panel), panel).width
        self.pager.turn(speaker, self.at or 0, max(1, len(self._pages)), width)
        self.rearrange()

    def _times(self, area: Region, panel: Panel) -> dict[Widget, Region]:
        rows, y, first = self._tile_rows(panel), area.y, 0
        places: dict[Widget, Region] = {}
        for heading, (_, slots) in zip(self.headings, self._page, strict=False):
            places[heading] = Region(area.x, y, area.width, 1)
            y += 1
            tiles = self.tiles[first : first + len(slots)]
            for at in range(0, len(tiles), self._columns):
                strip = in_columns(Region(area.x, y, area.width, rows), self._columns)
                places |= dict(zip(tiles[at : at + self._columns], strip, strict=False))
                y += rows
            first += len(slots)
        return places

    def _times_rows(self, panel: Panel) -> int:
        rows = (-(-len(slots) // self._columns) for _, slots in self._page)
        return sum(1 + each * self._tile_rows(panel) for each in rows)

    def _tile_rows(self, panel: Panel) -> int:
        large = panel.large and not (panel.low and self.way.display)
        return max(panel.target[1], _LARGE_ROWS if large else _TWO_LINES)

    def _told_rows(self, width: int) -> int:
        return self.told.height(width - 2, most=3)

    def _way_rows(self, panel: Panel) -> int:
        return max(panel.target[1], 3) if self.way.display else 0

    def _turning_area(self, frame: FramePlan, panel: Panel) -> Region:
        if not panel.tall:
            return frame.middle
        height = panel.target[1]
        return Region(
            frame.main.x, frame.main.bottom - height - 1, frame.main.width, height
        )


def time_label(slot: Slot, speaker: Speaker, *, counts: bool = True) -> Label:
    """A time, and how many can have it. The hour that comes twice has its offset with it."""
    _, _, offset = slot.label.partition(" ")
    text = " ".join(filter(None, (speaker.time(slot.start), offset)))
    if slot.reason is None:
        note = speaker.say("time-free", count=slot.free) if counts else ""
        return Label(text, note, Look.CHOICE)
    why = "time-too-soon" if slot.reason is Reason.TOO_SOON else "time-taken"
    return Label(text, speaker.say(why), Look.CLOSED)


def _widest(slots: Sequence[Slot], speaker: Speaker) -> int:
    """Columns of the widest line on their tiles; a day has hundreds, but few that differ."""
    kinds = {(len(slot.label), slot.free, slot.reason): slot for slot in slots}
    labels = [time_label(slot, speaker) for slot in kinds.values()]
    return max((max(cells(x.text), cells(x.note)) for x in labels), default=0)


def _sections(calendar: Calendar, zone: ZoneInfo) -> tuple[Section, ...]:
    if calendar.missed:
        nearest = calendar.missed.nearest
        return (("time-nearest", nearest),) if nearest else ()
    day = calendar.chosen
    if day is None or day.reason is not None:
        return ()
    return by_part(shown(day), zone)


def _has_free(page: tuple[Section, ...]) -> bool:
    return any(slot.reason is None for _, slots in page for slot in slots)


def _question(branch: Branch, service: Service, speaker: Speaker) -> str:
    name = service_name(branch, service, speaker)
    minutes = service.booking.minutes if service.booking else service.minutes
    what = speaker.say("time-what", service=name, minutes=minutes)
    return f"{speaker.say('time-question')} · {what}"


def _main(frame: FramePlan, panel: Panel) -> Region:
    if not panel.tall:
        return frame.main
    return frame.main.shrink((0, 0, panel.target[1] + 2, 0))


def _question_rows(panel: Panel) -> int:
    if panel.low:
        return 0
    return 2 if panel.airy else 1


def _gap(panel: Panel) -> int:
    return 1 if panel.airy else 0
