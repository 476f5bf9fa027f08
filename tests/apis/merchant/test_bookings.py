"""Bookings of who signed in as a customer: made, read, cancelled, and a place in a group."""

import asyncio
from dataclasses import replace
from typing import Any

import httpx
import pytest

from kiosk.domain.access import Role
from kiosk.domain.branch import BranchId
from kiosk.domain.ticket import Draft
from tests.apis.merchant.salon import (
    CLASSES,
    CUSTOMER,
    Salon,
    by_customer,
    data,
    number,
    opened,
    refusal,
    salon,
    time,
)
from tests.apis.shop import MAIN
from tests.contract.shop import CASH

UNKNOWN = 7_000_000_000_000_000
REQUIRED = "This field is required"
NO_TIME = (
    "timestamp could not be converted to time: "
    "it needs a date, a time with seconds and an offset (RFC 3339)"
)
NO_SUCH_TIME = "timestamp could not be converted to time: there is no such date or time"
NOT_A_TIME = "'timeStamp': This field is not one of the service's times"
NO_NUMBER = "This field should be a whole number"


@pytest.fixture(name="layla")
async def _layla(here: Salon) -> httpx.AsyncClient:
    return await here.customer()


async def book(who: httpx.AsyncClient, clock: str = "09:30", **changes: Any) -> None:
    """Booked, and nothing said about it."""
    answer = await who.post(CUSTOMER, json=by_customer(clock, **changes))
    assert (201, b"") == (answer.status_code, answer.content), answer.text


async def cancel(who: httpx.AsyncClient, booking: int) -> httpx.Response:
    body = {"booking_id": booking, "merchant_name": "kiosk"}
    return await who.request("DELETE", f"{CUSTOMER}/{booking}", json=body)


async def the_one(here: Salon) -> int:
    (row,) = await here.day()
    found: int = row["id"]
    return found


async def test_a_booking_answers_nothing_and_can_be_read(
    here: Salon, layla: httpx.AsyncClient
) -> None:
    """Create page: 201 without a body. Manage page: the members of a booking, no more."""
    await book(layla, customer_note="by wheelchair")
    told = await data(layla.get(f"{CUSTOMER}/{await the_one(here)}"))
    assert {
        "from_date": "2026-05-05T09:30:00Z",
        "to_date": "2026-05-05T10:00:00Z",
        "service_name": "Passport",
        "cancel_deadline": 0,
        "formatted_location": "1 Main Street",
        "price": "",
        "price_type": "fixed",
        "merchant_name": "Main Street",
        "is_cancelled": False,
    } == told


async def test_the_time_is_understood_however_it_is_called(
    here: Salon, layla: httpx.AsyncClient
) -> None:
    """The pages write timeStamp here and timestamp there; any offset is the same instant."""
    lower = by_customer() | {"timestamp": "2026-05-05T11:30:00.000+02:00"}
    del lower["timeStamp"]
    assert 201 == (await layla.post(CUSTOMER, json=lower)).status_code
    assert ["2026-05-05T09:30:00Z"] == [row["from_date"] for row in await here.day()]


async def test_what_a_customer_writes_reaches_the_staff(
    here: Salon, layla: httpx.AsyncClient
) -> None:
    """Without anything that does not belong on a screen, and beside the staff's own note."""
    await book(layla, customer_note="by \x1b[31mwheelchair\u202e\n")
    (row,) = await here.day()
    assert ("by [31mwheelchair", "") == (row["customer_note"], row["merchant_note"])
    assert ("Layla", "Hassan", "+97333445566") == (
        row["first_name"],
        row["last_name"],
        row["phone_number"],
    )


