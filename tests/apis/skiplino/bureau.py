"""A server with a service that is booked in the morning, and who talks to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx

from kiosk.apis.skiplino.manners import PUBLISHED, Manners
from kiosk.domain.access import Role
from kiosk.domain.branch import Branch, Group, GroupId
from tests.apis.shop import Shop
from tests.desk.office import PASSPORT, office

PAPERS = GroupId("papers0001")
BOOK = "/external/v1/tickets/book"
SLOTS = f"/external/v1/services/{PASSPORT}/slots"
CUSTOMERS = "/external/v1/customers"

PERSON = {
    "externalId": "crm-7741",
    "name": "Layla Hassan",
    "email": "layla.hassan@example.com",
    "mobile": "+97333445566",
    "metadata": {"tier": "gold", "source": "mobile-app"},
}


def bureau(lanes: int = 1, **rules: Any) -> Branch:
    """The office, with the service in a group."""
    branch = office(lanes, **rules)
    papers = Group(PAPERS, {"en": "Papers", "ar": "أوراق"}, (PASSPORT,))
    return replace(branch, groups=(*branch.groups, papers))


def time(clock: str, day: str = "2026-05-05") -> str:
    """A time as the dialect writes it."""
    return f"{day}T{clock}:00.000Z"


def wanted(clock: str | None = "09:30", **changes: Any) -> dict[str, Any]:
    """What books a time, or without one a number."""
    booking = {"serviceId": PASSPORT, "groupOfServiceId": PAPERS}
    at = {} if clock is None else {"time": time(clock)}
    return booking | at | changes


class Bureau:
    """The server, with a client for each kind of key."""

    def __init__(
        self, shop: Shop, public: httpx.AsyncClient, secret: httpx.AsyncClient
    ):
        self.shop, self.public, self.secret = shop, public, secret

    async def person(self, **changes: Any) -> dict[str, Any]:
        """A new customer."""
        asked = self.secret.post(f"{CUSTOMERS}/create", json=PERSON | changes)
        made: dict[str, Any] = await data(asked, 201)
        return made

    async def appointment(self, clock: str = "09:30", **changes: Any) -> dict[str, Any]:
        """A new appointment."""
        asked = wanted(clock, **({"customerExternalId": "crm-7741"} | changes))
        booked: dict[str, Any] = await data(self.secret.post(BOOK, json=asked), 201)
        return booked

    async def free(self, **query: str) -> dict[str, int]:
        """What is free tomorrow: "09:30" → how many."""
        asked = self.public.get(SLOTS, params={"date": "2026-05-05"} | query)
        return {slot["time"][11:16]: slot["remaining"] for slot in await data(asked)}


@asynccontextmanager
async def opened(
    branch: Branch | None = None, manners: Manners = PUBLISHED
) -> AsyncIterator[Bureau]:
    """The server over a branch."""
    shop = await Shop([branch or bureau()], manners=manners).open()
    async with (
        shop.http(await shop.key(Role.PUBLIC)) as public,
        shop.http(await shop.key(Role.SECRET)) as secret,
    ):
        yield Bureau(shop, public, secret)


async def data(asked: Any, status: int = 200) -> Any:
    """What an answer tells, if it has the expected status."""
    answer = await asked
    assert status == answer.status_code, answer.text
    return answer.json()["data"]


async def wrong(asked: Any) -> dict[str, str]:
    """What a 422 says is wrong, by member."""
    answer = await asked
    assert (422, "The given data was invalid.") == (
        answer.status_code,
        answer.json()["message"],
    ), answer.text
    error: dict[str, str] = answer.json()["error"]
    return error
