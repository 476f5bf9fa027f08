"""Customers in Skiplino's words, and what is told of them in ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kiosk.apis.skiplino import asked, wire
from kiosk.apis.skiplino.manners import Manners
from kiosk.apis.skiplino.sentences import BAD_VALUE, BLANK, ONE_CUSTOMER, TAKEN_VALUE
from kiosk.domain.customer import Customer, Details
from kiosk.domain.reserving import Page
from kiosk.errors import BadInput

_MEMBERS: Final[Mapping[str, str]] = {
    "external_id": "externalId",
    "name": "name",
    "email": "email",
    "phone": "mobile",
    "metadata": "metadata",
}
"""Our member → theirs."""

_TAKEN: Final = "is already taken"


@dataclass(frozen=True, slots=True)
class Reference:
    """Who is meant: by `id` or, without one, by the company's own word for them.

    `members` are what the two are called where the reference stands.
    """

    id: str | None
    external_id: str | None
    members: tuple[str, str]

    @property
    def member(self) -> str:
        """What the one that counts is called."""
        return self.members[0 if self.id is not None else 1]


def reference(id_: str | None, external_id: str | None) -> Reference:
    """Who is meant where both members may stand, and `id` wins. BadInput without either."""
    members = ("id", "externalId")
    if id_ is None and external_id is None:
        raise BadInput(fields=dict.fromkeys(members, BLANK))
    return Reference(id_, external_id, members)


def exactly_one(
    wanted: asked.BookRequest | asked.ChangeTimeRequest, *, needed: bool
) -> Reference | None:
    """The customer of a booking; None when there is none and need not be. BadInput on both."""
    members = ("customerId", "customerExternalId")
    given = Reference(wanted.customer_id, wanted.customer_external_id, members)
    count = sum(one is not None for one in (given.id, given.external_id))
    if count == 0 and not needed:
        return None
    if count != 1:
        raise BadInput(fields=dict.fromkeys(members, ONE_CUSTOMER))
    return given


def customer_to_wire(customer: Customer, manners: Manners) -> wire.Customer:
    """A customer; what is not known is left out."""
    return wire.Customer(
        id=customer.id,
        external_id=customer.external_id,
        company_id=manners.company,
        name=customer.name or None,
        email=customer.email or None,
        mobile=customer.phone or None,
        metadata=customer.metadata or None,
        created_at=customer.created_at,
        updated_at=customer.updated_at,
    )


def details_from_wire(told: asked.CustomerRequest) -> Details:
    """What is told; what is left out stays as it is."""
    return Details(
        external_id=told.external_id,
        name=told.name,
        email=told.email,
        phone=told.mobile,
        metadata=told.metadata,
    )


def as_theirs(error: BadInput) -> BadInput:
    """What the queue found wrong with a customer, with Skiplino's names of the members."""
    fields = {
        _MEMBERS[name]: TAKEN_VALUE if problem == _TAKEN else BAD_VALUE
        for name, problem in error.fields.items()
        if name in _MEMBERS
    }
    return BadInput(error.reason, detail=error.detail, fields=fields or error.fields)


def pagination(page: Page[Any]) -> wire.Pagination:
    """Which part of the list a page is."""
    pages = -(-page.total // page.limit)
    return wire.Pagination(
        total=page.total,
        page=page.page,
        limit=page.limit,
        total_pages=pages,
        has_next_page=page.page < pages,
        has_prev_page=page.page > 1,
    )