WRONG: list[tuple[dict[str, Any], tuple[int, str]]] = [
        # not a time
        ({"timeStamp": "2026-05-05T09:30:00"}, (400, NO_TIME)),
        ({"timeStamp": "2026-05-05T09:30Z"}, (400, NO_TIME)),
        ({"timeStamp": "2026-05-05"}, (400, NO_TIME)),
        ({"timeStamp": "2026-13-05T09:30:00Z"}, (400, NO_SUCH_TIME)),
        ({"timeStamp": "2026-05-05T09:30:00+99:99"}, (400, NO_SUCH_TIME)),
        ({"timeStamp": "0001-01-01T00:00:00+14:00"}, (400, NO_SUCH_TIME)),
        ({"timeStamp": ""}, (400, f"'timeStamp': {REQUIRED}")),
        ({"timeStamp": None}, (400, "'timeStamp': This field should be text")),
        ({"timeStamp": 1777973400}, (400, "'timeStamp': This field should be text")),
        # not a time of this service
        ({"timeStamp": time("09:10")}, (400, NOT_A_TIME)),
        ({"timeStamp": time("14:00")}, (400, NOT_A_TIME)),
        ({"timeStamp": time("09:30", "2026-05-03")}, (400, "appointment must be booked at least 0 minutes in advance")),
        ({"timeStamp": time("09:30", "2026-07-01")}, (400, "appointment cannot be booked more than 14 days in advance")),
        # nothing that is there
        ({"merchant_name": "spa-retreat"}, (404, "error while searching merchant by this name: no such merchant")),
        ({"location_id": UNKNOWN}, (404, "this location does not exist")),
        ({"service_id": UNKNOWN}, (404, "this service does not exist")),
        ({"booking_id": UNKNOWN}, (404, "this booking does not exist")),
        # no number at all: nothing is looked up
        *(
            ({"service_id": odd}, (400, f"'service_id': {NO_NUMBER}"))
            for odd in ("5", 5.0, 1e3, True, [5])
        ),
        ({"service_id": None}, (400, f"'service_id': {NO_NUMBER}")),
        ({"service_id": 0}, (400, "'service_id': This field is out of range")),
        ({"location_id": -1}, (400, "'location_id': This field is out of range")),
        ({"booking_id": 2**53}, (400, "'booking_id': This field is out of range")),
        ({"customer_note": "x" * 201}, (400, "'customer_note': This field is too long")),]  # fmt: skip
"""What is changed in a good request, and how it is refused."""


async def test_what_is_wrongly_booked(here: Salon, layla: httpx.AsyncClient) -> None:
    """One sentence, with the member where one is to blame; nothing is booked."""
    for changes, refused in WRONG:
        asked = layla.post(CUSTOMER, json=by_customer(**changes))
        assert refused == await refusal(asked), changes
    assert [] == await here.day()


async def test_a_body_that_is_no_json_object(layla: httpx.AsyncClient) -> None:
    kind = {"content-type": "application/json"}
    twice, nan = b'{"service_id":1,"service_id":1}', b'{"service_id":NaN}'
    for body in (b"", b"{", b"\xff", b"[]", twice, nan, b"[" * 40_000):
        asked = layla.post(CUSTOMER, content=body, headers=kind)
        status, _ = await refusal(asked)
        assert 400 == status, body[:40]


async def test_a_taken_time_is_a_conflict(
    here: Salon, layla: httpx.AsyncClient
) -> None:
    """Create page: 409 when the slot is booked. The sentence is in the language asked for."""
    await book(layla)
    other = await here.customer("ben")
    spoken = {"accept-language": "de;q=0.5, ar, en;q=0.8"}
    asked = other.post(CUSTOMER, json=by_customer(), headers=spoken)
    assert (409, "ar: slot-taken") == await refusal(asked)


async def test_one_of_many_gets_the_last_time(here: Salon) -> None:
    """However many ask at once."""
    everybody = [await here.customer(f"person{n}") for n in range(8)]
    answers = await asyncio.gather(
        *(who.post(CUSTOMER, json=by_customer()) for who in everybody)
    )
    assert [201] + [409] * 7 == sorted(answer.status_code for answer in answers)
    assert 1 == len(await here.day())


