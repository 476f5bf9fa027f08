"""A merchant's bookings as a Backend: appointments, no queue."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kiosk.apis.merchant.client_series import SeriesCalls
from kiosk.apis.merchant.client_sessions import SessionCalls
from kiosk.apis.merchant.habits import Via
from kiosk.apis.queueless import standing
from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.ports import Capabilities

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
        return [standing((await self.catalogue()).branch, self.clock.now())]

    async def branch(self, branch: BranchId) -> BranchState:
        """The one there is. NotFound for any other."""
        return standing((await self.known(branch)).branch, self.clock.now())
