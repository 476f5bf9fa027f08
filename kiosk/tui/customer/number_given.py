"""K10: the number, as large as the panel allows, and what to do with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from textual.geometry import Region
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from kiosk.domain.branch import Branch
from kiosk.domain.ticket import Placed
from kiosk.text import clean
from kiosk.tui.customer.choose_service import service_name
from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.ticket_words import (
    heading_of,
    is_to_come,
    on_arrival,
    standing_of,
    takes_part,
    where_to_go,
)
from kiosk.tui.drawing import Drawing
from kiosk.tui.growing import grown
from kiosk.tui.letters import Letters
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_rows
from kiosk.tui.qr import qr_lines
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

SECONDS = 12
SECONDS_WITHOUT_PAPER = 30
_LARGE_DONE = 7
"""Rows of the button with a line of larger text."""


class Paper(StrEnum):
    """What is known of the paper; the value is the key of what is said about it."""

    NONE = "number-photo"
    PRINTING = "number-printing"
    STILL = "number-still-printing"
    TAKE = "number-take-ticket"
    FAILED = "number-no-paper"
    UNSURE = "number-unsure"
    NEEDLESS = "arrived-sit-down"

    @property
    def seconds(self) -> int | None:
        """How long the page stays from here; None: the paper is still coming."""
        if self in (Paper.PRINTING, Paper.STILL):
            return None
        return SECONDS if self is Paper.TAKE else SECONDS_WITHOUT_PAPER


class NumberGiven(Page):
    """Stays until the customer is done, or has had the time to read it."""

    @dataclass
    class Done(Message):
        """The customer has gone, or may."""

    def __init__(self) -> None:
        """No number."""
        super().__init__()
        self.heading = Words(id="heading", classes="topic")
        self.number = Letters(id="number")
        self.service = Words(id="service", classes="title")
        self.standing = Words(id="standing")
        self.paper = Words(id="paper", classes="strong")
        self.where = Words(id="where")
        self.code = Drawing(id="code")
        self.caption = Words(id="caption", classes="quiet")
        self.done = Tile(id="done")
        self.placed: Placed | None = None
        self.left: int | None = None
        self._told: Paper | None = None
        self._ticking: Timer | None = None

    def inside(self) -> Iterable[Widget]:
        """From the number down to the button."""
        yield self.heading
        yield self.number
        yield self.service
        yield self.standing
        yield self.paper
        yield self.where
        yield self.code
        yield self.caption
        yield self.done

    def on_mount(self) -> None:
        """One tick a second, while there is something to count."""
        self._ticking = self.set_interval(1, self._tick, pause=self.left is None)

    def show(self, frame: Frame, branch: Branch, placed: Placed, paper: Paper) -> None:
        """Show the number at once; `paper` follows."""
        speaker, ticket, rtl = frame.speaker, placed.ticket, frame.speaker.rtl
        standing = standing_of(placed, speaker, frame.now)
        if placed is self.placed and self._is_round(frame):
            self.clock.say(speaker.time(frame.now), rtl=rtl)
            if standing != self.standing.text:
                self.standing.say(standing, rtl=rtl)
                self.rearrange()
            self.tell(paper)
            return
        self.dress(frame)
        for tile in (self.back, self.start_over, self.help, self.language):
            tile.display = False
        self.heading.say(speaker.say(heading_of(ticket)), rtl=rtl)
        self.number.say(clean(ticket.number))
        service = branch.service(ticket.service)
        name = service_name(branch, service, speaker) if service else ""
        self.service.say(name, rtl=rtl)
        self.standing.say(standing, rtl=rtl)
        self.standing.set_class(is_to_come(ticket), "strong")
        where = where_to_go(ticket, branch, speaker)
        watch = on_arrival(ticket, branch, speaker)
        lines = [watch or where] if frame.panel.low else [where, watch]
        self.where.say("\n".join(filter(None, lines)), rtl=rtl)
        coded = bool(ticket.code8)  # another system's own ticket has none
        self.code.draw(qr_lines(f"K1:{ticket.code8}:{ticket.id}") if coded else ())
        self.placed = placed
        self.caption.say(speaker.say("number-code") if coded else "", rtl=rtl)
        self.tell(paper)

    def tell(self, paper: Paper) -> None:
        """Say how the paper stands, and stay as long as reading that takes."""
        if not (self.frame and self.placed) or paper is self._told:
            return
        self._told = paper
        speaker, number = self.frame.speaker, clean(self.placed.ticket.number)
        says = str(paper)
        if paper is Paper.TAKE and is_to_come(self.placed.ticket):
            says = "given-take-paper"
        if paper is Paper.NEEDLESS and takes_part(self.placed.ticket):
            says = "arrived-class"
        self.paper.say(speaker.say(says, number=number), rtl=speaker.rtl)
        self.paper.set_class(paper in (Paper.FAILED, Paper.UNSURE), "warning")
        seconds = paper.seconds
        self._count_from(seconds and self.frame.panel.patience(seconds))
        self.rearrange()

    def wipe(self) -> None:
        """Forget number and code."""
        super().wipe()
        self.placed = self._told = None
        self.number.say("")
        self.code.draw(())
        self._count_from(None)

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """Upright: stacked. Else the code at the side, the number in what is left."""
        bottom = frame.back.bottom
        area = Region(
            frame.main.x, frame.main.y, frame.main.width, bottom - frame.main.y
        )
        done = self._done_height(panel)
        if panel.tall:
            rest, foot = area.split_horizontal(-done - 1)
            column, side = rest.split_horizontal(-self._code_rows() - 2)
            places = self._beside(side)
            places[self.done] = Region(foot.x, foot.bottom - done, foot.width, done)
        else:
            wide = panel.cols // 10 if panel.cols > 90 else 0
            side, column = area.split_vertical(self._code_columns() + wide)
            column = column.shrink((0, 0, 0, 1 if panel.low else 3))
            column, foot = column.split_horizontal(-done)
            places = self._beside(side)
            places[self.done] = Region(foot.x, foot.bottom - done, foot.width, done)
        return places | self._column(column, panel)

    def pressed(self, tile: Tile) -> Message | None:
        """There is only the one."""
        return self.Done()

    def _column(self, area: Region, panel: Panel) -> dict[Widget, Region]:
        words = [self.heading, self.service, self.standing, self.paper, self.where]
        rows: dict[Widget, int] = {w: w.height(area.width, most=2) for w in words}
        room = area.height - sum(rows.values())
        rows[self.number] = self.number.height(area.width, room)
        rows = grown(rows, area)
        order: list[Widget] = [words[0], self.number, *words[1:]]
        heights = [rows[widget] for widget in order]
        gap = 1 if area.height - sum(heights) >= len(heights) - 1 else 0
        return dict(zip(order, in_rows(area, heights, gap), strict=True))

    def _beside(self, area: Region) -> dict[Widget, Region]:
        code, caption = in_rows(area, [self._code_rows(), 1])
        x = area.x + (area.width - self._code_columns()) // 2
        width = self._code_columns()
        return {
            self.code: Region(x, code.y, width, code.height),
            self.caption: Region(x, caption.y, width, caption.height),
        }

    def _code_rows(self) -> int:
        return len(self.code.lines)

    def _code_columns(self) -> int:
        return len(self.code.lines[0]) if self.code.lines else 0

    def _done_height(self, panel: Panel) -> int:
        large = _LARGE_DONE if panel.large and not panel.low else 0
        return max(panel.primary[1], panel.target[1], large)

    def _count_from(self, seconds: int | None) -> None:
        self.left = seconds
        if self._ticking:
            (self._ticking.pause if seconds is None else self._ticking.reset)()
            if seconds is not None:
                self._ticking.resume()
        self._say_done()

    def _tick(self) -> None:
        if self.left is None:
            return
        self.left -= 1
        self._say_done()
        if self.left <= 0 and not self.locked:
            self._send(self.Done())

    def _say_done(self) -> None:
        if not self.frame:
            return
        speaker = self.frame.speaker
        words = (
            speaker.say("number-done")
            if self.left is None
            else speaker.say("number-done-in", seconds=max(0, self.left))
        )
        self.done.show(Label(words, "", Look.PRIMARY, speaker.rtl))
