"""Times: offered, booked, moved, given back; and what is no time."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from kiosk.apis.skiplino.manners import Manners
from kiosk.domain.access import Role
from kiosk.domain.booking import Holder, Wanted
from kiosk.domain.branch import Branch, BranchId
from kiosk.errors import Reason
from tests.apis.shop import MAIN
from tests.apis.skiplino.bureau import (
    BOOK,
    SLOTS,
    Bureau,
    bureau,
    data,
    opened,
    time,
    wanted,
    wrong,
)
from tests.contract.shop import CASH
from tests.desk.office import PASSPORT, at

HALF_HOURS = ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]
THEM = {"customerExternalId": "crm-7741"}

UNKNOWN = "This value does not exist."
BAD_TIME = "This value is not a UTC date and time with a trailing Z."
NOT_APPOINTABLE = "This service does not support appointment booking."
ONE_CUSTOMER = dict.fromkeys(
    ("customerId", "customerExternalId"),
    "Send exactly one of customerId and customerExternalId.",
)
OFF_GRID = {"time": "This value is not one of the service's times."}
IN_THE_PAST = {"time": "This value should be in the future."}
TOO_FAR = {"time": "This value is too far in the future."}
NO_STRING = "This value should be of type string."
BLANK = "This value should not be blank."


async def test_an_appointment_has_exactly_the_published_shape(here: Bureau) -> None:
    """Book page: upcoming, type appointment, its time, and no queue members."""
    answer = await here.secret.post(BOOK, json=wanted(**THEM))
    person = await data(
        here.secret.get("/external/v1/customers/getOne?externalId=crm-7741")
    )
    assert (
        201,
        {
            "message": "Appointment booked successfully.",
            "data": {
                "id": answer.json()["data"]["id"],
                "ticketNumber": "T001",
                "status": "upcoming",
                "statusAt": "2026-05-04T12:00:00.000Z",
                "type": "appointment",
                "time": "2026-05-05T09:30:00.000Z",
                "branch": {"id": MAIN, "name": "Main Street"},
                "service": {"id": PASSPORT, "name": "Passport"},
                "groupOfService": {"id": "papers0001", "name": "Papers"},
                "customer": {"id": person["_id"], "name": "Layla Hassan"},
                "bookedAt": "2026-05-04T12:00:00.000Z",
            },
        },
    ) == (answer.status_code, answer.json())


async def test_a_time_that_was_offered_can_be_booked_and_is_then_gone(
    here: Bureau,
) -> None:
    """Slots page: `time` goes unchanged into the booking."""
    offered = await data(here.public.get(f"{SLOTS}?date=2026-05-05"))
    assert [{"time": time(clock), "remaining": 1} for clock in HALF_HOURS] == offered
    booked = wanted(time=offered[2]["time"], **THEM)
    assert 201 == (await here.public.post(BOOK, json=booked)).status_code
    assert [c for c in HALF_HOURS if c != "10:00"] == list(await here.free())


async def test_a_day_without_times_is_an_empty_list(here: Bureau) -> None:
    """Today the morning is over; beyond the horizon, and at the end of dates, is nothing."""
    for query in ("", "?date=2026-05-04", "?date=2026-06-20", "?date=9999-12-31"):
        assert [] == await data(here.public.get(f"{SLOTS}{query}"))


@pytest.mark.parametrize(
    ("path", "error"),
    [
        (f"{SLOTS}?date=2026-05-03", {"date": "This value should be today or later."}),
        (f"{SLOTS}?date=0001-01-01", {"date": "This value should be today or later."}),
        *(
            (f"{SLOTS}?date={odd}", {"date": "This value is not a date like 2026-07-01."})
            for odd in ("tomorrow", "2026-13-01", "20260505", "2026-05-05T09:00", "%D9%A2026-05-05")
        ),
        (f"{SLOTS}?date=", {"date": BLANK}),
        (f"{SLOTS}?date=2026-05-05&date=2026-05-06", {"date": "This value is given twice."}),
        (f"/external/v1/services/{CASH}/slots", {"id": NOT_APPOINTABLE}),
        ("/external/v1/services/nosuchid00/slots", {"id": UNKNOWN}),
    ],
)  # fmt: skip
async def test_what_times_are_wrongly_asked_for(
    here: Bureau, path: str, error: dict[str, str]
) -> None:
    """Slots page: a past day and a service for walk-ins only are 422, by member."""
    assert error == await wrong(here.public.get(path))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        # not a time
        ({"time": "2026-05-05T09:30:00"}, {"time": BAD_TIME}),
        ({"time": "2026-05-05T11:30:00+02:00"}, {"time": BAD_TIME}),
        ({"time": "2026-05-05T09:30:00+00:00"}, {"time": BAD_TIME}),
        ({"time": "2026-05-05"}, {"time": BAD_TIME}),
        ({"time": ""}, {"time": BAD_TIME}),
        ({"time": 1777973400}, {"time": NO_STRING}),
        ({"time": True}, {"time": NO_STRING}),
        # not a time of this service
        ({"time": time("09:10")}, OFF_GRID),
        ({"time": "2026-05-05T09:30:00.001Z"}, OFF_GRID),
        ({"time": time("14:00")}, OFF_GRID),
        ({"time": time("09:30", "2026-05-03")}, IN_THE_PAST),
        ({"time": "0001-01-01T00:00:00Z"}, IN_THE_PAST),
        ({"time": time("09:30", "2026-07-01")}, TOO_FAR),
        ({"time": "9999-12-31T23:59:59.999999999Z"}, TOO_FAR),
        # not a service
        ({"serviceId": "nosuchid00"}, {"serviceId": UNKNOWN}),
        ({"serviceId": 6}, {"serviceId": NO_STRING}),
        ({"groupOfServiceId": "everyday01"}, {"groupOfServiceId": UNKNOWN}),
        ({"serviceId": CASH, "groupOfServiceId": "everyday01"}, {"time": NOT_APPOINTABLE}),
        # not one customer
        ({"customerExternalId": None}, ONE_CUSTOMER),
        ({"customerId": "9f2c" * 8}, ONE_CUSTOMER),
        ({"customerExternalId": "crm-9"}, {"customerExternalId": UNKNOWN}),
        ({"customerExternalId": ""}, {"customerExternalId": BLANK}),
        ({"customerExternalId": 7741}, {"customerExternalId": NO_STRING}),
        ({"customerExternalId": None, "customerId": "9f2c" * 8}, {"customerId": UNKNOWN}),
    ],
)  # fmt: skip
async def test_what_is_no_appointment_books_nothing(
    here: Bureau, changes: dict[str, Any], error: dict[str, str]
) -> None:
    """422 by member; nothing is claimed, and the customer has no ticket."""
    asked = wanted(**(THEM | changes))
    assert error == await wrong(here.secret.post(BOOK, json=asked))
    assert dict.fromkeys(HALF_HOURS, 1) == await here.free()
    assert [] == await _tickets(here)


async def test_too_soon_is_a_wrong_time_as_well(here: Bureau) -> None:
    """The service wants half an hour's notice."""
    here.shop.clock.at = at("09:05")
    assert {"time": "This value is too soon."} == await wrong(
        here.secret.post(BOOK, json=wanted(**THEM))
    )


