"""What a queue offers besides numbers: times, and knowing its customers.

`kiosk.domain.ports.Backend` is all of it together. Nothing here raises but `KioskError`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from kiosk.domain.booking import Hold, Holder, Wanted
from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.customer import Customer, CustomerId, Details, Identified
from kiosk.domain.ticket import Placed, Status, Ticket, TicketId

if TYPE_CHECKING:
    from kiosk.domain.slots import DaySlots

T = TypeVar("T")

MOST_DAYS = 31
"""How many days' times can be asked for at once."""

MOST_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list, newest first. `page` counts from 1; `total` is of the whole list.

    A page beyond the end is empty.
    """

    items: tuple[T, ...]
    page: int
    limit: int
    total: int


class Appointments(Protocol):
    """Times: which are free, keeping one, moving one, coming to one.

    A time is booked with `issue`, by a draft that has a `start`.
    """

    async def slots(
        self, wanted: Wanted, first: date | None = None, days: int = 1
    ) -> "Sequence[DaySlots]":
        """The times of `days` local days of the branch, from `first` (None: today) on, in order.

        Every time of a day's grid is there, with its verdict. BadInput for a day that is over
        ("day") and for `days` beyond 1 to `MOST_DAYS`; NotFound (branch, service); Refused
        NOT_APPOINTABLE.
        """
        ...

    async def next_free(
        self, wanted: Wanted, first: date | None = None
    ) -> "DaySlots | None":
        """The first day from `first` (None: today) on with a free time; None: none can be booked.

        Errors as `slots`.
        """
        ...

    async def hold(self, wanted: Wanted, start: datetime) -> Hold:
        """Keep a time for `wanted.holder` for 180 s; it lets go of what it held before.

        The same time again is the same hold and does not last longer. BadInput without a holder
        ("holder"), for a naive start or one off the grid ("start"); NotFound; Refused
        NOT_APPOINTABLE, CLOSED, HOLIDAY; SlotTaken with the nearest starts, and then what was
        held before stays.
        """
        ...

    async def release(self, holder: Holder) -> None:
        """Let go of what `holder` holds. Nothing held is fine."""
        ...

    async def reschedule(
        self,
        ticket: TicketId,
        start: datetime,
        actor: str,
        *,
        holder: Holder | None = None,
        staff: StaffId | None = None,
        as_staff: bool = False,
    ) -> Placed:
        """Move an appointment; id and code stay, and so does the number on the same day.

        To the time it has already is no change, so it may be asked for again. `as_staff`: the
        limits on how late and how often do not count. NotFound; BadInput ("start"); Refused
        NOT_ALLOWED_NOW (status, too late, too often), NOT_APPOINTABLE, CLOSED, HOLIDAY; SlotTaken:
        then the old time stays booked.
        """
        ...

    async def check_in(self, ticket: TicketId, here: BranchId, actor: str) -> Placed:
        """Somebody with an appointment is here: they wait from now on.

        Who waits already is answered the same. NotFound; CheckInRefused TOO_EARLY, TOO_LATE,
        WRONG_DAY, WRONG_BRANCH, NOT_APPOINTABLE; Refused NOT_ALLOWED_NOW.
        """
        ...

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        """The ticket of an eight-digit code that is not done with yet. NotFound; TooBusy after too
        many codes that nobody has."""
        ...

    async def by_phone(self, branch: BranchId, phone: str) -> Sequence[Placed]:
        """The tickets of who has a phone number: of the running business day of this branch, not
        done with yet, the earliest first, ten at most.

        Nobody known and nothing booked is the same empty answer. NotFound (branch); BadInput
        ("phone"); TooBusy after too many numbers that nobody has.
        """
        ...


@dataclass(frozen=True, slots=True)
class Bookings:
    """A part of a list of appointments; `total` is of the whole list. `more`: it goes on."""

    items: tuple[Ticket, ...]
    total: int
    more: bool


class Booked(Protocol):
    """What systems that book for others ask beside `Appointments`: a queue of our own has it."""

    async def bookings(
        self,
        branch: BranchId,
        day: date | None = None,
        statuses: frozenset[Status] | None = None,
        *,
        before: int | None = None,
        limit: int = 25,
    ) -> Bookings:
        """Appointments of a branch, the newest made first: of a local `day` (None: of all), at
        one of `statuses` (None: at any), with a `seq` below `before`. One made meanwhile moves
        nothing: the next part begins below the last `seq` of this one. NotFound; BadInput
        ("limit": 1 to `MOST_A_PAGE`, "day").
        """
        ...

    async def complete(self, ticket: TicketId, actor: str) -> Ticket:
        """An appointment was kept, and nobody called it here. Before its time only of who has
        checked in. NotFound; Refused NOT_ALLOWED_NOW."""
        ...


class Customers(Protocol):
    """Who the customers are, as far as they were told of."""

    async def identify(
        self, phone: str, name: str = "", locale: str = ""
    ) -> Identified:
        """The customer with a phone number, made when there is none.

        A known name stays. BadInput ("phone", "name").
        """
        ...

    async def add_customer(self, details: Details) -> Customer:
        """A new customer. BadInput, as for an "external_id" that somebody has already."""
        ...

    async def customer(self, customer: CustomerId) -> Customer:
        """One customer. NotFound."""
        ...

    async def customer_called(self, external_id: str) -> Customer:
        """The customer with an external id. NotFound."""
        ...

    async def customers_with(self, phone: str) -> Sequence[Customer]:
        """Who has a phone number, the oldest first. BadInput ("phone")."""
        ...

    async def change_customer(self, customer: CustomerId, details: Details) -> Customer:
        """Change what `details` tells; metadata is replaced as a whole. NotFound; as `add_customer`."""
        ...

    async def forget_customer(self, customer: CustomerId) -> None:
        """Delete for good. Their tickets stay, nobody's from now on. NotFound."""
        ...

    async def customers(self, page: int = 1, limit: int = 10) -> Page[Customer]:
        """All customers, newest first. BadInput ("page", "limit": 1 to `MOST_A_PAGE`)."""
        ...

    async def tickets_of(
        self, customer: CustomerId, page: int = 1, limit: int = 10
    ) -> Page[Ticket]:
        """A customer's tickets, newest first. NotFound; BadInput as `customers`."""
        ...
