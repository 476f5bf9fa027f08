"""When a branch and its services are open, and until when."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.domain.branch import (
    Branch,
    DayException,
    Opening,
    Service,
    ServiceId,
    WeekRule,
)
from kiosk.domain.hours import SEARCH_DAYS, Timetable
from kiosk.errors import BadInput
from tests.strategies import branch, instants, tricky_zones, week, window

BUDAPEST = "Europe/Budapest"
CASH = ServiceId("cashdesk01")
TICK = timedelta(microseconds=1)

OFFICE = week("08:00-12:00", "13:00-17:00", days=range(5))
EASTER_MONDAY = date(2026, 4, 6)


def at(text: str, zone: str = "UTC") -> datetime:
    """An instant from "2026-05-04 08:00"; a "*" after it means the second time it comes."""
    local = datetime.fromisoformat(text.rstrip("*")).replace(tzinfo=ZoneInfo(zone))
    return local.replace(fold=int(text.endswith("*"))).astimezone(UTC)


def changes(branch: Branch, first: str, last: str) -> list[str]:
    """When it opens and closes between two instants, as the branch's clock shows it then."""
    hours = Timetable(branch)
    now, end = at(first, branch.zone), at(last, branch.zone)
    seen = []
    while (now := hours.opening(now).until or end) < end:
        local = now.astimezone(ZoneInfo(branch.zone))
        seen.append(f"{local:%d %H:%M}" + "*" * local.fold)
    return seen


@pytest.mark.parametrize(
    ("now", "is_open", "until"),
    [
        ("2026-05-04 07:59", False, "2026-05-04 08:00"),
        ("2026-05-04 08:00", True, "2026-05-04 12:00"),
        ("2026-05-04 12:00", False, "2026-05-04 13:00"),
        ("2026-05-04 16:59", True, "2026-05-04 17:00"),
        ("2026-05-08 17:00", False, "2026-05-11 08:00"),
    ],
)
def test_a_week_of_office_hours(now: str, is_open: bool, until: str) -> None:
    opening = Timetable(branch(BUDAPEST, hours=(OFFICE,))).opening(at(now, BUDAPEST))
    assert Opening(is_open, at(until, BUDAPEST)) == opening


def test_a_break_cuts_the_windows_of_its_rule() -> None:
    rule = week("08:00-17:00", breaks=(window("12:00-13:00"), window("12:30-13:15")))
    cut = changes(branch(hours=(rule,)), "2026-05-04 00:00", "2026-05-05 00:00")
    assert ["04 08:00", "04 12:00", "04 13:15", "04 17:00"] == cut


def test_windows_that_touch_or_overlap_are_one() -> None:
    rules = (week("08:00-12:00", "12:00-14:00"), week("13:00-16:00"))
    one = changes(branch(hours=rules), "2026-05-04 00:00", "2026-05-05 00:00")
    assert ["04 08:00", "04 16:00"] == one


def test_a_night_is_written_in_two_rows_and_is_one_opening() -> None:
    rules = (week("20:00-24:00", days=[4]), week("00:00-02:00", days=[5]))
    night = changes(branch(hours=rules), "2026-05-08 00:00", "2026-05-10 00:00")
    assert ["08 20:00", "09 02:00"] == night


def test_a_rule_holds_from_its_first_to_its_last_day() -> None:
    summer = week("09:00-10:00", valid_from=date(2026, 5, 5), valid_to=date(2026, 5, 6))
    days = changes(branch(hours=(summer,)), "2026-05-04 00:00", "2026-05-09 00:00")
    assert ["05 09:00", "05 10:00", "06 09:00", "06 10:00"] == days


def test_day_and_night_has_no_end() -> None:
    always = Timetable(branch(hours=(week("00:00-24:00"),)))
    assert Opening(True, None) == always.opening(at("2026-05-04 08:00"))


def test_no_hours_have_no_opening() -> None:
    assert Opening(False, None) == Timetable(branch()).opening(at("2026-05-04 08:00"))


