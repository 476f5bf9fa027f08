"""Which times of a day can be booked, and why the others can't."""

from datetime import date, datetime, timedelta

import pytest

from kiosk.domain.branch import (
    Align,
    Branch,
    DayException,
    Lane,
    LaneId,
    Quota,
    Service,
    ServiceId,
    StaffId,
)
from kiosk.domain.claims import HOLD, held, instant_of, tick_of, ticks_of
from kiosk.domain.grid import MOST_LANES, day_grid
from kiosk.domain.hours import Timetable
from kiosk.domain.slots import (
    choose_lane,
    day_slots,
    lanes_free,
    nearest,
    next_free_day,
)
from kiosk.errors import BadInput, Reason
from tests.domain.appointments import (
    AFTERNOON,
    BEFORE,
    MONDAY,
    MORNING,
    PASSPORT,
    appointment,
    grid,
    instant,
    labels,
    lanes,
    office,
    rules,
    verdicts,
)
from tests.strategies import window

NIGHT = "00:00-06:00"
DAY = timedelta(days=1)


def times(first: str, count: int, step: int) -> list[str]:
    start = datetime.fromisoformat(f"2026-01-01 {first}")
    return [f"{start + n * timedelta(minutes=step):%H:%M}" for n in range(count)]


@pytest.mark.parametrize(
    ("minutes", "step", "expected"),
    [
        pytest.param(30, 30, times("09:00", 6, 30) + times("13:00", 8, 30), id="V1"),
        pytest.param(30, 15, times("09:00", 11, 15) + times("13:00", 15, 15), id="V2"),
        pytest.param(45, 30, times("09:00", 5, 30) + times("13:00", 7, 30), id="V3"),
    ],
)
def test_an_appointment_ends_within_its_window(
    minutes: int, step: int, expected: list[str]
) -> None:
    day = day_slots(grid(office(rules(minutes, step), MORNING, AFTERNOON)), (), BEFORE)
    assert expected == labels(day.free)


def test_notice_is_counted_from_now() -> None:
    """V4: at 10:07, with half an hour of notice, 10:45 is the first of 19."""
    branch = office(rules(30, 15, notice=30), MORNING, AFTERNOON)
    day = day_slots(grid(branch), (), instant("10:07"))
    assert (19, "10:45") == (len(day.free), day.free[0].label)
    found = verdicts(day)
    assert ("past", "too-soon") == (found["10:00"], found["10:30"])


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(0, "09:00 09:15 09:30 10:30 10:45 11:00 11:15 11:30", id="V5"),
        pytest.param(10, "09:00 09:15 10:45 11:00 11:15 11:30", id="V6"),
    ],
)
def test_a_booked_lane_is_not_offered_buffers_included(
    after: int, expected: str
) -> None:
    branch = office(rules(30, 15, after=after), MORNING)
    day = day_slots(grid(branch), appointment(branch, "10:00"), BEFORE)
    assert expected.split() == labels(day.free)


def test_a_time_is_free_while_any_lane_is() -> None:
    """V7"""
    branch = office(rules(), MORNING, lanes=lanes(2))
    claims = [
        *appointment(branch, "10:00"),
        *appointment(branch, "11:00"),
        *appointment(branch, "11:00", "lane2"),
    ]
    day = day_slots(grid(branch), claims, BEFORE)
    assert "09:00 (2),09:30 (2),10:00,10:30 (2),11:30 (2)" == ",".join(labels(day.free))
    assert Reason.SLOT_TAKEN == verdicts(day)["11:00"]


@pytest.mark.parametrize(
    ("hours", "align", "step", "minutes", "expected"),
    [
        pytest.param("09:10-10:30", Align.WINDOW, 15, 20, "09:10 09:25 09:40 09:55 10:10", id="V8 window"),
        pytest.param("09:10-10:30", Align.CLOCK, 15, 20, "09:15 09:30 09:45 10:00", id="V8 clock"),
        pytest.param("09:00-09:25", Align.WINDOW, 30, 30, "", id="V9"),
        pytest.param("09:03-10:00", Align.WINDOW, 15, 15, "09:05 09:20 09:35", id="no tick lost or split"),
    ],
)  # fmt: skip
def test_times_are_reckoned_from_the_window_or_the_clock(
    hours: str, align: Align, step: int, minutes: int, expected: str
) -> None:
    branch = office(rules(minutes, step, align=align), hours)
    day = day_slots(grid(branch), (), BEFORE)
    assert expected.split() == labels(day.free)
    assert (None if expected else Reason.CLOSED) == day.reason


