"""Bookings as staff make, move and cancel them, for one, several, nobody, and again and again."""

import asyncio
from dataclasses import replace
from typing import Any

import httpx

from kiosk.domain.access import Role
from kiosk.domain.branch import BranchId
from tests.apis.merchant.salon import (
    CLASSES,
    CUSTOMER,
    EVENTS,
    LAYLA,
    MERCHANT,
    Salon,
    by_merchant,
    data,
    opened,
    refusal,
    salon,
    time,
    weekly,
)

UNKNOWN = 7_000_000_000_000_000
NOBODY = "00000000-0000-4000-8000-000000000000"


async def book(here: Salon, clock: str = "09:30", **changes: Any) -> None:
    """Booked, and nothing said about it."""
    answer = await here.staff.post(MERCHANT, json=by_merchant(clock, **changes))
    assert (201, b"") == (answer.status_code, answer.content), answer.text


async def people(here: Salon) -> int:
    """How many customers there are."""
    return (await here.shop.desk.customers()).total


def moved(start: str, end: str, **more: Any) -> dict[str, Any]:
    return {"from_date": start, "to_date": end, **more}


async def cancel(here: Salon, booking: int) -> httpx.Response:
    body = {"cancellation_reason": ""}
    return await here.staff.request("DELETE", f"{MERCHANT}/{booking}", json=body)


async def test_a_booking_for_nobody_is_a_row_without_a_name(here: Salon) -> None:
    """Create page: `customers` may be empty. The note is in the calendar from the beginning."""
    await book(here, merchant_note="[k:7F3A] walked in")
    (row,) = await here.day()
    assert ("[k:7F3A] walked in", None, None, None) == (
        row["merchant_note"],
        row["first_name"],
        row["last_name"],
        row["phone_number"],
    )


async def test_a_new_customer_is_made_with_the_booking(here: Salon) -> None:
    """And is found again by the id that they have."""
    told = {**LAYLA, "email": "layla@example.com", "phone_number": "+97333445566"}
    await book(here, customers=[told])
    (known,) = (await here.shop.desk.customers()).items
    assert ("Layla Hassan", "layla@example.com") == (known.name, known.email)
    again = f"{known.id[:8]}-{known.id[8:12]}-{known.id[12:16]}-{known.id[16:20]}-{known.id[20:]}"
    await book(here, "10:00", customers=[{"id": again, "first_name": "ignored"}])
    assert ["Layla", "Layla"] == [row["first_name"] for row in await here.day()]
    assert 1 == await people(here)


async def test_a_dash_is_no_last_name(here: Salon) -> None:
    """Clients send one where they know none, as the program drops who has none."""
    await book(here, customers=[{"first_name": "Ben", "last_name": "-"}])
    await book(here, "10:00", customers=[{"first_name": "Mia"}])
    assert [("Ben", ""), ("Mia", "")] == [
        (row["first_name"], row["last_name"]) for row in await here.day()
    ]


WRONG: list[tuple[dict[str, Any], tuple[int, str]]] = [
    ({"customers": [LAYLA, LAYLA]}, (400, "appointments cannot have more than 1 customer")),
    ({"customers": [LAYLA] * 5, "service_id": CLASSES}, (400, "customer count (5) exceeds class limit of 4")),
    ({"customers": [LAYLA] * 101}, (400, "'customers': This field has too many members")),
    ({"customers": None}, (400, "'customers': This field should be a list")),
    ({"customers": [{}]}, (400, "'customers.0.first_name': This field is required")),
    ({"customers": [{"last_name": "Hassan"}]}, (400, "'customers.0.first_name': This field is required")),
    ({"customers": [{"id": NOBODY}]}, (404, "this customer does not exist")),
    ({"customers": [{"id": "../x"}]}, (404, "this customer does not exist")),
    ({"customers": ["Layla"]}, (400, "'customers.0': This field should be an object")),
    ({"service_id": UNKNOWN}, (404, "this service does not exist")),
    ({"location_id": UNKNOWN}, (404, "this service does not exist")),
    ({"timestamp": time("09:10")}, (400, "'timestamp': This field is not one of the service's times")),
    ({"timestamp": time("09:30", "2026-05-03")}, (400, "appointment must be booked at least 0 minutes in advance")),
    ({"is_recurring": "yes"}, (400, "'is_recurring': This field should be true or false")),
    ({"is_recurring": True}, (400, "'recurrence_rule': This field is required")),
    (weekly(frequency="HOURLY"), (400, "recurring rule frequency is invalid")),
    (weekly(frequency="weekly"), (400, "recurring rule frequency is invalid")),
    (weekly(weekdays=["XX"]), (400, "incorrect weekday")),
    (weekly(interval=0), (400, "'recurrence_rule.interval': This field is out of range")),
    (weekly(interval=True), (400, "'recurrence_rule.interval': This field should be a whole number")),
    (weekly(until="2026-06-15"), (400, "timestamp could not be converted to time: it needs a date, a time with seconds and an offset (RFC 3339)")),
    (weekly(until=time("00:00", "2026-01-01")), (400, "'recurrence_rule': This field is not valid")),
    (weekly(byhour=[9]), (400, "'recurrence_rule.byhour': This field is not supported")),
    (weekly(frequency="MONTHLY", weekdays=["MO"]), (400, "'recurrence_rule': This field is not valid")),
]  # fmt: skip
"""What is changed in a good request, and how it is refused."""


