"""A server with a service that is booked in the morning, as the OptimoCMS dialect shows it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx

from kiosk.apis.optimo.manners import PUBLISHED, Manners
from kiosk.domain.access import Role
from kiosk.domain.branch import Branch, Lane, LaneId, StaffId
from tests.apis.shop import Shop
from tests.desk.office import PASSPORT, office

HERE = "/v1/sites/site_main/booking"
SLOTS, BOOKINGS = f"{HERE}/slots", f"{HERE}/bookings"
TOMORROW = "2026-05-05"
LAYLA = {"name": "Layla Hassan", "phone": "+97333445566", "email": "layla@example.com"}


def staffed(**rules: Any) -> Branch:
    """Two people who give the service, each at a desk of their own."""
    lanes = (
        Lane(LaneId("desk-1"), staff=StaffId("ada")),
        Lane(LaneId("desk-2"), staff=StaffId("bo")),
    )
    return replace(office(**rules), lanes=lanes)


def wanted(clock: str = "09:30", **changes: Any) -> dict[str, Any]:
    """What books a time."""
    booking = {
        "serviceId": PASSPORT,
        "date": TOMORROW,
        "startTime": clock,
        "customer": LAYLA,
    }
    return booking | changes


class Site:
    """The server, with a client for each kind of key."""

    def __init__(
        self, shop: Shop, public: httpx.AsyncClient, secret: httpx.AsyncClient
    ) -> None:
        self.shop, self.public, self.secret = shop, public, secret

    async def book(self, clock: str = "09:30", **changes: Any) -> dict[str, Any]:
        """A new booking."""
        asked = self.secret.post(BOOKINGS, json=wanted(clock, **changes))
        booked: dict[str, Any] = await data(asked, 201)
        return booked

    async def patch(self, booking: dict[str, Any], word: str) -> httpx.Response:
        """Another status for a booking."""
        where = f"{BOOKINGS}/{booking['id']}/status"
        return await self.secret.patch(where, json={"status": word})

    async def slots(self, **query: str) -> list[dict[str, Any]]:
        """The times of tomorrow."""
        asked = {"serviceId": PASSPORT, "date": TOMORROW} | query
        told: list[dict[str, Any]] = await data(self.public.get(SLOTS, params=asked))
        return told


@asynccontextmanager
async def opened(
    branch: Branch | None = None, manners: Manners = PUBLISHED, plan: float = 0
) -> AsyncIterator[Site]:
    """The server over a branch; its keys travel as `X-Api-Key`."""
    shop = await Shop([branch or office()], optimo=manners, plan=plan).open()
    async with shop.http() as public, shop.http() as secret:
        public.headers["x-api-key"] = await shop.key(Role.PUBLIC)
        secret.headers["x-api-key"] = await shop.key(Role.SECRET)
        yield Site(shop, public, secret)


async def data(asked: Any, status: int = 200) -> Any:
    """What an answer tells, if it has the expected status."""
    answer = await asked
    assert status == answer.status_code, answer.text
    return answer.json()["data"]


async def error(asked: Any, status: int) -> tuple[str, dict[str, str]]:
    """The code of an error and the members that are wrong."""
    answer = await asked
    assert status == answer.status_code, answer.text
    told = answer.json()["error"]
    return told["code"], told["details"].get("fields", {})
