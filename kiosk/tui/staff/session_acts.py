"""What staff do with sessions: open one, say who is here, add somebody, begin, end, call off."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from kiosk.domain.branch import Branch
from kiosk.domain.customer import CustomerId
from kiosk.domain.events import Deed
from kiosk.domain.serving import Row, Task
from kiosk.domain.sessions import (
    GroupSession,
    SessionChange,
    SessionDeed,
    SessionId,
)
from kiosk.domain.ticket import Draft, TicketId
from kiosk.tui.staff.acting import Acting
from kiosk.tui.staff.dialogs.about import service_name
from kiosk.tui.staff.dialogs.join import Join
from kiosk.tui.staff.dialogs.question import Question
from kiosk.tui.staff.dialogs.session import (
    SessionAct,
    SessionAnswer,
    ShowSession,
    is_here,
)
from kiosk.tui.staff.dialogs.sessions import SessionList
from kiosk.tui.staff.series_acts import SeriesActs

DAYS: Final = 28
"""How far ahead the list goes."""

_YESTERDAY: Final = timedelta(hours=12)

_DEEDS: Final = {
    SessionAct.CONFIRM: SessionDeed.CONFIRM,
    SessionAct.START: SessionDeed.START,
    SessionAct.FINISH: SessionDeed.FINISH,
    SessionAct.CANCEL: SessionDeed.CANCEL,
}

_ASKED: Final = frozenset({SessionAct.CANCEL, SessionAct.FINISH, SessionAct.LEAVE})
"""What can't be taken back."""


class SessionActs(Acting):
    """Over the console, from the list to one of them and back, until both are closed."""

    @property
    def _series(self) -> SeriesActs:
        return SeriesActs(self._console)

    async def open(self) -> None:
        """The list; then whatever is opened from it."""
        chosen: SessionId | None = None
        while True:
            sessions = await self._sessions()
            if sessions is None:
                return
            now = self._console.ready.clock.now()
            opened = await self._ask(
                SessionList(self._speaker, self._branch, sessions, now, chosen)
            )
            if opened is None:
                return
            chosen = opened.session
            if chosen is None:
                await self._series.plan()
            else:
                await self._one(chosen)

    async def _one(self, session_id: SessionId) -> None:
        """One session, shown anew after everything that was done with it."""
        backend, at = self._console.ready.backend, None
        while True:
            session = await self._doing.have(lambda: backend.session(session_id))
            rows = await self._doing.have(lambda: backend.participants(session_id))
            if session is None or rows is None:
                return
            now = self._console.ready.clock.now()
            answer = await self._ask(
                ShowSession(self._speaker, self._branch, session, rows, now, chosen=at)
            )
            if answer is None:
                return
            at = answer.ticket
            await self._act(session, rows, answer)

    async def _act(
        self, session: GroupSession, rows: Sequence[Row], answer: SessionAnswer
    ) -> None:
        if answer.act in _ASKED and not await self._sure(answer.act, session):
            return
        match answer.act:
            case SessionAct.HERE:
                await self._toggle(rows, answer.ticket)
            case SessionAct.ADD:
                await self._add(session)
            case SessionAct.LEAVE:
                row = _row(rows, answer.ticket)
                if row:
                    task = Task(Deed.CANCEL, seen=row.ticket.version)
                    await self._doing.do(row.ticket, task)
            case SessionAct.SERIES:
                await self._series.change(session.id, session.start_at)
            case act if act in _DEEDS:
                change = SessionChange(_DEEDS[act])
                await self._change(session, change)

    async def _toggle(self, rows: Sequence[Row], ticket: TicketId | None) -> None:
        row = _row(rows, ticket)
        if row is None:
            return
        if is_here(row):
            task = Task(Deed.UNDO_CHECK_IN, seen=row.ticket.version)
            await self._doing.do(row.ticket, task)
        else:
            await self._doing.check_in(row.ticket)

    async def _add(self, session: GroupSession) -> None:
        somebody = await self._ask(Join(self._speaker, self._name(session)))
        if somebody is None:
            return
        who: CustomerId | None = None
        if somebody.phone or somebody.name:
            who = await self._doing.have(lambda: self._series.known(somebody))
            if who is None:
                return
        draft = Draft(
            session.branch,
            session.service,
            locale=self._speaker.locale,
            source=f"counter {self._console.seat.post.counter}",
            customer=who,
            session=session.id,
        )
        await self._doing.issue(draft)

    async def _change(self, session: GroupSession, change: SessionChange) -> None:
        backend, actor = self._console.ready.backend, self._console.seat.post.actor
        await self._doing.have(
            lambda: backend.change_session(session.id, change, actor)
        )

    async def _sure(self, act: SessionAct, session: GroupSession) -> bool:
        say = self._speaker.say
        question = Question(
            self._speaker,
            say(f"staff-session-{act}-title", session=self._name(session)),
            say(f"staff-session-{act}-text", count=session.taken),
            say(f"staff-session-do-{act}"),
        )
        return await self._ask(question) is True

    async def _sessions(self) -> Sequence[GroupSession] | None:
        branch, now = self._branch, self._console.ready.clock.now()
        found = await self._doing.have(
            lambda: self._console.ready.backend.sessions(branch.id, days=DAYS)
        )
        if found is None:
            return None
        return [one for one in found if one.end_at > now - _YESTERDAY]

    def _name(self, session: GroupSession) -> str:
        branch: Branch = self._branch
        name = service_name(self._speaker, branch, session.service)
        when = self._speaker.when(session.start_at, self._console.ready.clock.now())
        return f"{name}, {when}"


def _row(rows: Sequence[Row], ticket: TicketId | None) -> Row | None:
    return next((row for row in rows if row.ticket.id == ticket), None)
