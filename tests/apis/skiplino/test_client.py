"""The client of Skiplino over our own routes of the dialect, each operation of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import stamina

from kiosk.apis.skiplino.manners import Manners
from kiosk.domain.access import Role
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BranchId, GroupId, ServiceId
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft, Kind, Status, TicketId
from kiosk.errors import (
    BadInput,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
)
from tests.apis.skiplino.bureau import bureau
from tests.apis.skiplino.over_own_routes import There, over_own_routes
from tests.contract.shop import ADVICE, CASH, MAIN, NOON
from tests.desk.office import DAY, PASSPORT, at

KIOSK = "kiosk 1"
PHONE = "+36 30 123 4567"
NUMBER = Draft(MAIN, CASH)
ROOMY = bureau(max_open=9)


@pytest.fixture(autouse=True)
def _without_waits() -> Any:
    with stamina.set_testing(True, attempts=4):
        yield


@pytest.fixture(name="there")
async def _there() -> AsyncIterator[There]:
    async with over_own_routes(ROOMY) as there:
        yield there


def time(clock: str = "09:30", **changes: Any) -> Draft:
    return Draft(MAIN, PASSPORT, start=at(clock), **changes)


# what there is


async def test_branches_come_with_groups_services_and_what_is_open(
    there: There,
) -> None:
    (state,) = await there.client.branches()
    assert state == await there.client.branch(MAIN)
    branch = state.branch
    assert (MAIN, {"en": "Main Street"}) == (branch.id, branch.name)
    assert [("everyday01", (CASH, "loandesk01")), ("advice0001", (ADVICE,))] == [
        (group.id, group.services) for group in branch.groups[:2]
    ]
    passport = branch.service(PASSPORT)
    assert passport
    assert passport.appointable
    assert state.opening.is_open
    assert not state.services[CASH].closed_reason


async def test_names_come_in_every_language_of_the_settings() -> None:
    async with over_own_routes(ROOMY, locales=("en", "ar")) as there:
        branch = (await there.client.branch(MAIN)).branch
        papers = branch.groups[-1].name
    assert {"en": "Main Street", "ar": "الشارع الرئيسي"} == branch.name
    assert {"en": "Papers", "ar": "أوراق"} == papers


async def test_nobody_knows_who_waits_before_a_ticket_was_seen(there: There) -> None:
    assert not (await there.client.branch(MAIN)).counted
    for _ in range(3):
        await there.client.issue(NUMBER, None, KIOSK)
    seen = (await there.client.branch(MAIN)).services
    assert (3, 0) == (seen[CASH].waiting, seen[ADVICE].waiting)
    there.clock.pass_by(minutes=3)
    state = await there.client.branch(MAIN)
    assert (0, False) == (state.services[CASH].waiting, state.counted)


async def test_an_unknown_branch_is_not_found(there: There) -> None:
    with pytest.raises(NotFound):
        await there.client.branch(BranchId("nowhere"))


@pytest.mark.parametrize("full", [True, False])
async def test_a_day_has_the_times_that_are_free(full: bool) -> None:
    async with over_own_routes(ROOMY, Manners(lists_full=full)) as there:
        await there.client.issue(time("10:00", customer=await _who(there)), None, KIOSK)
        (day,) = await there.client.slots(Wanted(MAIN, PASSPORT), DAY)
    times = ["09:00", "09:30", "10:30", "11:00", "11:30"]
    assert times == [slot.label for slot in day.free]
    assert (at("09:00"), 1, None) == (
        day.slots[0].start,
        day.slots[0].free,
        day.reason,
    )


async def test_the_next_free_day_is_found_and_not_beyond_the_horizon(
    there: There,
) -> None:
    found = await there.client.next_free(Wanted(MAIN, PASSPORT))
    assert found
    assert DAY == found.day
    beyond = DAY + timedelta(days=60)
    assert await there.client.next_free(Wanted(MAIN, PASSPORT), beyond) is None


@pytest.mark.parametrize(
    ("service", "day", "days", "error"),
    [
        (PASSPORT, NOON.date() - timedelta(days=1), 1, BadInput),
        (PASSPORT, DAY, 0, BadInput),
        (PASSPORT, DAY, 32, BadInput),
        (ServiceId("nothing"), DAY, 1, NotFound),
        (CASH, DAY, 1, Refused),
    ],
)
async def test_times_that_there_can_be_none_of(
    there: There, service: ServiceId, day: Any, days: int, error: Any
) -> None:
    with pytest.raises(error):
        await there.client.slots(Wanted(MAIN, service), day, days)


# a number


@pytest.mark.parametrize("role", [Role.SECRET, Role.PUBLIC])
async def test_a_number_is_the_one_on_the_desk(role: Role) -> None:
    async with over_own_routes(ROOMY, role=role) as there:
        placed = await there.client.issue(NUMBER, None, KIOSK)
        known = await there.desk.ticket(placed.ticket.id)
        assert placed.place
        assert placed == await there.client.ticket(placed.ticket.id)
    ticket = placed.ticket
    assert ("A001", Status.WAITING, Kind.WALKIN) == (
        ticket.number,
        ticket.status,
        ticket.kind,
    )
    assert (known.ticket.number, known.ticket.id) == (ticket.number, ticket.id)
    assert ticket.theirs
    assert ("skiplino", ticket.id, "waiting") == (
        ticket.theirs.system,
        ticket.theirs.id,
        ticket.theirs.word,
    )
    assert 0 == placed.place.ahead


async def test_a_number_is_booked_under_a_lane_that_is_nobody(there: There) -> None:
    placed = await there.client.issue(NUMBER, None, KIOSK)
    lane = await there.desk.customer_called("site/kiosk/1")
    assert ("", "", "") == (lane.name, lane.phone, lane.email)
    assert lane.id == placed.ticket.customer


async def test_a_public_key_books_for_nobody() -> None:
    async with over_own_routes(ROOMY, role=Role.PUBLIC) as there:
        placed = await there.client.issue(NUMBER, None, KIOSK)
        assert placed.ticket.customer is None
        can = there.client.capabilities
        assert (True, False, False, False) == (
            can.walkin,
            can.appointments,
            can.customers,
            can.idempotent,
        )
        with pytest.raises(Refused) as refused:
            await there.client.identify(PHONE)
        with pytest.raises(Refused):
            await there.client.issue(time(), None, KIOSK)
    assert Reason.NOT_OFFERED is refused.value.reason
    assert not [one for one in there.wire.asked if "/customers" in one]


@pytest.mark.parametrize(
    "draft",
    [
        Draft(MAIN, ServiceId("nothing")),
        Draft(MAIN, CASH, GroupId("advice0001")),
        Draft(BranchId("nowhere"), CASH),
    ],
)
async def test_what_is_not_there_is_not_booked(there: There, draft: Draft) -> None:
    with pytest.raises(NotFound):
        await there.client.issue(draft, None, KIOSK)


async def test_a_closed_branch_is_told_by_its_tree_not_by_a_sentence(
    there: There,
) -> None:
    """The sentence is kept for the customer, in their language."""
    await there.client.branches()
    await there.desk.load(replace(ROOMY, hours=()))
    with pytest.raises(Refused) as refused:
        await there.client.issue(Draft(MAIN, CASH, locale="ar"), None, KIOSK)
    assert (Reason.CLOSED, "ar: closed") == (refused.value.reason, refused.value.detail)
    assert 1 == there.wire.asked.count("POST /tickets/book")


async def test_the_same_key_again_is_the_same_number(there: There) -> None:
    once = Once("kiosk", "one", "print")
    first = await there.client.issue(NUMBER, once, KIOSK)
    again = await there.client.issue(NUMBER, once, KIOSK)
    assert first.ticket.id == again.ticket.id
    assert 1 == there.wire.asked.count("POST /tickets/book")


# a time


async def _who(there: There) -> Any:
    return (await there.client.identify(PHONE, "Layla")).id


async def test_a_time_is_booked_for_who_gave_a_phone_number(there: There) -> None:
    """Whom they know only by a keyed hash of it."""
    who = await there.client.identify(PHONE, "Layla")
    placed = await there.client.issue(time(customer=who.id), None, KIOSK)
    ticket = placed.ticket
    assert (Status.BOOKED, Kind.APPOINTMENT, at("09:30"), who.id) == (
        ticket.status,
        ticket.kind,
        ticket.start_at,
        ticket.customer,
    )
    assert placed.place is None
    known = await there.desk.customer(who.id)
    assert known.external_id
    assert known.external_id.startswith("tel-")
    assert ("Layla", "") == (known.name, known.phone)
    assert (False, "67") == (who.known, who.phone_tail)
    again = await there.client.identify("0036301234567")
    assert (who.id, True) == (again.id, True)
    assert [who.id] == [one.id for one in await there.client.customers_with(PHONE)]


async def test_a_time_for_nobody_is_booked_under_a_lane_each() -> None:
    """Where a customer may have one appointment, too."""
    async with over_own_routes(bureau(lanes=3)) as there:
        booked = [
            (await there.client.issue(time(clock), None, KIOSK)).ticket
            for clock in ("09:30", "10:00", "10:00")
        ]
    assert 3 == len({one.customer for one in booked})
    assert 3 == there.wire.asked.count("POST /tickets/book"), "none was tried in vain"


async def test_a_taken_time_is_refused_with_the_nearest_before_it_is_asked_for(
    there: There,
) -> None:
    who = await _who(there)
    await there.client.issue(time("10:00", customer=who), None, KIOSK)
    with pytest.raises(SlotTaken) as taken:
        await there.client.issue(time("10:00", customer=who), None, KIOSK)
    assert Reason.SLOT_TAKEN is taken.value.reason
    assert (at("09:00"), at("09:30"), at("10:30")) == taken.value.nearest
    assert 1 == there.wire.asked.count("POST /tickets/book")


async def test_who_comes_too_late_by_a_moment_gets_the_nearest_too(
    there: There,
) -> None:
    """The times were read a moment ago: their 400 tells, and tree and times say why."""
    who = await _who(there)
    await there.client.branches()
    other = there.again()
    await other.issue(time("10:00", customer=who), None, KIOSK)
    reads = iter([True])
    there.wire.refuse = lambda what: "slots" in what and next(reads, False)
    with pytest.raises(SlotTaken) as taken:
        await there.client.issue(time("10:00", customer=who), None, KIOSK)
    await other.aclose()
    assert at("09:30") in taken.value.nearest


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (Draft(MAIN, CASH, start=at("09:30")), Reason.NOT_APPOINTABLE),
        (Draft(MAIN, PASSPORT, start=NOON - timedelta(days=1)), Reason.PAST),
        (Draft(MAIN, PASSPORT, session="s"), Reason.NOT_OFFERED),
    ],
)
async def test_times_that_can_not_be_booked(
    there: There, draft: Draft, reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        await there.client.issue(draft, None, KIOSK)
    assert reason is refused.value.reason
    assert "POST /tickets/book" not in there.wire.asked


# given back, moved


async def test_a_cancelled_ticket_is_cancelled_and_again_is_fine(there: There) -> None:
    """Their 409 for what is cancelled already is no failure."""
    ticket = (await there.client.issue(NUMBER, None, KIOSK)).ticket.id
    for _ in range(2):
        placed = await there.client.cancel(ticket, KIOSK)
        assert Status.CANCELLED is placed.ticket.status
    assert Status.CANCELLED is (await there.desk.ticket(ticket)).ticket.status


async def test_what_is_served_is_not_cancelled(there: There) -> None:
    ticket = (await there.client.issue(NUMBER, None, KIOSK)).ticket.id
    await there.desk.call(
        MAIN, (await there.desk.branch(MAIN)).branch.counters[0].id, KIOSK
    )
    with pytest.raises(Refused) as refused:
        await there.client.cancel(ticket, KIOSK)
    assert Reason.NOT_CANCELLABLE is refused.value.reason
    assert Status.SERVING is (await there.client.look(ticket)).status


@pytest.mark.parametrize("manners", [Manners(), Manners(unknown_ticket=404)])
async def test_an_unknown_ticket_is_not_found(manners: Manners) -> None:
    async with over_own_routes(ROOMY, manners) as there:
        for nobody in ("nosuchid00", "../branches", "a/b", "..", "", "x" * 200, "é"):
            with pytest.raises(NotFound):
                await there.client.ticket(TicketId(nobody))
            with pytest.raises(NotFound):
                await there.client.cancel(TicketId(nobody), KIOSK)
    assert {"GET /tickets/nosuchid00", "POST /tickets/nosuchid00/cancel"} == set(
        there.wire.asked
    )


async def test_an_appointment_is_moved_where_they_move_it(there: There) -> None:
    booked = (
        await there.client.issue(time(customer=await _who(there)), None, KIOSK)
    ).ticket
    moved = (await there.client.reschedule(booked.id, at("11:00"), KIOSK)).ticket
    assert (booked.id, booked.number, at("11:00")) == (
        moved.id,
        moved.number,
        moved.start_at,
    )
    assert (
        moved == (await there.client.reschedule(booked.id, at("11:00"), KIOSK)).ticket
    )
    assert 1 == sum("change-time" in one for one in there.wire.asked)


async def test_an_appointment_is_booked_anew_where_they_do_not_move_it() -> None:
    """To the letter of their page only what waits is moved. The new one is booked first."""
    letter = Manners(movable=frozenset({"waiting"}))
    async with over_own_routes(ROOMY, letter) as there:
        who = await _who(there)
        booked = (await there.client.issue(time(customer=who), None, KIOSK)).ticket
        moved = (await there.client.reschedule(booked.id, at("11:00"), KIOSK)).ticket
        old = await there.desk.ticket(booked.id)
        listed = await there.client.tickets_of(who)
    assert booked.id != moved.id
    assert (Status.BOOKED, at("11:00"), who) == (
        moved.status,
        moved.start_at,
        moved.customer,
    )
    assert Status.CANCELLED is old.ticket.status
    assert [moved.id, booked.id] == [one.id for one in listed.items]


@pytest.mark.parametrize("movable", [{"upcoming", "waiting"}, {"waiting"}])
async def test_a_move_to_a_taken_time_leaves_the_old_one(movable: set[str]) -> None:
    async with over_own_routes(ROOMY, Manners(movable=frozenset(movable))) as there:
        who = await _who(there)
        await there.client.issue(time("11:00", customer=who), None, KIOSK)
        mine = (
            await there.client.issue(time("09:30", customer=who), None, KIOSK)
        ).ticket
        with pytest.raises(SlotTaken) as taken:
            await there.client.reschedule(mine.id, at("11:00"), KIOSK)
        assert at("10:30") in taken.value.nearest
        kept = await there.client.ticket(mine.id)
    assert (at("09:30"), Status.BOOKED) == (kept.ticket.start_at, kept.ticket.status)


async def test_what_has_no_time_is_not_moved(there: There) -> None:
    ticket = (await there.client.issue(NUMBER, None, KIOSK)).ticket.id
    with pytest.raises(Refused) as refused:
        await there.client.reschedule(ticket, at("11:00"), KIOSK)
    assert Reason.NOT_APPOINTABLE is refused.value.reason
