"""What holds for every day, whatever was booked in whichever order."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.branch import Branch, LaneId, Quota
from kiosk.domain.claims import Claim, booked, held
from kiosk.domain.slots import DaySlots, choose_lane, day_slots
from kiosk.errors import Reason
from tests.domain.appointments import PASSPORT, grid, lanes, office, rules
from tests.strategies import TRICKY_ZONES

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CHANGEOVERS = (
    ("Europe/Budapest", date(2026, 3, 29)),
    ("Europe/Budapest", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    *((zone, date(2026, 5, 4)) for zone in TRICKY_ZONES),
)
days = st.sampled_from(CHANGEOVERS)
_fives = st.sampled_from((0, 5, 10, 15))


@st.composite
def offices(draw: st.DrawFn, zone: str) -> Branch:
    booking = rules(
        minutes=draw(st.sampled_from((5, 20, 30, 45))),
        step=draw(st.sampled_from((0, 5, 15, 30))),
        before=draw(_fives),
        after=draw(_fives),
        quotas=draw(st.sampled_from(((), (Quota(4),)))),
    )
    window = draw(st.sampled_from(("00:00-06:00", "01:10-03:40", "22:00-24:00")))
    return office(booking, window, zone=zone, lanes=lanes(draw(st.integers(1, 3))))


@st.composite
def booked_days(draw: st.DrawFn) -> tuple[Branch, date, list[Claim]]:
    """A day, and what was booked and held on it as a desk would: only what is offered."""
    zone, day = draw(days)
    branch = draw(offices(zone))
    plan, claims = grid(branch, day), list[Claim]()
    booking = branch.services[0].booking
    assert booking
    for owner in range(draw(st.integers(0, 8))):
        free = day_slots(plan, claims, NOW).free
        if not free:
            break
        start = draw(st.sampled_from(free)).start
        lane = choose_lane(plan, claims, start, NOW)
        assert lane, "what is offered can be booked"
        new = booked(lane, PASSPORT, booking, start, str(owner))
        claims += held(new, NOW) if draw(st.booleans()) else new
    return branch, day, claims


@given(booked_days())
def test_no_lane_is_ever_booked_twice(made: tuple[Branch, date, list[Claim]]) -> None:
    _, _, claims = made
    places = [(claim.lane, claim.tick) for claim in claims]
    assert len(places) == len(set(places))


@given(booked_days(), st.data())
def test_another_booking_never_frees_anything(
    made: tuple[Branch, date, list[Claim]], data: st.DataObject
) -> None:
    branch, day, claims = made
    fewer = data.draw(st.integers(0, len(claims)))
    before = day_slots(grid(branch, day), claims[:fewer], NOW)
    after = day_slots(grid(branch, day), claims, NOW)
    assert all(b.free >= a.free for b, a in zip(before.slots, after.slots, strict=True))


@given(booked_days())
def test_what_is_given_back_is_free_as_before(
    made: tuple[Branch, date, list[Claim]],
) -> None:
    """One's own does not count, and neither does a hold that has ended."""
    branch, day, claims = made
    untouched = day_slots(grid(branch, day), (), NOW)
    owners = {claim.owner for claim in claims}
    assert untouched == day_slots(grid(branch, day), claims, NOW, own=owners)
    holds = [claim for claim in claims if claim.expires_at]
    later = NOW + timedelta(seconds=180)
    assert untouched == day_slots(grid(branch, day), holds, later)


@given(booked_days())
def test_the_verdicts_are_those_of_trying_every_lane_tick_by_tick(
    made: tuple[Branch, date, list[Claim]],
) -> None:
    branch, day, claims = made
    booking = branch.services[0].booking
    assert booking
    claimed = {(claim.lane, claim.tick) for claim in claims}
    for slot in day_slots(grid(branch, day), claims, NOW).slots:
        able = sum(
            all(
                (lane.id, new.tick) not in claimed
                for new in booked(LaneId(lane.id), PASSPORT, booking, slot.start, "")
            )
            for lane in branch.lanes
        )
        assert slot.reason is Reason.FULL or able == slot.free or booking.quotas
        assert (able == 0) == (slot.reason is Reason.SLOT_TAKEN)


@given(booked_days())
def test_every_time_has_one_verdict_and_is_on_its_day(
    made: tuple[Branch, date, list[Claim]],
) -> None:
    branch, day, claims = made
    found: DaySlots = day_slots(grid(branch, day), claims, NOW)
    zone = ZoneInfo(branch.zone)
    starts = [slot.start for slot in found.slots]
    assert starts == sorted(set(starts))
    assert len({slot.label for slot in found.slots}) == len(starts)
    assert {day} >= {start.astimezone(zone).date() for start in starts}
    assert all((slot.free > 0) == (slot.reason is None) for slot in found.slots)
    assert (found.reason is None) == bool(found.free)
