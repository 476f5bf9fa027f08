"""B1: who is called where, and what the lobby may want to know besides."""

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.screen import Screen
from textual.widget import Widget

from kiosk.text import cells
from kiosk.tui.board.glyphs import Chevrons, Glyphs, Sign
from kiosk.tui.board.plan import BoardPlan, plan_board
from kiosk.tui.board.view import Foot, Line, View
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Placing, Plan, mirror
from kiosk.tui.words import Words
from kiosk.tui.written import BETWEEN

_MOST_RANGES: Final = 4
_MOST_ROWS: Final = 6


class _Row:
    """The widgets of one line of the history."""

    def __init__(self, index: int) -> None:
        band = "even" if index % 2 else "odd"
        self.number = Glyphs(
            id=f"row-number-{index}", classes=f"row {band} number start"
        )
        self.counter = Glyphs(id=f"row-counter-{index}", classes=f"row {band} start")
        self.age = Words(id=f"row-age-{index}", classes=f"row {band} end quiet")

    @property
    def widgets(self) -> Sequence[Widget]:
        return self.number, self.counter, self.age

    def say(self, line: Line | None, *, rtl: bool) -> None:
        self.number.say(Sign(line.number if line else ""))
        self.counter.say(line.counter if line else Sign(""))
        self.age.say(line.age if line else "", rtl=rtl)
        for widget in self.widgets:
            widget.set_class(line is not None, "said")


