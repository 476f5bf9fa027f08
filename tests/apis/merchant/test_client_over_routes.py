"""The client of the merchant API over our own routes: both ways to sign in, both sets of codes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.apis.merchant.habits import SYSTEM, Auth
from kiosk.apis.merchant.manners import DOCUMENTED, Manners
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ports import Once
from kiosk.domain.series import Every, Rule, SeriesWish
from kiosk.domain.sessions import SessionId, SessionPlan
from kiosk.domain.ticket import Draft, Status, TicketId
from kiosk.errors import Ambiguous, Denied, NotFound, Reason, Refused, SlotTaken
from tests.apis.merchant.over_own_routes import QUICK, There, over_own_routes
from tests.apis.merchant.salon import HERE, PASSPORTS, YOGA
from tests.apis.shop import MAIN
from tests.desk.office import PASSPORT

BRANCH = BranchId(str(HERE))
PASS = ServiceId(str(PASSPORTS))
CLASS = ServiceId("42")
TOMORROW = date(2026, 5, 5)
HALF_PAST_NINE = datetime(2026, 5, 5, 9, 30, tzinfo=UTC)
BOOK = "POST /api/v1/bookings/merchant"
EVENTS = "GET /api/v1/bookings/calendar/events"

WAYS = [
    pytest.param((Auth.COOKIE, DOCUMENTED), id="cookies"),
    pytest.param((Auth.BEARER, DOCUMENTED), id="bearer"),
    pytest.param((Auth.COOKIE, Manners(legacy_400=True)), id="cookies, 400 for all"),
    pytest.param(
        (Auth.BEARER, Manners(legacy_400=True, wraps=False, extended=True)),
        id="bearer, 400 for all, bare, newer",
    ),
]


@pytest.fixture(name="there", params=WAYS)
async def _there(request: pytest.FixtureRequest) -> AsyncIterator[There]:
    auth, manners = request.param
    async with over_own_routes(manners=manners, auth=auth) as there:
        yield there


def wanted(start: datetime = HALF_PAST_NINE) -> Draft:
    """A passport at a time."""
    return Draft(BRANCH, PASS, start=start)


async def test_a_day_at_the_merchants(there: There) -> None:
    """Its branch, its times; booked, looked at, moved, listed, cancelled; and the desk agrees."""
    client = there.client
    (state,) = await client.branches()
    assert (BRANCH, {PASS, CLASS}) == (state.branch.id, set(state.services))
    (day,) = await client.slots(Wanted(BRANCH, PASS), TOMORROW)
    assert HALF_PAST_NINE in [slot.start for slot in day.free]

    placed = await client.issue(wanted(), None, "kiosk")
    (ours,) = (await there.desk.bookings(MAIN, TOMORROW)).items
    assert (HALF_PAST_NINE, Status.BOOKED) == (ours.start_at, ours.status)
    assert PASSPORT == ours.service
    (day,) = await client.slots(Wanted(BRANCH, PASS), TOMORROW)
    assert HALF_PAST_NINE not in [slot.start for slot in day.free]

    (told,) = await client.told(BRANCH, TOMORROW)
    assert (placed.ticket.id, PASS) == (told.id, told.service)
    later = HALF_PAST_NINE + timedelta(hours=1)
    moved = await client.reschedule(placed.ticket.id, later, "kiosk")
    assert later == moved.ticket.start_at
    gone = await client.cancel(placed.ticket.id, "kiosk")
    assert Status.CANCELLED is gone.ticket.status
    assert Status.CANCELLED is (await client.ticket(gone.ticket.id)).ticket.status
    assert [] == await client.told(BRANCH, TOMORROW)


async def test_what_is_refused_is_refused_for_its_reason(there: There) -> None:
    """Whether the answer is 404, 409 or 400."""
    client = there.client
    await client.issue(wanted(), None, "kiosk")
    with pytest.raises(SlotTaken) as taken:
        await client.issue(wanted(), None, "kiosk")
    assert 3 == len(taken.value.nearest)
    with pytest.raises(NotFound):
        await client.ticket(TicketId("123456"))
    with pytest.raises(NotFound):
        await client.slots(Wanted(BRANCH, ServiceId("999")))
    with pytest.raises(NotFound):
        await client.branch(BranchId("999"))


async def test_a_taken_time_that_was_free_a_moment_ago(there: There) -> None:
    """They refuse it themselves: another time, with the nearest."""
    client = there.client
    there.wire.refuse = lambda what: False
    known, service = await client.service(BRANCH, PASS)
    days = await client.free(known, service.id, TOMORROW)
    await client.issue(wanted(), None, "kiosk")

    async def as_before(*_: object, **__: object) -> object:
        return days

    client.free = as_before  # type: ignore[method-assign,assignment]  # they look late
    with pytest.raises(SlotTaken):
        await client.issue(wanted(), None, "kiosk")
    assert 1 == len(await client.told(BRANCH, TOMORROW))


async def test_of_64_at_once_for_the_last_place_one_has_it() -> None:
    """Two gateways, which know nothing of each other, and 32 customers at each."""
    async with over_own_routes() as there:
        other = there.again()
        asked = [
            client.issue(wanted(), None, "kiosk")
            for client in (there.client, other)
            for _ in range(32)
        ]
        found = await asyncio.gather(*asked, return_exceptions=True)
        kept = [one for one in found if not isinstance(one, BaseException)]
        assert (1, 63) == (len(kept), sum(isinstance(one, SlotTaken) for one in found))
        (told,) = await there.client.told(BRANCH, TOMORROW)
        assert kept[0].ticket.id == told.id
        await other._http.aclose()


async def test_lost_and_doubled_on_the_way_is_one_booking() -> None:
    """Found by its mark, which their route keeps in the note."""
    async with over_own_routes() as there:
        lost = iter([True])
        there.wire.lose = lambda what: what == BOOK and next(lost, False)
        once = Once("kiosk", "a visit", "the same")
        first = await there.client.issue(wanted(), once, "kiosk")
        again = await there.client.issue(wanted(), once, "kiosk")
        assert (first.ticket.id, True) == (again.ticket.id, again.replayed)
        (told,) = await there.client.told(BRANCH, TOMORROW)
        assert (told.id, 12) == (first.ticket.id, len(told.mark))


async def test_nobody_can_say_and_the_ghost_goes() -> None:
    """The calendar is down after the booking; once it is back, the sweep cancels."""
    async with over_own_routes(limits=replace(QUICK, budget=1.5)) as there:
        down = False

        def lose(what: str) -> bool:
            nonlocal down
            down = down or what == BOOK
            return what == BOOK

        there.wire.lose, there.wire.refuse = lose, lambda what: down and what == EVENTS
        with pytest.raises(Ambiguous):
            await there.client.issue(wanted(), None, "kiosk")
        there.wire.lose = there.wire.refuse = lambda _: False
        assert 1 == len((await there.desk.bookings(MAIN, TOMORROW)).items)
        assert there.journal
        assert 1 == await there.journal.sweep(SYSTEM, there.client.asked_for)
        (ours,) = (await there.desk.bookings(MAIN, TOMORROW)).items
        assert Status.CANCELLED is ours.status


async def test_somebody_new_is_told_with_the_booking(there: There) -> None:
    """By both names, and a number that stands in no address."""
    known = await there.client.identify("+97333445566", "Layla Hassan")
    draft = Draft(BRANCH, PASS, start=HALF_PAST_NINE, customer=known.id)
    await there.client.issue(draft, None, "kiosk")
    (told,) = await there.client.told(BRANCH, TOMORROW)
    assert ("Layla Hassan", "+97333445566") == (told.name, told.phone)


async def test_a_place_in_a_class_as_a_customer() -> None:
    """Staff see the classes, the customer's account joins and leaves."""
    manners = Manners(extended=True)
    async with over_own_routes(manners=manners, customer=True) as there:
        made = await there.desk.plan_session(
            SessionPlan(MAIN, YOGA, HALF_PAST_NINE), None, "staff"
        )
        (session,) = await there.client.sessions(BRANCH, CLASS)
        assert (0, 4) == (session.taken, session.most)
        draft = Draft(BRANCH, CLASS, session=session.id)
        placed = await there.client.issue(draft, None, "kiosk")
        assert 1 == (await there.desk.session(made.id)).taken
        await there.client.cancel(placed.ticket.id, "kiosk")
        assert 0 == (await there.desk.session(made.id)).taken
        assert 0 == (await there.client.session(SessionId(session.id))).taken