async def test_what_is_wrongly_booked(here: Salon) -> None:
    """One sentence; nothing is booked, and no customer is left behind."""
    for changes, refused in WRONG:
        asked = here.staff.post(MERCHANT, json=by_merchant(**changes))
        assert refused == await refusal(asked), changes
    assert ([], 0) == (await here.day(), await people(here))


async def test_a_refused_booking_leaves_no_customer(here: Salon) -> None:
    """The time was somebody else's: whoever was new is forgotten again."""
    await book(here, customers=[LAYLA])
    asked = here.staff.post(
        MERCHANT, json=by_merchant(customers=[{"first_name": "Ben"}])
    )
    assert (409, "en: slot-taken") == await refusal(asked)
    assert 1 == await people(here)


async def test_the_same_key_books_once_and_makes_nobody_twice(here: Salon) -> None:
    """An appointment, a class, and a series alike."""
    for wanted in (
        by_merchant(customers=[LAYLA]),
        by_merchant("10:00", service_id=CLASSES, customers=[LAYLA, LAYLA]),
        by_merchant("11:00", customers=[LAYLA], **weekly()),
    ):
        key = {"Idempotency-Key": wanted["timestamp"]}
        before = await people(here)
        answers = [
            await here.staff.post(MERCHANT, json=wanted, headers=key) for _ in range(2)
        ]
        assert [(201, None), (201, "true")] == [
            (one.status_code, one.headers.get("idempotent-replay")) for one in answers
        ], wanted
        assert before + len(wanted["customers"]) == await people(here)
    assert 4 == len(await here.day())


async def test_a_service_of_two_locations_is_not_guessed(here: Salon) -> None:
    """A key of one branch says which; so does our own `location_id`."""
    other = replace(salon(), id=BranchId("7"))
    await here.shop.desk.load(other)
    asked = here.staff.post(MERCHANT, json=by_merchant())
    assert (
        400,
        "'service_id': This field names services of several locations; send location_id too",
    ) == await refusal(asked)
    assert (
        201
        == (
            await here.staff.post(MERCHANT, json=by_merchant(location_id=7))
        ).status_code
    )
    key = await here.shop.key(Role.SECRET, other.id)
    async with here.shop.http(key) as there:
        assert (
            201 == (await there.post(MERCHANT, json=by_merchant("10:00"))).status_code
        )
        rows = (
            await data(
                there.get(EVENTS, params={"start": time("00:00"), "end": time("23:00")})
            )
        )["bookings"]
        assert [time("09:30"), time("10:00")] == [row["from_date"] for row in rows]


# moving


async def test_a_booking_is_moved_and_noted(here: Salon) -> None:
    """Manage page: 200 without a body; both ends by as much."""
    booking = await here.booked(customers=[LAYLA], merchant_note="first")
    path = f"{MERCHANT}/{booking}"
    to = moved(time("10:30", "2026-05-06"), time("11:00", "2026-05-06"))
    answer = await here.staff.patch(path, json=to)
    assert (200, b"") == (answer.status_code, answer.content)
    (row,) = await here.day("2026-05-06")
    assert (booking, "first", "Layla") == (
        row["id"],
        row["merchant_note"],
        row["first_name"],
    )
    for note in ("second", ""):
        await here.staff.patch(path, json={**to, "merchant_note": note})
        assert note == (await here.day("2026-05-06"))[0]["merchant_note"]


async def test_what_is_no_move(here: Salon) -> None:
    """Nothing changes by it."""
    booking = await here.booked()
    await here.booked(clock="10:00", timestamp=time("10:00"))
    unequal = (400, "invalid from and to date supplied")
    for body, refused in (
        (moved(time("10:30"), time("11:30")), unequal),
        (moved(time("11:00"), time("10:30")), unequal),
        (moved(time("10:00"), time("10:30")), (409, "en: slot-taken")),
        (moved(time("10:10"), time("10:40")), (400, "'from_date': This field is not one of the service's times")),
        ({"from_date": time("10:30")}, (400, "'to_date': This field is required")),
        (moved("today", time("11:00")), (400, "timestamp could not be converted to time: it needs a date, a time with seconds and an offset (RFC 3339)")),
    ):  # fmt: skip
        asked = here.staff.patch(f"{MERCHANT}/{booking}", json=body)
        assert refused == await refusal(asked), body
    to = moved(time("10:30"), time("11:00"))
    gone = await refusal(here.staff.patch(f"{MERCHANT}/{UNKNOWN}", json=to))
    assert (404, "this booking does not exist") == gone
    assert [time("09:30"), time("10:00")] == [
        row["from_date"] for row in await here.day()
    ]


