"""K9 for an appointment: what, when and where, and the one button that books it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from textual.message import Message
from textual.widget import Widget

from kiosk.domain.branch import Branch, Service, in_language
from kiosk.domain.sessions import GroupSession
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.choose_service import service_name, what_to_bring
from kiosk.tui.customer.choose_session import needed, places, room
from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.sending import Sending, Ways
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_groups, in_middle
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

COUNTED_SECONDS = 60
"""Only so long before its end a hold is counted down: until then there is time."""

_SAYS = {Sending.NOT_YET: "book-take", Sending.UNDER_WAY: "book-sending"}
_SAYS_MOVING = {Sending.NOT_YET: "move-take", Sending.UNDER_WAY: "mine-sending"}


@dataclass(frozen=True, slots=True)
class Appointment:
    """What is about to be booked.

    `tail`: the last digits of the phone number, "" without one; `name` as typed. `kept_until`:
    until then nobody else can have the time; None when it isn't kept. `joins` is the session it
    is a place in; without `counts` the places left in it are too old to be told.
    `instead_of` is the time of the appointment that gets this one.
    """

    branch: Branch
    service: Service
    start: datetime
    tail: str = ""
    name: str = ""
    kept_until: datetime | None = None
    joins: GroupSession | None = None
    counts: bool = True
    instead_of: datetime | None = None

    def __repr__(self) -> str:
        """Nothing of who comes."""
        return f"Appointment({self.service.id}, {self.start})"


class ConfirmTime(Page):
    """Says all of it once more, and how long the time is kept when that is soon over."""

    @dataclass
    class Wanted(Message):
        """Book it, now."""

    @dataclass
    class CheckAgain(Message):
        """It is not kept any more: is it still free?"""

    def __init__(self) -> None:
        """Nothing to book."""
        super().__init__()
        self.question = Words(id="question", classes="topic")
        self.service = Words(id="service", classes="title")
        self.when = Words(id="when", classes="large strong")
        self.where = Words(id="where")
        self.who = Words(id="who")
        self.bring = Words(id="bring")
        self.kept = Words(id="kept")
        self.take = Tile(id="take")
        self.notice = Words(id="notice", classes="warning")
        self._gone = self._asks_again = self._moves = False
        self._ways = Ways(self)

    def inside(self) -> Iterable[Widget]:
        """From the question down to the button."""
        yield self.question
        yield self.service
        yield self.when
        yield self.where
        yield self.who
        yield self.bring
        yield self.kept
        yield self.take
        yield self.notice

    def show(
        self,
        frame: Frame,
        what: Appointment,
        *,
        sending: Sending = Sending.NOT_YET,
        notice: str = "",
    ) -> None:
        """`notice` warns before the touch, say of a printer without paper."""
        speaker, branch, rtl = frame.speaker, what.branch, frame.speaker.rtl
        self.dress(frame)
        self.question.say(speaker.say("book-question"), rtl=rtl)
        self.service.say(service_name(branch, what.service, speaker), rtl=rtl)
        self.when.say(_when(what, speaker), rtl=rtl)
        self.where.say(_where(what, speaker), rtl=rtl)
        self.who.say(_who(what, speaker), rtl=rtl)
        self.bring.say(what_to_bring(branch, what.service, speaker), rtl=rtl)
        self._moves = what.instead_of is not None
        left = _seconds_left(what, frame.now)
        self._gone = left is not None and left <= 0
        kept = _places(what, speaker)
        if self._gone:
            kept = speaker.say("book-let-go")
        elif left is not None and left <= COUNTED_SECONDS:
            kept = speaker.say("book-kept", time=f"{left // 60}:{left % 60:02}")
        self.kept.say(kept, rtl=rtl)
        self.notice.say(notice, rtl=rtl)
        self.tell(sending)

    def tell(self, how: Sending) -> None:
        """Say how far it is. While it is under way there is no way back and no second touch."""
        if not self.frame:
            return
        speaker = self.frame.speaker
        self._asks_again = self._gone and how is Sending.NOT_YET
        says = _SAYS_MOVING if self._moves else _SAYS
        key = "book-check-again" if self._asks_again else says.get(how, str(how))
        self.take.show(Label(speaker.say(key), "", Look.PRIMARY, speaker.rtl))
        self._ways.follow(how)

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """A column in the middle, the button as its base."""
        main = in_middle(frame.main, 90 if panel.airy else 76)
        width, height = panel.primary
        said = (self.question, self.service, self.when, self.where, self.who)
        texts = (*said, self.bring, self.kept, self.notice)
        heights: dict[Widget, int] = {w: w.height(main.width, most=2) for w in texts}
        heights[self.take] = height + 2 if panel.airy else height if panel.low else 5
        groups = (
            (self.question, self.service, self.when),
            (self.where, self.who, self.bring),
            (self.kept, self.take, self.notice),
        )
        inside = 1 if panel.airy else 0
        rows = in_groups(main, groups, heights, inside=inside, low=panel.tall)
        take = rows[self.take]
        rows[self.take] = in_middle(take, max(width, take.width * 3 // 4))
        return {widget: place for widget, place in rows.items() if place.height}

    def pressed(self, tile: Tile) -> Message | None:
        """There is only the one. What may be booked already is asked for, held or not."""
        return self.CheckAgain() if self._asks_again else self.Wanted()


def _when(what: Appointment, speaker: Speaker) -> str:
    minutes = what.service.booking.minutes if what.service.booking else 0
    if what.joins:
        minutes = int(what.joins.length.total_seconds()) // 60
    day, time = speaker.day(what.start), speaker.clear_time(what.start)
    if not minutes:
        return speaker.say("book-when", day=day, time=time)
    return speaker.say("book-when-long", day=day, time=time, minutes=minutes)


def _where(what: Appointment, speaker: Speaker) -> str:
    branch = what.branch
    words = (branch.name, branch.address)
    texts = [in_language(w, speaker.locale, branch.default_locale) for w in words]
    if what.joins:
        texts.insert(0, room(what.joins, branch, speaker))
    return " · ".join(clean(text) for text in texts if text)


def _places(what: Appointment, speaker: Speaker) -> str:
    """How many places are left in the session, and how many it needs."""
    if what.joins is None or not what.counts:
        return ""
    said = (places(what.joins, speaker), needed(what.joins, speaker))
    return " · ".join(filter(None, said))


def _who(what: Appointment, speaker: Speaker) -> str:
    if was := what.instead_of:
        day, time = speaker.day(was), speaker.clear_time(was)
        when = speaker.say("book-when", day=day, time=time)
        return speaker.say("move-instead", when=when)
    tail = speaker.say("book-phone", tail=what.tail) if what.tail else ""
    return " · ".join(filter(None, (clean(what.name), tail)))


def _seconds_left(what: Appointment, now: datetime) -> int | None:
    if what.kept_until is None:
        return None
    return max(0, ceil((what.kept_until - now).total_seconds()))