async def test_a_series_is_made_and_read_back(there: There) -> None:
    """A date that is taken is left out; so are those too far ahead for that server."""
    week = timedelta(weeks=1)
    await there.client.issue(wanted(HALF_PAST_NINE + week), None, "kiosk")
    wish = SeriesWish(BRANCH, PASS, HALF_PAST_NINE, Rule(Every.WEEKLY, count=4))
    series = await there.client.create_series(wish, None, "staff")
    assert [None, Reason.SLOT_TAKEN, None] == [date.reason for date in series.dates[:3]]
    assert 1 == len(await there.client.told(BRANCH, TOMORROW + week))


async def test_a_key_that_was_taken_back_opens_nothing() -> None:
    """And is not tried again and again."""
    async with over_own_routes() as there:
        await there.client.told(BRANCH, TOMORROW)
        for key in there.shop.keys.listed():
            await there.shop.keys.revoke(key.id)
        there.wire.asked.clear()
        for _ in range(4):
            with pytest.raises(Denied):
                await there.client.told(BRANCH, TOMORROW)
        assert 2 >= len(there.wire.asked)


async def test_what_is_not_there_is_not_offered() -> None:
    """Numbers, counters and the rest are a queue's."""
    async with over_own_routes() as there:
        with pytest.raises(Refused) as caught:
            await there.client.call(BRANCH, "1", "staff")
        assert Reason.NOT_OFFERED is caught.value.reason
