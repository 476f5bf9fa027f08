"""Customers: told of, found, changed, listed; and a list that never ends is left at a cap."""

import hashlib
import hmac
import logging
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeVar

from kiosk.apis.http import DEADLINE
from kiosk.apis.patience import patiently
from kiosk.apis.skiplino import said
from kiosk.apis.skiplino.calls import Calls, No
from kiosk.apis.skiplino.habits import Habits
from kiosk.apis.skiplino.said import SaidTicket
from kiosk.apis.skiplino.walking import walked
from kiosk.domain.customer import Customer, CustomerId, Details, Identified, e164
from kiosk.domain.reserving import MOST_A_PAGE, Page
from kiosk.errors import (
    Ambiguous,
    BadInput,
    KioskError,
    NotFound,
    Reason,
    Refused,
    Unavailable,
)
from kiosk.text import clean

_log = logging.getLogger(__name__)

V = TypeVar("V")

MOST_TICKETS: Final = 10
"""How many of a customer's tickets a page has at the most."""

_PAGES_OF_PHONE: Final = 5
"""A customer waits for them, and they count calls."""

_MEMBERS: Final[Mapping[str, str]] = {
    "externalId": "external_id",
    "name": "name",
    "email": "email",
    "mobile": "phone",
    "metadata": "metadata",
}
"""Their member → ours."""


def by_id(customer: CustomerId) -> dict[str, str]:
    """The query that names a customer by their id."""
    return {"id": customer}


class Register:
    """A company's customers. Refused NOT_OFFERED with a public key, but for tickets."""

    def __init__(self, calls: Calls, habits: Habits) -> None:
        """`habits` tells what kind the keys are."""
        self._calls, self._habits = calls, habits
        self.left_out = 0

    async def identify(
        self, phone: str, name: str = "", locale: str = ""
    ) -> Identified:
        """As `Customers.identify`: found again by a keyed hash of the number, which stays here."""
        number = e164(phone)
        if number is None:
            raise BadInput(detail="no phone number", fields={"phone": "is none"})
        external = self.external_id(number)
        try:
            found, known = await self.called(external), True
        except NotFound:
            found, known = await self.ensure(external, clean(name, 200)), False
        return Identified(found.id, known, number[-2:])

    async def with_phone(self, phone: str) -> Sequence[Customer]:
        """As `Customers.customers_with`."""
        number = e164(phone)
        if number is None:
            raise BadInput(detail="no phone number", fields={"phone": "is none"})
        try:
            return [await self.called(self.external_id(number))]
        except NotFound:
            return []

    async def of_phone(self, phone: str) -> Sequence[SaidTicket]:
        """The newest tickets of who was identified by a phone number here, so many that today's
        are among them; without those of no branch. BadInput ("phone")."""
        found: list[SaidTicket] = []
        for customer in await self.with_phone(phone):
            pages = walked(partial(self.tickets, by_id(customer.id)), _PAGES_OF_PHONE)
            found += [one async for one in pages]
        return [one for one in found if one.branch and one.service and one.number]

    def external_id(self, number: str) -> str:
        """What the customer with an E.164 number is called there. HMAC-SHA-256 (RFC 2104)."""
        if not self._habits.phone_secret:
            raise Refused(Reason.NOT_OFFERED, detail="no secret for phone numbers")
        secret = self._habits.phone_secret
        return f"tel-{hmac.new(secret, number.encode(), hashlib.sha256).hexdigest()}"

    async def ensure(
        self, external_id: str, name: str = "", within: float = DEADLINE
    ) -> Customer:
        """The customer of that name of ours, made when there is none. May be repeated."""
        details = Details(external_id=external_id, name=name or None)
        try:
            return await patiently(lambda left: self.add(details, left), within)
        except BadInput as error:
            if "external_id" not in error.fields:
                raise
            return await self.called(external_id)

    async def add(self, details: Details, within: float = DEADLINE) -> Customer:
        """As `Customers.add_customer`. Nothing tells a second one from the first, unless it has
        an external id."""
        body, where = _told(details), "/customers/create"
        asked = await self._ask("POST", where, body=body, within=within)
        return _one(asked, changes=True)

    async def one(self, customer: CustomerId) -> Customer:
        """As `Customers.customer`."""
        return _one(await self._get(by_id(customer)), changes=False)

    async def called(self, external_id: str) -> Customer:
        """As `Customers.customer_called`."""
        found = _one(await self._get({"externalId": external_id}), changes=False)
        if found.external_id not in (None, external_id):
            raise Unavailable(Reason.UPSTREAM, detail="answered with somebody else")
        return found

    async def change(self, customer: CustomerId, details: Details) -> Customer:
        """As `Customers.change_customer`. The same again changes nothing, so a lost answer is
        asked for again."""
        body = {"id": customer, **_told(details)}
        try:
            asked = await self._ask("PUT", "/customers/update", body=body)
        except Ambiguous:
            asked = await self._ask("PUT", "/customers/update", body=body)
        return _one(asked, changes=True)

    async def forget(self, customer: CustomerId) -> None:
        """As `Customers.forget_customer`. Who is gone after a lost answer was deleted."""
        where, asked = "/customers/delete", by_id(customer)
        try:
            await self._ask("DELETE", where, params=asked)
        except Ambiguous:
            try:
                await self._ask("DELETE", where, params=asked)
            except NotFound:
                return

    async def page(self, page: int, limit: int) -> Page[Customer]:
        """As `Customers.customers`."""
        self._check_page(page, limit, MOST_A_PAGE)
        asked = {"page": str(page), "limit": str(limit)}
        answer = await self._ask("GET", "/customers/getAll", params=asked)
        return self._page(answer, said.customer, page, limit)

    async def tickets(
        self,
        who: Mapping[str, str],
        page: int = 1,
        limit: int = MOST_TICKETS,
        within: float = DEADLINE,
    ) -> Page[SaidTicket]:
        """A page of a customer's tickets, newest first; with a key of either kind. `who` is
        `id` or `externalId`. NotFound; BadInput ("page", "limit": 1 to 10)."""
        self._check_page(page, limit, MOST_TICKETS)
        asked = {**who, "page": str(page), "limit": str(limit)}
        try:
            answer = await self._calls.read("/customers/tickets", asked, within=within)
        except No as error:
            raise NotFound(detail="no such customer") from error
        return self._page(answer, said.ticket, page, limit)

    def every(self) -> AsyncGenerator[Customer]:
        """All customers, newest first, page by page."""
        return walked(lambda page: self.page(page, MOST_A_PAGE))

    def every_ticket(self, who: Mapping[str, str]) -> AsyncGenerator[SaidTicket]:
        """All tickets of a customer, newest first, page by page."""
        return walked(lambda page: self.tickets(who, page))

    async def _get(self, who: Mapping[str, str]) -> Mapping[str, Any]:
        return await self._ask("GET", "/customers/getOne", params=who)

    async def _ask(
        self,
        method: str,
        where: str,
        *,
        body: Mapping[str, Any] | None = None,
        params: Mapping[str, str] | None = None,
        within: float = DEADLINE,
    ) -> Mapping[str, Any]:
        """One call with a secret key. NotFound; BadInput with our names of the members."""
        if not self._habits.secret:
            raise Refused(Reason.NOT_OFFERED, detail="needs a secret key")
        try:
            return await self._calls.trusted(method, where, body, params, within=within)
        except No as error:
            raise _as_ours(error, method) from error

    def _page(
        self,
        answer: Mapping[str, Any],
        read: Callable[[object], V | None],
        page: int,
        limit: int,
    ) -> Page[V]:
        """What can be read of a page. `total` is at least what is here and before it, and one
        more while they say that there is another page."""
        rows = answer.get("data")
        found = tuple(said.once_each(rows, read))
        dropped = said.left_out(rows, found)
        if dropped > 0:
            self.left_out += dropped
            _log.warning(
                "rows that can't be used are left out", extra={"rows": dropped}
            )
        told = answer.get("pagination")
        told = told if isinstance(told, dict) else {}
        least = (page - 1) * limit + len(found) if found else 0
        if found and _has_more(told, rows, limit):
            least = max(least, page * limit) + 1
        return Page(found, page, limit, max(least, said.count(told.get("total")) or 0))

    @staticmethod
    def _check_page(page: int, limit: int, most: int) -> None:
        if not 1 <= page <= 1_000_000:
            raise BadInput(fields={"page": "is out of range"})
        if not 1 <= limit <= most:
            raise BadInput(fields={"limit": f"is not 1 to {most}"})


