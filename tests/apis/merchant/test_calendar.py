"""The calendar of the staff: what lies wholly in a span of time, a row for each participant."""

from dataclasses import replace
from datetime import date

from kiosk.domain.branch import DayException
from kiosk.domain.customer import CustomerId, Details
from tests.apis.merchant.salon import (
    API,
    CLASSES,
    EVENTS,
    LAYLA,
    Salon,
    data,
    opened,
    refusal,
    salon,
    time,
)

BEN = {"first_name": "Ben", "last_name": "Ito", "phone_number": "+4915112345678"}


async def test_a_row_has_exactly_the_published_members(here: Salon) -> None:
    """Calendar page: no status, no service id, times in UTC."""
    booking = await here.booked(customers=[BEN], merchant_note="[k:7F3A]")
    assert {
        "bookings": [
            {
                "id": booking,
                "from_date": "2026-05-05T09:30:00Z",
                "to_date": "2026-05-05T10:00:00Z",
                "customer_note": "",
                "merchant_note": "[k:7F3A]",
                "service_name": "Passport",
                "service_color": "#4f46e5",
                "service_duration": 30,
                "price": "",
                "cost": "",
                "first_name": "Ben",
                "last_name": "Ito",
                "phone_number": "+4915112345678",
            }
        ],
        "blocked_times": [],
    } == await here.calendar()


async def test_both_bounds_contain_a_booking(here: Salon) -> None:
    """One that touches a bound is in, one that crosses it is not."""
    await here.booked()
    for start, end, count in (
        ("09:30", "10:00", 1),
        ("09:31", "10:00", 0),
        ("09:30", "09:59", 0),
        ("09:00", "11:00", 1),
    ):
        query = {"start": time(start), "end": time(end)}
        told = await data(here.staff.get(EVENTS, params=query))
        assert count == len(told["bookings"]), (start, end)


async def test_a_group_is_a_row_for_each_and_one_for_nobody(here: Salon) -> None:
    """All with the group's number; one that nobody has joined is there as well."""
    times = {"service_id": CLASSES}
    full = await here.booked(timestamp=time("10:00"), customers=[BEN, LAYLA], **times)
    empty = await here.booked(timestamp=time("11:00"), merchant_note="new", **times)
    assert [(full, "Ben", ""), (full, "Layla", ""), (empty, None, "new")] == [
        (row["id"], row["first_name"], row["merchant_note"]) for row in await here.day()
    ]


async def test_who_was_forgotten_has_no_name_any_more(here: Salon) -> None:
    await here.booked(customers=[BEN])
    (known,) = (await here.shop.desk.customers()).items
    await here.shop.desk.forget_customer(CustomerId(known.id))
    (row,) = await here.day()
    assert (None, None) == (row["first_name"], row["phone_number"])


async def test_names_are_in_the_language_asked_for(here: Salon) -> None:
    """By Accept-Language; a language the branch does not speak falls back to its own."""
    await here.booked(timestamp=time("10:00"), service_id=CLASSES)
    for liked, name in (("ar", "يوغا"), ("hu", "Yoga"), ("en;q=0, ar;q=0.1", "يوغا")):
        told = await here.calendar(**{"Accept-Language": liked})
        assert name == told["bookings"][0]["service_name"], liked


async def test_more_than_a_page_of_bookings_is_told() -> None:
    """A busy day has more than one question to the queue brings."""
    async with opened(salon(60)) as here:
        for clock in ("09:00", "09:30"):
            for _ in range(60):
                await here.booked(timestamp=time(clock))
        rows = await here.day()
    assert [time("09:00")] * 60 + [time("09:30")] * 60 == [
        row["from_date"] for row in rows
    ]
    assert 120 == len({row["id"] for row in rows})


async def test_a_day_that_is_closed_for_a_reason_is_blocked() -> None:
    """With its name, and for the whole of the local day."""
    closed = DayException(date(2026, 5, 6), (), {"en": "Works outing"})
    branch = replace(salon(), exceptions=(closed,), zone="Europe/Budapest")
    async with opened(branch) as here:
        told = await here.calendar("2026-05-04", time("00:00", "2026-05-09"))
        assert [] == told["bookings"]
        assert [
            {
                "id": 20260506,
                "employee_id": None,
                "name": "Works outing",
                "from_date": "2026-05-05T22:00:00Z",
                "to_date": "2026-05-06T22:00:00Z",
                "all_day": True,
                "icon": None,
                "blocked_type_id": None,
            }
        ] == told["blocked_times"]


async def test_staff_choose_from_customers(here: Salon) -> None:
    """With the id to book them by, all of them, newest first."""
    for n in range(101):
        details = Details(name=f"Person {n}", phone=f"+49151{n:07}")
        await here.shop.desk.add_customer(details)
    told = await data(here.staff.get(f"{API}/merchant/calendar/customers"))
    assert (101, "Person", "100", "+491510000100") == (
        len(told),
        told[0]["first_name"],
        told[0]["last_name"],
        told[0]["phone_number"],
    )
    await here.booked(customers=[{"id": told[0]["id"]}])
    assert "100" == (await here.day())[0]["last_name"]


async def test_staff_know_what_is_for_several(here: Salon) -> None:
    (papers,) = await data(here.staff.get(f"{API}/merchant/calendar/services"))
    assert [("appointment", 1, 1), ("class", 2, 4)] == [
        (one["booking_type"], one["min_participants"], one["max_participants"])
        for one in papers["services"]
    ]


async def test_what_is_wrongly_asked_for(here: Salon) -> None:
    """Both bounds are needed, with their offsets, in order, and not years apart."""
    start = time("00:00")
    no_time = (
        "timestamp could not be converted to time: "
        "it needs a date, a time with seconds and an offset (RFC 3339)"
    )
    for query, said in (
        ("", "'start': This field is required"),
        (f"start={start}", "'end': This field is required"),
        (f"start={start}&end=", "'end': This field is required"),
        (f"start={start}&end={start}&end={start}", "'end': This field is given twice"),
        (f"start={start}&end={start}", "'end': This field is not after start"),
        (f"start=2026-05-05&end={start}", no_time),
        (f"start={start}&end=2027-05-05T00:00:00Z", "'end': This field is more than 92 days after start"),
    ):  # fmt: skip
        asked = here.staff.get(f"{EVENTS}?{query}")
        assert (400, said) == await refusal(asked), query


async def test_the_ends_of_the_calendar_are_no_trouble(here: Salon) -> None:
    """Nothing is booked there, and nothing breaks."""
    for start, end in (
        ("0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z"),
        ("9999-12-30T00:00:00Z", "9999-12-31T23:59:59Z"),
    ):
        answer = await here.staff.get(EVENTS, params={"start": start, "end": end})
        assert answer.status_code in (200, 400), answer.text


async def test_a_plus_that_nobody_escaped_is_one(here: Salon) -> None:
    """It arrives as a space; +02:00 is what was meant."""
    await here.booked()
    query = "start=2026-05-05T11:30:00+02:00&end=2026-05-05T12:00:00+02:00"
    told = await data(here.staff.get(f"{EVENTS}?{query}"))
    assert 1 == len(told["bookings"])
