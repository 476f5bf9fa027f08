"""A branch's calendar, as another library than the one that wrote it reads it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import vobject
from dateutil.rrule import rrulestr

from kiosk.apis.calendars import Shown, calendar
from kiosk.domain.booking import Booking
from kiosk.domain.branch import Branch, LaneId
from kiosk.domain.series import Every, Occurrence, Rule, Series
from kiosk.domain.sessions import GroupSession, SeriesId, SessionId, SessionStatus
from kiosk.domain.ticket import TicketId
from tests.contract.shop import ADVICE, CASH, MAIN, NOON, appointment, branch

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def session(number: int, **changes: Any) -> GroupSession:
    start = NOON + number * DAY
    made = GroupSession(
        id=SessionId(f"session{number:03}"),
        branch=MAIN,
        service=ADVICE,
        lane=LaneId("desk 1"),
        start_at=start,
        end_at=start + HOUR,
        least=5,
        most=12,
        decide_at=start - 2 * HOUR,
    )
    return replace(made, **changes)


def events(shown: Shown) -> list[Any]:
    text = calendar(shown, NOON).decode()
    return list(getattr(vobject.readOne(text), "vevent_list", []))


def weekly(**changes: Any) -> Series:
    """Mondays and Wednesdays at 19:00 in Budapest, across the spring change of the clocks."""
    starts = [
        datetime(2026, 3, 23, 18, tzinfo=UTC),
        datetime(2026, 3, 25, 18, tzinfo=UTC),
        datetime(2026, 3, 30, 17, tzinfo=UTC),
        datetime(2026, 4, 1, 17, tzinfo=UTC),
    ]
    dates = tuple(
        Occurrence(at, at, at + HOUR, ticket=TicketId(f"ticket{n:04}"))
        for n, at in enumerate(starts)
    )
    made = Series(
        id=SeriesId("series0001"),
        branch=MAIN,
        service=CASH,
        start=starts[0],
        rule=Rule(Every.WEEKLY, weekdays=frozenset({0, 2}), until=starts[-1]),
        zone="Europe/Budapest",
        made_until=starts[-1],
        dates=dates,
    )
    return replace(made, **changes)


def starts(event: Any) -> list[datetime]:
    """The rule's dates in the zone it names, without those left out; by a third library."""
    (name,) = event.dtstart.params["X-VOBJ-ORIGINAL-TZID"]
    zone = ZoneInfo(name)
    first = event.dtstart.value.replace(tzinfo=zone)
    left_out = [
        at.replace(tzinfo=zone)
        for line in getattr(event, "exdate_list", [])
        for at in line.value
    ]
    dates = rrulestr(event.rrule.value, dtstart=first)
    return [at.astimezone(UTC) for at in dates if at not in left_out]


def test_it_names_number_and_service_and_nobody() -> None:
    """No name, and no code: with a code one can check in, or cancel."""
    booked = appointment(7)
    (event,) = events(Shown(branch(), [booked]))
    assert ("T007, Cash", booked.start_at) == (event.summary.value, event.dtstart.value)
    assert booked.code8 not in calendar(Shown(branch(), [booked]), NOON).decode()


def test_a_sensitive_service_is_called_by_its_group() -> None:
    cash, *others = branch().services
    shy = branch(services=(replace(cash, sensitive=True), *others))
    (event,) = events(Shown(shy, [appointment(7)]))
    assert "T007, Everyday" == event.summary.value


def test_a_session_is_one_event_however_many_come() -> None:
    booked = appointment(7)
    place = Booking(NOON + HOUR, LaneId("desk 1"), NOON, session="session001")
    (event,) = events(
        Shown(branch(), [replace(booked, booking=place)], [session(1, taken=8)])
    )
    assert ("Advice", NOON + DAY) == (event.summary.value, event.dtstart.value)


def test_a_cancelled_session_says_so() -> None:
    shown = Shown(branch(), sessions=[session(1, status=SessionStatus.CANCELLED)])
    assert ["CANCELLED"] == [event.status.value for event in events(shown)]


def test_a_series_keeps_its_wall_time_when_the_clocks_change() -> None:
    """19:00 in Budapest is 18:00Z before 29 March and 17:00Z after it."""
    series = weekly()
    (event,) = events(Shown(branch(), series=[series]))
    assert [one.start for one in series.dates] == starts(event)


def test_a_date_left_out_of_a_series_is_no_event() -> None:
    first, second, *rest = weekly().dates
    series = weekly(dates=(first, replace(second, ticket=None), *rest))
    (event,) = events(Shown(branch(), series=[series]))
    assert [first.start, *(one.start for one in rest)] == starts(event)


def test_a_moved_date_says_which_it_was() -> None:
    first, second, *rest = weekly().dates
    moved = replace(second, start=second.start + HOUR, end=second.end + HOUR)
    master, other = events(
        Shown(branch(), series=[weekly(dates=(first, moved, *rest))])
    )
    assert master.uid.value == other.uid.value
    assert second.original == other.recurrence_id.value.astimezone(UTC)
    assert moved.start == other.dtstart.value.astimezone(UTC)


def test_a_first_date_off_the_rule_stands_by_itself() -> None:
    """RFC 5545 leaves open what a rule means whose first date does not fit it."""
    sunday = datetime(2026, 3, 22, 18, tzinfo=UTC)
    first = Occurrence(sunday, sunday, sunday + HOUR, ticket=TicketId("ticket0009"))
    series = weekly(start=sunday, dates=(first, *weekly().dates))
    lone, master = events(Shown(branch(), series=[series]))
    assert sunday == lone.dtstart.value
    assert [one.start for one in weekly().dates] == starts(master)


def test_a_hostile_name_adds_no_line() -> None:
    there: Branch = branch(name={"en": "Main\r\nATTENDEE:mailto:x@example.org\x1b[2J"})
    text = calendar(Shown(there, [appointment(7)]), NOON)
    assert b"\nATTENDEE" not in text.replace(b"\r\n ", b"")
    assert b"\x1b" not in text