async def test_the_same_key_books_once(here: Salon, layla: httpx.AsyncClient) -> None:
    """A repetition is answered the same and says so; with another body it is refused."""
    key = {"Idempotency-Key": "once"}
    first = await layla.post(CUSTOMER, json=by_customer(), headers=key)
    again = await layla.post(CUSTOMER, json=by_customer(), headers=key)
    assert [(201, None), (201, "true")] == [
        (one.status_code, one.headers.get("idempotent-replay"))
        for one in (first, again)
    ]
    assert 1 == len(await here.day())
    other = layla.post(CUSTOMER, json=by_customer("10:00"), headers=key)
    assert (400, "this Idempotency-Key was used with other data") == await refusal(
        other
    )


async def test_somebody_elses_booking_does_not_exist(
    here: Salon, layla: httpx.AsyncClient
) -> None:
    """Neither to be read nor to be cancelled, and it answers like one that never was."""
    await book(layla)
    booking, ben = await the_one(here), await here.customer("ben")
    gone = (404, "this booking does not exist")
    assert gone == await refusal(ben.get(f"{CUSTOMER}/{booking}"))
    assert gone == await refusal(cancel(ben, booking))
    assert gone == await refusal(ben.get(f"{CUSTOMER}/{UNKNOWN}"))
    assert 1 == len(await here.day())


async def test_a_number_of_the_queue_is_no_booking(here: Salon) -> None:
    """Somebody who only waits is not in this API."""
    placed = await here.shop.desk.issue(Draft(MAIN, CASH), None, "test")
    asked = here.staff.get(f"{CUSTOMER}/{number(placed.ticket.id)}")
    assert (404, "this booking does not exist") == await refusal(asked)


async def test_staff_read_any_booking_of_their_branch(
    here: Salon, layla: httpx.AsyncClient
) -> None:
    """By a key of that branch, and not by one of another."""
    await book(layla)
    booking = await the_one(here)
    assert await data(here.staff.get(f"{CUSTOMER}/{booking}"))
    await here.shop.desk.load(replace(salon(), id=BranchId("otherone01")))
    async with here.shop.http(
        await here.shop.key(Role.SECRET, BranchId("otherone01"))
    ) as other:
        assert (404, "this booking does not exist") == await refusal(
            other.get(f"{CUSTOMER}/{booking}")
        )


async def test_a_cancelled_booking_leaves_the_calendar(
    here: Salon, layla: httpx.AsyncClient
) -> None:
    """Manage page: 200 without a body. Whose it was reads it as cancelled; the time is free."""
    await book(layla)
    booking = await the_one(here)
    answer = await cancel(layla, booking)
    assert (200, b"") == (answer.status_code, answer.content)
    assert [] == await here.day()
    assert (await data(layla.get(f"{CUSTOMER}/{booking}")))["is_cancelled"]
    await book(await here.customer("ben"))
    assert (409, "it's too late to cancel this appointments") == await refusal(
        cancel(layla, booking)
    )


async def test_it_can_be_too_late_to_cancel() -> None:
    async with opened(salon(cancel_until=24 * 60)) as here:
        layla = await here.customer()
        await book(layla)
        assert (409, "it's too late to cancel this appointments") == await refusal(
            cancel(layla, await the_one(here))
        )


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({"booking_id": 1, "merchant_name": "kiosk"}, (400, "invalid booking id")),
        ({"merchant_name": "kiosk"}, (400, f"'booking_id': {REQUIRED}")),
        ({"booking_id": UNKNOWN}, (400, f"'merchant_name': {REQUIRED}")),
        ({"booking_id": UNKNOWN, "merchant_name": "x"}, (404, "error while searching merchant by this name: no such merchant")),
    ],
)  # fmt: skip
async def test_a_cancel_says_which_booking_and_whose(
    layla: httpx.AsyncClient, body: dict[str, Any], refused: tuple[int, str]
) -> None:
    """Manage page: both members are required, and the id is that of the path."""
    asked = layla.request("DELETE", f"{CUSTOMER}/{UNKNOWN}", json=body)
    assert refused == await refusal(asked)


