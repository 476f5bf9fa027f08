"""K2: what somebody came for, where there are appointments to come to."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.session import Errand
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_groups, in_middle
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

_AIR = 5
"""Rows that a notice leaves between the rest."""


class ChooseErrand(Page):
    """A service, or an appointment: one below the other, the more frequent one first."""

    @dataclass
    class Chosen(Message):
        """They came for that."""

        errand: Errand

    def __init__(self) -> None:
        """Nothing to choose yet."""
        super().__init__()
        self.question = Words(id="question", classes="title")
        self.notice = Words(id="notice", classes="warning")
        self.need = Tile(id="need")
        self.come = Tile(id="come")

    def inside(self) -> Iterable[Widget]:
        """Question, answers."""
        yield self.question
        yield self.notice
        yield self.need
        yield self.come

    def show(self, frame: Frame, waiting: int | None) -> None:
        """`waiting`: how many wait at this branch; None while that isn't known."""
        speaker, rtl = frame.speaker, frame.speaker.rtl
        self.dress(frame)
        self.question.say(speaker.say("errand-question"), rtl=rtl)
        self.notice.say(frame.notice, rtl=rtl)
        count = "" if waiting is None else speaker.say("people-waiting", count=waiting)
        need, come = speaker.say(Errand.SERVICE), speaker.say(Errand.APPOINTMENT)
        self.need.show(Label(need, count, Look.PRIMARY, rtl))
        self.come.show(Label(come, speaker.say("errand-check-in"), rtl=rtl))

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """A column in the middle."""
        main = in_middle(frame.main, 90 if panel.airy else 76)
        height = max(panel.primary[1], panel.target[1])
        height = height + 2 if panel.airy else height + 1 if panel.low else 5
        heights: dict[Widget, int] = {  # what is touched is the first to be enlarged
            self.need: height,
            self.come: height,
            self.question: 1,
        }
        said = self.notice.height(main.width - 2, most=2)
        fits = main.height - sum(heights.values()) >= said + _AIR
        heights[self.notice] = said if fits else 0
        groups = ((self.question, self.notice), (self.need,), (self.come,))
        return in_groups(main, groups, heights, low=panel.tall)

    def pressed(self, tile: Tile) -> Message | None:
        """One or the other."""
        return self.Chosen(Errand.SERVICE if tile is self.need else Errand.APPOINTMENT)
