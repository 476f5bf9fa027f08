"""One session: who joined, who is here, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from kiosk.domain.branch import Branch
from kiosk.domain.serving import Row
from kiosk.domain.sessions import GroupSession, SessionStatus
from kiosk.domain.ticket import Status, TicketId
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import service_name, status_word
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.pick import Item, Pick, Tone
from kiosk.tui.staff.dialogs.sessions import room, standing
from kiosk.tui.written import BETWEEN

_GONE: Final = frozenset({Status.CANCELLED, Status.NO_SHOW, Status.EXPIRED})
_HERE: Final = frozenset(
    {Status.WAITING, Status.CALLED, Status.SERVING, Status.PARKED, Status.SERVED}
)


_WIDE: Final = 100


class SessionAct(StrEnum):
    """What is done with a session from here."""

    HERE = "here"
    ADD = "add"
    LEAVE = "leave"
    CONFIRM = "confirm"
    START = "start"
    FINISH = "finish"
    CANCEL = "cancel"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    """What is to be done, and to whose ticket."""

    act: SessionAct
    ticket: TicketId | None = None


class ShowSession(Frame[SessionAnswer]):
    """Participants one below the other; the space bar says who is here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "act('here')"),
        Binding("plus", "act('add')"),
        Binding("delete", "act('leave')"),
        Binding("c", "act('confirm')"),
        Binding("s", "act('start')"),
        Binding("f", "act('finish')"),
        Binding("x", "act('cancel')"),
        Binding("r", "act('series')"),
    ]

    def __init__(
        self,
        speaker: Speaker,
        branch: Branch,
        session: GroupSession,
        rows: Sequence[Row],
        now: datetime,
        *,
        chosen: TicketId | None = None,
    ) -> None:
        """`rows` are the tickets of who joined; `now` is aware."""
        name = service_name(speaker, branch, session.service)
        when = speaker.when(session.start_at, now)
        title = speaker.say("staff-session-title", service=name, when=when)
        super().__init__(speaker, title, _facts(speaker, branch, session, rows, now))
        self._session, self._rows = session, rows
        self._people = Pick(
            [_person(speaker, row) for row in rows],
            id="people",
            rtl=speaker.rtl,
            chosen=chosen or next((row.ticket.id for row in rows), None),
            letters=False,
            tall=8,
            empty=speaker.say("staff-session-nobody"),
        )
        self.field(self._people, speaker.say("staff-session-people"))
        for act, key in _offered(session, rows, now):
            main = act in (SessionAct.START, SessionAct.FINISH)
            self.answer(act, speaker.say(f"staff-session-do-{act}"), key, main=main)

    def wide(self, cols: int) -> int:
        """Its answers are many."""
        return min(cols - 4, _WIDE)

    def pressed(self, name: str) -> None:
        """As its key."""
        self.action_act(name)

    def action_enter(self) -> None:
        """What the space bar does: Enter may be meant so, and ends nothing."""
        self.action_act(SessionAct.HERE)

    def action_act(self, name: str) -> None:
        """Out with it, if it is one of the answers."""
        act = SessionAct(name)
        offered = {one for one, _ in _offered(self._session, self._rows, None)}
        if act not in offered:
            return
        chosen = self._people.value
        about_one = act in (SessionAct.HERE, SessionAct.LEAVE)
        if not about_one:
            self.leave(SessionAnswer(act))
        elif chosen is not None:
            self.leave(SessionAnswer(act, chosen))


def is_here(row: Row) -> bool:
    """Whether somebody who joined has come."""
    return row.ticket.status in _HERE


def _offered(
    session: GroupSession, rows: Sequence[Row], now: datetime | None
) -> Sequence[tuple[SessionAct, str]]:
    """What can be done with it as it stands, each with its key. `now` None: whenever."""
    planned = session.status is SessionStatus.PLANNED
    running = session.status is SessionStatus.STARTED
    few = session.taken < session.least and not session.confirmed
    return [
        (act, key)
        for act, key, there in (
            (SessionAct.HERE, "Space", bool(rows) and (planned or running)),
            (SessionAct.ADD, "+", planned and session.free > 0),
            (SessionAct.LEAVE, "Del", bool(rows) and planned),
            (SessionAct.CONFIRM, "c", planned and few),
            (SessionAct.START, "s", planned),
            (SessionAct.FINISH, "f", running),
            (SessionAct.CANCEL, "x", planned),
            (SessionAct.SERIES, "r", planned and session.series is not None),
        )
        if there
    ]


def _facts(
    speaker: Speaker,
    branch: Branch,
    session: GroupSession,
    rows: Sequence[Row],
    now: datetime,
) -> str:
    """Where, how full, how many are here, and what is the matter."""
    count = sum(is_here(row) for row in rows)
    places = speaker.say(
        "staff-session-places",
        taken=session.taken,
        most=session.most,
        least=session.least,
    )
    parts = [
        room(speaker, branch, session),
        places,
        speaker.say("staff-session-here", count=count),
    ]
    what, _ = standing(speaker, session, now)
    lines = [BETWEEN.join(part for part in parts if part)]
    if session.at_risk(now):
        lines.append(speaker.say("staff-session-decide"))
    elif what:
        lines.append(what)
    if session.note:
        lines.append(clean(session.note, 200))
    return "\n".join(lines)


def _person(speaker: Speaker, row: Row) -> Item[TicketId]:
    """Number, name, where they are."""
    mark = "[x]" if is_here(row) else "[ ]"
    tone = Tone.QUIET if row.ticket.status in _GONE else Tone.PLAIN
    tone = Tone.GOOD if is_here(row) else tone
    texts = (mark, clean(row.ticket.number), clean(row.who) or "–")
    return Item(row.ticket.id, texts, status_word(speaker, row.ticket.status), tone)
