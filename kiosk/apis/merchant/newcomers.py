"""Who comes to a booking: customers we know, and new ones that are made for it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from kiosk.apis.merchant.asked import Participant
from kiosk.apis.merchant.faces import customer_id
from kiosk.apis.merchant.mistakes import as_theirs, unknown
from kiosk.apis.merchant.people import details
from kiosk.apis.merchant.sentences import NO_CUSTOMER, REQUIRED
from kiosk.domain.customer import CustomerId
from kiosk.domain.reserving import Customers
from kiosk.errors import Ambiguous, BadInput, KioskError, NotFound


@dataclass(slots=True)
class Party:
    """Who comes, in the order told. Of the `new` ones only those who are `kept` stay."""

    ids: list[CustomerId] = field(default_factory=list)
    new: list[CustomerId] = field(default_factory=list)
    kept: frozenset[CustomerId] = frozenset()

    @property
    def one(self) -> CustomerId | None:
        """Who comes to an appointment."""
        return self.ids[0] if self.ids else None


@asynccontextmanager
async def party(
    backend: Customers, listed: Sequence[Participant]
) -> AsyncIterator[Party]:
    """The customers for as long as something is booked for them.

    New ones whom the booking did not take, as it was refused or was a repetition, are forgotten
    again; while nobody knows whether it took them, they stay. NotFound for an id that nobody has;
    BadInput.
    """
    check(listed)
    made = Party()
    try:
        for one in listed:
            made.ids.append(await _customer(backend, one, made))
        yield made
    except Ambiguous:
        raise
    except KioskError:
        await _forget(backend, made.new)
        raise
    await _forget(backend, [one for one in made.new if one not in made.kept])


def check(listed: Sequence[Participant]) -> None:
    """BadInput for who has neither an id nor a name: leaving them out would tell nobody."""
    for place, one in enumerate(listed):
        if one.id is None and not (one.first_name or "").strip():
            raise BadInput(fields={f"customers.{place}.first_name": REQUIRED})


async def _customer(backend: Customers, one: Participant, made: Party) -> CustomerId:
    try:
        if one.id is not None:
            known = customer_id(one.id)
            if known is None:
                raise unknown(NO_CUSTOMER)
            return (await backend.customer(known)).id
        new = (await backend.add_customer(details(one))).id
    except NotFound as error:
        raise unknown(NO_CUSTOMER) from error
    except BadInput as error:
        raise as_theirs(error) from error
    made.new.append(new)
    return new


async def _forget(backend: Customers, some: Sequence[CustomerId]) -> None:
    """Those who are gone already, or whom a failing store keeps, are not what is told."""
    for customer in some:
        with suppress(KioskError):
            await backend.forget_customer(customer)
