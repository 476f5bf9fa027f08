"""Who the merchant's customers are, as far as its staff may read; new ones come with a booking.

A phone number is never asked for in an address: the whole list is read, and looked through here.
"""

import logging
from collections.abc import Sequence
from typing import Any, Final

from kiosk.apis.merchant.ground import Ground
from kiosk.apis.merchant.told_people import (
    UNKNOWN,
    names,
    new_customer_id,
    people,
    theirs,
)
from kiosk.domain.customer import (
    MOST_NAME,
    Customer,
    CustomerId,
    Details,
    Identified,
    e164,
)
from kiosk.domain.reserving import MOST_A_PAGE, Page
from kiosk.errors import BadInput, NotFound, Reason, Refused
from kiosk.text import clean

PEOPLE: Final = "/merchant/calendar/customers"

_MOST_NEW: Final = 1_000
_LOG: Final = logging.getLogger(__name__)


class PeopleCalls(Ground):
    """Customers. Somebody they don't know is only kept in mind here until they book, as nobody
    needs a row there for having stood at a kiosk."""

    async def identify(
        self, phone: str, name: str = "", locale: str = ""
    ) -> Identified:
        """Who has a phone number, the oldest of several; somebody new otherwise."""
        number = _number(phone)
        known = await self.customers_with(number)
        if known:
            return Identified(known[0].id, known=True, phone_tail=number[-2:])
        made = self._keep(name, number, "", locale)
        return Identified(made.id, known=False, phone_tail=made.phone_tail)

    async def add_customer(self, details: Details) -> Customer:
        """Somebody new, who is told to them with the first booking."""
        if details.external_id:
            raise Refused(Reason.NOT_OFFERED, detail="no words of ours are kept there")
        phone = _number(details.phone) if details.phone else ""
        email = clean(details.email or "", 254)
        return self._keep(details.name or "", phone, email, details.locale or "")

    async def customer(self, customer: CustomerId) -> Customer:
        """One customer. NotFound."""
        if found := self.newcomers.get(customer):
            return found
        for known in await self._people():
            if known.id == customer:
                return known
        raise NotFound(detail="no such customer")

    async def customers_with(self, phone: str) -> Sequence[Customer]:
        """Who has a phone number, in their order."""
        number = _number(phone)
        return [known for known in await self._people() if known.phone == number]

    async def customers(self, page: int = 1, limit: int = 10) -> Page[Customer]:
        """All customers, in their order: when one came is not told."""
        if page < 1:
            raise BadInput(fields={"page": "is less than 1"})
        if not 1 <= limit <= MOST_A_PAGE:
            raise BadInput(fields={"limit": f"is not 1 to {MOST_A_PAGE}"})
        known = await self._people()
        part = known[(page - 1) * limit : page * limit]
        return Page(tuple(part), page, limit, len(known))

    async def attending(self, customer: CustomerId | None) -> list[dict[str, Any]]:
        """Who comes, as a booking names them: by id who is known, by both names who is new."""
        if customer is None:
            return []
        new = self.newcomers.get(customer)
        if new is None:
            return [{"id": theirs(customer)}]
        if new.phone and (known := await self.customers_with(new.phone)):
            return [{"id": theirs(known[0].id)}]
        first, last = names(new.name or UNKNOWN)
        return [
            {
                "first_name": first,
                "last_name": last,
                "email": new.email,
                "phone_number": new.phone,
            }
        ]

    async def _people(self) -> list[Customer]:
        """Nobody, where there is no such list: then everybody who books is new there."""
        try:
            said = await self.calls.read(PEOPLE)
        except (NotFound, Refused) as error:
            _LOG.info("no list of customers", extra={"why": error.detail})
            return []
        return people(said, self.clock.now())

    def _keep(self, name: str, phone: str, email: str, locale: str) -> Customer:
        now = self.clock.now()
        made = Customer(
            id=new_customer_id(),
            created_at=now,
            updated_at=now,
            name=clean(name, MOST_NAME),
            email=email,
            phone=phone,
            phone_tail=phone[-2:],
            locale=locale,
            guest=True,
        )
        self.newcomers[made.id] = made
        while len(self.newcomers) > _MOST_NEW:
            self.newcomers.popitem(last=False)
        return made


def _number(phone: str) -> str:
    number = e164(phone)
    if number is None:
        raise BadInput(fields={"phone": "is not a phone number with its country code"})
    return number