def test_an_opening_is_looked_for_sixty_days_ahead() -> None:
    today = date(2026, 5, 4)
    for days, expected in ((SEARCH_DAYS, True), (SEARCH_DAYS + 1, False)):
        only = today + timedelta(days=days)
        rule = week("08:00-09:00", valid_from=only, valid_to=only)
        opening = Timetable(branch(hours=(rule,))).opening(at("2026-05-04 08:00"))
        assert expected is (opening.until is not None)


def test_an_exception_replaces_the_day_and_says_why() -> None:
    label = {"en": "Stocktaking"}
    described = branch(
        hours=(OFFICE,),
        exceptions=(
            DayException(date(2026, 5, 5), label=label),
            DayException(date(2026, 5, 9), (window("10:00-11:00"),)),
        ),
    )
    hours = Timetable(described)
    closed = hours.opening(at("2026-05-05 10:00"))
    assert Opening(False, at("2026-05-06 08:00"), label) == closed
    assert hours.opening(at("2026-05-09 10:30")).is_open


def test_a_holiday_closes_the_day_and_says_its_name() -> None:
    described = branch(BUDAPEST, hours=(OFFICE,), holidays="HU")
    opening = Timetable(described).opening(at("2026-04-06 10:00", BUDAPEST))
    next_day = at("2026-04-07 08:00", BUDAPEST)
    assert Opening(False, next_day, {"en": "Easter Monday"}) == opening


def test_an_exception_opens_a_branch_on_a_holiday() -> None:
    described = branch(
        BUDAPEST,
        hours=(OFFICE,),
        holidays="HU",
        exceptions=(DayException(EASTER_MONDAY, (window("09:00-12:00"),)),),
    )
    assert Timetable(described).opening(at("2026-04-06 10:00", BUDAPEST)).is_open


def service(*rules: WeekRule) -> Service:
    """The cash desk, with hours of its own."""
    return Service(CASH, {"en": "Cash"}, "a", hours=rules)


def test_a_service_without_hours_follows_the_branch() -> None:
    plain = Service(CASH, {"en": "Cash"}, "a")
    hours = Timetable(branch(hours=(OFFICE,), services=(plain,)))
    now = at("2026-05-04 09:00")
    assert hours.opening(now) == hours.service(CASH, now)


def test_a_service_is_open_while_both_it_and_the_branch_are() -> None:
    late = service(week("11:00-14:00"))
    hours = Timetable(branch(hours=(OFFICE,), services=(late,)))
    assert Opening(False, at("2026-05-04 11:00")) == hours.service(
        CASH, at("2026-05-04 09:00")
    )
    assert Opening(True, at("2026-05-04 12:00")) == hours.service(
        CASH, at("2026-05-04 11:30")
    )
    assert not hours.service(CASH, at("2026-05-09 11:30")).is_open


@pytest.mark.parametrize(
    ("zone", "windows", "first", "last", "expected"),
    [
        pytest.param(
            "America/New_York",
            ["01:00-02:30"],
            "2026-03-08 00:00",
            "2026-03-08 12:00",
            ["08 01:00", "08 03:30"],
            id="a time the clock skips is as much later",
        ),
        pytest.param(
            "America/New_York",
            ["02:15-02:45"],
            "2026-03-08 00:00",
            "2026-03-08 12:00",
            ["08 03:15", "08 03:45"],
            id="and so is a window within the gap",
        ),
        pytest.param(
            "America/New_York",
            ["02:30-03:00"],
            "2026-03-08 00:00",
            "2026-03-08 12:00",
            [],
            id="a window that would then end before it begins is left out",
        ),
        pytest.param(
            "America/New_York",
            ["01:15-01:45"],
            "2026-11-01 00:00",
            "2026-11-01 12:00",
            ["01 01:15", "01 01:45*"],
            id="an hour that comes twice is open from its first to its second",
        ),
        pytest.param(
            "Australia/Lord_Howe",
            ["01:00-01:45"],
            "2026-04-05 00:00",
            "2026-04-05 12:00",
            ["05 01:00", "05 01:45*"],
            id="half an hour that comes twice as well",
        ),
        pytest.param(
            "Africa/Cairo",
            ["00:00-02:00"],
            "2026-04-23 12:00",
            "2026-04-24 12:00",
            ["24 01:00", "24 02:00"],
            id="a day without a midnight begins when it begins",
        ),
        pytest.param(
            "Africa/Cairo",
            ["22:00-24:00"],
            "2026-10-29 12:00",
            "2026-10-30 12:00",
            ["29 22:00", "30 00:00"],
            id="a day whose last hour comes twice ends after the second",
        ),
        pytest.param(
            "America/Havana",
            ["22:00-24:00"],
            "2026-10-31 12:00",
            "2026-11-01 12:00",
            ["31 22:00", "01 00:00"],
            id="a day before two midnights ends at the first",
        ),
        pytest.param(
            "America/St_Johns",
            ["22:00-24:00"],
            "2010-11-06 12:00",
            "2010-11-07 12:00",
            ["06 22:00", "07 00:00*"],
            id="a date that comes back ends when it is over at last",
        ),
    ],
)
def test_when_the_clocks_change(
    zone: str, windows: list[str], first: str, last: str, expected: list[str]
) -> None:
    described = branch(zone, hours=(week(*windows),))
    assert expected == changes(described, first, last)


