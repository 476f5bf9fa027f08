"""K15: give an appointment or a place in the queue back, or keep it: two equal answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from kiosk.text import clean
from kiosk.tui.customer.choose_service import service_name
from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.my_ticket import Mine
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.sending import Sending, Ways
from kiosk.tui.customer.ticket_words import standing_of
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_groups, in_middle
from kiosk.tui.tile import Label, Tile
from kiosk.tui.words import Words


class GiveBack(Page):
    """Nothing is chosen beforehand, and nobody is asked why."""

    @dataclass
    class Answered(Message):
        """`sure`: it is given back."""

        sure: bool

    def __init__(self) -> None:
        """Nothing to give back."""
        super().__init__()
        self.question = Words(id="question", classes="title")
        self.what = Words(id="what", classes="strong")
        self.when = Words(id="when", classes="large strong")
        self.keep = Tile(id="keep")
        self.give = Tile(id="give")
        self._ways = Ways(self, self.keep, self.give)

    def inside(self) -> Iterable[Widget]:
        """The question, what it is about, the answers."""
        yield self.question
        yield self.what
        yield self.when
        yield self.keep
        yield self.give

    def show(self, frame: Frame, mine: Mine, *, sending: Sending) -> None:
        """While it is `sending` there is no second touch and no way back."""
        speaker, branch, rtl = frame.speaker, mine.branch, frame.speaker.rtl
        ticket = mine.placed.ticket
        kind = "appointment" if ticket.start_at else "queue"
        self.dress(frame)
        self.question.say(speaker.say(f"leave-{kind}"), rtl=rtl)
        service = branch.service(ticket.service)
        name = service_name(branch, service, speaker) if service else ""
        number = clean(ticket.number)
        self.what.say(" · ".join(filter(None, (number, name))), rtl=rtl)
        self.when.say(standing_of(mine.placed, speaker, frame.now), rtl=rtl)
        self.keep.show(Label(speaker.say(f"leave-{kind}-keep"), rtl=rtl))
        under_way = sending in (Sending.UNDER_WAY, Sending.SLOW)
        give = "mine-sending" if under_way else f"leave-{kind}-give"
        self.give.show(Label(speaker.say(give), rtl=rtl))
        self._ways.follow(sending)

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """The answers side by side, as large as each other; upright one below the other."""
        main = in_middle(frame.main, 90 if panel.airy else 80)
        texts = (self.question, self.what, self.when)
        button = max(panel.primary[1], panel.target[1]) + (0 if panel.low else 2)
        heights: dict[Widget, int] = {self.keep: button}
        heights |= {text: text.height(main.width, most=2) for text in texts}
        half = main.width if panel.tall else (main.width - 2) // 2
        groups: list[list[Widget]] = [[*texts], [self.keep]]
        if panel.tall:
            heights[self.give] = button
            groups.append([self.give])
        inside = 1 if panel.airy else 0
        places = in_groups(
            main,
            groups,
            heights,
            inside=inside,
            low=panel.tall,
            widths={self.keep: half, self.give: half},
        )
        if not panel.tall:
            cells = in_columns(places[self.keep], 2, 2)
            places |= dict(zip((self.keep, self.give), cells, strict=True))
        return {widget: place for widget, place in places.items() if place.height}

    def pressed(self, tile: Tile) -> Message | None:
        """One or the other."""
        return self.Answered(sure=tile is self.give)
