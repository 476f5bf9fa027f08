"""What everybody may know: the merchant, its services, and when they are free, in its wall time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from datetime import time as wall
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.apis.merchant.manners import Manners
from kiosk.domain.access import Role
from kiosk.domain.branch import (
    BranchId,
    DayException,
    WeekRule,
    Window,
)
from tests.apis.merchant.salon import (
    ABOUT,
    CLASSES,
    HERE,
    MERCHANT,
    PASSPORTS,
    SERVICE,
    YOGA_THERE,
    Salon,
    by_merchant,
    data,
    opened,
    refusal,
    salon,
    time,
)
from tests.desk.office import PASSPORT

MORNING = ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]
UNKNOWN = 7_000_000_000_000_000


async def free(
    here: Salon, start: str, end: str, service: str = SERVICE
) -> list[dict[str, Any]]:
    """Availability, as anybody sees it."""
    query = {"start": start, "end": end}
    async with here.shop.http() as anybody:
        told: list[dict[str, Any]] = await data(
            anybody.get(f"{service}/availability", params=query)
        )
    return told


async def test_a_merchant_tells_of_itself(here: Salon) -> None:
    """Discovery page. Only what can be booked is listed; prices are not known to us."""
    async with here.shop.http() as anybody:
        told = await data(anybody.get(ABOUT))
        assert told == await data(anybody.get(f"{ABOUT}?location_id={HERE}"))
    assert ("Main Street", "kiosk", "UTC", HERE, "1 Main Street") == (
        told["merchant_name"],
        told["url_name"],
        told["timezone"],
        told["location_id"],
        told["formatted_location"],
    )
    (papers,) = told["services"]
    assert ("Papers", [(PASSPORTS, "Passport", 30), (CLASSES, "Yoga", 30)]) == (
        papers["name"],
        [(one["id"], one["name"], one["total_duration"]) for one in papers["services"]],
    )
    assert {papers["id"]} == {one["category_id"] for one in papers["services"]}
    assert {"start_time": "00:00:00", "end_time": "24:00:00"} == (
        told["business_hours"]["0"][0]
    )


async def test_hours_count_from_sunday() -> None:
    """0 is Sunday; breaks are between openings, a closed day has none, holidays don't count."""
    noon = (Window(wall(12), wall(13)),)
    week = WeekRule(frozenset(range(5)), (Window(wall(9), wall(17, 30)),), noon)
    monday = DayException(date(2026, 5, 4), (), {"en": "Works outing"})
    branch = replace(
        salon(), hours=(week,), exceptions=(monday,), zone="America/New_York"
    )
    async with opened(branch) as here:
        hours = (await data(here.staff.get(ABOUT)))["business_hours"]
    assert [0, 2, 2, 2, 2, 2, 0] == [len(hours[str(day)]) for day in range(7)]
    assert [
        {"start_time": "09:00:00", "end_time": "12:00:00"},
        {"start_time": "13:00:00", "end_time": "17:30:00"},
    ] == hours["1"]


async def test_a_service_is_told_at_length_and_in_short(here: Salon) -> None:
    phase = {
        "id": PASSPORTS,
        "service_id": PASSPORTS,
        "name": "Passport",
        "sequence": 1,
        "duration": 30,
        "phase_type": "active",
    }
    short = {
        "name": "Passport",
        "total_duration": 30,
        "price": "",
        "price_type": "fixed",
        "formatted_location": "1 Main Street",
    }
    long = {"id": PASSPORTS, "description": "", "geo_point": None, "phases": [phase]}
    assert short | long == await data(here.staff.get(SERVICE))
    assert short == await data(here.staff.get(f"{SERVICE}/summary"))


