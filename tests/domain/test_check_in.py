"""Who may check in for an appointment, where and when."""

from datetime import date, timedelta

import pytest

from kiosk.domain.branch import BranchId
from kiosk.domain.checkin import CheckIn, check_in
from kiosk.domain.ticket import Kind
from kiosk.errors import Reason
from tests.domain.appointments import rules
from tests.strategies import NOON, ticket

HERE = BranchId("mainbranch")
MINUTE = timedelta(minutes=1)
TODAY = date(2026, 5, 4)


def arrival(minutes: int, here: BranchId = HERE, today: date = TODAY) -> CheckIn:
    """Arriving so many minutes after an appointment at noon."""
    booked = ticket(kind=Kind.APPOINTMENT, start_at=NOON)
    return check_in(booked, rules(), here, today, NOON + minutes * MINUTE)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (-46, CheckIn(Reason.TOO_EARLY, opens_at=NOON - 45 * MINUTE)),
        (-45, CheckIn()),
        (0, CheckIn()),
        (15, CheckIn()),
        (16, CheckIn(is_late=True)),
        (60, CheckIn(is_late=True)),
        (61, CheckIn(Reason.TOO_LATE)),
    ],
)
def test_the_door_is_open_from_45_minutes_before_to_an_hour_after(
    minutes: int, expected: CheckIn
) -> None:
    assert expected == arrival(minutes)


def test_another_branch_is_told_before_the_time() -> None:
    assert CheckIn(Reason.WRONG_BRANCH) == arrival(-46, BranchId("otherplace"))


def test_another_day_is_told_and_one_to_come_says_when() -> None:
    day = 24 * 60
    opens_at = NOON - 45 * MINUTE
    early = arrival(-day, today=TODAY - timedelta(days=1))
    assert CheckIn(Reason.WRONG_DAY, opens_at=opens_at) == early
    assert CheckIn(Reason.WRONG_DAY) == arrival(day, today=TODAY + timedelta(days=1))


def test_within_the_window_the_date_does_not_matter() -> None:
    """Who comes at ten to midnight for ten past is welcome."""
    assert CheckIn() == arrival(-10, today=TODAY - timedelta(days=1))


def test_a_ticket_without_a_time_is_not_an_appointment() -> None:
    found = check_in(ticket(), rules(), HERE, TODAY, NOON)
    assert CheckIn(Reason.NOT_APPOINTABLE) == found
