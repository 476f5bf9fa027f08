"""The client of an OptimoCMS site over our own routes of the dialect, on a real port."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.apis.asking import LIMITS
from kiosk.apis.optimo.manners import Manners
from kiosk.domain.access import Role
from kiosk.domain.branch import BranchId, ServiceId, StaffId
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft, Placed, Status, TicketId
from kiosk.errors import (
    BadInput,
    Denied,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
)
from tests.apis.optimo.over_own_routes import There, over_own_routes
from tests.apis.optimo.site import staffed
from tests.contract.shop import CASH, MAIN
from tests.desk.office import DAY, PASSPORT, at, draft, office, wanted

KIOSK, PHONE = "kiosk 1", "+36 30 123 4567"
LIST = "GET /v1/sites/site_main/booking/bookings"
SLOTS = "GET /v1/sites/site_main/booking/slots"
BOOK = "POST /v1/sites/site_main/booking/bookings"
MANNERS = [
    Manners(extended=extended, conflict=conflict)
    for extended in (False, True)
    for conflict in (409, 400)
]


async def book(there: There, clock: str = "09:30", **more: Any) -> Placed:
    """An appointment of somebody with a phone number."""
    who = (await there.client.identify(PHONE, "Anna")).id
    asked = draft(clock, customer=who, **more)
    return await there.client.issue(asked, Once("k", f"key {clock}", "f"), KIOSK)


async def free(there: There, **more: Any) -> list[str]:
    (slots,) = await there.client.slots(wanted(**more), DAY)
    return [slot.label for slot in slots.free]


@pytest.mark.parametrize("manners", MANNERS)
async def test_a_time_is_booked_read_and_called_off(manners: Manners) -> None:
    """Whatever the server's switches: one booking there, as it was asked for."""
    async with over_own_routes(manners=manners) as there:
        placed = await book(there)
        ticket = placed.ticket
        assert (Status.BOOKED, at("09:30"), PASSPORT, MAIN) == (
            ticket.status,
            ticket.start_at,
            ticket.service,
            ticket.branch,
        )
        assert ticket.theirs is not None
        assert ("optimo", "confirmed") == (ticket.theirs.system, ticket.theirs.word)
        assert ticket.booking is not None
        assert at("10:00") == ticket.booking.end_at
        (theirs,) = (await there.desk.bookings(MAIN)).items
        assert f"bkg_{theirs.id}" == ticket.id
        assert theirs.customer is not None
        person = await there.desk.customer(theirs.customer)
        assert ("Anna", "+36301234567") == (person.name, person.phone)
        again = (await there.client.ticket(ticket.id)).ticket
        assert (ticket.id, ticket.booking, ticket.theirs) == (
            again.id,
            again.booking,
            again.theirs,
        )
        assert "09:30" not in await free(there)
        gone = await there.client.cancel(ticket.id, KIOSK)
        assert Status.CANCELLED is gone.ticket.status
        assert "09:30" in await free(there)
        with pytest.raises(Refused) as refused:
            await there.client.cancel(ticket.id, KIOSK)
        assert Reason.NOT_CANCELLABLE is refused.value.reason


def quicker(there: There) -> ASGIApp:
    """Somebody else books half past nine just before a booking gets there."""
    app = there.wire.app

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "POST":
            await there.desk.issue(draft(), None, "x")
        await app(scope, receive, send)

    return served


@pytest.mark.parametrize("manners", MANNERS)
async def test_a_taken_time_is_told_with_the_nearest(manners: Manners) -> None:
    """Whichever status the server has for it; taken between the look and the call."""
    async with over_own_routes(manners=manners) as there:
        await there.desk.issue(draft("10:00"), None, "x")
        there.wire.app = quicker(there)
        with pytest.raises(SlotTaken) as taken:
            await book(there)
        assert Reason.SLOT_TAKEN is taken.value.reason
        assert at("09:00") in taken.value.nearest
        assert at("10:00") not in taken.value.nearest
        assert 2 == (await there.desk.bookings(MAIN)).total


async def test_times_are_read_once_a_minute_and_right_before_booking() -> None:
    """Each is a call, and a month has few."""
    async with over_own_routes() as there:
        for _ in range(3):
            await free(there)
        assert [SLOTS] == there.wire.asked
        there.clock.pass_by(seconds=61)
        await free(there)
        assert [SLOTS] * 2 == there.wire.asked
        await book(there)
        assert [SLOTS] * 3 + [BOOK] == there.wire.asked