async def test_a_foreign_service_does_not_exist(here: Bureau) -> None:
    """A key of another branch, or a service of another, is no way in."""
    other = await here.shop.desk.load(bureau_called("otherone01"))
    async with here.shop.http(
        await here.shop.key(Role.SECRET, other.branch.id)
    ) as foreign:
        booked = await data(foreign.post(BOOK, json=wanted(**THEM)), 201)
    assert "otherone01" == booked["branch"]["id"]
    both = await wrong(here.secret.post(BOOK, json=wanted("10:00", **THEM)))
    assert {"serviceId": "This value names services of several branches."} == both


async def test_a_walk_in_may_name_one_customer(here: Bureau) -> None:
    """Book page: optional without a time; two of them are one too many all the same."""
    cash = {"serviceId": CASH, "groupOfServiceId": "everyday01"}
    booked = await data(here.secret.post(BOOK, json=cash | THEM), 201)
    assert ("waiting", "sequential", None, "Layla Hassan") == (
        booked["status"],
        booked["type"],
        booked["time"],
        booked["customer"]["name"],
    )
    both = cash | THEM | {"customerId": booked["customer"]["id"]}
    assert ONE_CUSTOMER == await wrong(here.secret.post(BOOK, json=both))


@pytest.mark.parametrize(
    ("reason", "branch"),
    [
        (Reason.SLOT_TAKEN, bureau(max_open=9)),
        (Reason.LIMIT_REACHED, bureau(lanes=2, max_open=1)),
    ],
)
async def test_the_queues_no_is_a_400_in_the_customers_language(
    reason: Reason, branch: Branch
) -> None:
    """Book page: slot full and the like, "a localized reason in error"."""
    async with opened(branch) as here:
        await here.person()
        await here.appointment()
        answer = await here.secret.post(
            BOOK, json=wanted(**THEM), headers={"x-locale": "ar"}
        )
    assert (400, {"message": "Bad Request", "error": f"ar: {reason}"}) == (
        answer.status_code,
        answer.json(),
    )