class Board(Screen[None], inherit_bindings=False):
    """Shows a view. Nothing on it can be touched."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        """Nothing to show."""
        super().__init__()
        self._placing = Placing(self._plan)
        self._view: View | None = None
        self._rows_wanted = _MOST_ROWS
        self._size = Size()
        self._long_caption = False
        self._areas: BoardPlan | None = None
        self.place = Words(id="place", classes="start")
        self.clock = Words(id="clock", classes="end")
        self.number_head = Words(id="number-head", classes="start head")
        self.counter_head = Words(id="counter-head", classes="start head")
        self.idle = Words(id="idle", classes="title")
        self.number = Glyphs(id="number", classes="feature number start")
        self.arrow = Chevrons(id="arrow")
        self.counter = Glyphs(id="counter", classes="feature start")
        self.again = Words(id="again", classes="start")
        self.caption = Words(id="caption", classes="start strong")
        self.rows = [_Row(index) for index in range(_MOST_ROWS)]
        self.figures = Words(id="figures", classes="start")
        self.updated = Words(id="updated", classes="end quiet")
        self.line = Words(id="line", classes="start strong")

    @property
    def layout(self) -> Layout:
        """Places are computed from the panel."""
        return self._placing

    def compose(self) -> ComposeResult:
        """From the top to the foot."""
        yield self.place
        yield self.clock
        yield self.number_head
        yield self.counter_head
        yield self.idle
        yield self.number
        yield self.arrow
        yield self.counter
        yield self.again
        yield self.caption
        for row in self.rows:
            yield from row.widgets
        yield self.figures
        yield self.updated
        yield self.line

    def show(self, view: View, rows: int, size: Size) -> None:
        """Show `view` on a terminal of `size`, with at most so many lines of history."""
        if (view, rows, size) == (self._view, self._rows_wanted, self._size):
            return
        before = self._arranged()
        self._view, self._rows_wanted, self._size = view, rows, size
        areas = self._areas = plan_board(Panel.of(*size), rows, cells(_clock(view)) + 5)
        self._placing.mirrored = view.rtl
        self.set_class(view.rtl, "-rtl")
        self.set_class(bool(view.banner), "-banner")
        self.set_class(view.mark and not view.banner, "-marked")
        self.set_class(view.flash, "-flash")
        tall = Panel.of(*size).tall
        self.set_class(tall, "-tall")
        self.set_class(areas.airy, "-airy")
        self._say_head(view)
        self._say_feature(view)
        for index, row in enumerate(self.rows):
            line = view.history[index] if index < len(view.history) else None
            row.say(line, rtl=view.rtl)
        self._say_foot(view, areas)
        if before != self._arranged():
            self.place.refresh(repaint=False, layout=True)

    def _say_head(self, view: View) -> None:
        if view.banner:
            self.place.say(view.banner.text, rtl=view.banner.rtl)
        else:
            self.place.say(view.place, rtl=view.rtl)
        self.clock.say(_clock(view), rtl=view.rtl)
        number, counter = view.heads
        self.number_head.say(number, rtl=view.rtl)
        self.counter_head.say(counter, rtl=view.rtl)

    def _say_feature(self, view: View) -> None:
        line = view.featured
        self.idle.say("" if line else view.idle, rtl=view.rtl)
        self.number.say(Sign(line.number if line else ""))
        self.counter.say(line.counter if line else Sign(""))
        self.arrow.point(on=line is not None, rtl=view.rtl)
        self.again.say(view.again, rtl=view.rtl)
        self.call_after_refresh(self._say_caption)

    def _say_caption(self) -> None:
        """The counter's name, where its letters are those of its id."""
        if self._view and self._areas:
            name = self.counter.sign.name if self.counter.needs_caption else ""
            before, room = self._long_caption, self._areas.caption.width - 2
            self._long_caption = cells(name) > room
            self.caption.set_class(self._long_caption, "long")
            self.caption.say(name, rtl=self._view.rtl)
            if before != self._long_caption:
                self.place.refresh(repaint=False, layout=True)

    def _say_foot(self, view: View, area: BoardPlan) -> None:
        foot = _foot(view)
        turn = view.turn // len(view.feet)
        for words in (self.figures, self.updated, self.line):
            words.set_class(self._across, "across")
        figures = _figures(foot, area.figures.width)
        self.figures.say(figures[turn % len(figures)], rtl=foot.rtl)
        self.updated.say(foot.updated, rtl=foot.rtl)
        self.line.say(_sentence(foot, turn, area.line), rtl=foot.rtl)

    def _arranged(self) -> tuple[object, ...]:
        """What decides where things are."""
        view = self._view
        return self._areas, view and (view.rtl, view.featured is None, self._across)

    @property
    def _across(self) -> bool:
        """Whether the foot is read the other way than the rest."""
        return self._view is not None and _foot(self._view).rtl != self._view.rtl

    def _plan(self, size: Size) -> Plan:
        area = self._areas
        if area is None:
            return {}
        foot = area.figures, area.updated
        figures, updated = (
            (mirror(one, size.width) for one in foot) if self._across else foot
        )
        again, caption = area.again, area.caption
        if self._long_caption:  # which then ends where the line does
            under = again.union(caption)
            again, caption = under.split_vertical(cells(self.again.text) + 4)
        places: dict[Widget, Region] = {
            self.place: area.place,
            self.clock: area.clock,
            self.number_head: area.number_head,
            self.counter_head: area.counter_head,
            self.figures: figures,
            self.updated: updated,
            self.line: area.line,
        }
        if self._view and self._view.featured:
            places |= {
                self.number: area.number,
                self.arrow: area.arrow,
                self.counter: area.counter,
                self.again: again,
                self.caption: caption,
            }
        else:
            places[self.idle] = area.feature
        for row, at in zip(self.rows, area.rows, strict=False):
            places |= zip(row.widgets, (at.number, at.counter, at.age), strict=True)
        return places


def _clock(view: View) -> str:
    return f"! {view.clock}" if view.mark else view.clock


def _figures(foot: Foot, width: int) -> list[str]:
    """Pages of who waits and for how long, each fit for so many columns."""
    pages, page = [], [foot.waiting]
    for one in foot.ranges:
        longer = [*page, one.within(width)]
        full = len(page) > _MOST_RANGES or cells(BETWEEN.join(longer)) > width
        if full:
            pages.append(page)
            longer = [foot.waiting, one.within(width)]
            if cells(BETWEEN.join(longer)) > width:
                longer = longer[1:]
        page = longer
    return [BETWEEN.join(part for part in page if part) for page in (*pages, page)]


def _sentence(foot: Foot, turn: int, area: Region) -> str:
    """The sentence of a turn; a long one comes in parts."""
    parts: list[str] = []
    for text in foot.sentences:
        parts += _parts(text, area.width, max(1, area.height))
    return parts[turn % len(parts)] if parts else ""


def _parts(text: str, width: int, height: int) -> list[str]:
    """`text` in parts of at most so many lines."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if cells(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return [
        " ".join(lines[start : start + height])
        for start in range(0, len(lines), height)
    ]


def _foot(view: View) -> Foot:
    """In the language whose turn it is."""
    return view.feet[view.turn % len(view.feet)]
