"""K16: an event or a class to join, with the places that are left."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from textual.message import Message

from kiosk.domain.branch import Branch, Service, in_language
from kiosk.domain.sessions import GroupSession
from kiosk.errors import Reason
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.choices import Choice, Choices
from kiosk.tui.customer.choose_service import service_name
from kiosk.tui.customer.frame import Frame
from kiosk.tui.tile import Label, Look


@dataclass(frozen=True, slots=True)
class Offered:
    """The sessions to choose from, as they were `at`; None while they are not known, or
    `failed` says why."""

    sessions: tuple[GroupSession, ...] | None = None
    failed: Reason | None = None
    at: datetime | None = None


class ChooseSession(Choices[GroupSession | None]):
    """The sessions of a service that are still to come, in pages."""

    @dataclass
    class Chosen(Message):
        """That session, full or not when it was touched."""

        session: GroupSession

    @dataclass
    class AskedAgain(Message):
        """For sessions that did not come."""

    def show(
        self,
        frame: Frame,
        branch: Branch,
        service: Service,
        offered: Offered,
        *,
        counts: bool = True,
    ) -> None:
        """What is known of them, each with its places; without `counts` they are too old."""
        speaker = frame.speaker
        self.ask(
            frame,
            _question(offered, speaker),
            [*_choices(frame, branch, offered, counts=counts)],
            service_name(branch, service, speaker),
        )

    def chosen(self, value: GroupSession | None) -> Message:
        """A session; or, where there are none to be seen, another try."""
        return self.AskedAgain() if value is None else self.Chosen(value)

    def name_of(self, value: GroupSession | None) -> Hashable:
        """A session's id: its places come and go."""
        return value and value.id


def _question(offered: Offered, speaker: Speaker) -> str:
    if offered.sessions is None:
        if offered.failed:
            return speaker.error(offered.failed)
        return speaker.say("session-looking")
    return speaker.say("session-question" if offered.sessions else "session-none")


def _choices(
    frame: Frame, branch: Branch, offered: Offered, *, counts: bool
) -> Iterable[Choice[GroupSession | None]]:
    speaker = frame.speaker
    if offered.sessions is None and offered.failed:
        again = Label(speaker.say("session-again"), rtl=speaker.rtl)
        yield Choice(None, again)
    for session in offered.sessions or ():
        yield Choice(session, _label(session, branch, frame, counts=counts))


def _label(
    session: GroupSession, branch: Branch, frame: Frame, *, counts: bool
) -> Label:
    speaker = frame.speaker
    day, time = speaker.day(session.start_at), speaker.time(session.start_at)
    when = speaker.say("session-when", day=day, time=time)
    text = " · ".join(filter(None, (when, room(session, branch, speaker))))
    if not session.free:
        return Label(text, speaker.say("session-full"), Look.CLOSED, speaker.rtl)
    note = places(session, speaker) if counts else ""
    return Label(text, note, Look.CHOICE, speaker.rtl)


def room(session: GroupSession, branch: Branch, speaker: Speaker) -> str:
    """Where in the house it is, "" where the lane has no name."""
    lane = next((one for one in branch.lanes if one.id == session.lane), None)
    words = lane.name if lane else {}
    return clean(in_language(words, speaker.locale, branch.default_locale))


def places(session: GroupSession, speaker: Speaker) -> str:
    """How many places are left, and of how many."""
    return speaker.say("session-places", left=session.free, most=session.most)


def needed(session: GroupSession, speaker: Speaker) -> str:
    """How many it needs to take place; "" when so many come, or it does anyhow."""
    if session.confirmed or session.taken >= session.least:
        return ""
    return speaker.say("session-needs", count=session.least)