async def test_a_time_somebody_holds_is_theirs_until_the_hold_ends(
    here: Bureau,
) -> None:
    """The dialect has no holds, but respects those of kiosks; an ended one is none."""
    who = Wanted(MAIN, PASSPORT, holder=Holder("anna-at-the-kiosk"))
    await here.shop.desk.hold(who, at("09:30"))
    assert "09:30" not in await here.free()
    assert 400 == (await here.secret.post(BOOK, json=wanted(**THEM))).status_code
    here.shop.clock.pass_by(seconds=180)
    assert "09:30" in await here.free()
    assert 201 == (await here.secret.post(BOOK, json=wanted(**THEM))).status_code


async def test_of_many_who_want_the_last_place_one_gets_it(here: Bureau) -> None:
    """The others read why, and have nothing."""
    asked = [here.secret.post(BOOK, json=wanted(**THEM)) for _ in range(16)]
    answers = await asyncio.gather(*asked)
    assert [201] + 15 * [400] == sorted(answer.status_code for answer in answers)
    assert {"en: slot-taken"} == {
        answer.json()["error"] for answer in answers if answer.status_code == 400
    }
    assert 1 == len(await _tickets(here))


async def test_a_repeated_key_books_one_time(here: Bureau) -> None:
    """And the answer to the second is the first."""
    key = {"Idempotency-Key": "one"}
    first = await here.secret.post(BOOK, json=wanted(**THEM), headers=key)
    again = await here.secret.post(BOOK, json=wanted(**THEM), headers=key)
    assert ([201, 201], first.json(), "true") == (
        [first.status_code, again.status_code],
        again.json(),
        again.headers["idempotent-replay"],
    )


async def test_an_appointment_can_be_cancelled_and_its_time_is_free_again(
    here: Bureau,
) -> None:
    """Cancel page: waiting and upcoming alike; once."""
    booked = await here.appointment()
    where = f"/external/v1/tickets/{booked['id']}"
    here.shop.clock.pass_by(minutes=1)
    done = await data(here.public.post(f"{where}/cancel"))
    assert ("cancelled", "2026-05-04T12:01:00.000Z") == (
        done["status"],
        done["statusAt"],
    )
    assert "09:30" in await here.free()
    assert 409 == (await here.public.post(f"{where}/cancel")).status_code


async def test_moving_keeps_number_and_status(here: Bureau) -> None:
    """Change-time page: the ticket at its new time; the old one is free."""
    booked = await here.appointment()
    where = f"/external/v1/tickets/{booked['id']}/change-time"
    answer = await here.secret.post(where, json={"time": time("11:00")} | THEM)
    moved = booked | {
        "time": time("11:00"),
        "statusAt": answer.json()["data"]["statusAt"],
    }
    assert (200, {"message": "Ticket updated successfully.", "data": moved}) == (
        answer.status_code,
        answer.json(),
    )
    assert [c for c in HALF_HOURS if c != "11:00"] == list(await here.free())


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"time": "2026-05-05T11:00:00"}, {"time": BAD_TIME}),
        ({"time": "2026-05-05T11:00:00+02:00"}, {"time": BAD_TIME}),
        ({"time": 11}, {"time": NO_STRING}),
        ({"time": None}, {"time": NO_STRING}),
        ({"time": time("11:10")}, OFF_GRID),
        ({"time": time("11:00", "2026-05-03")}, IN_THE_PAST),
        ({"time": time("11:00", "2026-07-01")}, TOO_FAR),
        ({"customerExternalId": None}, ONE_CUSTOMER),
        ({"customerId": "9f2c" * 8}, ONE_CUSTOMER),
        ({"customerExternalId": "crm-9"}, {"customerExternalId": UNKNOWN}),
        (
            {"customerExternalId": "crm-2"},
            {"customerExternalId": "This value is not the customer of this ticket."},
        ),
    ],
)
async def test_what_is_no_new_time_changes_nothing(
    here: Bureau, body: dict[str, Any], error: dict[str, str]
) -> None:
    """The appointment stands, and no other time is claimed."""
    await here.person(externalId="crm-2", name="Omar")
    booked = await here.appointment()
    where = f"/external/v1/tickets/{booked['id']}"
    asked = {"time": time("11:00")} | THEM | body
    assert error == await wrong(here.secret.post(f"{where}/change-time", json=asked))
    assert booked == await data(here.secret.get(where))
    assert [c for c in HALF_HOURS if c != "09:30"] == list(await here.free())


