"""What one end writes, the other end reads as the same value; and nothing unclean gets in."""

from dataclasses import fields, is_dataclass
from dataclasses import replace as replaced
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.apis.heard import asked, heard, said
from kiosk.apis.native import wire, wire_branch, wire_customers, wire_slots
from kiosk.apis.native.errors import error_from_wire, error_to_wire, status_of
from kiosk.apis.native.instants import day_from_wire as read_day
from kiosk.apis.native.instants import start_from_wire, start_to_wire
from kiosk.apis.native.translate import (
    event_from_wire,
    event_to_wire,
    placed_from_wire,
    placed_to_wire,
)
from kiosk.apis.native.translate_branch import branch_from_wire, branch_to_wire
from kiosk.apis.native.translate_customers import customer_from_wire, customer_to_wire
from kiosk.apis.native.translate_slots import (
    day_from_wire,
    day_to_wire,
    hold_from_wire,
    hold_to_wire,
)
from kiosk.apis.native.translate_state import state_from_wire, state_to_wire
from kiosk.domain.booking import Hold
from kiosk.domain.branch import Branch, BranchState
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.slots import DaySlots
from kiosk.domain.ticket import Placed, Status
from kiosk.errors import (
    BadInput,
    CheckInRefused,
    KioskError,
    Reason,
    Refused,
    SlotTaken,
)
from kiosk.text import is_clean
from tests.apis.values import (
    BRANCHES,
    CUSTOMERS,
    DAYS,
    EVENTS,
    HOLDS,
    PLACED,
    STATES,
)
from tests.contract.shop import branch, issued, ticket
from tests.strategies import foreign_text

INSTANT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@given(PLACED, BRANCHES)
def test_a_ticket_comes_back_as_it_was(placed: Placed, described: Branch) -> None:
    """Its instants, and every member of the row; what staff noted is told to staff only."""
    here = Branch(**{**_members(described), "id": placed.ticket.branch})
    told = said(placed_to_wire(placed, here, None, for_staff=True))
    assert placed == placed_from_wire(heard(wire.Ticket, told))
    plain = said(placed_to_wire(placed, here, None))
    bare = replaced(placed.ticket, care=None, theirs=None)
    without = replaced(placed, ticket=bare)
    assert (without, False) == (
        placed_from_wire(heard(wire.Ticket, plain)),
        b'"care"' in plain or b'"theirs"' in plain,
    )


@given(EVENTS)
def test_an_event_comes_back_as_it_was(event: TicketEvent) -> None:
    """Which is what lets a client follow a queue. Who did it and why is told to staff only."""
    told = said(event_to_wire(event))
    assert event == event_from_wire(heard(wire.Event, told))
    plain = said(event_to_wire(event, for_staff=False))
    without = replaced(event, actor="", reason="")
    assert without == event_from_wire(heard(wire.Event, plain))


@given(STATES)
def test_a_state_comes_back_as_it_was(state: BranchState) -> None:
    """The whole description with it, in all its languages."""
    told = said(state_to_wire(state))
    assert state == state_from_wire(heard(wire_branch.BranchState, told))


@given(BRANCHES)
def test_what_is_told_of_a_branch_can_be_loaded_again(described: Branch) -> None:
    """The strict reader of PUT takes what GET gave, and so a branch can be moved."""
    told = said(branch_to_wire(described))
    assert described == branch_from_wire(asked(wire_branch.Branch, told))


@given(DAYS)
def test_a_days_times_come_back_as_they_were(day: DaySlots) -> None:
    """Each with its verdict, and why the day is as it is."""
    told = said(day_to_wire(day))
    assert day == day_from_wire(heard(wire_slots.Day, told))


@given(HOLDS)
def test_a_hold_comes_back_as_it_was_and_never_tells_its_word(hold: Hold) -> None:
    """Who knows the word has the hold: it goes one way only."""
    told = said(hold_to_wire(hold))
    assert hold == hold_from_wire(heard(wire_slots.Hold, told), hold.holder)
    assert hold.holder.encode() not in told


@given(CUSTOMERS)
def test_a_customer_comes_back_as_they_were(customer: Customer) -> None:
    """Down to what the caller wrote for itself."""
    told = said(customer_to_wire(customer))
    assert customer == customer_from_wire(heard(wire_customers.Customer, told))


NEAREST = (INSTANT, INSTANT + timedelta(minutes=5))
ERRORS = [
    SlotTaken(detail="gone", nearest=NEAREST),
    SlotTaken(Reason.FULL),
    CheckInRefused(Reason.TOO_EARLY, opens_at=INSTANT),
    CheckInRefused(Reason.TOO_LATE),
    Refused(Reason.NOT_APPOINTABLE),
    BadInput(fields={"start": "has no offset"}),
]


@pytest.mark.parametrize("error", ERRORS, ids=[type(e).__name__ for e in ERRORS])
def test_a_refusal_comes_back_with_what_helps_to_try_again(error: KioskError) -> None:
    """The times near the one that is gone, the hour from which to come; nothing for the others."""
    told = said(error_to_wire(error))
    back = error_from_wire(status_of(error), heard(wire.ErrorAnswer, told).error, 1)
    assert (type(error), vars(error)) == (type(back), vars(back))
    assert isinstance(error, SlotTaken) == (b"nearest" in told)


