"""What one end writes, the other end reads as the same value; and nothing unclean gets in."""

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.apis.heard import asked, heard, said
from kiosk.apis.native import wire, wire_branch
from kiosk.apis.native.translate import (
    event_from_wire,
    event_to_wire,
    placed_from_wire,
    placed_to_wire,
)
from kiosk.apis.native.translate_branch import (
    branch_from_wire,
    branch_to_wire,
    state_from_wire,
    state_to_wire,
)
from kiosk.domain.branch import Branch, BranchState
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.ticket import Placed, Status
from kiosk.text import is_clean
from tests.apis.values import BRANCHES, EVENTS, PLACED, STATES
from tests.contract.shop import branch, issued, ticket
from tests.strategies import foreign_text


@given(PLACED, BRANCHES)
def test_a_ticket_comes_back_as_it_was(placed: Placed, described: Branch) -> None:
    """Its instants, and every member of the row."""
    here = Branch(**{**_members(described), "id": placed.ticket.branch})
    told = said(placed_to_wire(placed, here, None))
    assert placed == placed_from_wire(heard(wire.Ticket, told))


@given(EVENTS)
def test_an_event_comes_back_as_it_was(event: TicketEvent) -> None:
    """Which is what lets a client follow a queue."""
    told = said(event_to_wire(event))
    assert event == event_from_wire(heard(wire.Event, told))


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
