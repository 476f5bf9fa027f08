"""Times over HTTP: what makes no sense is refused with what is wrong, and claims nothing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
import vobject

from kiosk.domain.access import Role
from kiosk.domain.branch import BranchId
from kiosk.domain.ticket import TicketId
from tests.apis.shop import MAIN, NOON, Shop
from tests.contract.shop import CASH
from tests.desk.office import ANNA, BEN, PASSPORT, at, book, free, office

SERVICE = f"/native/v1/branches/{MAIN}/services/{PASSPORT}"
OTHER = BranchId("otherone01")
HALF_PAST_NINE = "2026-05-05T09:30:00Z"
WISH = {"branch": MAIN, "service": PASSPORT, "start": HALF_PAST_NINE}
HELD = {"x-holder": ANNA}


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop([office(), replace(office(), id=OTHER)]).open()


@pytest.fixture(name="http")
async def _http(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.http(await shop.key(Role.KIOSK)) as client:
        yield client


async def _booked(shop: Shop, clock: str = "09:30") -> TicketId:
    return (await book(shop.desk, clock)).ticket.id


def _fields(answer: httpx.Response) -> tuple[int, set[str]]:
    return answer.status_code, set(answer.json()["error"]["fields"])


async def test_a_kiosk_books_what_it_held(shop: Shop, http: httpx.AsyncClient) -> None:
    """Looked at, held, booked; and the word of the hold is in no answer."""
    day = (await http.get(f"{SERVICE}/slots?day=2026-05-05")).json()["days"][0]
    held = await http.put("/native/v1/hold", json=WISH, headers=HELD)
    assert "09:30" in [slot["label"] for slot in day["slots"] if slot["free"]]
    assert "09:30" not in await free(shop.desk)
    told = [await http.get(f"{SERVICE}/slots?day=2026-05-05", headers=HELD), held]
    made = await http.post(
        "/native/v1/tickets", json=WISH, headers=HELD | {"idempotency-key": "one"}
    )
    assert (201, "booked", HALF_PAST_NINE) == (
        made.status_code,
        made.json()["status"],
        made.json()["start_at"],
    )
    assert not any(ANNA in answer.text for answer in (*told, made))


async def test_a_hold_is_let_go(shop: Shop, http: httpx.AsyncClient) -> None:
    """By who has it; a second time is fine, and by another word nothing happens."""
    await http.put("/native/v1/hold", json=WISH, headers=HELD)
    other = await http.delete("/native/v1/hold", headers={"x-holder": BEN})
    assert "09:30" not in await free(shop.desk)
    again = [await http.delete("/native/v1/hold", headers=HELD) for _ in range(2)]
    assert [204] * 3 == [answer.status_code for answer in (other, *again)]
    assert "09:30" in await free(shop.desk)


async def test_a_taken_time_comes_with_the_nearest(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """And a ticket of somebody else cannot be had by saying that it is to be moved."""
    await _booked(shop)
    answer = await http.put("/native/v1/hold", json=WISH, headers=HELD)
    error = answer.json()["error"]
    assert (409, "slot-taken") == (answer.status_code, error["reason"])
    assert [
        f"2026-05-05T{clock}:00Z" for clock in ("09:00", "10:00", "10:30")
    ] == error["nearest"]


STARTS: list[Any] = [
    "2026-05-05T09:30:00",
    "2026-05-05",
    "09:30",
    "0001-01-01T00:00:00+01:00",
    1_778_000_000,
    None,
    [],
]


@pytest.mark.parametrize("start", STARTS, ids=map(str, STARTS))
async def test_a_start_that_is_no_instant_is_refused(
    shop: Shop, http: httpx.AsyncClient, start: Any
) -> None:
    """By all who take one: holding, booking, moving."""
    before = await free(shop.desk)
    ticket = await _booked(shop)
    wish, key = WISH | {"start": start}, {"idempotency-key": "one"}
    answers = [
        await http.put("/native/v1/hold", json=wish, headers=HELD),
        await http.post(
            f"/native/v1/tickets/{ticket}/reschedule", json={"start": start}
        ),
    ]
    if start is not None:  # null is a number for now
        answers.append(await http.post("/native/v1/tickets", json=wish, headers=key))
    assert [(400, {"start"})] * len(answers) == [_fields(each) for each in answers]
    await shop.desk.cancel(ticket, "test")
    assert before == await free(shop.desk)


async def test_an_offset_is_understood(shop: Shop, http: httpx.AsyncClient) -> None:
    """The same instant, however it is written."""
    wish = WISH | {"start": "2026-05-05T11:30:00+02:00"}
    held = await http.put("/native/v1/hold", json=wish, headers=HELD)
    assert (200, HALF_PAST_NINE) == (held.status_code, held.json()["start"])


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"start": "2026-05-05T09:31:00Z"}, 400),
        ({"start": "2026-05-04T09:30:00Z"}, 409),
        ({"start": "9999-12-31T23:59:00Z"}, 409),
        ({"service": "nosuchone1"}, 404),
        ({"service": CASH}, 409),
        ({"branch": "nosuchone1"}, 404),
        ({"branch": 7}, 400),
        ({"staff": "nobody"}, 409),
        ({"extra": 1}, 400),
    ],
)
async def test_what_can_not_be_held_claims_nothing(
    shop: Shop, http: httpx.AsyncClient, wish: dict[str, Any], status: int
) -> None:
    """Off the grid, over, too far, unknown, not by appointment."""
    before = await free(shop.desk)
    answer = await http.put("/native/v1/hold", json=WISH | wish, headers=HELD)
    assert (status, before) == (answer.status_code, await free(shop.desk))


@pytest.mark.parametrize("word", [None, "", "short", "x" * 65, "two words of a visit"])
async def test_a_hold_needs_a_holder(http: httpx.AsyncClient, word: str | None) -> None:
    """A word that nobody guesses, or none of it."""
    headers = {} if word is None else {"x-holder": word}
    held = await http.put("/native/v1/hold", json=WISH, headers=headers)
    left = await http.delete("/native/v1/hold", headers=headers)
    assert [400, 400] == [held.status_code, left.status_code]


QUERIES = {
    "day=2026-05-03": "day",
    "day=today": "day",
    "day=2026-02-30": "day",
    "day=9999-12-31": "day",
    "days=0": "days",
    "days=32": "days",
    "days=-1": "days",
    "days=1e1": "days",
    f"days={'9' * 40}": "days",
}


@pytest.mark.parametrize("query", QUERIES)
async def test_days_that_can_not_be_told_are_refused(
    http: httpx.AsyncClient, query: str
) -> None:
    """A past one, a made-up one, none, and more than a month of them."""
    answer = await http.get(f"{SERVICE}/slots?{query}")
    assert (400, {QUERIES[query]}) == _fields(answer)


async def test_a_service_without_times_says_so(http: httpx.AsyncClient) -> None:
    """Which is another thing than a day without a free one."""
    place = f"/native/v1/branches/{MAIN}/services/{CASH}"
    for path in ("slots", "next-day"):
        answer = await http.get(f"{place}/{path}")
        assert (409, "not-appointable") == (
            answer.status_code,
            answer.json()["error"]["reason"],
        )


async def test_limits_yield_to_staff_only(shop: Shop, http: httpx.AsyncClient) -> None:
    """A kiosk can't say that it is staff."""
    ticket = f"/native/v1/tickets/{await _booked(shop)}"
    wish = {"start": "2026-05-05T10:00:00Z", "as_staff": True}
    asked = [
        await http.post(f"{ticket}/reschedule", json=wish),
        await http.post(f"{ticket}/cancel", json={"as_staff": True}),
    ]
    async with shop.http(await shop.key(Role.STAFF)) as staff:
        asked += [
            await staff.post(f"{ticket}/reschedule", json=wish),
            await staff.post(f"{ticket}/cancel", json={"as_staff": True}),
        ]
    assert [403, 403, 200, 200] == [answer.status_code for answer in asked]


