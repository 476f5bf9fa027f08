"""Customers over HTTP: who may know what of whom, and where it may stand."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from kiosk.apis.native.client import NativeClient
from kiosk.apis.web import WebHttp
from kiosk.domain.access import Role
from kiosk.domain.branch import BranchId
from kiosk.domain.customer import CustomerId
from tests.apis.shop import MAIN, Shop
from tests.desk.office import book, office

PLACE = "/native/v1/customers"
OTHER = BranchId("otherone01")
PHONE = "+36 20 123 4567"
ANN = {
    "external_id": "crm-7",
    "name": "Ann",
    "email": "ann@example.org",
    "phone": PHONE,
    "locale": "ar",
    "metadata": {"vip": True},
}


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop([office(), replace(office(), id=OTHER)]).open()


@pytest.fixture(name="http")
async def _http(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.http(await shop.key(Role.STAFF)) as client:
        yield client


async def _made(http: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await http.post(PLACE, json=ANN | changes)
    assert 201 == answer.status_code, answer.text
    assert f"{PLACE}/{answer.json()['id']}" == answer.headers["location"]
    told: dict[str, Any] = answer.json()
    return told


async def test_a_customer_from_first_to_last(http: httpx.AsyncClient) -> None:
    """Told of, read, changed in one thing, and gone for good."""
    made = await _made(http)
    where = f"{PLACE}/{made['id']}"
    read = (await http.get(where)).json()
    changed = (await http.patch(where, json={"name": "Anna", "email": ""})).json()
    gone = [(await http.delete(where)).status_code for _ in range(2)]
    assert made == read
    assert (ANN | {"name": "Anna", "email": ""}).items() <= changed.items()
    assert [204, 404] == gone
    assert 404 == (await http.get(where)).status_code


async def test_a_kiosk_learns_nothing_of_who_has_a_phone_number(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """Whoever types a number need not be its owner: no name, no list, no look-up."""
    made = await _made(http)
    async with shop.http(await shop.key(Role.KIOSK)) as kiosk:
        told = await kiosk.post(f"{PLACE}/identify", json={"phone": "0036201234567"})
        others = [
            await kiosk.post(f"{PLACE}/find", json={"phone": PHONE}),
            await kiosk.get(f"{PLACE}/{made['id']}"),
            await kiosk.get(f"{PLACE}/{made['id']}/tickets"),
        ]
    assert {"id": made["id"], "known": True, "phone_tail": "67"} == told.json()
    assert [403] * 3 == [answer.status_code for answer in others]


async def test_a_phone_typed_at_a_kiosk_is_not_told_again(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """It finds who typed it; only its last digits are kept to be seen."""
    asked = {"phone": PHONE, "name": "Ben"}
    typed = (await http.post(f"{PLACE}/identify", json=asked)).json()
    found = (await http.post(f"{PLACE}/find", json={"phone": PHONE})).json()
    (ben,) = found["customers"]
    assert (False, typed["id"], "", "67", True) == (
        typed["known"],
        ben["id"],
        ben["phone"],
        ben["phone_tail"],
        ben["guest"],
    )


async def test_one_is_found_by_phone_or_by_external_id(http: httpx.AsyncClient) -> None:
    """Never by both, nor by neither; and nobody is an empty list."""
    made = await _made(http)
    asked: list[dict[str, Any]] = [
        {"phone": "0036-20-1234567"},
        {"external_id": "crm-7"},
        {"external_id": "crm-8"},
        {},
        {"phone": PHONE, "external_id": "crm-7"},
        {"phone": "hello"},
    ]
    answers = [await http.post(f"{PLACE}/find", json=each) for each in asked]
    assert [200, 200, 200, 400, 400, 400] == [each.status_code for each in answers]
    ids = [[one["id"] for one in each.json()["customers"]] for each in answers[:3]]
    assert [[made["id"]], [made["id"]], []] == ids


@pytest.mark.parametrize(
    ("told", "member"),
    [
        ({"external_id": "crm-7"}, "external_id"),
        ({"name": "x" * 201}, "name"),
        ({"name": 7}, "name"),
        ({"metadata": [1]}, "metadata"),
        ({"metadata": {"x": "y" * 17_000}}, "metadata"),
        ({"surname": "B"}, "surname"),
    ],
)
async def test_what_is_wrong_with_a_customer_is_named(
    http: httpx.AsyncClient, told: dict[str, Any], member: str
) -> None:
    """And nobody is made of it."""
    await _made(http)
    answer = await http.post(PLACE, json=told)
    assert (400, [member]) == (
        answer.status_code,
        list(answer.json()["error"]["fields"]),
    )
    assert 1 == (await http.get(PLACE)).json()["total"]


@pytest.mark.parametrize(
    ("query", "member"),
    [
        ("page=0", "page"),
        ("page=x", "page"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=-1", "limit"),
        (f"page={'9' * 40}", "page"),
    ],
)
async def test_a_page_that_is_none_is_refused(
    http: httpx.AsyncClient, query: str, member: str
) -> None:
    """Of the list, and of a customer's tickets."""
    made = await _made(http)
    for where in (PLACE, f"{PLACE}/{made['id']}/tickets"):
        answer = await http.get(f"{where}?{query}")
        assert (400, [member]) == (
            answer.status_code,
            list(answer.json()["error"]["fields"]),
        )


async def test_lists_come_in_pages_newest_first(http: httpx.AsyncClient) -> None:
    """One beyond the end is empty, and says how many there are."""
    made = [await _made(http, external_id=f"crm-{n}") for n in range(3)]
    pages = [(await http.get(f"{PLACE}?page={n}&limit=2")).json() for n in (1, 2, 3)]
    ids = [one["id"] for page in pages for one in page["customers"]]
    assert [one["id"] for one in reversed(made)] == ids
    assert [(1, 2, 3), (2, 2, 3), (3, 2, 3)] == [
        (page["page"], page["limit"], page["total"]) for page in pages
    ]


async def test_a_key_of_one_branch_sees_a_customers_tickets_there_only(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """What somebody does elsewhere is no business of this branch."""
    who = CustomerId((await _made(http))["id"])
    here = (await book(shop.desk, customer=who)).ticket.id
    there = (await book(shop.desk, customer=who, branch=OTHER)).ticket.id
    where = f"{PLACE}/{who}/tickets"
    async with shop.http(await shop.key(Role.STAFF, OTHER)) as elsewhere:
        seen = (await elsewhere.get(where)).json()["tickets"]
    every = (await http.get(where)).json()["tickets"]
    assert [there] == [ticket["id"] for ticket in seen]
    assert {here: MAIN, there: OTHER} == {
        ticket["id"]: ticket["branch"]["id"] for ticket in every
    }


async def test_nothing_of_a_person_stands_in_a_path(shop: Shop) -> None:
    """Paths and queries are logged by everything on the way; our client puts it into bodies."""
    asked: list[httpx.Request] = []

    async def note(request: httpx.Request) -> None:
        asked.append(request)

    web = shop.http(await shop.key(Role.STAFF))
    web.event_hooks = {"request": [note]}
    client = NativeClient(WebHttp(web))
    found = await client.identify(PHONE, "Ben", "en")
    await client.customers_with(PHONE)
    await client.customer(found.id)
    await client.aclose()
    assert 3 == len(asked)
    assert not any("123" in str(each.url) or "Ben" in str(each.url) for each in asked)
