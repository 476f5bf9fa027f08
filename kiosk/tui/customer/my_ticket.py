"""K14: the ticket somebody came with, and what they may do with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.domain.branch import Branch
from kiosk.domain.checkin import when_to_arrive
from kiosk.domain.own_ticket import Own
from kiosk.domain.ticket import Placed, Status, Ticket
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.choose_service import service_name
from kiosk.tui.customer.frame import Frame, FramePlan, plan_frame
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.sending import Sending, Ways
from kiosk.tui.customer.ticket_words import (
    is_to_come,
    on_arrival,
    standing_of,
    where_to_go,
)
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_groups, in_middle
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

_NEAR: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Mine:
    """The ticket, its branch, and what may be done with it. `known`: it came up where they wanted
    another one of the same."""

    placed: Placed
    branch: Branch
    may: tuple[Own, ...]
    known: bool = False


class MyTicket(Page):
    """No name and no phone number: who holds a code need not be its owner."""

    @dataclass
    class Chosen(Message):
        """What to do with it."""

        own: Own

    def __init__(self) -> None:
        """Nobody's."""
        super().__init__()
        self.heading = Words(id="heading", classes="topic")
        self.service = Words(id="service", classes="title")
        self.when = Words(id="when", classes="large strong")
        self.where = Words(id="where")
        self.told = Words(id="told")
        self.deeds = {own: Tile(id=str(own)) for own in Own}
        self._may: tuple[Own, ...] = ()
        self._ways = Ways(self, *self.deeds.values())

    def inside(self) -> Iterable[Widget]:
        """What it is, then what may be done with it."""
        yield self.heading
        yield self.service
        yield self.when
        yield self.where
        yield self.told
        yield from self.deeds.values()

    def show(self, frame: Frame, mine: Mine, *, sending: Sending) -> None:
        """While something is `sending` there is no second touch and no way back."""
        speaker, branch, rtl = frame.speaker, mine.branch, frame.speaker.rtl
        ticket = mine.placed.ticket
        self.dress(frame)
        self.heading.say(_heading(mine, speaker), rtl=rtl)
        service = branch.service(ticket.service)
        name = service_name(branch, service, speaker) if service else ""
        number = clean(ticket.number)
        self.service.say(" · ".join(filter(None, (number, name))), rtl=rtl)
        self.when.say(standing_of(mine.placed, speaker, frame.now), rtl=rtl)
        self.where.say(where_to_go(ticket, branch, speaker), rtl=rtl)
        self.told.say(_told(ticket, branch, speaker), rtl=rtl)
        self._may = mine.may
        for own, tile in self.deeds.items():
            tile.display = own in mine.may
            tile.show(_label(own, ticket, speaker, first=own is self._first))
        if opens := _opens_later(ticket, branch, frame.now):
            words = _early(opens, frame.now, speaker)
            early = Label(words, look=Look.CLOSED, rtl=rtl)
            self.deeds[Own.CHECK_IN].show(early)
        if sending in (Sending.UNDER_WAY, Sending.SLOW):
            words = speaker.say("mine-sending")
            for own in mine.may[:1]:
                self.deeds[own].show(Label(words, look=Look.PRIMARY, rtl=rtl))
        self._fit(frame.panel)
        self._ways.follow(sending)

    def wipe(self) -> None:
        """Forget whose it was."""
        super().wipe()
        self._may = ()

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """What it is above, the likeliest thing to do below it, the others in a row."""
        main = in_middle(frame.main, 90 if panel.airy else 80)
        heights = self._heights(main.width, panel)
        rest = self._rest
        groups: list[list[Widget]] = [
            [self.heading, self.service, self.when],
            [self.where, self.told],
            [self.deeds[own] for own in self._may if own is self._first],
            [*rest[:1]],
        ]
        inside, widths = 1 if panel.airy else 0, dict[Widget, int]()
        if rest:
            widths[rest[0]] = main.width // len(rest) - 2
        places = in_groups(
            main, groups, heights, inside=inside, low=panel.tall, widths=widths
        )
        if rest:
            strip: Region = places[rest[0]]
            places |= dict(zip(rest, in_columns(strip, len(rest), 2), strict=True))
        return {widget: place for widget, place in places.items() if place.height}

    def _heights(self, width: int, panel: Panel) -> dict[Widget, int]:
        """Rows of each, those first that are the first to be enlarged: what is to be done."""
        row, heights = panel.target[1], dict[Widget, int]()
        if self._first:
            first = self.deeds[self._first]
            heights[first] = max(row, panel.primary[1]) if panel.low else row + 2
        for tile in self._rest[:1]:
            heights[tile] = row + (2 if panel.airy else 0)
        for text in (self.when, self.service, self.heading, self.told, self.where):
            heights[text] = text.height(width, most=2) if text.display else 0
        return heights

    def _fit(self, panel: Panel) -> None:
        """What can be done without goes where there is too little room."""
        main = in_middle(plan_frame(panel).main, 90 if panel.airy else 80)
        spare = 4 if panel.large else 0
        for text in (self.where, self.told):
            text.display = True
        for text in (self.where, self.told):
            rows = sum(self._heights(main.width, panel).values())
            text.display = rows + spare <= main.height

    def pressed(self, tile: Tile) -> Message | None:
        """One of them."""
        return self.Chosen(next(own for own in Own if self.deeds[own] is tile))

    @property
    def _rest(self) -> list[Tile]:
        return [self.deeds[own] for own in self._may if own is not self._first]

    @property
    def _first(self) -> Own | None:
        """What stands out: checking in, where that is to be done."""
        return Own.CHECK_IN if Own.CHECK_IN in self._may else None


def _heading(mine: Mine, speaker: Speaker) -> str:
    ticket = mine.placed.ticket
    if mine.known:
        return speaker.say("mine-known")
    if ticket.start_at is None:
        return speaker.say("number-title")
    waits = ticket.status is Status.WAITING
    return speaker.say("arrived-title" if waits else "given-appointment")


def _told(ticket: Ticket, branch: Branch, speaker: Speaker) -> str:
    if ticket.status in (Status.CALLED, Status.SERVING):
        return speaker.say("mine-called", number=clean(ticket.number))
    if ticket.status is Status.PARKED:
        return speaker.say("mine-parked")
    return on_arrival(ticket, branch, speaker) if is_to_come(ticket) else ""


def _opens_later(ticket: Ticket, branch: Branch, now: datetime) -> datetime | None:
    """From when on checking in will do, where that is still to come."""
    window = when_to_arrive(ticket, branch)
    if window is None or not is_to_come(ticket) or now >= window[0]:
        return None
    return window[0]


def _early(opens: datetime, now: datetime, speaker: Speaker) -> str:
    """The hour, where it is near enough to wait for it here."""
    if opens - now > _NEAR:
        return speaker.say("mine-check-in")
    return speaker.say("mine-check-in-from", time=speaker.time(opens))


def _label(own: Own, ticket: Ticket, speaker: Speaker, *, first: bool) -> Label:
    key = str(own)
    if own is Own.LEAVE and ticket.start_at is None:
        key = "mine-leave-queue"
    look = Look.PRIMARY if first else Look.CHOICE
    return Label(speaker.say(key), look=look, rtl=speaker.rtl)
