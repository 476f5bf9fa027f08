"""Bookings made, listed in parts, and moved from one status to another."""

import asyncio
import base64
import json
from dataclasses import replace
from typing import Any

import httpx
import pytest

from kiosk.apis.optimo import cursor
from kiosk.apis.optimo.manners import Manners
from kiosk.domain.branch import Counter, CounterId
from kiosk.domain.ticket import Draft, Status, TicketId
from kiosk.errors import BadInput
from tests.apis.optimo.site import (
    BOOKINGS,
    LAYLA,
    TOMORROW,
    Site,
    data,
    error,
    opened,
    staffed,
    wanted,
)
from tests.contract.shop import CASH, MAIN, NOON
from tests.desk.office import PASSPORT, at, office

EXTENDED = Manners(extended=True)


async def test_a_booking_has_exactly_the_published_members(here: Site) -> None:
    """No service, no end: the pages do not echo them. The customer comes back as sent."""
    person = LAYLA | {"ref": "k-1", "notes": {"seats": [1, None]}}
    answer = await here.secret.post(BOOKINGS, json=wanted(customer=person))
    assert 201 == answer.status_code
    assert {
        "id": "bkg_t000000004",
        "status": "confirmed",
        "date": TOMORROW,
        "startTime": "09:30",
        "customer": person,
        "createdAt": "2026-05-04T12:00:00.000Z",
    } == answer.json()["data"]


async def test_the_extended_reading_tells_what_was_booked() -> None:
    async with opened(staffed(), EXTENDED) as here:
        booked = await here.book(staffId="bo", branchId=MAIN)
    assert (PASSPORT, "10:00", "bo", MAIN) == tuple(
        booked[member] for member in ("serviceId", "endTime", "staffId", "branchId")
    )


@pytest.mark.parametrize("status", [409, 400])
async def test_a_taken_time_is_a_conflict(status: Any) -> None:
    """With the status the settings say; nothing is left of the second customer."""
    async with opened(manners=Manners(conflict=status)) as here:
        await here.book()
        code, _ = await error(here.secret.post(BOOKINGS, json=wanted()), status)
        assert {409: "CONFLICT", 400: "BAD_REQUEST"}[status] == code
        assert 1 == (await here.shop.desk.customers()).total


async def test_the_last_place_goes_to_one_of_sixty_four(here: Site) -> None:
    """All at once: one booking, sixty-three conflicts, and one customer in the book."""
    asked = (here.secret.post(BOOKINGS, json=wanted()) for _ in range(64))
    statuses = [answer.status_code for answer in await asyncio.gather(*asked)]
    assert [201, *[409] * 63] == sorted(statuses)
    assert 1 == (await here.shop.desk.customers()).total


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"startTime": "9:30"}, "startTime"),
    ({"startTime": "09:30:00"}, "startTime"),
    ({"startTime": "09:31"}, "startTime"),
    ({"date": "tomorrow"}, "date"),
    ({"date": "9999-12-31"}, "date"),
    ({"customer": {}}, "customer.name"),
    ({"customer": {"name": "\u202e"}}, "customer.name"),
    ({"customer": {"name": 7}}, "customer.name"),
    ({"customer": LAYLA | {"phone": ["1"]}}, "customer.phone"),
    ({"customer": "Layla"}, "customer"),
    ({"customer": LAYLA | {"note": "x" * 20_000}}, "customer"),
    ({"serviceId": 12}, "serviceId"),
    ({"staffId": "cy"}, "staffId"),
    ({"date": "2026-05-03", "startTime": "09:30"}, "startTime"),
    ({"date": "2026-08-03"}, "startTime"),
]


async def test_what_is_wrong_is_named(here: Site) -> None:
    """And nobody is kept of it."""
    for changes, member in WRONG:
        asked = here.secret.post(BOOKINGS, json=wanted() | changes)
        code, fields = await error(asked, 400)
        assert ("VALIDATION_ERROR", [member]) == (code, list(fields))
    assert 0 == (await here.shop.desk.customers()).total


async def test_an_unknown_service_is_not_found(here: Site) -> None:
    asked = here.secret.post(BOOKINGS, json=wanted(serviceId="nothing"))
    assert ("NOT_FOUND", {}) == await error(asked, 404)