async def test_a_group_is_moved_with_everybody(here: Salon) -> None:
    yoga = await here.booked(
        timestamp=time("10:00"),
        service_id=CLASSES,
        customers=[LAYLA, {"first_name": "Ben"}],
    )
    to = moved(time("11:00"), time("11:30"), merchant_note="in the garden")
    assert 200 == (await here.staff.patch(f"{MERCHANT}/{yoga}", json=to)).status_code
    assert [
        (time("11:00"), "in the garden", "Layla"),
        (time("11:00"), "in the garden", "Ben"),
    ] == [
        (row["from_date"], row["merchant_note"], row["first_name"])
        for row in await here.day()
    ]


# cancelling


async def test_staff_cancel_a_booking(here: Salon) -> None:
    """Manage page: 200 without a body; the reason may be left out, the JSON may not."""
    booking = await here.booked()
    assert 415 == (await here.staff.delete(f"{MERCHANT}/{booking}")).status_code
    answer = await here.staff.request("DELETE", f"{MERCHANT}/{booking}", json={})
    assert (200, b"") == (answer.status_code, answer.content)
    assert [] == await here.day()
    assert 409 == (await cancel(here, booking)).status_code
    assert 404 == (await cancel(here, UNKNOWN)).status_code


async def test_a_group_is_cancelled_with_everybody(here: Salon) -> None:
    yoga = await here.booked(
        timestamp=time("10:00"), service_id=CLASSES, customers=[LAYLA]
    )
    assert 200 == (await cancel(here, yoga)).status_code
    assert [] == await here.day()
    assert (await data(here.staff.get(f"{CUSTOMER}/{yoga}")))["is_cancelled"]


async def test_what_has_begun_is_not_cancelled(here: Salon) -> None:
    booking = await here.booked()
    here.shop.clock.at = here.shop.clock.at.replace(day=5, hour=9, minute=30)
    assert (409, "you cannot cancel past bookings") == await refusal(
        cancel(here, booking)
    )


# again and again


async def test_a_series_has_all_its_dates(here: Salon) -> None:
    """As far as 92 days ahead; `until` is inclusive, and the first date always counts."""
    await book(
        here,
        customers=[LAYLA],
        **weekly(weekdays=["MO", "WE"], until=time("09:30", "2026-05-13")),
    )
    rows = (await here.calendar("2026-05-04", time("00:00", "2026-06-01")))["bookings"]
    assert ["05", "06", "11", "13"] == [row["from_date"][8:10] for row in rows]
    assert {"Layla"} == {row["first_name"] for row in rows}


async def test_every_year_is_understood(here: Salon) -> None:
    """The pages have it, whatever the program says. Without an end it goes on."""
    await book(here, **weekly(frequency="YEARLY"))
    assert 1 == len(await here.day())


async def test_a_class_that_recurs_has_everybody_every_time(here: Salon) -> None:
    await book(
        here,
        "10:00",
        service_id=CLASSES,
        customers=[LAYLA, {"first_name": "Ben"}],
        **weekly(until=time("10:00", "2026-05-12")),
    )
    for day in ("2026-05-05", "2026-05-12"):
        assert ["Layla", "Ben"] == [row["first_name"] for row in await here.day(day)]


async def test_a_series_begins_on_the_date_asked_for(here: Salon) -> None:
    """Taken: nothing is made. A later date that is taken is left out."""
    await book(here)
    asked = here.staff.post(MERCHANT, json=by_merchant(**weekly()))
    assert (409, "en: slot-taken") == await refusal(asked)
    assert 1 == len(
        (await here.calendar("2026-05-04", time("00:00", "2026-07-01")))["bookings"]
    )
    await book(here, "10:00", timestamp=time("10:00", "2026-05-12"))
    await book(here, "10:00", **weekly(until=time("10:00", "2026-05-18")))
    rows = (await here.calendar("2026-05-04", time("00:00", "2026-05-19")))["bookings"]
    assert 3 == len(rows)


async def test_an_empty_rule_is_no_series(here: Salon) -> None:
    """Clients always send one."""
    empty = {"frequency": "", "interval": 0, "weekdays": None, "until": ""}
    await book(here, recurrence_rule=empty)
    await book(here, "10:00", is_recurring=None, recurrence_rule=None)
    assert 2 == len(await here.day())


async def test_the_last_place_of_a_desk_goes_to_one(here: Salon) -> None:
    """Of 64 at once. The program that staff know books a time twice."""
    wanted = by_merchant(customers=[LAYLA])
    answers = await asyncio.gather(
        *(here.staff.post(MERCHANT, json=wanted) for _ in range(64))
    )
    assert [201] + [409] * 63 == sorted(answer.status_code for answer in answers)
    assert (1, 1) == (len(await here.day()), await people(here))


async def test_a_desk_more_is_a_place_more() -> None:
    async with opened(salon(2)) as two:
        await book(two)
        await book(two)