def test_a_verdict_of_a_newer_server_is_a_refusal() -> None:
    """A time nobody understands is none that can be had."""
    told = day_to_wire(DaySlots(INSTANT.date(), (), Reason.FULL))
    newer = day_from_wire(replace(told, reason="eclipse"))
    assert Reason.NOT_ALLOWED_NOW is newer.reason


@pytest.mark.parametrize("start", ["0001-01-01T00:30+01:00", "9999-12-31T23:30-01:00"])
def test_a_start_that_utc_has_no_year_for_is_refused(start: str) -> None:
    """Half an hour before the first year, and one after the last."""
    with pytest.raises(BadInput) as refused:
        start_from_wire(datetime.fromisoformat(start))
    assert ["start"] == list(refused.value.fields)


def test_a_start_without_an_offset_is_not_sent() -> None:
    """Whose nine o'clock it is, nobody could tell."""
    with pytest.raises(BadInput):
        start_to_wire(datetime(2026, 5, 4, 9))  # noqa: DTZ001  that is the point
    berlin = datetime(2026, 5, 4, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert "2026-05-04T07:00:00Z" == start_to_wire(berlin)


@pytest.mark.parametrize(
    "day", ["", "today", "20260504", "2026-W19-1", "2026-02-30", "9" * 99]
)
def test_a_day_is_written_in_one_way(day: str) -> None:
    """Year, month, day, and one that exists."""
    with pytest.raises(BadInput) as refused:
        read_day(day, "first")
    assert ["first"] == list(refused.value.fields)


@given(foreign_text, st.sampled_from(["name", "email", "phone", "external_id"]))
def test_no_text_of_a_customer_comes_in_unclean(text: str, member: str) -> None:
    """Names are on screens and paper."""
    told = customer_to_wire(Customer(CustomerId("0" * 32), INSTANT, INSTANT))
    assert _is_clean(customer_from_wire(replace(told, **{member: text})))


@given(foreign_text, st.sampled_from(["number", "code", "locale", "source", "counter"]))
def test_no_string_of_a_ticket_comes_in_unclean(text: str, member: str) -> None:
    """Whatever another machine puts into it."""
    told = placed_to_wire(Placed(ticket(1), None), branch(), None)
    hostile = replace(told, **{member: text})
    assert _is_clean(placed_from_wire(hostile))


@given(foreign_text, st.sampled_from(["number", "actor", "reason", "counter"]))
def test_no_string_of_an_event_comes_in_unclean(text: str, member: str) -> None:
    """A call may be shown on a board."""
    told = event_to_wire(issued(ticket(1)))
    assert _is_clean(event_from_wire(replace(told, **{member: text})))


@given(foreign_text)
def test_no_text_of_a_branch_comes_in_unclean(text: str) -> None:
    """Names and addresses, all of which reach screens and paper. JSON has no lone surrogates."""
    words = {"en": text.encode("utf-8", "replace").decode()}
    hostile = branch(name=words, address=words, where_to_wait=words, missed=words)
    assert _is_clean(branch_from_wire(branch_to_wire(hostile)))


def test_a_status_from_a_newer_server_is_kept_as_unknown() -> None:
    """Nothing is done with such a ticket, and nothing breaks."""
    told = placed_to_wire(Placed(ticket(1), None), branch(), None)
    newer = placed_from_wire(replace(told, status="teleported"))
    assert Status.UNKNOWN == newer.ticket.status


def test_a_deed_from_a_newer_server_means_that_something_changed() -> None:
    """Whoever follows the queue reads the state again instead of missing it."""
    event = issued(ticket(1), seq=7)
    told = replace(event_to_wire(event), deed="teleport")
    assert BranchChanged(7, event.at, event.branch) == event_from_wire(told)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("ar", "الشارع الرئيسي"),
        ("ar-BH", "الشارع الرئيسي"),
        ("en", "Main Street"),
        ("fi", "Main Street"),
        (None, "الشارع الرئيسي"),
    ],
)
def test_names_are_in_the_language_asked_for(asked: str | None, name: str) -> None:
    """Else in the ticket's own, and the branch's for one it does not have."""
    placed = Placed(ticket(1, locale="ar"), None)
    assert name == placed_to_wire(placed, branch(), asked).branch.name


def test_a_service_that_is_gone_is_shown_by_its_id() -> None:
    """A ticket outlives the description it was issued under."""
    placed = Placed(ticket(1, service="oldservice", group="oldgroup01"), None)
    told = placed_to_wire(placed, branch(), None)
    assert ("oldservice", "oldgroup01") == (told.service.name, told.group.name)


def _members(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _is_clean(value: Any) -> bool:
    if isinstance(value, str):
        return is_clean(value)
    if is_dataclass(value) and not isinstance(value, type):
        return all(map(_is_clean, _members(value).values()))
    if isinstance(value, dict):
        return all(map(_is_clean, [*value, *value.values()]))
    if isinstance(value, tuple | frozenset):
        return all(map(_is_clean, value))
    return True