async def test_a_key_books_once(here: Site) -> None:
    """No page has it; who sends one is safe all the same, and another body is a conflict."""
    key = {"idempotency-key": "k1"}
    first = await here.secret.post(BOOKINGS, json=wanted(), headers=key)
    again = await here.secret.post(BOOKINGS, json=wanted(), headers=key)
    assert first.json()["data"] == again.json()["data"]
    assert "true" == again.headers["idempotent-replay"]
    assert 1 == (await here.shop.desk.customers()).total
    other = here.secret.post(BOOKINGS, json=wanted("10:00"), headers=key)
    assert ("CONFLICT", {}) == await error(other, 409)


# lists


async def _all(here: Site, **query: Any) -> list[list[str]]:
    """The start times of each part, following the cursors."""
    parts: list[list[str]] = []
    more: dict[str, str] = {}
    while True:
        answer = await here.secret.get(BOOKINGS, params=query | more)
        assert 200 == answer.status_code, answer.text
        told = answer.json()
        parts.append([one["startTime"] for one in told["data"]])
        if told["pagination"]["nextCursor"] is None:
            return parts
        more = {"cursor": told["pagination"]["nextCursor"]}


async def test_a_list_goes_on_by_its_cursor(here: Site) -> None:
    """Newest made first; no part is empty, and the last one says that it is."""
    for clock in ("09:00", "10:00", "11:00", "09:30"):
        await here.book(clock)
    assert [["09:30", "11:00"], ["10:00", "09:00"]] == await _all(here, limit=2)
    assert [["09:30", "11:00", "10:00", "09:00"]] == await _all(here)
    told = (await here.secret.get(BOOKINGS, params={"limit": 1})).json()
    assert (4, 1) == (told["pagination"]["total"], told["pagination"]["limit"])


async def test_a_list_may_be_of_a_day_and_a_status(here: Site) -> None:
    await here.book("09:00")
    await here.patch(await here.book("10:00"), "cancelled")
    await here.book("11:00", date="2026-05-06")
    assert [["10:00", "09:00"]] == await _all(here, date=TOMORROW)
    assert [["10:00"]] == await _all(here, status="Cancelled")
    assert [["09:00"]] == await _all(here, date=TOMORROW, status="confirmed")
    assert [[]] == await _all(here, date="9999-12-31")


async def test_a_cursor_is_good_for_its_own_list_only(here: Site) -> None:
    """With other filters, or as another key's, it is none."""
    for clock in ("09:00", "10:00"):
        await here.book(clock)
    told = (await here.secret.get(BOOKINGS, params={"limit": 1})).json()
    given = told["pagination"]["nextCursor"]
    for filters in ({"date": TOMORROW}, {"status": "confirmed"}):
        asked = here.secret.get(BOOKINGS, params=filters | {"cursor": given})
        assert ("VALIDATION_ERROR", ["cursor"]) == _named(await error(asked, 400))


def _named(told: tuple[str, dict[str, str]]) -> tuple[str, list[str]]:
    return told[0], list(told[1])


FORGED = (
    base64.urlsafe_b64encode(json.dumps([below, "x"]).encode()).decode()
    for below in (10**30, -1, True, None, "1", 1.5)
)
GARBAGE = ["x", "=", "%00", "é", "W10", "bnVsbA", "WzEsMl0", "x" * 5000, *FORGED]


async def test_garbage_is_no_cursor(here: Site) -> None:
    for garbage in GARBAGE:
        asked = here.secret.get(BOOKINGS, params={"cursor": garbage})
        assert ("VALIDATION_ERROR", ["cursor"]) == _named(await error(asked, 400))


@pytest.mark.parametrize("below", [10**30, -1, 0, True, None, "1", 1.5, [1]])
def test_a_forged_cursor_is_none(below: Any) -> None:
    """Also with the right hash, which is no secret."""
    with pytest.raises(BadInput):
        cursor.read(cursor.written(below, ["a"]), ["a"])


async def test_a_limit_is_1_to_100(here: Site) -> None:
    for limit in ("0", "101", "-1", "1.5", "x", "", "9" * 30):
        asked = here.secret.get(BOOKINGS, params={"limit": limit})
        assert ("VALIDATION_ERROR", ["limit"]) == _named(await error(asked, 400))


async def test_an_unknown_status_is_no_filter(here: Site) -> None:
    asked = here.secret.get(BOOKINGS, params={"status": "expired"})
    assert ("VALIDATION_ERROR", ["status"]) == _named(await error(asked, 400))


# statuses


async def _word(asked: httpx.Response) -> tuple[int, str]:
    body = asked.json()
    told = body["data"]["status"] if "data" in body else body["error"]["code"]
    return asked.status_code, told


