"""The glass goes by the queue's time, however wrong the kiosk's own clock is."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tui.customer import reporting, visit
from kiosk.tui.customer.live import Pace
from kiosk.tui.customer.skew import SLACK, Corrected
from kiosk.tui.words import Words
from tests.tui.clinic import clinic
from tests.tui.hand import Place, kiosk
from tests.tui.lobby import MORNING


class Hands:
    """The kiosk's two clocks, and the queue's; `wrong` is how far the wall clock is ahead."""

    def __init__(self, wrong: float = 0) -> None:
        self.wrong, self.passed, self.set_by = wrong, 0.0, 0.0

    def monotonic(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return self.theirs + timedelta(seconds=self.wrong)

    @property
    def theirs(self) -> datetime:
        return MORNING + timedelta(seconds=self.passed + self.set_by)


def off(clock: Corrected, hands: Hands) -> float:
    """How far what the glass says is ahead of the queue's time."""
    return (clock.now() - hands.theirs).total_seconds()


def read(
    hands: Hands, clock: Corrected, *, age: float = 0, there: float = 0, back: float = 0
) -> None:
    """A question that takes so long, and an answer that was written before it arrived."""
    asked = hands.passed
    hands.passed += there
    as_of = hands.theirs - timedelta(seconds=age)
    hands.passed += back
    clock.learn(as_of, asked)


def heard(hands: Hands, ages: Iterable[float]) -> Corrected:
    """A clock that heard states of those ages, ten seconds apart."""
    clock = Corrected(hands, hands.monotonic)
    for age in ages:
        read(hands, clock, age=age)
        hands.passed += 10
    return clock


@pytest.mark.parametrize("wrong", [600, -600, 86_400 * 365, -86_400 * 365, 0])
def test_two_readings_put_any_clock_right(wrong: float) -> None:
    """Ten minutes or a year, either way; and staff are told by how much."""
    hands = Hands(wrong)
    clock = heard(hands, [0, 0])
    assert (0, wrong) == (off(clock, hands), clock.ahead)


def test_a_clock_that_is_behind_is_put_right_by_one() -> None:
    """The queue was there already when it wrote that."""
    hands = Hands(-600)
    clock = heard(hands, [0])
    assert (0, -600) == (off(clock, hands), clock.ahead)


@pytest.mark.parametrize(
    "ages",
    [
        [50],
        [0, 10, 20, 30, 40, 50, 60],  # it is not written any more
        [0, 10, 20, 0, 10, 20, 0, 10],  # kept for half a minute
        [300, 0, 300, 0],
        [10, 40, 5, 500],
    ],
    ids=str,
)
def test_an_old_state_is_no_proof_that_the_kiosk_is_ahead(ages: list[float]) -> None:
    hands = Hands()
    clock = heard(hands, ages)
    assert (0, None) == (off(clock, hands), clock.ahead)


def test_what_was_certain_once_outlives_old_states() -> None:
    hands = Hands(600)
    clock = heard(hands, [0, 0, 10, 20, 30, 40])
    assert 0 == off(clock, hands)


def test_before_the_first_reading_it_is_the_kiosk_s_own() -> None:
    hands = Hands(600)
    clock = Corrected(hands, hands.monotonic)
    assert (600, None) == (off(clock, hands), clock.ahead)


@pytest.mark.parametrize(("there", "back"), [(4, 0), (0, 4), (2, 2), (3, 1)])
def test_a_slow_answer_is_wrong_by_half_its_way_at_most(
    there: float, back: float
) -> None:
    """And never less than what is certain: nothing is written in the future."""
    hands = Hands(600)
    clock = Corrected(hands, hands.monotonic)
    for _ in range(2):
        read(hands, clock, there=there, back=back)
        hands.passed += 10
    assert abs(off(clock, hands)) <= 2
    assert clock.now() >= hands.theirs - timedelta(seconds=back)


def test_the_quickest_answer_counts_until_it_is_old() -> None:
    hands = Hands(600)
    clock = heard(hands, [0, 0])
    for _ in range(9):
        read(hands, clock, there=4)
        hands.passed += 10
        assert 0 == off(clock, hands)
    hands.passed += 600
    read(hands, clock, there=4)
    assert 2 == abs(off(clock, hands))


