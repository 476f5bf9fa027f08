"""What another booking system keeps and we only stand in for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ticket import Placed, Status, Ticket, TicketId


@dataclass(frozen=True, slots=True)
class Told:
    """A ticket or booking as another system tells of it. Instants are aware UTC.

    `id` is theirs, `word` their status as they spell it, `status` what we take it for. `number`
    is what they call the customer by, "" where they have none. `service` is None where they do
    not say. `mark` is what we wrote into it when we made it, "" otherwise.
    """

    id: str
    status: Status
    word: str
    service: ServiceId | None
    start: datetime | None = None
    end: datetime | None = None
    number: str = ""
    name: str = ""
    phone: str = ""
    staff: str = ""
    booked_at: datetime | None = None
    mark: str = ""
    ahead: int | None = None
    wait: int | None = None


class Listing(Protocol):
    """A client that can tell of bookings it did not make."""

    async def told(self, branch: BranchId, day: date) -> Sequence[Told]:
        """All bookings of a local day there, by start; those it can't read are left out and
        counted. Unavailable, TooBusy."""
        ...


class Mirror(Protocol):
    """A queue that can stand in for another system's tickets: it numbers, calls and prints them,
    and knows which they are there."""

    async def adopt(
        self, branch: BranchId, told: Told, actor: str, *, locale: str, source: str
    ) -> Placed:
        """The ticket that stands for theirs, made when there is none, else brought up to date.
        Their number where they give one; ours else. NotFound (branch, service)."""
        ...

    async def adopted(self, branch: BranchId, day: date) -> Sequence[Ticket]:
        """The tickets of a local day that stand for theirs; by start, then id."""
        ...

    async def theirs(self, ticket: TicketId) -> str | None:
        """Their id of a ticket; None when it is all our own. NotFound."""
        ...
