"""A calendar program that subscribed to a branch shows the dates of its series as they are."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from httpx import ASGITransport, AsyncClient
from icalendar import Calendar
from starlette.applications import Starlette

from kiosk.apis.calendars import Shown, calendar
from kiosk.apis.feeds import feed_routes
from kiosk.desk.desk import Desk
from kiosk.domain.branch import ServiceId
from kiosk.domain.series import Every, Rule, Scope, SeriesChange
from kiosk.domain.sessions import SessionId, SessionPlan
from kiosk.domain.stored_feeds import Feed
from kiosk.domain.ticket import TicketId
from kiosk.store.memory import MemoryStore
from tests.contract.shop import MAIN
from tests.desk.hands import StoppedClock, desk_over
from tests.desk.school import LESSON, MO, SUNDAY, YOGA, ZONE, local, school, wish

TEACHER = "teacher"
MONDAYS = Rule(Every.WEEKLY, count=6)
DAY, HALF = timedelta(days=1), timedelta(minutes=30)
FIRST = "2026-03-16 19:00"


@pytest.fixture(name="desk")
async def _desk() -> AsyncIterator[Desk]:
    store = MemoryStore()
    made = desk_over(store, StoppedClock(SUNDAY))
    await made.load(school(1, exceptions=()))
    yield made
    await made.close()
    await store.close()


async def begun(desk: Desk, service: ServiceId) -> list[TicketId | SessionId]:
    """Six Mondays at seven, two of them before the clocks change."""
    made = await desk.create_series(wish(FIRST, MONDAYS, service=service), None, "t")
    return [name for one in made.dates for name in (one.ticket, one.session) if name]


async def subscribed(desk: Desk, *names: TicketId | SessionId) -> list[str]:
    """When something is, by the school's clock, as read from the feed by other libraries."""
    found = [await desk.series_of(name) for name in names]
    series = list({one.id: one for one in found if one}.values())
    file = calendar(Shown(school(), series=series), SUNDAY)
    events: list[Any] = list(Calendar.from_ical(file).walk("VEVENT"))
    elsewhere = {_key(one): _start(one) for one in events if "RECURRENCE-ID" in one}
    seen = [
        elsewhere.get((one["UID"], at), at)
        for one in events
        if "RECURRENCE-ID" not in one
        for at in _dates(one)
    ]
    return [f"{at.astimezone(ZONE):%m-%d %H:%M}" for at in sorted(seen)]


def _start(event: Any) -> datetime:
    start: datetime = event["DTSTART"].dt
    return start


def _key(event: Any) -> tuple[str, datetime]:
    return event["UID"], event["RECURRENCE-ID"].dt.astimezone(UTC)


def _dates(event: Any) -> Iterator[datetime]:
    first = _start(event)
    if "RRULE" not in event:
        yield first.astimezone(UTC)
        return
    lines = event.get("EXDATE", [])
    lines = lines if isinstance(lines, list) else [lines]
    left_out = {at.dt.astimezone(UTC) for line in lines for at in line.dts}
    for at in rrulestr(event["RRULE"].to_ical().decode(), dtstart=first):
        if at.astimezone(UTC) not in left_out:
            yield at.astimezone(UTC)


EACH = pytest.mark.parametrize("service", [LESSON, YOGA])


@EACH
async def test_a_date_that_was_cancelled_is_gone_and_one_moved_is_where_it_is(
    desk: Desk, service: ServiceId
) -> None:
    names = await begun(desk, service)
    await desk.change_series(names[1], SeriesChange(Scope.THIS), TEACHER)
    later = SeriesChange(Scope.THIS, local("2026-03-31 10:30"))
    await desk.change_series(names[2], later, TEACHER)
    expected = ["03-16 19:00", "03-31 10:30", "04-06 19:00", "04-13 19:00"]
    assert [*expected, "04-20 19:00"] == await subscribed(desk, names[0])


@EACH
async def test_a_date_that_could_not_go_along_is_shown_where_it_stayed_and_only_there(
    desk: Desk, service: ServiceId
) -> None:
    names = await begun(desk, service)
    other = wish("2026-04-07 20:00", Rule(Every.DAILY, count=1), service=service)
    await desk.create_series(other, None, TEACHER)
    to = SeriesChange(Scope.FOLLOWING, local("2026-03-24 20:00"))
    changed = await desk.change_series(names[1], to, TEACHER)
    assert 1 == len(changed.left)
    assert [
        "03-16 19:00", "03-24 20:00", "03-31 20:00",
        "04-06 19:00", "04-14 20:00", "04-21 20:00",
    ] == await subscribed(desk, names[0], names[1])  # fmt: skip


@EACH
async def test_a_series_of_which_all_is_cancelled_is_in_no_calendar(
    desk: Desk, service: ServiceId
) -> None:
    names = await begun(desk, service)
    await desk.change_series(names[3], SeriesChange(Scope.ALL), TEACHER)
    assert [] == await subscribed(desk, names[0])


async def test_a_date_left_out_from_the_start_is_never_shown(desk: Desk) -> None:
    asked = wish(FIRST, MONDAYS, instead={local("2026-03-23 19:00"): None})
    made = await desk.create_series(asked, None, TEACHER)
    assert made.dates[0].ticket
    expected = ["03-16 19:00", "03-30 19:00", "04-06 19:00", "04-13 19:00"]
    assert [*expected, "04-20 19:00"] == await subscribed(desk, made.dates[0].ticket)


async def test_a_first_date_beside_the_rule_counts_as_one_of_them(desk: Desk) -> None:
    rule = Rule(Every.WEEKLY, weekdays=frozenset({MO}), count=3)
    made = await desk.create_series(wish("2026-03-15 19:00", rule), None, TEACHER)
    assert made.dates[0].ticket
    seen = await subscribed(desk, made.dates[0].ticket)
    assert ["03-15 19:00", "03-16 19:00", "03-23 19:00"] == seen


async def test_a_series_that_was_given_up_ends_where_its_dates_do(desk: Desk) -> None:
    made = await desk.create_series(wish(FIRST, Rule(Every.WEEKLY)), None, TEACHER)
    given_up = replace(made, ended=True)
    file = calendar(Shown(school(), series=[given_up]), SUNDAY)
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert [one.start for one in made.dates] == list(_dates(event))


async def test_what_is_planned_for_months_from_now_is_shown(desk: Desk) -> None:
    far = local("2026-06-12 10:00")
    await desk.plan_session(SessionPlan(MAIN, YOGA, far), None, TEACHER)
    feed = Feed("feed000001", "", "somebody", MAIN, None, SUNDAY)
    routes = feed_routes(desk, lambda _: feed, StoppedClock(SUNDAY))
    line = ASGITransport(Starlette(routes=list(routes)))
    async with AsyncClient(transport=line, base_url="http://here") as client:
        answer = await client.get("/feeds/secret.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert far == _start(event)