async def test_a_booking_is_cancelled_and_its_time_is_free(here: Site) -> None:
    """Again is no change; nothing else can become of it."""
    booked = await here.book()
    for _ in range(2):
        assert (200, "cancelled") == await _word(await here.patch(booked, "cancelled"))
    for word in ("confirmed", "completed", "no_show", "pending"):
        assert (409, "CONFLICT") == await _word(await here.patch(booked, word))
    assert all(slot["available"] for slot in await here.slots())


@pytest.mark.parametrize("word", ["completed", "no_show"])
async def test_what_is_over_needs_a_time_that_has_come(here: Site, word: str) -> None:
    """Before it a 400, then done once, then final."""
    booked = await here.book()
    early = await here.patch(booked, word)
    assert (400, ["status"]) == (
        early.status_code,
        list(early.json()["error"]["details"]["fields"]),
    )
    here.shop.clock.at = at("09:30")
    for _ in range(2):
        assert (200, word) == await _word(await here.patch(booked, word))
    assert (409, "CONFLICT") == await _word(await here.patch(booked, "cancelled"))


@pytest.mark.parametrize("word", ["completed", "no_show"])
async def test_who_checked_in_may_be_done_before_the_time(
    here: Site, word: str
) -> None:
    booked = await here.book()
    here.shop.clock.at = at("09:10")
    ticket = TicketId(booked["id"].removeprefix("bkg_"))
    await here.shop.desk.check_in(ticket, MAIN, "kiosk 1")
    assert (200, word) == await _word(await here.patch(booked, word))


async def test_who_is_at_a_counter_is_finished_there() -> None:
    """The counter is free then, and the visit counts as one."""
    nine = Counter(CounterId("9"))
    async with opened(replace(office(), counters=(nine,))) as here:
        booked = await here.book()
        here.shop.clock.at = at("09:20")
        ticket = TicketId(booked["id"].removeprefix("bkg_"))
        await here.shop.desk.check_in(ticket, MAIN, "kiosk 1")
        await here.shop.desk.call(MAIN, nine.id, "anna")
        told = await _word(await here.patch(booked, "completed"))
        assert (200, "completed") == told
        done = (await here.shop.desk.ticket(ticket)).ticket
        assert (Status.SERVED, at("09:20")) == (done.status, done.serving_at)


async def test_words_are_read_kindly_and_unknown_ones_refused(here: Site) -> None:
    """Case, dashes and spaces around make no difference; other words are named."""
    booked = await here.book()
    here.shop.clock.at = at("09:30")
    assert 400 == (await here.patch(booked, "checked_in")).status_code
    assert (200, "no_show") == await _word(await here.patch(booked, " No-Show "))
    told = (await here.patch(booked, "gone")).json()["error"]
    assert ("VALIDATION_ERROR", ["status"]) == (
        told["code"],
        list(told["details"]["fields"]),
    )


async def test_the_extended_words_say_who_is_here() -> None:
    """Checking in is a status then; being served is the counter's to say."""
    async with opened(manners=EXTENDED) as here:
        booked = await here.book()
        assert (409, "CONFLICT") == await _word(await here.patch(booked, "checked_in"))
        here.shop.clock.at = at("09:20")
        for _ in range(2):
            told = await _word(await here.patch(booked, "checked_in"))
            assert (200, "checked_in") == told
        told = await _word(await here.patch(booked, "in_progress"))
        assert (409, "CONFLICT") == told
        assert [["09:30"]] == await _all(here, status="checked_in")


async def test_an_unknown_booking_is_not_found(here: Site) -> None:
    for given in (
        "bkg_nosuchone1",
        "t000000001",
        "bkg_",
        "bkg_..%2F",
        "bkg_" + "x" * 200,
    ):
        where = f"{BOOKINGS}/{given}/status"
        asked = here.secret.patch(where, json={"status": "cancelled"})
        assert ("NOT_FOUND", {}) == await error(asked, 404)


async def test_a_number_without_a_time_is_no_booking(here: Site) -> None:
    placed = await here.shop.desk.issue(Draft(MAIN, CASH), None, "kiosk 1")
    assert NOON == placed.ticket.joined_at
    where = f"{BOOKINGS}/bkg_{placed.ticket.id}/status"
    asked = here.secret.patch(where, json={"status": "cancelled"})
    assert ("NOT_FOUND", {}) == await error(asked, 404)
    assert [] == await data(here.secret.get(BOOKINGS))
