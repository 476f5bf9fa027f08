"""Operators: let in by their PIN, and known by a token from then on."""

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Final

from kiosk.domain.access import AT_COUNTERS, Caller, Operator, Role
from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.events import BranchDeed
from kiosk.domain.operators import SignedIn
from kiosk.domain.serving import Entry
from kiosk.domain.stored_operators import Session
from kiosk.domain.storing import Writing
from kiosk.errors import Denied, Reason
from kiosk.server.pins import Tries
from kiosk.server.roster import Roster

_MOST_STRANGERS: Final = 1_000
"""Ids nobody has whose wrong PINs are counted; the one unused longest is forgotten first."""


class Operators(Roster):
    """See `kiosk.domain.operators.Operators`."""

    def acting(self, caller: Caller, token: str) -> Caller:
        """The caller behind a key, as the operator of a token.

        Denied AUTH: signed out. Denied FORBIDDEN: nobody signs in with such a key, or the operator
        was moved to another branch.
        """
        if caller.role not in AT_COUNTERS:
            detail = f"nobody signs in with a {caller.role} key"
            raise Denied(Reason.FORBIDDEN, detail=detail)
        session = self._sessions.of(token, caller)
        if session is None:
            raise Denied(Reason.AUTH, detail="signed out")
        operator = self._known[session.operator].operator
        if caller.branch:
            _check_place(operator, caller.branch)
        return Caller(
            id=caller.id,
            name=operator.name,
            role=operator.role,
            branch=caller.branch or operator.branch,
            operator=operator.id,
            may_choose=operator.may_choose or operator.role is Role.SUPERVISOR,
        )

    @cached_property
    def _strangers(self) -> OrderedDict[StaffId, Tries]:
        return OrderedDict()

    async def sign_in(
        self,
        caller: Caller,
        branch: BranchId,
        operator: StaffId,
        pin: str,
        former: str | None = None,
    ) -> SignedIn:
        """Let somebody in. One try at a time for each operator, and each counts beforehand."""
        self._check_branch(branch)
        tries = self._tries_of(operator)
        async with tries.lock:
            tries.check(self._monotonic())
            async with self._pins.turn():
                await self._count(operator, tries)
                known = self._known.get(operator)
                pin_hash = known.pin_hash if known else None
                if not await self._pins.matches(pin, pin_hash) or known is None:
                    raise Denied(Reason.PIN, detail="wrong PIN")
            tries.clear()
            before = self._sessions.of(former, caller) if former else None
            token = await self._let_in(caller, branch, known.operator, before)
        return SignedIn(token, known.operator)

    def _tries_of(self, operator: StaffId) -> Tries:
        """Those of an id that nobody has count all the same, so that it answers alike."""
        if operator in self._tries:
            return self._tries[operator]
        tries = self._strangers.setdefault(operator, Tries())
        self._strangers.move_to_end(operator)
        if len(self._strangers) > _MOST_STRANGERS:
            self._strangers.popitem(last=False)
        return tries

    async def _count(self, operator: StaffId, tries: Tries) -> None:
        """Keep this try as a wrong one so far."""
        now = self._clock.now()

        def count(tx: Writing) -> None:
            if stored := tx.operator(operator):
                more = stored.failures + 1
                tx.save_operator(replace(stored, failures=more, failed_at=now))

        await self._store.write(count)
        tries.failed(self._monotonic())

    async def _let_in(
        self,
        caller: Caller,
        branch: BranchId,
        operator: Operator,
        former: Session | None,
    ) -> str:
        """The PIN was right: forget the wrong ones and begin a session; its token."""
        session, token = self._sessions.begin(caller, branch, operator)
        here = operator.branch in (None, branch)

        def begin(tx: Writing) -> None:
            if stored := tx.operator(operator.id):
                tx.save_operator(replace(stored, failures=0, failed_at=None))
            if here:
                self._sessions.replace(tx, session, former)
            if here and (former is None or former.operator != operator.id):
                tx.add_entry(
                    _entry(session, BranchDeed.SIGN_IN, operator, session.began_at)
                )

        await self._store.write(begin)
        _check_place(operator, branch)
        self._sessions.read()
        return token

    async def sign_out(self, caller: Caller, token: str) -> None:
        """End a token, if it is one of this key's."""
        session = self._sessions.of(token, caller)
        if session is None:
            return
        operator, now = self._known[session.operator].operator, self._clock.now()

        def end(tx: Writing) -> None:
            tx.drop_session(session.digest)
            tx.add_entry(_entry(session, BranchDeed.SIGN_OUT, operator, now))

        await self._store.write(end)
        self._sessions.read()


def _entry(session: Session, deed: BranchDeed, who: Operator, at: datetime) -> Entry:
    """A line of the branch's log."""
    return Entry(at, session.branch, deed, "", who.name)


def _check_place(operator: Operator, branch: BranchId) -> None:
    if operator.branch not in (None, branch):
        detail = f"{operator.name} works in {operator.branch} only"
        raise Denied(Reason.FORBIDDEN, detail=detail)