async def test_people_can_be_asked_for() -> None:
    """The same time twice counts as two; one person's is theirs alone."""
    async with over_own_routes(staffed()) as there:
        (day,) = await there.client.slots(wanted(), DAY)
        assert 2 == day.slots[0].free
        ada, bo = StaffId("ada"), StaffId("bo")
        placed = await book(there, staff=bo)
        assert "09:30" not in await free(there, staff=bo)
        assert "09:30" in await free(there, staff=ada)
        (theirs,) = (await there.desk.bookings(MAIN)).items
        assert theirs.booking is not None
        assert "desk-2" == theirs.booking.lane
        assert placed.ticket.booking is not None
        assert "bo" == placed.ticket.booking.lane
        with pytest.raises(SlotTaken):
            await there.client.issue(draft(staff=bo), None, KIOSK)


async def test_days_are_told_few_at_a_time_and_not_beyond_the_horizon() -> None:
    """Fourteen are asked for by a kiosk, and each would be a call."""
    async with over_own_routes() as there:
        days = await there.client.slots(wanted(), DAY, 14)
        assert [DAY + timedelta(days=n) for n in range(3)] == [one.day for one in days]
        beyond = DAY + timedelta(days=60)
        (late,) = await there.client.slots(wanted(), beyond)
        assert Reason.TOO_FAR is late.reason
        assert 3 == len(there.wire.asked)
        found = await there.client.next_free(wanted(), DAY)
        assert found is not None
        assert DAY == found.day


async def test_moving_is_booking_anew_and_calling_off() -> None:
    """Their name and number go along; of the old one nothing is left."""
    async with over_own_routes() as there:
        old = await book(there)
        new = await there.client.reschedule(old.ticket.id, at("11:00"), KIOSK)
        assert (at("11:00"), True) == (
            new.ticket.start_at,
            new.ticket.id != old.ticket.id,
        )
        theirs = (await there.desk.bookings(MAIN)).items
        assert [Status.BOOKED, Status.CANCELLED] == [one.status for one in theirs]
        people = {one.customer for one in theirs if one.customer}
        names = {(await there.desk.customer(one)).name for one in people}
        assert (2, {"Anna"}) == (len(people), names)
        same = await there.client.reschedule(new.ticket.id, at("11:00"), KIOSK)
        assert same.ticket.id == new.ticket.id
        with pytest.raises(Refused):
            await there.client.reschedule(old.ticket.id, at("10:00"), KIOSK)
        assert {"reschedule"} == there.client.capabilities.emulated


async def test_a_move_to_a_taken_time_leaves_the_old_one() -> None:
    async with over_own_routes() as there:
        old = await book(there)
        await there.desk.issue(draft("10:00"), None, "x")
        with pytest.raises(SlotTaken):
            await there.client.reschedule(old.ticket.id, at("10:00"), KIOSK)
        assert Status.BOOKED is (await there.client.ticket(old.ticket.id)).ticket.status


@pytest.mark.parametrize("extended", [False, True])
async def test_all_bookings_of_a_day_are_told(extended: bool) -> None:
    """Those of others too; in the order of their times, with what we wrote into ours."""
    async with over_own_routes(manners=Manners(extended=extended)) as there:
        await there.desk.issue(draft("11:00"), None, "x")
        ours = await book(there, "10:00")
        told = await there.client.told(MAIN, DAY)
        assert [at("10:00"), at("11:00")] == [one.start for one in told]
        assert ours.ticket.id == told[0].id
        assert ("Anna", "+36301234567", "k-") == (
            told[0].name,
            told[0].phone,
            told[0].mark[:2],
        )
        assert (PASSPORT, PASSPORT if extended else None) == (
            told[0].service,
            told[1].service,
        )
        assert [] == list(await there.client.told(MAIN, DAY + timedelta(days=1)))


async def test_a_list_is_read_as_seldom_as_the_plan_wants() -> None:
    """What we did ourselves is in it at once; what others did, when it is read again."""
    async with over_own_routes(list_every=600.0) as there:
        there.clock.at = at("08:00")
        await there.client.told(MAIN, DAY)
        ours = await book(there, "10:00")
        await there.desk.issue(draft("11:00"), None, "x")
        assert [ours.ticket.id] == [t.id for t in await there.client.told(MAIN, DAY)]
        await there.client.cancel(ours.ticket.id, KIOSK)
        told = {one.id: one.status for one in await there.client.told(MAIN, DAY)}
        assert Status.CANCELLED is told[ours.ticket.id]
        there.clock.pass_by(seconds=601)
        assert 2 == len(await there.client.told(MAIN, DAY))