async def test_a_path_without_a_number(layla: httpx.AsyncClient) -> None:
    for given in ("0", "9007199254740992", "1.5", "abc", "-1", "%D9%A1"):
        status, said = await refusal(layla.get(f"{CUSTOMER}/{given}"))
        assert (400, "'id'") == (status, said.split(":")[0]), given


async def test_the_pages_leave_the_prefix_out(
    here: Salon, layla: httpx.AsyncClient
) -> None:
    """Everything about bookings is there without it as well."""
    assert (
        201 == (await layla.post("/bookings/customer", json=by_customer())).status_code
    )
    path = f"/bookings/customer/{await the_one(here)}"
    assert "Passport" == (await data(layla.get(path)))["service_name"]


# groups


@pytest.fixture(name="yoga")
async def _yoga(here: Salon) -> int:
    """A class of four at ten, with one in it."""
    customers = [{"first_name": "Ben"}]
    return await here.booked(
        timestamp=time("10:00"), service_id=CLASSES, customers=customers
    )


def joining(booking: int | None, **changes: Any) -> dict[str, Any]:
    group = {} if booking is None else {"booking_id": booking}
    return by_customer("10:00", service_id=CLASSES, **group, **changes)


async def test_a_place_in_a_group(
    here: Salon, layla: httpx.AsyncClient, yoga: int
) -> None:
    """By its `booking_id`; read, and given back, by the same number."""
    joined = await layla.post(CUSTOMER, json=joining(yoga, customer_note="my mat"))
    assert 201 == joined.status_code
    assert [("Ben", ""), ("Layla", "my mat")] == [
        (row["first_name"], row["customer_note"]) for row in await here.day()
    ]
    assert "Yoga" == (await data(layla.get(f"{CUSTOMER}/{yoga}")))["service_name"]
    assert 200 == (await cancel(layla, yoga)).status_code
    assert ["Ben"] == [row["first_name"] for row in await here.day()]
    assert (await data(layla.get(f"{CUSTOMER}/{yoga}")))["is_cancelled"]


async def test_a_class_is_also_found_by_its_time(
    here: Salon, layla: httpx.AsyncClient, yoga: int
) -> None:
    """Availability tells no ids; nothing begins at another time."""
    assert 201 == (await layla.post(CUSTOMER, json=joining(None))).status_code
    assert 2 == len(await here.day())
    other = joining(None) | {"timeStamp": time("10:30")}
    assert (400, NOT_A_TIME) == await refusal(layla.post(CUSTOMER, json=other))


async def test_a_place_is_taken_once(layla: httpx.AsyncClient, yoga: int) -> None:
    assert 201 == (await layla.post(CUSTOMER, json=joining(yoga))).status_code
    again = layla.post(CUSTOMER, json=joining(yoga))
    assert (409, "en: limit-reached") == await refusal(again)


async def test_who_was_never_in_a_group_reads_nothing_of_it(
    layla: httpx.AsyncClient, yoga: int
) -> None:
    gone = (404, "this booking does not exist")
    assert gone == await refusal(layla.get(f"{CUSTOMER}/{yoga}"))
    assert gone == await refusal(cancel(layla, yoga))


async def test_a_group_of_another_service_is_not_joined(
    layla: httpx.AsyncClient, yoga: int
) -> None:
    """Somebody who wants a passport does not end up in a class."""
    wanted = by_customer("10:00", booking_id=yoga)
    assert (404, "this booking does not exist") == await refusal(
        layla.post(CUSTOMER, json=wanted)
    )


async def test_a_full_group_is_a_conflict(here: Salon, yoga: int) -> None:
    """Of eight at once as many as there are places, and never one more."""
    everybody = [await here.customer(f"person{n}") for n in range(8)]
    answers = await asyncio.gather(
        *(who.post(CUSTOMER, json=joining(yoga)) for who in everybody)
    )
    assert [201] * 3 + [409] * 5 == sorted(answer.status_code for answer in answers)
    assert 4 == len(await here.day())
    late = (await here.customer("late")).post(CUSTOMER, json=joining(yoga))
    assert (409, "this booking is already full") == await refusal(late)
