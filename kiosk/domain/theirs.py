"""What another booking system keeps and we only stand in for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.branch import BranchId, GroupId, ServiceId
from kiosk.domain.customer import CustomerId
from kiosk.domain.ticket import Placed, Status, Theirs, Ticket, TicketId

if TYPE_CHECKING:
    from kiosk.domain.ports import Once


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


@dataclass(frozen=True, slots=True)
class Adoption:
    """A row of theirs to be stood in for.

    `system` is theirs as in our settings, `told.service` ours. `group`, `customer` and `once` are
    of who asked here; without a customer the one they tell of becomes a guest. `instead`: their
    former id, where moving it made a new row. Not `certain`: out of a list, which may lag behind
    what was done here a moment ago.
    """

    system: str
    branch: BranchId
    told: Told
    actor: str
    locale: str = ""
    source: str = ""
    group: GroupId | None = None
    customer: CustomerId | None = None
    once: "Once | None" = None
    reason: str = ""
    instead: str = ""
    certain: bool = True


class Mirror(Protocol):
    """A queue that can stand in for another system's tickets: it numbers, calls and prints them,
    and knows which they are there."""

    async def adopt(self, adoption: Adoption) -> Placed:
        """The ticket that stands for theirs, made when there is none, else brought up to date.

        Their number where they give one; ours else. Their word for its status is kept. What is
        called, served or over here is not undone by it; a new time is, for who did not come.
        NotFound (branch, service).
        """
        ...

    async def adopted(self, branch: BranchId, day: date) -> Sequence[Ticket]:
        """The tickets of a business day's label that stand for theirs; by start, then id. Those
        that are over too."""
        ...

    async def standing_for(self, system: str, theirs: str) -> Ticket | None:
        """The ticket that stands for a row of theirs, or None."""
        ...

    async def moved_to(self, system: str, theirs: str) -> str | None:
        """Their id of the row that was made, as we asked, in the place of another; or None."""
        ...

    async def theirs(self, ticket: TicketId) -> Theirs | None:
        """Which row of theirs a ticket stands for; None when it is all our own. NotFound."""
        ...

    async def replayed(self, once: "Once") -> Placed | None:
        """What a key did before, or None. KeyTrouble KEY_REUSED."""
        ...