async def test_a_booking_is_found_without_its_day() -> None:
    """After a restart nobody remembers which day it was on; one that isn't there is not found."""
    async with over_own_routes() as there:
        ours = await book(there)
        anew = there.again()
        assert at("09:30") == (await anew.ticket(ours.ticket.id)).ticket.start_at
        with pytest.raises(NotFound):
            await anew.ticket(TicketId("bkg_nosuchone1"))
        with pytest.raises(NotFound):
            await anew.ticket(TicketId("../x"))
        await anew.aclose()


async def test_who_is_here_is_told_where_there_is_a_word_for_it() -> None:
    """Without one it is not offered, and Together does it here."""
    extended = Manners(extended=True)
    async with over_own_routes(manners=extended, check_in="checked_in") as there:
        assert there.client.capabilities.check_in
        ours = await book(there)
        there.clock.at = at("09:20")
        here = await there.client.check_in(ours.ticket.id, MAIN, KIOSK)
        assert Status.WAITING is here.ticket.status
    async with over_own_routes() as there:
        assert not there.client.capabilities.check_in
        with pytest.raises(Refused) as refused:
            await there.client.check_in(TicketId("bkg_1"), MAIN, KIOSK)
        assert Reason.NOT_OFFERED is refused.value.reason


async def test_a_word_they_do_not_know_sends_to_the_desk() -> None:
    """The settings name the word for calling off; a wrong one cancels nothing."""
    async with over_own_routes(cancel="annulled") as there:
        ours = await book(there)
        with pytest.raises(Refused, match="ask staff") as refused:
            await there.client.cancel(ours.ticket.id, KIOSK)
        assert Reason.NOT_CANCELLABLE is refused.value.reason
        assert 1 == len(await there.client.told(MAIN, DAY))


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (Draft(BranchId("nowhere"), PASSPORT, start=at("09:30")), NotFound),
        (draft(service=ServiceId("nothing")), NotFound),
        (draft(service=CASH), Refused),
        (draft(start=None), Refused),
        (draft(start=at("09:30").replace(tzinfo=None)), BadInput),
        (draft("09:31"), BadInput),
        (draft(session="s"), Refused),
        (draft(customer="nobody"), BadInput),
        (draft(start=at("09:30") - timedelta(days=9)), SlotTaken),
    ],
)
async def test_what_can_not_be_booked(asked: Draft, error: type[Exception]) -> None:
    """And nothing is asked for there."""
    async with over_own_routes() as there:
        with pytest.raises(error):
            await there.client.issue(asked, None, KIOSK)
        assert BOOK not in there.wire.asked


async def test_a_key_without_the_scope_is_said_once() -> None:
    """A matter for the settings: nothing is tried again for five minutes, reads go on."""
    async with over_own_routes(role=Role.PUBLIC) as there:
        for _ in range(5):
            with pytest.raises(Denied) as denied:
                await there.client.issue(draft(), None, KIOSK)
            assert Reason.FORBIDDEN is denied.value.reason
        assert 1 == there.wire.asked.count(BOOK)
        assert 6 == len(await free(there))
        (worry,) = there.client.worries()
        assert "the key may not" in worry
        there.clock.pass_by(seconds=301)
        assert [] == list(there.client.worries())


async def test_what_the_settings_name_and_nobody_knows_is_told() -> None:
    """A mistyped site or service is found before a customer meets it."""
    async with over_own_routes() as there:
        assert [] == list(await there.client.problems())
        (passport,) = [one for one in office().services if one.appointable]
        odd = replace(passport, id=ServiceId("pasport"))
        wrong = replace(office(), services=(*office().services, odd))
        mistyped = there.again(branches=(wrong,))
        (problem,) = await mistyped.problems()
        assert "service pasport" in problem
        await mistyped.aclose()


async def test_the_last_place_goes_to_one_of_sixty_four() -> None:
    """All at once, over one client: one ticket, sixty-three who hear of other times."""
    async with over_own_routes(limits=LIMITS) as there:
        asked = (
            there.client.issue(draft(), Once("k", f"key {n}", "f"), KIOSK)
            for n in range(64)
        )
        got = await asyncio.gather(*asked, return_exceptions=True)
        booked = [one for one in got if isinstance(one, Placed)]
        assert 1 == len(booked)
        assert 1 == (await there.desk.bookings(MAIN)).total
        others = {type(one).__name__ for one in got if not isinstance(one, Placed)}
        assert {"SlotTaken"} == others


def test_a_customer_s_kiosk_starts_without_the_client() -> None:
    """Nothing heavy is loaded with it either."""
    import subprocess
    import sys

    code = (
        "import sys, kiosk.apis.optimo.client\n"
        "heavy = {'pydantic', 'httpx', 'fastapi', 'stamina', 'structlog'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "[]\n" == said.stdout, said.stderr
