"""A merchant whose branch gives passports by appointment and yoga to several, and who talks to it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx

from kiosk.apis.merchant.faces import place_number, row_number
from kiosk.apis.merchant.manners import DOCUMENTED, Manners
from kiosk.domain.access import Role
from kiosk.domain.branch import (
    Branch,
    Group,
    GroupId,
    Lane,
    LaneId,
    Places,
    Service,
    ServiceId,
    WeekRule,
)
from tests.apis.shop import MAIN, Shop
from tests.desk.office import PASSPORT, office

YOGA = ServiceId("42")
"""A service with a decimal id, which is its own number."""

HERE = place_number(MAIN) or 0
PASSPORTS = place_number(PASSPORT) or 0
CLASSES = 42

API = "/api/v1"
CUSTOMER = f"{API}/bookings/customer"
MERCHANT = f"{API}/bookings/merchant"
EVENTS = f"{API}/bookings/calendar/events"
ABOUT = f"{API}/merchants/kiosk"
SERVICE = f"{ABOUT}/locations/{HERE}/services/{PASSPORTS}"
YOGA_THERE = f"{ABOUT}/locations/{HERE}/services/{CLASSES}"

PASSWORD = "correct horse battery"
LAYLA = {"first_name": "Layla", "last_name": "Hassan"}


def salon(
    lanes: int = 1, hours: tuple[WeekRule, ...] | None = None, **rules: Any
) -> Branch:
    """The office, and classes of four in a room of their own."""
    branch = office(lanes, **rules)
    passport = branch.service(PASSPORT)
    assert passport is not None
    assert passport.booking is not None
    if hours:
        passport = replace(passport, booking=replace(passport.booking, hours=hours))
    yoga = Service(
        YOGA,
        {"en": "Yoga", "ar": "يوغا"},
        "a",
        walkin=False,
        appointable=True,
        booking=passport.booking,
        places=Places(4, least=2),
    )
    papers = Group(GroupId("papers0001"), {"en": "Papers"}, (PASSPORT, YOGA))
    room = Lane(LaneId("room"), services=frozenset({YOGA}))
    desks = tuple(
        replace(lane, services=frozenset({PASSPORT})) for lane in branch.lanes
    )
    return replace(
        branch,
        address={"en": "1 Main Street"},
        groups=(*branch.groups, papers),
        services=(*branch.services[:-1], passport, yoga),
        lanes=(*desks, room),
    )


def time(clock: str, day: str = "2026-05-05") -> str:
    """A time as the dialect writes it."""
    return f"{day}T{clock}:00Z"


def by_customer(clock: str = "09:30", **changes: Any) -> dict[str, Any]:
    """What books a time for whoever is signed in."""
    return {
        "merchant_name": "kiosk",
        "service_id": PASSPORTS,
        "location_id": HERE,
        "timeStamp": time(clock),
    } | changes


def by_merchant(clock: str = "09:30", **changes: Any) -> dict[str, Any]:
    """What books a time for nobody yet."""
    return {
        "service_id": PASSPORTS,
        "timestamp": time(clock),
        "customers": [],
        "is_recurring": False,
    } | changes


def weekly(**changes: Any) -> dict[str, Any]:
    """Every week."""
    rule = {"frequency": "WEEKLY", "interval": 1, "weekdays": [], "until": ""}
    return {"is_recurring": True, "recurrence_rule": rule | changes}


class Salon:
    """The server, with its staff by a key and whoever else is wanted."""

    def __init__(self, shop: Shop, staff: httpx.AsyncClient):
        self.shop, self.staff = shop, staff
        self._people = 0

    async def customer(self, name: str = "layla", **changes: Any) -> httpx.AsyncClient:
        """Somebody who has made an account, and is signed in by its cookies."""
        http = self.shop.http()
        told = account(name, **changes)
        answer = await http.post(f"{API}/auth/users", json=told)
        assert 201 == answer.status_code, answer.text
        return http

    async def day(self, day: str = "2026-05-05") -> list[dict[str, Any]]:
        """The calendar of a day."""
        rows: list[dict[str, Any]] = (await self.calendar(day))["bookings"]
        return rows

    async def calendar(
        self, day: str = "2026-05-05", until: str = "", **headers: str
    ) -> dict[str, Any]:
        """The calendar from one midnight to another."""
        query = {"start": time("00:00", day), "end": until or f"{day}T23:59:59Z"}
        told: dict[str, Any] = await data(
            self.staff.get(EVENTS, params=query, headers=headers)
        )
        return told

    async def booked(self, **changes: Any) -> int:
        """What staff booked: its number."""
        answer = await self.staff.post(MERCHANT, json=by_merchant(**changes))
        assert (201, b"") == (answer.status_code, answer.content), answer.text
        start = changes.get("timestamp", time(changes.get("clock", "09:30")))
        rows = await self.day(start[:10])
        return next(row["id"] for row in rows if row["from_date"] == start)


def account(name: str = "layla", **changes: Any) -> dict[str, Any]:
    """What makes an account."""
    return {
        **LAYLA,
        "email": f"{name}@example.com",
        "phone_number": "+97333445566",
        "password": PASSWORD,
    } | changes


def number(id_: str) -> int:
    """A booking's number, by our id of it."""
    found = row_number(id_)
    assert found is not None
    return found


@asynccontextmanager
async def opened(
    branch: Branch | None = None, manners: Manners = DOCUMENTED, **more: Any
) -> AsyncIterator[Salon]:
    """The server over a branch."""
    shop = await Shop([branch or salon(max_open=9)], merchant=manners, **more).open()
    async with shop.http(await shop.key(Role.SECRET)) as staff:
        yield Salon(shop, staff)


async def data(asked: Any, status: int = 200) -> Any:
    """What an answer tells, if it has the expected status."""
    answer = await asked
    assert status == answer.status_code, answer.text
    return answer.json()["data"]


async def refusal(asked: Any) -> tuple[int, str]:
    """A refusal's status and sentence, if it has the envelope and nothing else."""
    answer = await asked
    told: Mapping[str, Any] = answer.json()
    assert ["error"] == list(told), told
    assert ["message"] == list(told["error"]), told
    return answer.status_code, told["error"]["message"]
