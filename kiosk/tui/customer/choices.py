"""A page of choices: a question, a tile for each answer, and as many pages as that takes."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.geometry import Offset, Region, Spacing
from textual.message import Message
from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, FramePlan, plan_frame
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.pager import Pager
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_rows
from kiosk.tui.tile import Label, Tile
from kiosk.tui.words import Words

_MOST_TILES = 12
_MOST_LARGE = 5
_LARGE_TILE = 6
"""Rows of a tile with one line of larger text."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Shape:
    """Columns and rows of tiles on one page."""

    columns: int
    rows: int
    tile_rows: int
    gap: int

    @property
    def tiles(self) -> int:
        """How many choices one page holds."""
        return self.columns * self.rows


def shape_of(area: Region, panel: Panel) -> Shape:
    """How tiles fit into `area`: two lines of name and one of note each, at least 20 mm.

    Larger text: one below the other, with room for a line of it each.
    """
    if panel.large:
        rows = max(1, area.height // _LARGE_TILE)
        return Shape(1, min(rows, _MOST_LARGE), _LARGE_TILE, 0)
    columns = 2 if panel.tall or area.width < 96 else 3 if area.width < 160 else 4
    gap = 1
    least = max(5, panel.target[1])
    rows = max(1, (area.height + gap) // (least + gap))
    rows = min(rows, _MOST_TILES // columns)
    return Shape(columns, rows, least, gap)


@dataclass(frozen=True, slots=True)
class Choice(Generic[Answer]):
    """An answer: `value` is what choosing it means to the one who asked."""

    value: Answer
    label: Label


class Choices(Page, Generic[Answer]):
    """Choices in pages that never scroll. Pressing one gives what `chosen` makes of it."""

    def __init__(self) -> None:
        """Tiles for the fullest page are made once, and used again."""
        super().__init__()
        self.question = Words(id="question", classes="title")
        self.topic = Words(id="topic", classes="topic")
        self.notice = Words(id="notice", classes="warning")
        self.tiles = [Tile(id=f"choice-{n}") for n in range(_MOST_TILES)]
        self.pager = Pager()
        self.choices: Sequence[Choice[Answer]] = ()
        self.at = 0

    def chosen(self, value: Answer) -> Message:
        """The message that says `value` was chosen. Each page of choices has its own."""
        raise NotImplementedError

    def name_of(self, value: Answer) -> Hashable:
        """What stays the same of a choice, whatever becomes of it."""
        return value

    def inside(self) -> Iterable[Widget]:
        """Question, answers, pager."""
        yield self.question
        yield self.topic
        yield self.notice
        yield from self.tiles
        yield from self.pager.widgets

    def ask(
        self,
        frame: Frame,
        question: str,
        choices: Sequence[Choice[Answer]],
        topic: str = "",
    ) -> None:
        """Show `choices`, on the page that was looked at last if there still is one."""
        rtl = frame.speaker.rtl
        self.dress(frame)
        self.question.say(question, rtl=rtl)
        airy = frame.panel.airy
        self.topic.say(topic if airy and not frame.panel.large else "", rtl=rtl)
        self.notice.say(frame.notice if airy else "", rtl=rtl)
        self.choices = choices
        self._fill()

    def first_page(self) -> None:
        """Begin at the beginning the next time."""
        self.at = 0

    def wipe(self) -> None:
        """Forget the page as well."""
        super().wipe()
        self.choices, self.at = (), 0

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """The question on top, the tiles below it, the pager where there is room.

        Upright, all of it comes down to where the hands are.
        """
        area, pager = _parts(frame, panel)
        shape = shape_of(area, panel)
        shown = len(self._shown(shape))
        rows = -(-shown // shape.columns)
        roomy = panel.large or (panel.airy and not panel.tall)
        height = _grown(area, rows, shape, 6 if roomy else 2)
        strips = in_rows(area, [height] * rows, shape.gap, low=panel.tall)
        cells = [cell for strip in strips for cell in in_columns(strip, shape.columns)]
        places: dict[Widget, Region] = dict(
            zip(self.tiles[:shown], cells[:shown], strict=True)
        )
        below = [words for words in (self.topic, self.notice) if words.text]
        head, _ = _head(panel)
        high = max(1, len(below)) + head + (0 if panel.large else 1)
        top = cells[0].y - high if panel.airy and cells else frame.main.y
        question = Region(area.x, top, area.width, head)
        places[self.question] = self.pager.beside(pager, question)
        line = Region(*question[:3], 1).translate(Offset(0, head - 1))
        for row, words in enumerate(below, 1):
            places[words] = line.translate(Offset(0, row))
        return {**places, **self.pager.places(pager, question)}

    def pressed(self, tile: Tile) -> Message | None:
        """A choice, or a turn of the page."""
        if not self.frame:
            return None
        if tile in self.pager.tiles:
            self.at += 1 if tile is self.pager.next else -1
            self._fill()
            return None
        index = self.at * tiles_on(self.frame.panel) + self.tiles.index(tile)
        there = self.choices[index : index + 1]  # it may just have been taken away
        return self.chosen(there[0].value) if there else None

    def _shown(self, shape: Shape) -> Sequence[Choice[Answer]]:
        return self.choices[self.at * shape.tiles : (self.at + 1) * shape.tiles]

    def _fill(self) -> None:
        if not self.frame:
            return
        panel, speaker = self.frame.panel, self.frame.speaker
        area, pager = _parts(plan_frame(panel), panel)
        shape = shape_of(area, panel)
        pages = max(1, -(-len(self.choices) // shape.tiles))
        self.at = min(max(0, self.at), pages - 1)
        shown = self._shown(shape)
        for index, tile in enumerate(self.tiles):
            tile.display = index < len(shown)
            tile.mean(self.name_of(shown[index].value) if tile.display else None)
            if tile.display:
                tile.show(shown[index].label)
        self.pager.turn(speaker, self.at, pages, pager.width)
        self.rearrange()


def tiles_on(panel: Panel) -> int:
    """How many choices one page of `panel` holds."""
    return shape_of(_parts(plan_frame(panel), panel)[0], panel).tiles


def _head(panel: Panel) -> tuple[int, int]:
    """Rows of the question, and those below it: for a topic, or for air."""
    if not panel.airy:
        return 1, 0
    return (_LARGE_TILE - 1, 1) if panel.large else (1, 3)


def _parts(frame: FramePlan, panel: Panel) -> tuple[Region, Region]:
    """The room for tiles, and the pager's place."""
    head, air = _head(panel)
    foot = 0 if panel.airy or panel.large else 1
    area = frame.main.shrink(Spacing(head + air, 0, foot, 0))
    if not panel.tall:
        return area, frame.middle
    height = panel.target[1]
    pager = Region(area.x, area.bottom - height - 1, area.width, height)
    return area.shrink(Spacing(0, 0, height + 2, 0)), pager


def _grown(area: Region, rows: int, shape: Shape, by: int) -> int:
    """Few tiles grow `by` some rows, so that a short page isn't a small one."""
    if not rows:
        return 0
    room = (area.height - shape.gap * (rows - 1)) // rows
    return min(room, shape.tile_rows + by)