@pytest.mark.parametrize("jump", [3600, -3600, 86_400, -86_400 * 365 * 56])
def test_a_wall_clock_that_is_set_moves_nothing(jump: float) -> None:
    """Neither at once nor with the next reading; staff see it."""
    hands = Hands()
    clock = heard(hands, [0, 0])
    hands.wrong = jump
    assert (0, jump) == (off(clock, hands), clock.ahead)
    read(hands, clock)
    assert 0 == off(clock, hands)


@pytest.mark.parametrize(("jump", "readings"), [(3600, 1), (-3600, 2)])
def test_a_queue_whose_clock_is_set_is_followed(jump: float, readings: int) -> None:
    """Forward at once. Back when that is sure to be no old state."""
    hands = Hands()
    clock = heard(hands, [0, 0])
    hands.set_by = jump
    for _ in range(readings):
        assert 0 != off(clock, hands)
        hands.passed += 10
        read(hands, clock)
    assert 0 == off(clock, hands)


def test_a_kiosk_that_slept_goes_on_with_the_next_reading() -> None:
    """Its monotonic clock stood still meanwhile."""
    hands = Hands()
    clock = heard(hands, [0, 0])
    hands.set_by = 8 * 3600
    hands.wrong = 0
    read(hands, clock)
    assert (0, 0) == (off(clock, hands), clock.ahead)


def test_readings_in_quick_succession_are_no_proof() -> None:
    """One state is written once for many events."""
    hands = Hands()
    clock = Corrected(hands, hands.monotonic)
    for _ in range(5):
        clock.learn(MORNING, hands.passed)
        hands.passed += 0.5
    assert (0, None) == (off(clock, hands), clock.ahead)


SECONDS = st.floats(0, 5)
READINGS = st.lists(st.tuples(SECONDS, SECONDS, st.floats(0.1, 60)), min_size=2)


@given(st.integers(-100_000, 100_000), READINGS)
def test_whatever_the_way_takes_the_glass_is_right_by_half_of_it(
    wrong: int, readings: list[tuple[float, float, float]]
) -> None:
    """Once there is a pair of readings; and nothing is shown as written in the future."""
    hands = Hands(wrong)
    clock = Corrected(hands, hands.monotonic)
    longest = 0.0
    for there, back, pause in readings:
        read(hands, clock, there=there, back=back)
        longest = max(longest, there + back)
        assert clock.now() >= hands.theirs - timedelta(seconds=back + 1e-3)
        if clock.ahead is not None and clock._skew.best:
            assert abs(off(clock, hands)) <= longest / 2 + SLACK
        hands.passed += pause


@pytest.mark.parametrize("minutes", [10, -10], ids=["fast", "slow"])
async def test_a_hold_is_counted_by_who_holds_it(
    minutes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kiosk ten minutes wrong, and set meanwhile: what is on the glass is the queue's time."""
    monkeypatch.setattr(visit, "PACE", Pace(0.01, 0.02))
    monkeypatch.setattr(reporting, "SECONDS", 0.02)
    place = Place([clinic(lanes=1)], wrong=timedelta(minutes=minutes))
    async with kiosk(place) as hand:
        clock = hand.app._at_work._clock
        place.clock.pass_by(seconds=10)
        await hand.until_true(lambda: clock.ahead == minutes * 60)
        assert "10:42" == hand.app.screen.query_one("#clock", Words).text
        await hand.walk("English", "I need a service", "Passport: new", "Book a time")
        await hand.walk("Continue without")
        await hand.until("ChooseTime", "free")
        await hand.tap("Tue")
        await hand.walk("09:30")
        assert "kept" not in hand.text
        place.clock.pass_by(seconds=132)
        place.wrong = timedelta(hours=-minutes)  # somebody sets it
        await hand.until("ConfirmTime", "We keep this time for you for 0:48.")
        place.clock.pass_by(seconds=48)
        await hand.until("ConfirmTime", "This time is not kept for you any more.")
        assert hand.app._at_work.reserving._held
        ended = hand.app._at_work.reserving._held.expires_at
        assert place.clock.now() == ended

        async def told() -> bool:
            kiosks = (await place.desk.lobby(place.branches[0].id)).kiosks
            return [-minutes * 3600] == [one.skew for one in kiosks]

        while not await told():
            await hand.settle()
