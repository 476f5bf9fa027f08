"""An appointment in somebody's calendar, as another library than the one that wrote it reads it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unicodedata import category

import pytest
import vobject
from hypothesis import given

from kiosk.apis.ics import Entry, entry_of, method, written
from kiosk.domain.booking import Booking
from kiosk.domain.branch import LaneId
from kiosk.domain.ticket import Kind, Status, Ticket
from kiosk.errors import Reason, Refused
from tests.contract.shop import ADVICE, NOON, branch, ticket
from tests.strategies import foreign_text

HALF_PAST = datetime(2026, 5, 6, 7, 30, tzinfo=UTC)


def _booked(**changes: Any) -> Ticket:
    booking = Booking(HALF_PAST + timedelta(minutes=20), LaneId("desk"), NOON)
    return ticket(
        7,
        number="T007",
        code8="12345678",
        service=ADVICE,
        group="advice0001",
        kind=Kind.APPOINTMENT,
        status=Status.BOOKED,
        start_at=HALF_PAST,
        booking=booking,
        **changes,
    )


def _read(entry: Entry) -> Any:
    """The calendar, with all its lines looked at as octets."""
    lines = written(entry).split(b"\r\n")
    assert b"" == lines[-1]
    assert all(len(line) <= 75 for line in lines)
    assert all(category(char) != "Cc" for line in lines for char in line.decode())
    return vobject.readOne(written(entry).decode())


def test_a_calendar_shows_when_where_and_what_to_bring() -> None:
    """To the minute, in whatever zone its owner is: the times are UTC."""
    place = branch(address={"en": "1 Main Street; 2nd floor"})
    event = _read(entry_of(_booked(), place)).vevent
    assert (HALF_PAST, HALF_PAST + timedelta(minutes=20)) == (
        event.dtstart.value,
        event.dtend.value,
    )
    assert ("Advice", "Main Street, 1 Main Street; 2nd floor") == (
        event.summary.value,
        event.location.value,
    )
    assert "T007 · 1234-5678\nYour card" == event.description.value
    assert b"DTSTART:20260506T073000Z" in written(entry_of(_booked(), place))


def test_it_stays_one_entry_however_often_the_time_changes() -> None:
    """RFC 5545, 3.8.7.4: the same UID, and a SEQUENCE that grows."""
    first = _booked()
    assert first.booking
    moved = replace(first, booking=replace(first.booking, changes=2))
    before, after = (_read(entry_of(one, branch())).vevent for one in (first, moved))
    assert (before.uid.value, "0", "2") == (
        after.uid.value,
        before.sequence.value,
        after.sequence.value,
    )


def test_a_cancelled_appointment_takes_itself_out() -> None:
    """RFC 5546, 3.2.5: CANCEL, with a later SEQUENCE than the entry it is about."""
    over = entry_of(replace(_booked(), status=Status.CANCELLED), branch())
    calendar = _read(over)
    assert ("CANCEL", "CANCELLED", "1", "CANCEL") == (
        calendar.method.value,
        calendar.vevent.status.value,
        calendar.vevent.sequence.value,
        method(over),
    )


def test_its_texts_are_in_the_customers_language() -> None:
    """And say so; what a language lacks is in the branch's own."""
    arabic = branch(where_to_wait={"en": "Floor 2", "ar": "الطابق الثاني"})
    event = _read(entry_of(_booked(locale="ar"), arabic)).vevent
    assert ("الشارع الرئيسي", "Advice", "ar") == (
        event.location.value,
        event.summary.value,
        event.summary.params["LANGUAGE"][0],
    )
    assert event.description.value.endswith("الطابق الثاني")
    english = _read(entry_of(_booked(locale="ar"), arabic, "en")).vevent
    assert "Main Street" == english.location.value


def test_what_is_nobody_elses_business_is_called_by_its_group() -> None:
    """A calendar is shared with colleagues and family more often than a paper."""
    cash, loans, advice = branch().services
    private = branch(services=(cash, loans, replace(advice, sensitive=True)))
    event = _read(entry_of(_booked(), private)).vevent
    assert ("Advice", "PRIVATE") == (
        event.summary.value,
        event.contents["class"][0].value,
    )
    assert "Your card" not in event.description.value


def test_a_number_without_a_time_has_no_entry() -> None:
    """It is for today, and nobody knows when."""
    with pytest.raises(Refused) as refused:
        entry_of(ticket(1), branch())
    assert Reason.NOT_APPOINTABLE is refused.value.reason


@given(foreign_text)
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    """Whatever a branch is called, it adds no property and no second event."""
    hostile = text.encode("utf-8", "replace").decode()
    entry = replace(
        entry_of(_booked(), branch()),
        summary=hostile,
        location=hostile,
        description=f"{hostile}\r\nBEGIN:VEVENT",
        organizer=hostile,
    )
    calendar = _read(entry)
    assert 1 == len(calendar.vevent_list)
    assert 1 == written(entry).count(b"\r\nBEGIN:VEVENT")
