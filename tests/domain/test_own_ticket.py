"""What a customer may do with the ticket they came with."""

from dataclasses import replace

import pytest

from kiosk.domain.booking import Booking
from kiosk.domain.branch import LaneId
from kiosk.domain.own_ticket import Own, own_choices
from kiosk.domain.ports import Capabilities
from kiosk.domain.ticket import Kind, Status
from tests.strategies import NOON, ticket

ALL = Capabilities(check_in=True, reschedule=True)
NUMBER = ticket()
RESERVED = Booking(NOON, LaneId("desk-1"), NOON)
TIMED = ticket(kind=Kind.APPOINTMENT, start_at=NOON, booking=RESERVED)
SEAT = replace(TIMED, booking=replace(RESERVED, session="s1"))


@pytest.mark.parametrize(
    ("status", "number", "timed", "seat"),
    [
        (Status.REQUESTED, "", "MLP", "LP"),
        (Status.BOOKED, "", "CMLP", "CLP"),
        (Status.WAITING, "LP", "LP", "LP"),
        (Status.CALLED, "", "", ""),
        (Status.SERVING, "", "", ""),
        (Status.PARKED, "", "", ""),
        (Status.SERVED, "", "", ""),
        (Status.NO_SHOW, "", "", ""),
        (Status.CANCELLED, "", "", ""),
        (Status.EXPIRED, "", "", ""),
        (Status.UNKNOWN, "", "", ""),
    ],
)
def test_what_is_worth_a_button_at_each_status(
    status: Status, number: str, timed: str, seat: str
) -> None:
    """C check in, M another time, L give it back, P print: for a number, a time, a place in a
    session. Nothing for who is called, and nothing where it is over."""
    for kind, expected in ((NUMBER, number), (TIMED, timed), (SEAT, seat)):
        if status in (Status.REQUESTED, Status.BOOKED) and kind is NUMBER:
            continue  # there is no such number
        assert expected == short(own_choices(replace(kind, status=status), ALL))


@pytest.mark.parametrize(
    ("can", "left"),
    [
        (replace(ALL, check_in=False), "MLP"),
        (replace(ALL, reschedule=False), "CLP"),
        (replace(ALL, cancel=False), "CMP"),
    ],
)
def test_what_the_queue_can_not_do_has_no_button(can: Capabilities, left: str) -> None:
    assert left == short(own_choices(replace(TIMED, status=Status.BOOKED), can))


def test_a_ticket_without_a_code_is_not_printed_again() -> None:
    """Another system's: what would stand on the paper to come back with?"""
    assert "L" == short(own_choices(replace(NUMBER, code8=""), ALL))


def short(choices: tuple[Own, ...]) -> str:
    """C, M, L, P in the order of the buttons."""
    letters = {Own.CHECK_IN: "C", Own.MOVE: "M", Own.LEAVE: "L", Own.PRINT: "P"}
    return "".join(letters[own] for own in choices)