def _has_more(told: Mapping[str, Any], rows: object, limit: int) -> bool:
    """Whether there is another page; where they do not say, after a full one."""
    if "total" in told or "hasNextPage" in told:
        return told.get("hasNextPage") is True
    return isinstance(rows, list) and len(rows) >= limit


def _one(answer: Mapping[str, Any], *, changes: bool) -> Customer:
    found = said.customer(answer.get("data", answer))
    if found is None:
        if changes:
            raise Ambiguous(detail="answered with no customer")
        raise Unavailable(Reason.UPSTREAM, detail="answered with no customer")
    return found


def _told(details: Details) -> dict[str, Any]:
    told = {
        "externalId": details.external_id,
        "name": details.name,
        "email": details.email,
        "mobile": details.phone,
        "metadata": None if details.metadata is None else dict(details.metadata),
    }
    return {name: value for name, value in told.items() if value is not None}


def _as_ours(error: No, method: str) -> KioskError:
    """404, and a 422 on who is meant, is nobody; any other 422 is a wrong member."""
    names = {_MEMBERS[name] for name in error.members if name in _MEMBERS}
    meant = {"id", "_id"} | ({"externalId"} if method in ("GET", "DELETE") else set())
    if error.status == 404 or (error.status == 422 and error.members & meant):
        return NotFound(detail="no such customer")
    if error.status == 422:
        fields = dict.fromkeys(sorted(names) or ["customer"], "is refused")
        return BadInput(detail=error.detail, fields=fields)
    return error
