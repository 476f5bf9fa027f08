"""The desk's part about sessions."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from kiosk.desk.floor import Floor
from kiosk.desk.ground import Ground
from kiosk.desk.issue import replay
from kiosk.desk.offer import today
from kiosk.desk.row import row_of
from kiosk.desk.session_deeds import Instruction, perform
from kiosk.desk.sessions import Joining, found_session, join, make_session
from kiosk.domain.branch import BranchId, ServiceId, Window
from kiosk.domain.customer import CustomerId
from kiosk.domain.ports import Once
from kiosk.domain.serving import Row
from kiosk.domain.sessions import (
    MOST_AHEAD,
    GroupSession,
    SessionChange,
    SessionId,
    SessionPlan,
)
from kiosk.domain.stored_sessions import Made
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Draft, Placed
from kiosk.errors import BadInput, KeyTrouble, KioskError, NotFound, Reason, Refused

SOURCE: Final = "staff"
"""Where the tickets of those come from whom staff enter."""

_WHOLE_DAY: Final = Window(time(0), None)


class SessionDesk(Ground):
    """`kiosk.domain.sessions.Sessions` over the store."""

    async def sessions(
        self,
        branch: BranchId,
        service: ServiceId | None = None,
        first: date | None = None,
        days: int = 14,
    ) -> Sequence[GroupSession]:
        """The sessions that begin on some local days."""
        floor = self._floor(branch)
        if not 1 <= days <= MOST_AHEAD:
            raise BadInput(fields={"days": f"is not 1 to {MOST_AHEAD}"})
        if service is not None and service not in floor.plan.services:
            raise NotFound(detail=f"no service {service} in {branch}")
        since, until = _span(floor, first or today(floor.plan, self._now()), days)
        found = self._store.read(lambda view: view.group_sessions(branch, since, until))
        return [one for one in found if service in (None, one.service)]

    async def session(self, session: SessionId) -> GroupSession:
        """One session."""
        return self._store.read(lambda view: found_session(view, session))

    async def participants(self, session: SessionId) -> Sequence[Row]:
        """The tickets of who joined."""

        def question(view: Reading) -> Sequence[Row]:
            found_session(view, session)
            return [row_of(view, one) for one in view.participants(session)]

        return self._store.read(question)

    async def plan_session(
        self, plan: SessionPlan, once: Once | None, actor: str
    ) -> GroupSession:
        """Make a session."""
        floor = self._floor(plan.branch)
        at = await self._settled(floor)

        def make(tx: Writing) -> GroupSession:
            known = made_before(tx, once)
            if known is not None:
                return found_session(tx, SessionId(known))
            session = make_session(tx, floor.plan, plan, at, self._new_id)
            if plan.service not in floor.paused:
                floor.check_bookable(plan.service, session.start_at)
            if any(tx.customer(one) is None for one in plan.customers):
                raise BadInput(fields={"customers": "has somebody nobody knows"})
            for customer in plan.customers:
                join(tx, self._entered(floor, session, customer, actor, at))
            if once:
                tx.add_made(Made(once, session.id, at))
            return found_session(tx, session.id)

        made = await self._store.write(make)
        self._announce(floor)
        return made

    async def change_session(
        self, session: SessionId, change: SessionChange, actor: str
    ) -> GroupSession:
        """Confirm, move, start, finish or cancel it, or note something."""
        known = await self.session(session)
        floor = self._floor(known.branch)
        at = await self._settled(floor)
        if floor.day is None:
            raise Refused(Reason.CLOSED, detail=f"{known.branch} has no day")
        order = Instruction(change, floor.plan, floor.day, at, actor)
        changed = await self._store.write(
            lambda tx: perform(tx, found_session(tx, session), order)
        )
        if changed != known:
            self._announce(floor)
        return changed

    async def _joined(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """`issue` for a draft that names a session."""
        floor = self._floor(draft.branch)
        at = await self._settled(floor)
        try:
            wish = self._joining(floor, draft, once, actor, at)
        except KioskError:
            known = self._store.read(lambda view: replay(view, once))
            if known is None:
                raise
            return known
        return await self._store.write(lambda tx: join(tx, wish))

    def _joining(
        self,
        floor: Floor,
        draft: Draft,
        once: Once | None,
        actor: str,
        at: datetime,
    ) -> Joining:
        joining = self._place(floor, draft, once, actor, at)
        if draft.start is not None:
            raise BadInput(fields={"start": "is that of the session"})
        known = SessionId(draft.session or "")
        session = self._store.read(lambda view: found_session(view, known))
        floor.check_bookable(draft.service, session.start_at)
        return joining

    def _entered(
        self,
        floor: Floor,
        session: GroupSession,
        customer: CustomerId,
        actor: str,
        at: datetime,
    ) -> Joining:
        """A customer whom staff enter in a session that is being made."""
        draft = Draft(
            branch=session.branch,
            service=session.service,
            locale=floor.plan.branch.default_locale,
            source=SOURCE,
            customer=customer,
            session=session.id,
        )
        return self._place(floor, draft, None, actor, at)

    def _place(
        self,
        floor: Floor,
        draft: Draft,
        once: Once | None,
        actor: str,
        at: datetime,
    ) -> Joining:
        _, group = floor.plan.wanted(draft)
        if floor.day is None:
            raise Refused(Reason.CLOSED, detail=f"{draft.branch} has no day")
        return Joining(
            draft=draft,
            once=once,
            actor=actor,
            plan=floor.plan,
            group=group,
            day=floor.day,
            at=at,
            draw=self._draw,
        )


def made_before(view: Reading, once: Once | None) -> str | None:
    """What a key made when it was first used; None for a fresh one. KeyTrouble KEY_REUSED when
    it was used for something else."""
    if once is None:
        return None
    known = view.made(once.owner, once.key)
    is_other = known is not None and known.once.fingerprint != once.fingerprint
    if is_other or view.receipt(once.owner, once.key):
        raise KeyTrouble(Reason.KEY_REUSED, detail="the key belongs to another request")
    return None if known is None else known.id


def _span(floor: Floor, first: date, days: int) -> tuple[datetime, datetime]:
    """From when to when some local days are. BadInput ("from")."""
    if not date(1970, 1, 2) <= first <= date(9000, 1, 1):
        raise BadInput(fields={"from": "is beyond all calendars"})
    hours = floor.plan.hours
    last = first + timedelta(days=days - 1)
    return hours.span(first, _WHOLE_DAY)[0], hours.span(last, _WHOLE_DAY)[1]
