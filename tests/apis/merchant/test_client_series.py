"""Series at the merchant's system: their rule, our dates, and what can't be said there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.apis.merchant.client_series import rule_to_wire
from kiosk.domain.ports import Once
from kiosk.domain.series import (
    Every,
    OnConflict,
    Rule,
    Scope,
    SeriesChange,
    SeriesWish,
)
from kiosk.domain.ticket import Status, TicketId
from kiosk.errors import Reason, Refused, SlotTaken
from tests.apis.merchant.program import open_branch
from tests.apis.merchant.test_client import HERE, NINE, SWEDISH

WEEK = timedelta(weeks=1)
WEEKLY = SeriesWish(HERE, SWEDISH, NINE, Rule(Every.WEEKLY, count=4))


def test_a_rule_is_said_in_their_words() -> None:
    """Weekdays by two letters, an end in UTC; years their program refuses, so nobody asks."""
    until = datetime(2026, 6, 15, 18, tzinfo=UTC)
    rule = Rule(Every.WEEKLY, 2, frozenset({4, 0, 2}), until)
    assert {
        "frequency": "WEEKLY",
        "interval": 2,
        "weekdays": ["MO", "WE", "FR"],
        "until": "2026-06-15T18:00:00Z",
    } == rule_to_wire(rule, None)
    with pytest.raises(Refused) as caught:
        rule_to_wire(Rule(Every.YEARLY, count=2), None)
    assert Reason.NOT_OFFERED is caught.value.reason


async def test_a_preview_shows_what_is_taken_and_changes_nothing() -> None:
    """Each date against the times that are free now."""
    async with open_branch() as there:
        there.program.add(12, NINE + WEEK, "by phone")
        dates = await there.client.preview(WEEKLY)
        assert [None, Reason.SLOT_TAKEN, None, None] == [date.reason for date in dates]
        assert [] == there.program.bodies


async def test_it_is_made_by_their_rule_and_read_back() -> None:
    """A count becomes the last date, as they count nothing; every date is a booking."""
    async with open_branch() as there:
        once = Once("staff", "a series", "the same request")
        series = await there.client.create_series(WEEKLY, once, "staff")
        assert series == await there.client.create_series(WEEKLY, once, "staff")
        (body,) = there.program.bodies
        assert body["is_recurring"]
        assert "2026-05-26T07:00:00Z" == body["recurrence_rule"]["until"]
        assert ["101", "102", "103", "104"] == [date.ticket for date in series.dates]
        assert series == await there.client.series_of(TicketId("103"))


async def test_dates_that_are_taken_are_cancelled_again() -> None:
    """They would have two in the same hour; the other's stays."""
    async with open_branch() as there:
        there.program.add(12, NINE + WEEK, "by phone")
        series = await there.client.create_series(WEEKLY, None, "staff")
        assert [None, Reason.SLOT_TAKEN, None, None] == [
            date.reason for date in series.dates
        ]
        at = [kept.note for kept in there.program.live() if kept.start == NINE + WEEK]
        assert ["by phone"] == at


async def test_all_or_nothing_asks_for_nothing_when_a_date_is_taken() -> None:
    """ABORT."""
    async with open_branch() as there:
        there.program.add(12, NINE + WEEK, "by phone")
        wish = replace(WEEKLY, on_conflict=OnConflict.ABORT)
        with pytest.raises(SlotTaken):
            await there.client.create_series(wish, None, "staff")
        assert 1 == len(there.program.live())


async def test_one_date_is_cancelled_and_more_at_once_are_not_offered() -> None:
    """There is no route for all that follow."""
    async with open_branch() as there:
        await there.client.create_series(WEEKLY, None, "staff")
        one = SeriesChange(Scope.THIS)
        await there.client.change_series(TicketId("102"), one, "staff")
        gone = (await there.client.ticket(TicketId("102"))).ticket
        assert Status.CANCELLED is gone.status
        change = SeriesChange(Scope.FOLLOWING)
        with pytest.raises(Refused) as caught:
            await there.client.change_series(TicketId("103"), change, "staff")
        assert Reason.NOT_OFFERED is caught.value.reason
