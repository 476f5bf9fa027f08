"""The way into an event or a class: which there are, the one chosen, and who joins it."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Final

from kiosk.domain.branch import Branch, BranchId, Service, ServiceId
from kiosk.domain.sessions import GroupSession, SessionStatus
from kiosk.domain.ticket import Draft
from kiosk.errors import KioskError, Reason
from kiosk.tui.customer.choose_session import Offered
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.reserving import Guide
from kiosk.tui.customer.session import asked_before

DAYS: Final = 28
"""How far ahead somebody in a lobby looks."""

GONE: Final = frozenset({Reason.FULL, Reason.PAST, Reason.NOT_ALLOWED_NOW})
"""What makes a chosen session another one's to have, and leads back to the list."""

_log = logging.getLogger(__name__)


class Joining:
    """One customer's session. Nothing of it stays when it is told to `forget`."""

    def __init__(
        self,
        ready: Ready,
        guide: Guide,
        work: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`work` runs something beside the screen, in a group of that name."""
        self._ready, self._guide, self._work = ready, guide, work
        self._wanted: tuple[BranchId, ServiceId] | None = None
        self.offered: Offered | None = None

    def open(self, branch: Branch, service: Service) -> None:
        """Ask for the sessions of a service, before anybody looks at them."""
        self._wanted = branch.id, service.id
        self.offered = Offered()
        self.refresh()

    def refresh(self) -> None:
        """Ask again; what is known stays until then."""
        if self._wanted:
            self._work(self._learn(*self._wanted), "sessions")

    def want_place(self) -> None:
        """A place in one of them."""
        can = self._ready.backend.capabilities
        self._guide.go(self._guide.session.reserve(asked_before(can)))

    def choose(self, session: GroupSession) -> None:
        """Go on with that one."""
        self._guide.go(self._guide.session.join(session, self._ready.new_key()))

    def gone(self) -> None:
        """The chosen one can't be had any more: choose another."""
        self._guide.go(self._guide.session.join(None, None))
        self.refresh()

    async def draft(self, draft: Draft) -> Draft:
        """`draft` for the session chosen, and for the customer, made known by now. KioskError."""
        visit = self._guide.session
        chosen, who = visit.joins, None
        if visit.phone:
            who = await self._ready.backend.identify(
                visit.phone, visit.name or "", draft.locale
            )
        return replace(
            draft,
            session=chosen.id if chosen else None,
            customer=who.id if who else None,
        )

    def forget(self) -> None:
        """The customer has gone, with a place or without."""
        self._wanted = self.offered = None

    async def _learn(self, branch: BranchId, service: ServiceId) -> None:
        wanted, now = self._wanted, self._ready.clock.now()
        try:
            found = await self._ready.backend.sessions(branch, service, days=DAYS)
        except KioskError as error:
            _log.info("sessions did not come", extra={"said": str(error.reason)})
            learnt = Offered(failed=error.reason)
        else:
            to_come = (s for s in found if s.status is SessionStatus.PLANNED)
            learnt = Offered(tuple(s for s in to_come if s.start_at > now), at=now)
        known = self.offered
        if known is None or wanted is not self._wanted:
            return
        if learnt.failed is None or known.sessions is None:
            self.offered = learnt
        self._guide.show()
