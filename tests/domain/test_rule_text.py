"""Rules as other programs write and read them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.recurrence import MOST_COUNT, MOST_INTERVAL
from kiosk.domain.rule_text import rule_from_text, rule_to_text
from kiosk.domain.series import Every, Rule
from kiosk.errors import BadInput

UNTIL = datetime(2026, 6, 15, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FREQ=DAILY", Rule(Every.DAILY)),
        ("FREQ=YEARLY;COUNT=3", Rule(Every.YEARLY, count=3)),
        ("FREQ=MONTHLY;INTERVAL=2", Rule(Every.MONTHLY, 2)),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU;UNTIL=20260615T180000Z",
            Rule(Every.WEEKLY, 2, frozenset({0, 2, 6}), UNTIL),
        ),
    ],
)
def test_a_rule_is_read_as_it_is_written(text: str, rule: Rule) -> None:
    assert (rule, text) == (rule_from_text(text), rule_to_text(rule))


def test_capitals_order_and_the_usual_week_do_not_matter() -> None:
    text = "wkst=mo;byday=SU,mo;Freq=weekly"
    assert Rule(Every.WEEKLY, 1, frozenset({0, 6})) == rule_from_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ",
        "COUNT=3",
        "FREQ=HOURLY",
        "FREQ=DAILY;",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=1.5",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=9999999",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;BYDAY=MO,XX",
        "FREQ=WEEKLY;WKST=SU",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYSETPOS=-1",
        "FREQ=DAILY;UNTIL=20260615",
        "FREQ=DAILY;UNTIL=20260615T180000",
        "FREQ=DAILY;UNTIL=20261315T180000Z",
        "FREQ=DAILY;UNTIL=99999999T999999Z",
        "FREQ=DAILY;X-MORE=1",
        "FREQ=DAİLY",
        "FREQ=DAILY" + ";" * 300,
    ],
)
def test_a_part_that_is_not_kept_is_refused_and_never_passed_over(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        rule_from_text(text)
    assert ["rule"] == list(caught.value.fields)


@given(text=st.text())
def test_no_text_does_worse_than_be_refused(text: str) -> None:
    try:
        rule = rule_from_text(f"FREQ=WEEKLY;{text}")
    except BadInput:
        return
    assert rule == rule_from_text(rule_to_text(rule))


@given(
    every=st.sampled_from(Every),
    interval=st.integers(1, MOST_INTERVAL),
    weekdays=st.frozensets(st.integers(0, 6)),
    until=st.none()
    | st.integers(0, 10**10).map(lambda n: datetime.fromtimestamp(n, UTC)),
    count=st.none() | st.integers(1, MOST_COUNT),
    with_start=st.booleans(),
)
def test_every_rule_comes_back_as_it_was(
    every: Every,
    interval: int,
    weekdays: frozenset[int],
    until: datetime | None,
    count: int | None,
    with_start: bool,
) -> None:
    rule = Rule(every, interval, weekdays, until, count, with_start)
    text = rule_to_text(rule)
    assert replace(rule, with_start=True) == rule_from_text(text)
    assert rule == rule_from_text(text, with_start=with_start)