@pytest.mark.parametrize(
    ("zone", "day", "count", "at", "around"),
    [
        pytest.param("Europe/Budapest", "2026-03-29", 10, 3, "01:30 03:00", id="V10"),
        pytest.param("Europe/Budapest", "2026-10-25", 14, 4, "02:00 +02:00,02:30 +02:00,02:00 +01:00,02:30 +01:00", id="V11"),
        pytest.param("America/New_York", "2026-03-08", 10, 3, "01:30 03:00", id="V12 spring"),
        pytest.param("America/New_York", "2026-11-01", 14, 2, "01:00 -04:00,01:30 -04:00,01:00 -05:00,01:30 -05:00", id="V12 autumn"),
        pytest.param("Australia/Lord_Howe", "2026-04-05", 13, 3, "01:30 +11:00,01:30 +10:30", id="V13"),
        pytest.param("Australia/Lord_Howe", "2026-10-04", 11, 3, "01:30 02:30", id="V14"),
        pytest.param("Asia/Kolkata", "2026-05-04", 12, 0, "00:00 00:30 01:00", id="V15"),
    ],
)  # fmt: skip
def test_a_day_on_which_clocks_change_has_the_times_it_has(
    zone: str, day: str, count: int, at: int, around: str
) -> None:
    branch = office(rules(), NIGHT, zone=zone)
    found = labels(
        day_slots(grid(branch, date.fromisoformat(day)), (), BEFORE - 365 * DAY).slots
    )
    expected = around.split(",") if "," in around else around.split()
    assert count == len(found)
    assert expected == found[at : at + len(expected)]


def test_the_last_day_of_the_horizon_can_be_booked_to_its_end() -> None:
    branch = office(rules(days_ahead=14), MORNING, zone="Pacific/Auckland")
    now = instant("23:59", zone=branch.zone)
    last, beyond = grid(branch, MONDAY + 14 * DAY), grid(branch, MONDAY + 15 * DAY)
    assert 6 == len(day_slots(last, (), now).free)
    assert Reason.TOO_FAR == day_slots(beyond, (), now).reason


def test_a_closed_day_says_why() -> None:
    easter = DayException(MONDAY, (), {"en": "Easter Monday"})
    unnamed = DayException(MONDAY + DAY)
    branch = office(rules(), MORNING, exceptions=(easter, unnamed))
    holiday, closed = (
        day_slots(grid(branch, day), (), BEFORE) for day in (MONDAY, MONDAY + DAY)
    )
    assert (Reason.HOLIDAY, "Easter Monday") == (holiday.reason, holiday.occasion["en"])
    assert Reason.CLOSED == closed.reason


def test_a_service_that_is_not_booked_has_no_times() -> None:
    branch = office(rules(), MORNING)
    walkin = Service(PASSPORT, {"en": "Passport"}, "all")
    found = day_slots(day_grid(branch, Timetable(branch), walkin, MONDAY), (), BEFORE)
    assert ((), Reason.NOT_APPOINTABLE) == (found.slots, found.reason)


@pytest.mark.parametrize(
    ("quota", "expected"),
    [
        (Quota(3), "1 slot-taken 1 1 slot-taken 1"),
        (Quota(2), "full slot-taken full full slot-taken full"),
        (Quota(1, window("09:00-10:30")), "full slot-taken full 1 slot-taken 1"),
    ],
)
def test_a_quota_fills_a_day_or_a_part_of_it(quota: Quota, expected: str) -> None:
    branch = office(rules(quotas=(quota,)), MORNING)
    claims = [*appointment(branch, "09:30"), *appointment(branch, "11:00")]
    day = day_slots(grid(branch), claims, BEFORE)
    assert expected.split() == list(verdicts(day).values())


def test_places_are_never_more_than_the_quota_leaves() -> None:
    branch = office(rules(quotas=(Quota(2),)), MORNING, lanes=lanes(5))
    day = day_slots(grid(branch), appointment(branch, "09:00"), BEFORE)
    assert {1} == {slot.free for slot in day.slots}


def test_staff_who_are_away_are_another_reason_than_a_time_taken() -> None:
    anna = Lane(
        LaneId("a"), staff=StaffId("anna"), hours=office(rules(), "10:00-11:00").hours
    )
    other = Lane(LaneId("b"), services=frozenset({ServiceId("idcard0001")}))
    branch = office(rules(), MORNING, lanes=(anna, other))
    assert (["staff-away"] * 2 + ["1", "1"] + ["staff-away"] * 2) == list(
        verdicts(day_slots(grid(branch), (), BEFORE)).values()
    )


def test_somebody_who_is_asked_for_has_lanes_of_their_own() -> None:
    people = tuple(Lane(LaneId(name), staff=StaffId(name)) for name in ("anna", "bela"))
    branch = office(rules(), MORNING, lanes=people)
    claims = appointment(branch, "09:00", "anna")
    day = day_slots(grid(branch), claims, BEFORE, staff=StaffId("anna"))
    assert (5, "09:30") == (len(day.free), day.free[0].label)