def test_a_day_is_not_over_while_its_date_will_come_back() -> None:
    """St. John's, 2010: one minute past midnight the clock went back to the day before."""
    zone = "America/St_Johns"
    evening = Timetable(branch(zone, hours=(week("22:00-24:00"),)))
    first_midnight = at("2010-11-07 00:00:30", zone)
    assert Opening(True, at("2010-11-07 00:00*", zone)) == evening.opening(
        first_midnight
    )


def test_an_unknown_zone_or_calendar_is_refused_at_once() -> None:
    for zone in ("Mars/Olympus", "", "../etc/passwd"):
        with pytest.raises(BadInput) as refusal:
            Timetable(branch(zone))
        assert ["zone"] == list(refusal.value.fields)
    with pytest.raises(BadInput) as refusal:
        Timetable(branch(holidays="XX"))
    assert ["holidays"] == list(refusal.value.fields)


def _text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def rules(draw: st.DrawFn) -> WeekRule:
    """Up to three windows on some weekdays, and up to two breaks."""
    edges = st.lists(st.integers(0, 96), min_size=2, max_size=2, unique=True)
    spans = [
        f"{_text(15 * min(span))}-{_text(15 * max(span))}"
        for span in draw(st.lists(edges, min_size=1, max_size=5))
    ]
    days = draw(st.sets(st.integers(0, 6)))
    return week(*spans[:3], days=sorted(days), breaks=tuple(map(window, spans[3:])))


weeks = st.lists(rules(), max_size=3).map(tuple)


@given(tricky_zones, weeks, instants)
def test_nothing_changes_before_its_time_and_then_it_does(
    zone: str, hours: tuple[WeekRule, ...], now: datetime
) -> None:
    timetable = Timetable(branch(zone, hours=hours))
    opening = timetable.opening(now)
    assume(opening.until is not None)
    assert opening.until is not None
    assert now < opening.until
    assert opening.is_open is timetable.opening(opening.until - TICK).is_open
    assert opening.is_open is not timetable.opening(opening.until).is_open


@given(tricky_zones, weeks, weeks, instants)
def test_a_service_is_never_open_while_its_branch_is_closed(
    zone: str, hours: tuple[WeekRule, ...], own: tuple[WeekRule, ...], now: datetime
) -> None:
    timetable = Timetable(branch(zone, hours=hours, services=(service(*own),)))
    alone = Timetable(branch(zone, hours=own))
    assert not timetable.service(CASH, now).is_open or timetable.opening(now).is_open
    assert not timetable.service(CASH, now).is_open or alone.opening(now).is_open


@given(weeks, instants)
def test_where_clocks_never_change_the_wall_clock_alone_decides(
    hours: tuple[WeekRule, ...], now: datetime
) -> None:
    def covers(rule: WeekRule) -> bool:
        if now.weekday() not in rule.weekdays:
            return False
        inside = [
            [w.start <= now.time() and (not w.end or now.time() < w.end) for w in some]
            for some in (rule.windows, rule.breaks)
        ]
        return any(inside[0]) and not any(inside[1])

    assert (
        any(map(covers, hours)) is Timetable(branch(hours=hours)).opening(now).is_open
    )
