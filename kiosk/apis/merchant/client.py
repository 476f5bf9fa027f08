"""A merchant's bookings as a Backend: appointments, no queue."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from kiosk.apis.merchant.client_series import SeriesCalls
from kiosk.apis.merchant.client_sessions import SessionCalls
from kiosk.apis.merchant.habits import Via
from kiosk.apis.merchant.told_branch import Catalogue
from kiosk.domain.branch import BranchId, BranchState, Service, ServiceState
from kiosk.domain.hours import Timetable
from kiosk.domain.ports import Capabilities
from kiosk.errors import Reason

CAPABILITIES: Final = Capabilities(
    walkin=False,
    cancel=True,
    call=False,
    live=False,
    idempotent=False,
    appointments=True,
    reschedule=True,
    customers=True,
    series=True,
)
"""What works without a queue of ours beside it."""


class MerchantClient(SeriesCalls, SessionCalls):
    """See `kiosk.domain.ports.Backend` and, for `told`, `kiosk.domain.theirs.Listing`.

    One merchant with one location is one branch. Their ids are used as they are. Whatever they
    have no route for is Refused NOT_OFFERED.
    """

    @property
    def capabilities(self) -> Capabilities:
        """Sessions are joined by who signs in as a customer, and by nobody else."""
        return replace(
            CAPABILITIES,
            idempotent=self.journal is not None,
            sessions=self.habits.via is Via.CUSTOMER,
            wants_name=self.habits.wants_name,
        )

    async def branches(self) -> Sequence[BranchState]:
        """The one there is."""
        return [self._state(await self.catalogue())]

    async def branch(self, branch: BranchId) -> BranchState:
        """The one there is. NotFound for any other."""
        return self._state(await self.known(branch))

    def _state(self, known: Catalogue) -> BranchState:
        now = self.clock.now()
        timetable = Timetable(known.branch)
        return BranchState(
            branch=known.branch,
            opening=timetable.opening(now),
            waiting=0,
            services={
                service.id: _state_of(service, timetable, now)
                for service in known.branch.services
            },
            as_of=now,
            seq=0,
        )


def _state_of(service: Service, timetable: Timetable, now: datetime) -> ServiceState:
    """They have no queue: nobody waits, and no number is given."""
    return ServiceState(
        service=service.id,
        is_open=timetable.service(service.id, now).is_open,
        waiting=0,
        ahead=0,
        wait_lo=None,
        wait_hi=None,
        counters_open=0,
        closed_reason=Reason.NOT_WALKIN.value,
    )
