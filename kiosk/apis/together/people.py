"""Who our customers are over there: told when they book, and not before."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from kiosk.domain.customer import CustomerId, Identified
from kiosk.domain.ports import Backend
from kiosk.domain.reserving import Customers
from kiosk.errors import BadInput, NotFound, Reason, Refused

MOST_KNOWN: Final = 500
"""Customers kept in mind between typing and booking."""


@dataclass(frozen=True, slots=True, repr=False)
class _Typed:
    phone: str
    name: str
    locale: str


class People:
    """Ours are the queue's; theirs are told of somebody when that somebody books.

    What was typed is kept in memory only: the queue keeps no phone number of a guest.
    """

    def __init__(self, ours: Customers, theirs: Backend) -> None:
        """`theirs` may know no customers at all."""
        self._ours, self._theirs = ours, theirs
        self._typed: OrderedDict[CustomerId, _Typed] = OrderedDict()

    async def identify(
        self, phone: str, name: str = "", locale: str = ""
    ) -> Identified:
        """The queue's customer with a phone number. BadInput as there."""
        known = await self._ours.identify(phone, name, locale)
        self._typed[known.id] = _Typed(phone, name, locale)
        self._typed.move_to_end(known.id)
        while len(self._typed) > MOST_KNOWN:
            self._typed.popitem(last=False)
        return known

    async def abroad(self, customer: CustomerId | None) -> CustomerId | None:
        """Their id of a customer of ours; None for who has no phone number that is known, and
        where they know no customers. BadInput, Unavailable."""
        typed = await self._told(customer) if customer else None
        if typed is None:
            return None
        try:
            found = await self._theirs.identify(typed.phone, typed.name, typed.locale)
        except Refused as error:
            if error.reason is Reason.NOT_OFFERED:
                return None
            raise
        return found.id

    async def _told(self, customer: CustomerId) -> _Typed | None:
        """What was typed, else what the book has of who is no guest."""
        typed = self._typed.get(customer)
        if typed is not None:
            return typed
        try:
            known = await self._ours.customer(customer)
        except NotFound as error:
            raise BadInput(fields={"customer": "is unknown"}) from error
        return _Typed(known.phone, known.name, known.locale) if known.phone else None

    def forget(self, customer: CustomerId | None) -> None:
        """They have booked: what was typed is not needed any more."""
        if customer is not None:
            self._typed.pop(customer, None)