def test_a_hold_hides_a_time_from_others_until_it_ends_and_never_from_its_owner() -> (
    None
):
    branch = office(rules(), MORNING)
    hold = held(appointment(branch, "10:00", owner="hold1"), BEFORE)
    seen = (
        verdicts(day_slots(grid(branch), hold, at, own=own))["10:00"]
        for at, own in (
            (BEFORE, ()),
            (BEFORE, ("hold1",)),
            (BEFORE + HOLD - timedelta(seconds=1), ()),
            (BEFORE + HOLD, ()),
        )
    )
    assert ["slot-taken", "1", "slot-taken", "1"] == list(seen)


def test_a_hold_never_grows() -> None:
    """Asking again for the same time keeps its end; when it has ended it may begin anew."""
    branch = office(rules(), MORNING)
    claims = appointment(branch, "10:00", owner="hold1")
    first = held(claims, BEFORE)
    later = BEFORE + timedelta(seconds=100)
    assert first == held(claims, later, first)
    assert {BEFORE + 2 * HOLD} == {
        c.expires_at for c in held(claims, BEFORE + HOLD, first)
    }
    other = appointment(branch, "11:00", owner="hold1")
    assert {later + HOLD} == {c.expires_at for c in held(other, later, first)}


def test_the_least_loaded_lane_comes_first_then_the_first_by_name() -> None:
    branch = office(rules(), MORNING, lanes=lanes(3))
    claims = [*appointment(branch, "09:00"), *appointment(branch, "11:00", "lane3")]
    day, start = grid(branch), instant("10:00")
    assert ("lane2", "lane1", "lane3") == lanes_free(day, claims, start, BEFORE)
    assert ("lane2", "lane1") == lanes_free(day, claims, instant("11:00"), BEFORE)
    moved = frozenset({"lane1 09:00"})
    assert "lane1" == choose_lane(day, claims, start, BEFORE, own=moved)


@pytest.mark.parametrize("text", ["10:05", "08:30", "12:00", "11:45"])
def test_a_time_off_the_grid_is_nobodys(text: str) -> None:
    branch = office(rules(), MORNING)
    assert choose_lane(grid(branch), (), instant(text), BEFORE) is None
    assert day_slots(grid(branch), (), BEFORE).at(instant(text)) is None


def test_the_nearest_times_are_three_and_in_order() -> None:
    branch = office(rules(), MORNING)
    claims = [*appointment(branch, "10:00"), *appointment(branch, "10:30")]
    day = day_slots(grid(branch), claims, BEFORE)
    assert ["09:00", "09:30", "11:00"] == labels(nearest(day.slots, instant("10:00")))
    assert [] == labels(nearest(day.slots[2:4], instant("10:00")))


def test_the_next_day_with_places_is_looked_for_no_further() -> None:
    branch = office(rules(), MORNING, exceptions=(DayException(MONDAY),))
    asked = []

    def days(count: int):  # type: ignore[no-untyped-def]
        for n in range(count):
            asked.append(n)
            yield day_slots(grid(branch, MONDAY + n * DAY), (), BEFORE)

    found = next_free_day(days(9))
    assert found is not None
    assert (MONDAY + DAY, [0, 1]) == (found.day, asked)
    assert next_free_day(days(1)) is None


def test_a_day_without_places_gives_the_most_telling_reason() -> None:
    branch = office(rules(notice=30), "09:00-10:00")
    claims = appointment(branch, "09:30")
    reasons = [
        day_slots(grid(branch), claims, instant(at)).reason
        for at in ("08:00", "08:45", "09:05", "09:30")
    ]
    assert [None, "slot-taken", "too-soon", "past"] == reasons


def test_buffers_reach_beyond_the_opening_hours() -> None:
    branch = office(rules(before=10, after=15), "09:00-10:00")
    assert ["09:00", "09:30"] == labels(day_slots(grid(branch), (), BEFORE).free)
    booking = branch.services[0].booking
    assert booking
    ticks = ticks_of(booking, tick_of(instant("09:30")))
    assert (instant("09:20"), instant("10:15")) == (
        instant_of(ticks.start),
        instant_of(ticks.stop),
    )


def test_lanes_can_be_counted() -> None:
    most: Branch = office(rules(), MORNING, lanes=lanes(MOST_LANES))
    assert {MOST_LANES} == {s.free for s in day_slots(grid(most), (), BEFORE).slots}
    with pytest.raises(BadInput):
        grid(office(rules(), MORNING, lanes=lanes(MOST_LANES + 1)))
