"""K9: what you get, who is before you, and the button that takes the number.

Where a time can be booked as well it is K5: a number now at the left, a time at the right.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.domain.branch import BranchState, Service, ServiceState
from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.age import Age
from kiosk.tui.customer.choose_service import (
    service_name,
    what_to_bring,
    why_shut,
)
from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.sending import Sending, Ways
from kiosk.tui.figure import Figure
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_groups, in_middle
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

_LARGE_ROWS = 6
"""Of a button with a line of larger text."""


@dataclass(frozen=True, slots=True)
class Instead:
    """A time instead of a number now. `next_free` is in words, "" while it isn't known."""

    next_free: str = ""


class TakeNumber(Page):
    """Everything about one service, and the last touch."""

    @dataclass
    class Wanted(Message):
        """Take the number, now."""

    @dataclass
    class TimeWanted(Message):
        """A time rather than a number."""

    @dataclass
    class Explain(Message):
        """Why is there no number now?"""

    def __init__(self) -> None:
        """Nothing chosen."""
        super().__init__()
        self.service = Words(id="service", classes="title")
        self.bring = Words(id="bring")
        self.ahead = Figure(id="ahead")
        self.wait = Figure(id="wait")
        self.as_of = Words(id="as-of", classes="quiet")
        self.take = Tile(id="take")
        self.book = Tile(id="book")
        self.notice = Words(id="notice", classes="warning")
        self._shut = self._not_now = ""
        self._ways = Ways(self, self.book)

    def inside(self) -> Iterable[Widget]:
        """From the service down to the button."""
        yield self.service
        yield self.bring
        yield self.ahead
        yield self.wait
        yield self.as_of
        yield self.take
        yield self.book
        yield self.notice

    def show(
        self,
        frame: Frame,
        state: BranchState,
        service: Service,
        *,
        age: Age,
        sending: Sending = Sending.NOT_YET,
        notice: str = "",
        instead: Instead | None = None,
    ) -> None:
        """`age` is that of the figures.

        `notice` warns before the touch, say of a printer without paper. `instead` is the other
        way, where there is one.
        """
        speaker, branch = frame.speaker, state.branch
        rtl, standing = speaker.rtl, state.services.get(service.id)
        self.dress(frame)
        self.service.say(service_name(branch, service, speaker), rtl=rtl)
        self.bring.say(what_to_bring(branch, service, speaker), rtl=rtl)
        self._figures(standing, speaker, counts=age.shown)
        as_of = speaker.say("updated-at", time=speaker.time(state.as_of))
        as_of = age.admitted(speaker) or as_of
        self.as_of.say(as_of if age.shown else "", rtl=rtl)
        self.notice.say(notice, rtl=rtl)
        self.book.display = instead is not None
        self._shut = why_shut(standing, speaker, frame.now)
        if instead:
            note = instead.next_free
            look = Look.PRIMARY if self._shut else Look.CHOICE
            self.book.show(Label(speaker.say("later-book"), note, look, rtl))
        self.tell(sending)

    def tell(self, how: Sending) -> None:
        """Say how far it is. While it is under way there is no way back and no second touch.

        What was asked for already is asked for again, though there are no more: it may be there.
        """
        if not self.frame:
            return
        speaker = self.frame.speaker
        self._not_now = self._shut if how is Sending.NOT_YET else ""
        look = Look.CLOSED if self._not_now else Look.PRIMARY
        self.take.show(Label(speaker.say(how), self._not_now, look, speaker.rtl))
        self._ways.follow(how)

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """A column in the middle, the button as its base."""
        main = in_middle(frame.main, 90 if panel.airy else 76)
        width, height = panel.primary
        texts = (self.service, self.bring, self.as_of, self.notice)
        heights: dict[Widget, int] = {w: w.height(main.width, most=2) for w in texts}
        heights[self.ahead] = self._figure_rows(main.width // 2 - 1, panel)
        low = height + (1 if self.book.display else 0)
        heights[self.take] = height + 2 if panel.airy else low if panel.low else 5
        button = max(width, main.width * 3 // 4)
        heights[self.book] = 0
        if self._stacks(heights, main, panel):
            heights |= {self.take: _LARGE_ROWS, self.book: _LARGE_ROWS}
        groups = (
            (self.service, self.bring),
            (self.ahead, self.as_of),
            (self.take, self.book, self.notice),
        )
        inside = 0 if panel.low or heights[self.book] else 1
        widths: dict[Widget, int] = {self.take: button, self.book: button}
        if self.book.display and not heights[self.book]:
            widths[self.take] = main.width // 2 - 1
        rows = in_groups(
            main, groups, heights, inside=inside, low=panel.tall, widths=widths
        )
        rows[self.ahead], rows[self.wait] = in_columns(rows[self.ahead], 2, gap=2)
        if self.book.display and self.book not in rows:
            rows[self.take], rows[self.book] = in_columns(rows[self.take], 2, gap=2)
            return rows
        for tile in rows.keys() & {self.take, self.book}:
            rows[tile] = in_middle(rows[tile], button)
        return rows

    def _stacks(
        self, heights: Mapping[Widget, int], area: Region, panel: Panel
    ) -> bool:
        """Whether both ways are one below the other: in larger text, where both fit."""
        if not (panel.large and self.book.display):
            return False
        others = sum(heights.values()) - heights[self.take]
        return others + 2 * _LARGE_ROWS <= area.height

    def pressed(self, tile: Tile) -> Message | None:
        """A number, or a time."""
        if tile is self.book:
            return self.TimeWanted()
        return self.Explain() if self._not_now else self.Wanted()

    def _figure_rows(self, width: int, panel: Panel) -> int:
        """Both figures are equally large, however long the one of them is."""
        most = Figure.LARGE_ROWS if panel.airy else Figure.ROWS
        rows = min(figure.rows(width, most) for figure in (self.ahead, self.wait))
        return max(Figure.ROWS, rows)

    def _figures(
        self, standing: ServiceState | None, speaker: Speaker, *, counts: bool
    ) -> None:
        rtl, known = speaker.rtl, standing is not None and counts
        ahead = str(standing.ahead) if standing and counts else ""
        self.ahead.show(ahead, speaker.say("confirm-before-you") if known else "", rtl)
        lo = standing.wait_lo if standing and counts else None
        hi = standing.wait_hi if standing and counts else None
        told = lo is None or hi is None or not 5 < hi < 90
        figure = "" if told else f"{lo}-{hi}"
        if figure:
            self.wait.show(figure, speaker.say("confirm-wait-minutes"), rtl)
        else:
            self.wait.show("", speaker.wait(lo, hi), rtl)