async def test_who_comes_too_early_is_told_when(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """Then they wait; and a branch that the key is not for lets nobody in."""
    ticket = f"/native/v1/tickets/{await _booked(shop)}"
    shop.clock.at = at("08:00")
    early = await http.post(f"{ticket}/check-in", json={"branch": MAIN})
    shop.clock.at = at("09:00")
    elsewhere = await http.post(f"{ticket}/check-in", json={"branch": OTHER})
    here = await http.post(f"{ticket}/check-in", json={"branch": MAIN})
    assert (409, "too-early", "2026-05-05T08:45:00Z") == (
        early.status_code,
        early.json()["error"]["reason"],
        early.json()["error"]["opens_at"],
    )
    assert (409, None) == (elsewhere.status_code, elsewhere.json()["error"]["opens_at"])
    assert (200, "waiting") == (here.status_code, here.json()["status"])


async def test_a_key_of_one_branch_reaches_no_time_of_another(shop: Shop) -> None:
    """Neither its days nor its tickets."""
    ticket = f"/native/v1/tickets/{await _booked(shop)}"
    move = {"start": "2026-05-05T10:00:00Z"}
    async with shop.http(await shop.key(Role.STAFF, OTHER)) as http:
        answers = [
            await http.get(f"{SERVICE}/slots"),
            await http.get(f"{SERVICE}/next-day"),
            await http.put("/native/v1/hold", json=WISH, headers=HELD),
            await http.post(f"{ticket}/check-in", json={"branch": MAIN}),
            await http.post(
                f"/native/v1/branches/{MAIN}/tickets/find", json={"code": "12345678"}
            ),
            await http.post(f"{ticket}/check-in", json={"branch": OTHER}),
            await http.post(f"{ticket}/reschedule", json=move),
            await http.get(f"{ticket}/calendar"),
        ]
    statuses = [answer.status_code for answer in answers]
    assert [403] * 5 + [404] * 3 == statuses


async def test_an_appointment_is_a_file_for_a_calendar(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """Its type says what it wants (RFC 5546), and nobody on the way keeps it."""
    ticket = f"/native/v1/tickets/{await _booked(shop)}"
    file = await http.get(f"{ticket}/calendar")
    await http.post(f"{ticket}/cancel")
    over = await http.get(f"{ticket}/calendar")
    assert (
        "text/calendar; charset=utf-8; method=PUBLISH",
        "private, no-store",
        'attachment; filename="T001.ics"',
    ) == tuple(
        file.headers[name]
        for name in ("content-type", "cache-control", "content-disposition")
    )
    assert NOON + timedelta(hours=21, minutes=30) == (
        vobject.readOne(file.text).vevent.dtstart.value
    )
    assert "CANCEL" == vobject.readOne(over.text).method.value


async def test_a_number_has_no_file_for_a_calendar(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """It has no time, and can't be moved to one or checked in."""
    key = {"idempotency-key": "one"}
    asked = {"branch": MAIN, "service": CASH}
    made = await http.post("/native/v1/tickets", json=asked, headers=key)
    ticket = f"/native/v1/tickets/{made.json()['id']}"
    answers = [
        await http.get(f"{ticket}/calendar"),
        await http.post(f"{ticket}/reschedule", json={"start": HALF_PAST_NINE}),
    ]
    assert [(409, "not-appointable")] * 2 == [
        (each.status_code, each.json()["error"]["reason"]) for each in answers
    ]