async def test_free_times_are_in_wall_time_and_can_be_booked() -> None:
    """Morning and afternoon part at noon; date and clock in the zone are the time to book."""
    hours = (WeekRule(frozenset(range(7)), (Window(wall(11), wall(13)),)),)
    branch = replace(salon(hours=hours), zone="Europe/Budapest")
    async with opened(branch) as here:
        (day,) = await free(here, "2026-05-04T22:00:00Z", "2026-05-05T22:00:00Z")
        assert {
            "date": "2026-05-05",
            "is_available": True,
            "morning": ["11:00", "11:30"],
            "afternoon": ["12:00", "12:30"],
        } == day
        zone = ZoneInfo((await data(here.staff.get(ABOUT)))["timezone"])
        local = datetime.combine(date(2026, 5, 5), wall(12, 30), zone)
        wanted = by_merchant(timestamp=f"{local.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
        assert 201 == (await here.staff.post(MERCHANT, json=wanted)).status_code
        (day,) = await free(here, "2026-05-04T22:00:00Z", "2026-05-05T22:00:00Z")
        assert ["12:00"] == day["afternoon"]


async def test_a_span_cuts_a_day(here: Salon) -> None:
    """From its start on, and before its end."""
    (day,) = await free(here, time("09:30"), time("11:00"))
    assert ["09:30", "10:00", "10:30"] == day["morning"]


async def test_days_that_cannot_be_booked(here: Salon) -> None:
    """Those that are over and beyond the horizon are left out; a full one is not available."""
    for clock in MORNING:
        await here.booked(timestamp=time(clock))
    days = await free(here, "2026-05-01T00:00:00Z", "2026-06-20T00:00:00Z")
    assert ("2026-05-04", "2026-05-19") == (days[0]["date"], days[-1]["date"])
    assert [False, False, True] == [day["is_available"] for day in days[:3]]
    assert [] == days[1]["morning"]
    assert [] == await free(here, "0001-01-01T00:00:00Z", "0001-01-09T00:00:00Z")
    assert [] == await free(here, "9999-12-20T00:00:00Z", "9999-12-31T23:00:00Z")


async def test_closed_weekdays_are_left_out() -> None:
    """Availability page; the other days of the week stay, holidays among them."""
    week = (WeekRule(frozenset(range(5)), (Window(wall(9), wall(12)),)),)
    tuesday = DayException(date(2026, 5, 5), (), {"en": "Works outing"})
    branch = replace(salon(), hours=week, exceptions=(tuesday,))
    async with opened(branch) as here:
        days = await free(here, "2026-05-05T00:00:00Z", "2026-05-12T00:00:00Z")
        told = await data(here.staff.get(f"{SERVICE}/availability/disabled-days"))
    assert ["05", "06", "07", "08", "11"] == [day["date"][8:] for day in days]
    assert [False, True, True, True, True] == [day["is_available"] for day in days]
    assert {
        "closed_days": [0, 6],
        "min_date": "2026-05-04",
        "max_date": "2026-05-18",
    } == told


async def test_the_hour_that_comes_twice_is_told_once() -> None:
    """02:00 and 02:30 of 25 October come twice in Budapest; only the first can be said, so it is
    gone once that is booked."""
    night = (WeekRule(frozenset(range(7)), (Window(wall(0), wall(6)),)),)
    branch = replace(salon(hours=night, days_ahead=366), zone="Europe/Budapest")
    async with opened(branch) as here:
        here.shop.clock.at = datetime(2026, 10, 20, 12, tzinfo=UTC)
        (day,) = await free(here, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")
        clocks = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(12)]
        assert clocks == day["morning"]
        first = by_merchant(timestamp="2026-10-25T00:00:00Z")
        assert 201 == (await here.staff.post(MERCHANT, json=first)).status_code
        (day,) = await free(here, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")
        assert [one for one in clocks if one != "02:00"] == day["morning"]


async def test_the_merchants_zone_may_be_another() -> None:
    """Where the settings name one, days and clocks are its own."""
    manners = Manners(zone=ZoneInfo("Asia/Kolkata"))
    async with opened(manners=manners) as here:
        assert "Asia/Kolkata" == (await data(here.staff.get(ABOUT)))["timezone"]
        days = await free(here, "2026-05-04T18:30:00Z", "2026-05-05T18:30:00Z")
    assert [("2026-05-05", ["14:30", "15:00", "15:30", "16:00", "16:30", "17:00"])] == [
        (day["date"], day["afternoon"]) for day in days
    ]


async def test_a_class_is_free_while_it_has_places(here: Salon) -> None:
    """Its sessions' starts, and no others."""
    answer = by_merchant(
        "10:00", service_id=CLASSES, customers=[{"first_name": "Ben"}] * 3
    )
    await here.staff.post(MERCHANT, json=answer)
    span = (time("00:00"), time("00:00", "2026-05-06"))
    (day,) = await free(here, *span, YOGA_THERE)
    assert ["10:00"] == day["morning"]
    first = await data(here.staff.get(f"{YOGA_THERE}/availability/next"))
    assert {"date": "2026-05-05", "time": "10:00"} == first
    layla = await here.customer()
    body = {
        "merchant_name": "kiosk",
        "service_id": CLASSES,
        "location_id": HERE,
        "timeStamp": time("10:00"),
    }
    assert 201 == (await layla.post(f"{MERCHANT[:-8]}customer", json=body)).status_code
    (day,) = await free(here, *span, YOGA_THERE)
    assert [] == day["morning"]
    first = await data(here.staff.get(f"{YOGA_THERE}/availability/next"))
    assert {"date": "", "time": ""} == first


async def test_the_next_free_time(here: Salon) -> None:
    """Empty texts when there is none."""
    path = f"{SERVICE}/availability/next"
    assert {"date": "2026-05-05", "time": "09:00"} == await data(here.staff.get(path))
    await here.shop.desk.load(replace(salon(), hours=()))
    here.shop.clock.at = here.shop.clock.at.replace(minute=5)
    assert {"date": "", "time": ""} == await data(here.staff.get(path))


async def test_what_is_wrongly_asked_for(here: Salon) -> None:
    """Of anybody, and whatever they ask."""
    nobody = "error while searching merchant by this name: no such merchant"
    there = f"{ABOUT}/locations"
    span = "start=2026-05-05T00:00:00Z&end=2026-05-06T00:00:00Z"
    async with here.shop.http() as anybody:
        for path, refused in (
            (ABOUT.replace("kiosk", "spa-retreat"), (404, nobody)),
            (SERVICE.replace("kiosk", "%00"), (404, nobody)),
            (f"{ABOUT}?location_id=7", (404, "this location does not exist")),
            (f"{ABOUT}?location_id=x", (400, "'location_id': This field should be a whole number")),
            (f"{there}/7/services/{PASSPORTS}", (404, "this location does not exist")),
            (f"{there}/{HERE}/services/{UNKNOWN}", (404, "this service does not exist")),
            (f"{there}/main/services/1", (400, "'locationId': This field should be a whole number")),
            (f"{there}/{HERE}/services/0", (400, "'serviceId': This field is out of range")),
            (f"{SERVICE}/availability", (400, "'start': This field is required")),
            (f"{SERVICE}/availability?{span[:26]}&end=2027-05-05T00:00:00Z", (400, "'end': This field is more than 62 days after start")),
            (f"{SERVICE}/nothing", (404, "there is nothing here")),
        ):  # fmt: skip
            assert refused == await refusal(anybody.get(path)), path


async def test_a_service_for_walk_ins_has_no_times(here: Salon) -> None:
    """It is there, and can't be booked."""
    cash = "/api/v1/merchants/kiosk/locations/{}/services/{}/availability/next"
    from kiosk.apis.merchant.faces import place_number
    from tests.contract.shop import CASH

    path = cash.format(HERE, place_number(CASH))
    status, _ = await refusal(here.staff.get(path))
    assert 400 == status


@pytest.mark.parametrize("role", [None, *Role])
async def test_everybody_may_know(here: Salon, role: Role | None) -> None:
    """With any key, a wrong one, or none."""
    keyed = (Role.KIOSK, Role.STAFF, Role.SUPERVISOR, Role.PUBLIC, Role.SECRET)
    key = await here.shop.key(role) if role in keyed and role else "sk_nobody"
    async with here.shop.http(key if role else None) as anybody:
        assert 200 == (await anybody.get(ABOUT)).status_code


async def test_several_locations_are_told_one_by_one(here: Salon) -> None:
    """The first without asking; any other by its number."""
    other = replace(salon(), id=BranchId("7"), name={"en": "Harbour"})
    await here.shop.desk.load(other)
    here.shop.clock.at = here.shop.clock.at.replace(minute=5)
    told = await data(here.staff.get(f"{ABOUT}?location_id=7"))
    assert ("Harbour", 7) == (told["merchant_name"], told["location_id"])


async def test_what_has_no_number_is_not_told() -> None:
    """An id with other letters than a number has can't be said in this API."""
    branch = salon()
    services = [
        replace(one, id="pass-port") if one.id == PASSPORT else one
        for one in branch.services
    ]
    groups = [
        replace(
            group,
            services=tuple("pass-port" if s == PASSPORT else s for s in group.services),
        )
        for group in branch.groups
    ]
    lanes = [
        replace(
            lane,
            services=frozenset(
                "pass-port" if s == PASSPORT else s for s in lane.services
            ),
        )
        for lane in branch.lanes
    ]
    odd = replace(
        branch, services=tuple(services), groups=tuple(groups), lanes=tuple(lanes)
    )
    async with opened(odd) as here:
        (papers,) = (await data(here.staff.get(ABOUT)))["services"]
    assert ["Yoga"] == [one["name"] for one in papers["services"]]