async def test_a_new_time_that_is_taken_is_a_400_and_the_old_one_stays(
    here: Bureau,
) -> None:
    """So is a move too many: the queue's no, in a sentence for the customer."""
    booked = await here.appointment("09:30")
    await here.appointment("10:00")
    where = f"/external/v1/tickets/{booked['id']}"
    asked = {"time": time("10:00")} | THEM
    answer = await here.secret.post(
        f"{where}/change-time", json=asked, headers={"x-locale": "ar"}
    )
    assert (400, "ar: slot-taken") == (answer.status_code, answer.json()["error"])
    assert booked == await data(here.secret.get(where))
    for clock in ("11:00", "11:30", "09:00"):
        asked = {"time": time(clock)} | THEM
        await data(here.secret.post(f"{where}/change-time", json=asked))
    asked = {"time": time("09:30")} | THEM
    answer = await here.secret.post(f"{where}/change-time", json=asked)
    assert (400, "en: not-allowed-now") == (answer.status_code, answer.json()["error"])


NOT_MOVABLE = {"id": "This ticket is not an appointment that can be moved."}


async def test_what_is_no_appointment_can_t_be_moved(here: Bureau) -> None:
    """Change-time page: 422 on `id`; so is an unknown one."""
    cash = {"serviceId": CASH, "groupOfServiceId": "everyday01"}
    walkin = await data(here.secret.post(BOOK, json=cash | THEM), 201)
    gone = await here.appointment()
    await data(here.secret.post(f"/external/v1/tickets/{gone['id']}/cancel"))
    asked = {"time": time("11:00")} | THEM
    said = [
        await wrong(
            here.secret.post(f"/external/v1/tickets/{name}/change-time", json=asked)
        )
        for name in (walkin["id"], gone["id"], "nosuchid00")
    ]
    assert [NOT_MOVABLE, NOT_MOVABLE, {"id": UNKNOWN}] == said


@pytest.mark.parametrize(
    ("movable", "before", "after"),
    [
        ({"upcoming", "waiting"}, 200, 200),
        ({"waiting"}, 422, 200),
        ({"upcoming"}, 200, 422),
    ],
)
async def test_where_an_appointment_may_be_moved_from_is_a_setting(
    movable: set[str], before: int, after: int
) -> None:
    """Change-time page: only `waiting`; book page: appointments are born `upcoming`."""
    manners = Manners(movable=frozenset(movable))
    async with opened(bureau(max_open=9), manners) as here:
        await here.person()
        booked = await here.appointment()
        where = f"/external/v1/tickets/{booked['id']}/change-time"
        first = await here.secret.post(where, json={"time": time("10:00")} | THEM)
        here.shop.clock.at = at("09:20")
        await here.shop.desk.check_in(booked["id"], MAIN, "kiosk 1")
        then = await here.secret.post(where, json={"time": time("10:30")} | THEM)
    assert [before, after] == [first.status_code, then.status_code]
    if after == 200:
        assert "waiting" == then.json()["data"]["status"]


async def test_who_checked_in_waits_with_a_place(here: Bureau) -> None:
    """Ticket page: an appointment that waits has the queue members."""
    booked = await here.appointment()
    here.shop.clock.at = at("09:20")
    await here.shop.desk.check_in(booked["id"], MAIN, "kiosk 1")
    there = await data(here.secret.get(f"/external/v1/tickets/{booked['id']}"))
    assert ("waiting", "appointment", 0, booked["bookedAt"]) == (
        there["status"],
        there["type"],
        there["queueSize"],
        there["bookedAt"],
    )


async def test_the_tree_says_what_can_be_booked_for_a_time(here: Bureau) -> None:
    """Branch tree page: `isAppointment` means that there are slots."""
    tree = await data(here.public.get(f"/external/v1/branches/{MAIN}/tree"))
    services = {
        s["id"]: s["isAppointment"] for group in tree for s in group["services"]
    }
    assert (True, False) == (services[PASSPORT], services[CASH])


async def _tickets(here: Bureau) -> list[dict[str, Any]]:
    asked = here.secret.get("/external/v1/customers/tickets?externalId=crm-7741")
    tickets: list[dict[str, Any]] = await data(asked)
    return tickets


def bureau_called(name: str) -> Branch:
    """Another branch with the same services."""
    return replace(bureau(max_open=9), id=BranchId(name))
