"""A board without numbers: closed, not ready, or without a word from its queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.screen import Screen
from textual.widget import Widget

from kiosk.tui.board.glyphs import Glyphs, Sign
from kiosk.tui.drift import drift
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Placing, Plan, in_groups, in_middle
from kiosk.tui.words import Words

_MOST: Final = 4
"""Languages there is room for."""

_COLUMNS: Final = 72


@dataclass(frozen=True, slots=True)
class Said:
    """A heading and a line or two, in one language."""

    heading: str
    text: str
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """`mark` is what is read from afar, in ASCII. `alert`: something is wrong."""

    place: str
    clock: str
    said: tuple[Said, ...]
    mark: str = ""
    rtl: bool = False
    alert: bool = False


class Notice(Screen[None], inherit_bindings=False):
    """The same few lines in every language."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        """Nothing to say."""
        super().__init__()
        self._placing = Placing(self._plan)
        self._note: Note | None = None
        self._now: datetime | None = None
        self.place = Words(id="place", classes="start")
        self.clock = Words(id="clock", classes="end")
        self.mark = Glyphs(id="mark")
        self.headings = [
            Words(id=f"heading-{n}", classes="topic") for n in range(_MOST)
        ]
        self.texts = [Words(id=f"text-{n}") for n in range(_MOST)]

    @property
    def layout(self) -> Layout:
        """Places are computed from the panel."""
        return self._placing

    def compose(self) -> ComposeResult:
        """From the top."""
        yield self.place
        yield self.clock
        yield self.mark
        for heading, text in self._pairs:
            yield heading
            yield text

    def show(self, note: Note, now: datetime) -> None:
        """Say `note`; what stands for hours moves by a cell now and then."""
        moved = self._now is None or drift(self._now) != drift(now)
        self._now = now
        if note == self._note and not moved:
            return
        self._note = note
        self._placing.mirrored = note.rtl
        self.set_class(note.rtl, "-rtl")
        self.set_class(note.alert, "-alert")
        self.place.say(note.place, rtl=note.rtl)
        self.clock.say(note.clock, rtl=note.rtl)
        self.mark.say(Sign(note.mark))
        for index, (heading, text) in enumerate(self._pairs):
            said = note.said[index] if index < len(note.said) else Said("", "")
            heading.say(said.heading, rtl=said.rtl)
            text.say(said.text, rtl=said.rtl)
        self.place.refresh(repaint=False, layout=True)

    @property
    def _pairs(self) -> Sequence[tuple[Words, Words]]:
        return list(zip(self.headings, self.texts, strict=True))

    def _plan(self, size: Size) -> Plan:
        panel = Panel.of(*size)
        head = 3 if panel.rows >= 36 else 1
        place, clock = Region(0, 0, panel.cols, head).split_vertical(-12)
        rest = Region(0, head, panel.cols, max(1, panel.rows - head - 1))
        column = in_middle(rest, min(_COLUMNS, max(1, panel.cols - 4)))
        words = [one for pair in self._pairs for one in pair]
        heights: dict[Widget, int] = {one: one.height(column.width, 4) for one in words}
        spare = column.height - sum(heights.values()) - 2 * len(self._pairs)
        has_mark = bool(self.mark.sign.id) and spare >= 5
        heights[self.mark] = min(15, spare) if has_mark else 0
        plan = in_groups(column, [(self.mark,), *self._pairs], heights, inside=0)
        if self._now:
            offset = drift(self._now)
            plan = {widget: at.translate(offset) for widget, at in plan.items()}
        return {self.place: place, self.clock: clock, **plan}
