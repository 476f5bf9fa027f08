"""What every queue that can repeat promises about series, told once and run over each of them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BranchId, LaneId, ServiceId
from kiosk.domain.customer import CustomerId, Details
from kiosk.domain.ports import Once
from kiosk.domain.series import (
    Changed,
    Every,
    Occurrence,
    OnConflict,
    Rule,
    Scope,
    Series,
    SeriesChange,
    SeriesWish,
)
from kiosk.domain.sessions import SeriesId, SessionStatus
from kiosk.domain.ticket import Status, Ticket, TicketId
from kiosk.errors import (
    BadInput,
    KeyTrouble,
    KioskError,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
)
from tests.contract.backends import Trial, needs, opened
from tests.contract.shop import CASH, MAIN
from tests.contract.test_backend import take
from tests.desk.hands import StoppedClock
from tests.desk.school import (
    ANNA,
    CLASS,
    LESSON,
    ROOM_1,
    ROOM_2,
    SUNDAY,
    YOGA,
    local,
    school,
    walls,
    wish,
)

TEACHER = "teacher"
DAILY, WEEKLY = Rule(Every.DAILY), Rule(Every.WEEKLY)
MONDAY, TUESDAY = "2026-03-16 19:00", "2026-03-17 19:00"

pytestmark = needs("series")


@pytest.fixture
async def trial(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Trial]:
    """Every backend in turn, with a school of one room; it is Sunday half past six."""
    async with opened(request.param, tmp_path, StoppedClock(SUNDAY), school()) as made:
        yield made


async def create(
    trial: Trial, of: SeriesWish, key: str = "", body: str = "f"
) -> Series:
    once = Once("owner", key, body) if key else None
    return await trial.backend.create_series(of, once, TEACHER)


async def lesson(trial: Trial, text: str) -> Ticket:
    """Somebody's appointment at a time, as staff book it: without the notice."""
    made = await create(trial, wish(text, replace(DAILY, count=1)))
    return await ticket(trial, made.dates[0])


async def ticket(trial: Trial, of: Occurrence) -> Ticket:
    assert of.ticket is not None
    return (await trial.backend.ticket(of.ticket)).ticket


async def customer(trial: Trial, name: str = "Eva") -> CustomerId:
    return (await trial.backend.add_customer(Details(name=name))).id


async def change(
    trial: Trial, of: Occurrence, scope: Scope, text: str | None = None
) -> Changed:
    """Cancel, or move to a time by the school's clock."""
    start = None if text is None else local(text)
    name = of.ticket or of.session
    assert name is not None
    asked = SeriesChange(scope, start, "ill")
    return await trial.backend.change_series(name, asked, TEACHER)


async def nothing_is_booked(trial: Trial) -> bool:
    """Neither a ticket nor a claim, and no series to go on with."""
    view = trial.store
    claims = view.read(lambda tx: tx.claims(MAIN, range(10**8)))
    events = view.read(lambda tx: tx.last_seq())
    late = SUNDAY + timedelta(days=9999)
    return ([], [], 0) == (
        list(claims),
        list(view.read(lambda tx: tx.open_series(MAIN, late))),
        events,
    )


# what is told beforehand


async def test_a_preview_gives_every_date_its_verdict_and_changes_nothing(
    trial: Trial,
) -> None:
    """Forty dates and the Sunday it begins on; Easter Monday is closed, and says so."""
    seen = await trial.backend.preview(wish())
    assert ["03-15 19:00", "03-16 19:00", "03-18 19:00"] == walls(seen[:3])
    assert (41, "06-15 19:00") == (len(seen), walls(seen[-1:])[0])
    (closed,) = [one for one in seen if one.reason]
    assert ("04-06 19:00", Reason.HOLIDAY, {"en": "Easter Monday"}) == (
        *walls([closed]),
        closed.reason,
        closed.occasion,
    )
    assert all(one.end - one.start == timedelta(hours=1) for one in seen)
    assert await nothing_is_booked(trial)


async def test_a_date_is_marked_where_clocks_changed_before_it(trial: Trial) -> None:
    """It stays at its hour, and another one elsewhere."""
    seen = await trial.backend.preview(wish())
    assert ["03-30 19:00"] == walls(one for one in seen if one.shifted)


async def test_a_conflict_says_with_what(trial: Trial) -> None:
    other = await lesson(trial, "2026-03-18 18:30")
    seen = await trial.backend.preview(wish())
    (lost,) = [one for one in seen if one.reason is Reason.SLOT_TAKEN]
    assert (["03-18 19:00"], f"Room 1: Lesson 18:30-19:30 {other.number}") == (
        walls([lost]),
        lost.conflict,
    )


async def test_what_is_held_for_who_types_is_a_conflict_too(trial: Trial) -> None:
    """Of whom nothing is told but the time."""
    trial.clock.pass_by(hours=-24)
    asked = Wanted(MAIN, LESSON, holder="somebody-at-the-kiosk")  # type: ignore[arg-type]  # a holder that needs no check
    await trial.backend.hold(asked, local("2026-03-16 19:00"))
    seen = await trial.backend.preview(wish(MONDAY))
    assert "Room 1: Lesson 19:00-20:00" == seen[0].conflict


async def test_dates_of_one_series_do_not_take_one_another_for_free(
    trial: Trial,
) -> None:
    """One that is put where the next one is leaves no room for that."""
    rule = replace(DAILY, count=3)
    dates = [local(f"2026-03-{day} 19:00") for day in (16, 17, 18)]
    asked = wish(MONDAY, rule, instead={dates[0]: dates[1], dates[2]: None})
    seen = await trial.backend.preview(asked)
    assert [(None, False), (Reason.SLOT_TAKEN, False), (None, True)] == [
        (one.reason, one.is_final) for one in seen
    ]
    assert dates == [one.original for one in seen]


async def test_neither_notice_nor_horizon_are_for_staff(trial: Trial) -> None:
    """A customer can book two weeks ahead, and ten hours before."""
    seen = await trial.backend.preview(wish())
    assert [None, None] == [seen[0].reason, seen[-1].reason]


async def test_who_is_away_gives_no_lesson(trial: Trial) -> None:
    away = replace(school(2).lanes[1], hours=())
    await trial.desk.load(school(2, lanes=(school(2).lanes[0], away)))
    seen = await trial.backend.preview(wish(staff=ANNA, rule=replace(DAILY, count=2)))
    assert [Reason.STAFF_AWAY] * 2 == [one.reason for one in seen]


# making one


async def test_every_date_is_an_appointment_of_its_own(trial: Trial) -> None:
    """At the same hour by the clock of the branch, all in the same room."""
    who = await customer(trial)
    made = await create(trial, wish(customers=(who,), note="bring a mat", locale="ar"))
    assert ["03-27 19:00", "03-30 19:00"] == walls(made.dates)[6:8]
    booked = [one for one in made.dates if one.ticket]
    assert (41, 40, False) == (len(made.dates), len(booked), made.ended)
    tickets = [await ticket(trial, one) for one in booked]
    assert {(Status.BOOKED, who, "ar", "bring a mat", made.id)} == {
        (
            one.status,
            one.customer,
            one.locale,
            one.care.note if one.care else "",
            one.booking.series if one.booking else None,
        )
        for one in tickets
    }
    assert [one.start for one in booked] == [one.start_at for one in tickets]
    assert 40 == len({one.id for one in tickets}) == len({one.code8 for one in tickets})
    assert made == await trial.backend.series(made.id)


async def test_what_a_series_has_nobody_else_can_have(trial: Trial) -> None:
    await create(trial, wish(MONDAY, WEEKLY))
    seen = await trial.backend.preview(wish(MONDAY, replace(DAILY, count=8)))
    assert [0, 7] == [n for n, one in enumerate(seen) if one.reason]


async def test_all_dates_are_in_one_room_if_it_is_free(trial: Trial) -> None:
    """Where it is not, another one will do."""
    await trial.desk.load(school(2))
    await create(trial, wish("2026-03-18 19:00", replace(DAILY, count=1), lane=ROOM_1))
    made = await create(trial, wish(MONDAY, replace(DAILY, count=4)))
    lanes = [(await ticket(trial, one)).booking for one in made.dates]
    assert [ROOM_1, ROOM_1, ROOM_2, ROOM_1] == [one.lane for one in lanes if one]


async def test_dates_that_cannot_be_had_are_left_out_and_stay_so(trial: Trial) -> None:
    taken = await lesson(trial, "2026-03-17 19:00")
    made = await create(trial, wish(MONDAY, DAILY))
    assert [None, Reason.SLOT_TAKEN, None] == [one.reason for one in made.dates[:3]]
    assert (None, True) == (made.dates[1].ticket, made.dates[1].is_final)
    await trial.backend.cancel(taken.id, TEACHER, as_staff=True)
    trial.clock.pass_by(days=1)
    await trial.desk.tend()
    now = await trial.backend.series(made.id)
    assert made.dates[1] == now.dates[1]


async def test_all_or_none_makes_none_if_one_cannot_be_had(trial: Trial) -> None:
    """Not a row of it is left, not even a number that was counted."""
    rule = replace(CLASS, with_start=False)
    asked = wish(on_conflict=OnConflict.ABORT, rule=rule)
    with pytest.raises(SlotTaken) as caught:
        await create(trial, asked, "key")
    assert caught.value.reason is Reason.HOLIDAY
    assert await nothing_is_booked(trial)
    easter = local("2026-04-06 19:00")
    made = await create(trial, replace(asked, instead={easter: None}), "key")
    first = await ticket(trial, made.dates[0])
    assert (40, "T001") == (len(made.dates), first.number)


async def test_a_series_without_any_date_is_none(trial: Trial) -> None:
    await create(trial, wish(MONDAY, replace(DAILY, count=2)))
    with pytest.raises(SlotTaken) as caught:
        await create(trial, wish(MONDAY, replace(DAILY, count=2)))
    assert caught.value.reason is Reason.SLOT_TAKEN


async def test_single_dates_are_moved_or_left_out_from_the_beginning(
    trial: Trial,
) -> None:
    days = [local(f"2026-03-{day} 19:00") for day in (16, 17, 18)]
    asked = wish(
        MONDAY,
        replace(DAILY, count=3),
        instead={days[0]: None, days[1]: local("2026-03-17 20:30")},
    )
    made = await create(trial, asked)
    assert ["03-16 19:00", "03-17 20:30", "03-18 19:00"] == walls(made.dates)
    assert days == [one.original for one in made.dates]
    assert [True, False, False] == [one.is_final for one in made.dates]


async def test_the_same_key_makes_one_series(trial: Trial) -> None:
    """However late it comes again, and whatever became of the dates since."""
    asked = wish(MONDAY, replace(WEEKLY, count=2))
    made = await create(trial, asked, "key")
    trial.clock.pass_by(hours=20)
    again = await create(trial, asked, "key")
    assert made.id == again.id
    with pytest.raises(KeyTrouble) as caught:
        await create(trial, replace(asked, note="other"), "key", "other")
    assert caught.value.reason is Reason.KEY_REUSED
    await take(trial.backend, CASH, "walk-in")
    with pytest.raises(KeyTrouble):
        await create(trial, asked, "walk-in", "f1")


async def test_the_same_key_at_once_makes_one_series_too(trial: Trial) -> None:
    """Whoever asked again before the first answer was there."""
    asked = wish(MONDAY, replace(DAILY, count=2))
    made = await asyncio.gather(*(create(trial, asked, "key") for _ in range(5)))
    assert 1 == len({one.id for one in made})


async def test_of_many_who_want_the_same_room_one_gets_it(trial: Trial) -> None:
    """Whole: nobody gets half a series."""
    asked = wish(TUESDAY, replace(WEEKLY, count=5), on_conflict=OnConflict.ABORT)
    tries = (create(trial, asked, f"key-{n}") for n in range(64))
    done = await asyncio.gather(*tries, return_exceptions=True)
    (made,) = [one for one in done if isinstance(one, Series)]
    assert 63 == sum(isinstance(one, SlotTaken) for one in done)
    assert 5 == sum(one.ticket is not None for one in made.dates)
    claims = trial.store.read(lambda tx: tx.claims(MAIN, range(10**8)))
    assert {one.ticket for one in made.dates} == {one.owner for one in claims}


NOBODY = CustomerId("f" * 32)


@pytest.mark.parametrize(
    ("asked", "error", "member"),
    [
        (wish(rule=Rule(Every.DAILY, 0)), BadInput, "rule"),
        (wish(rule=Rule(Every.MONTHLY, weekdays=frozenset({1}))), BadInput, "rule"),
        (
            wish(rule=Rule(Every.DAILY, until=local("2026-03-15 18:00"))),
            BadInput,
            "rule",
        ),
        (wish("2026-03-15 18:30"), BadInput, "start"),
        (wish("2026-08-15 18:30", WEEKLY), BadInput, "start"),
        (wish("2026-03-16 19:10", WEEKLY), BadInput, "start"),
        (wish("2026-03-16 07:00", WEEKLY), BadInput, "start"),
        (replace(wish(), start=datetime(2026, 3, 16, 18)), BadInput, "start"),  # noqa: DTZ001  what is refused
        (wish(customers=(NOBODY,)), BadInput, "customers"),
        (wish(customers=(NOBODY, CustomerId("e" * 32))), BadInput, "customers"),
        (wish(lane=LaneId("nowhere")), BadInput, "lane"),
        (wish(instead={local(MONDAY) + timedelta(1): None}), BadInput, "instead"),
        (
            wish(MONDAY, replace(DAILY, count=1), instead={local(MONDAY): None}),
            BadInput,
            "instead",
        ),
        (wish(service=ServiceId("nothing")), NotFound, ""),
        (wish(branch=BranchId("nowhere")), NotFound, ""),
        (wish(service=CASH), Refused, ""),
    ],
)
async def test_a_series_that_there_cannot_be(
    trial: Trial, asked: SeriesWish, error: type[KioskError], member: str
) -> None:
    with pytest.raises(error) as caught:
        await create(trial, asked)
    assert ([member] if member else []) == list(caught.value.fields)
    assert await nothing_is_booked(trial)


# going on


async def test_an_open_series_goes_on_as_the_days_pass(trial: Trial) -> None:
    """Ninety-two days ahead, and no date twice."""
    made = await create(trial, wish(TUESDAY, WEEKLY))
    assert (13, "06-09 19:00") == (len(made.dates), walls(made.dates[-1:])[0])
    trial.clock.pass_by(days=7)
    await trial.desk.tend()
    await trial.desk.tend()
    now = await trial.backend.series(made.id)
    assert (14, "06-16 19:00") == (len(now.dates), walls(now.dates[-1:])[0])
    assert now.dates[-1].ticket is not None
    assert [one.original for one in made.dates] == [one.original for one in now.dates][
        :-1
    ]


async def test_series_are_gone_on_with_once_a_day(trial: Trial) -> None:
    """And by who was started since, who finds nothing left to do."""
    made = await create(trial, wish(MONDAY, DAILY))
    trial.clock.pass_by(days=1)
    await trial.desk.tend()
    seq = trial.store.read(lambda tx: tx.last_seq())
    trial.clock.pass_by(minutes=1)
    await trial.desk.tend()
    assert seq == trial.store.read(lambda tx: tx.last_seq())
    assert len(made.dates) + 1 == len((await trial.backend.series(made.id)).dates)


async def test_a_date_that_comes_within_reach_and_is_taken_is_left_out(
    trial: Trial,
) -> None:
    """Whatever was wanted of the first ones: nobody is there to ask."""
    made = await create(trial, wish(TUESDAY, WEEKLY, on_conflict=OnConflict.ABORT))
    trial.clock.pass_by(days=7)
    await lesson(trial, "2026-06-16 19:30")
    await trial.desk.tend()
    last = (await trial.backend.series(made.id)).dates[-1]
    assert (["06-16 19:00"], Reason.SLOT_TAKEN, None) == (
        walls([last]),
        last.reason,
        last.ticket,
    )


@pytest.mark.parametrize(
    "rule",
    [replace(WEEKLY, count=14), replace(WEEKLY, until=local("2026-06-16 19:00"))],
)
async def test_a_series_ends_with_its_last_date(trial: Trial, rule: Rule) -> None:
    made = await create(trial, wish(TUESDAY, rule))
    assert (13, False) == (len(made.dates), made.ended)
    for _ in range(3):
        trial.clock.pass_by(days=7)
        await trial.desk.tend()
    now = await trial.backend.series(made.id)
    assert (14, True) == (len(now.dates), now.ended)


async def test_who_is_forgotten_comes_no_more(trial: Trial) -> None:
    who = await customer(trial)
    made = await create(trial, wish(TUESDAY, WEEKLY, customers=(who,)))
    await trial.backend.forget_customer(who)
    trial.clock.pass_by(days=7)
    await trial.desk.tend()
    now = await trial.backend.series(made.id)
    assert (13, True) == (len(now.dates), now.ended)


async def test_a_service_that_is_given_no_more_holds_no_other_up(trial: Trial) -> None:
    """And goes on where it stopped, once it is given again."""
    gone = await create(trial, wish(TUESDAY, WEEKLY))
    other = await create(trial, wish("2026-03-17 17:00", WEEKLY, service=YOGA))
    services = tuple(one for one in school().services if one.id != LESSON)
    await trial.desk.load(school(services=services))
    trial.clock.pass_by(days=7)
    await trial.desk.tend()
    assert 13 == len((await trial.backend.series(gone.id)).dates)
    assert 14 == len((await trial.backend.series(other.id)).dates)
    await trial.desk.load(school())
    trial.clock.pass_by(hours=12)
    await trial.desk.tend()
    assert 14 == len((await trial.backend.series(gone.id)).dates)


# whose series it is


async def test_an_appointment_knows_its_series(trial: Trial) -> None:
    made = await create(trial, wish(TUESDAY, WEEKLY))
    name = made.dates[3].ticket
    assert name is not None
    assert made == await trial.backend.series_of(name)
    alone = await take(trial.backend)
    assert await trial.backend.series_of(alone.ticket.id) is None


async def test_nobody_knows_a_series_that_there_is_not(trial: Trial) -> None:
    with pytest.raises(NotFound):
        await trial.backend.series(SeriesId("nothing"))
    with pytest.raises(NotFound):
        await trial.backend.series_of(TicketId("nothing"))
    asked = SeriesChange(Scope.THIS)
    with pytest.raises(NotFound):
        await trial.backend.change_series(TicketId("nothing"), asked, TEACHER)


async def test_what_is_of_no_series_is_changed_for_itself(trial: Trial) -> None:
    alone = await take(trial.backend)
    asked = SeriesChange(Scope.ALL)
    with pytest.raises(Refused) as caught:
        await trial.backend.change_series(alone.ticket.id, asked, TEACHER)
    assert caught.value.reason is Reason.NOT_ALLOWED_NOW


# changing one


@pytest.fixture(name="weekly")
async def _weekly(trial: Trial) -> Series:
    """Thirteen Tuesdays at seven, and on."""
    return await create(trial, wish(TUESDAY, WEEKLY))


async def statuses(trial: Trial, series: Series) -> list[Status]:
    dates = (await trial.backend.series(series.id)).dates
    return [(await ticket(trial, one)).status for one in dates]


@pytest.mark.parametrize(
    ("scope", "cancelled", "ended"),
    [
        (Scope.THIS, [3], False),
        (Scope.FOLLOWING, [*range(3, 13)], True),
        (Scope.ALL, [*range(13)], True),
    ],
)
async def test_dates_are_cancelled_by_scope(
    trial: Trial, weekly: Series, scope: Scope, cancelled: list[int], ended: bool
) -> None:
    done = await change(trial, weekly.dates[3], scope)
    assert [weekly.dates[n].ticket for n in cancelled] == [o.ticket for o in done.dates]
    assert ((), ended, True) == (
        done.left,
        done.series.ended,
        all(one.is_final for one in done.dates),
    )
    found = await statuses(trial, weekly)
    assert cancelled == [n for n, one in enumerate(found) if one is Status.CANCELLED]
    free = await trial.backend.preview(wish(TUESDAY, replace(WEEKLY, count=13)))
    assert cancelled == [n for n, one in enumerate(free) if one.reason is None]


async def test_what_was_cancelled_is_never_made_again(
    trial: Trial, weekly: Series
) -> None:
    await change(trial, weekly.dates[3], Scope.THIS)
    await change(trial, weekly.dates[10], Scope.FOLLOWING)
    for _ in range(3):
        trial.clock.pass_by(days=7)
        await trial.desk.tend()
    found = await statuses(trial, weekly)
    cancelled = [n for n, one in enumerate(found) if one is Status.CANCELLED]
    assert (13, [3, 10, 11, 12]) == (len(found), cancelled)
    now = await trial.backend.series(weekly.id)
    assert local("2026-05-26 19:00") - timedelta(seconds=1) == now.rule.until


async def test_one_date_is_moved_and_the_rest_stays(
    trial: Trial, weekly: Series
) -> None:
    done = await change(trial, weekly.dates[3], Scope.THIS, "2026-04-08 08:30")
    assert (["04-08 08:30"], ()) == (walls(done.dates), done.left)
    assert weekly.dates[3].original == done.dates[0].original
    now = await trial.backend.series(weekly.id)
    assert weekly.dates[:3] == now.dates[:3]
    assert (weekly.rule, weekly.id) == (now.rule, done.series.id)


async def test_from_one_date_on_all_are_moved_by_as_much_wall_time(
    trial: Trial, weekly: Series
) -> None:
    """The rule ends before them, and a series of their own goes on with them."""
    done = await change(trial, weekly.dates[1], Scope.FOLLOWING, "2026-03-25 08:30")
    assert ["03-25 08:30", "04-01 08:30", "04-08 08:30"] == walls(done.dates[:3])
    assert (12, weekly.id) == (len(done.dates), done.series.parent)
    assert list(done.dates) == [one for one in done.series.dates if one.ticket]
    before = await trial.backend.series(weekly.id)
    ends = local("2026-03-24 19:00") - timedelta(seconds=1)
    assert (1, True, ends) == (len(before.dates), before.ended, before.rule.until)
    tickets = [await ticket(trial, one) for one in done.dates]
    assert {done.series.id} == {one.booking.series for one in tickets if one.booking}
    trial.clock.pass_by(days=7)
    await trial.desk.tend()
    now = await trial.backend.series(done.series.id)
    assert "06-17 08:30" == walls(now.dates)[-1]


async def test_weekdays_and_end_move_along(trial: Trial) -> None:
    """Mondays, Wednesdays and Fridays become Tuesdays, Thursdays and Saturdays."""
    rule = replace(CLASS, with_start=False, until=local("2026-04-01 19:00"))
    made = await create(trial, wish(rule=rule))
    done = await change(trial, made.dates[0], Scope.ALL, "2026-03-17 20:00")
    assert ["03-17 20:00", "03-19 20:00", "03-21 20:00"] == walls(done.dates[:3])
    assert (frozenset({1, 3, 5}), local("2026-04-02 20:00")) == (
        done.series.rule.weekdays,
        done.series.rule.until,
    )


async def test_dates_that_move_onto_one_another_all_move(
    trial: Trial, weekly: Series
) -> None:
    """Each takes the time that the next one leaves, whichever way."""
    done = await change(trial, weekly.dates[1], Scope.FOLLOWING, "2026-03-31 19:00")
    assert weekly.dates[2].start == done.dates[0].start
    back = await change(trial, done.dates[0], Scope.ALL, "2026-03-25 19:30")
    assert "03-25 19:30" == walls(back.dates)[0]
    assert back.series.parent == done.series.id


async def test_one_that_stays_is_in_the_way_of_the_one_before(trial: Trial) -> None:
    """And so on: each would have taken the time of the next."""
    made = await create(trial, wish(TUESDAY, replace(WEEKLY, count=3)))
    await lesson(trial, "2026-04-07 19:00")
    done = await change(trial, made.dates[0], Scope.ALL, "2026-03-24 19:00")
    assert ((), [Reason.SLOT_TAKEN] * 3) == (
        done.dates,
        [one.reason for one in done.left],
    )
    assert made == done.series == await trial.backend.series(made.id)


async def test_who_is_there_already_and_whose_new_time_is_taken_are_left(
    trial: Trial, weekly: Series
) -> None:
    taken = await lesson(trial, "2026-03-24 20:30")
    trial.clock.at = local("2026-03-17 18:45")
    first = await ticket(trial, weekly.dates[0])
    await trial.backend.check_in(first.id, MAIN, TEACHER)
    done = await change(trial, weekly.dates[1], Scope.ALL, "2026-03-24 20:00")
    assert [("03-17 19:00", None), ("03-24 19:00", Reason.SLOT_TAKEN)] == [
        (*walls([one]), one.reason) for one in done.left
    ]
    assert "03-31 20:00" == walls(done.dates)[0]
    waiting = await ticket(trial, weekly.dates[0])
    assert (Status.WAITING, first.start_at) == (waiting.status, waiting.start_at)
    assert taken.start_at == (await trial.backend.ticket(taken.id)).ticket.start_at


async def test_who_is_there_already_is_not_sent_away(
    trial: Trial, weekly: Series
) -> None:
    trial.clock.at = local("2026-03-17 18:45")
    first = weekly.dates[0]
    assert first.ticket is not None
    await trial.backend.check_in(first.ticket, MAIN, TEACHER)
    done = await change(trial, first, Scope.FOLLOWING)
    assert ([first.ticket], 12) == ([one.ticket for one in done.left], len(done.dates))
    assert Status.WAITING is (await statuses(trial, weekly))[0]


async def test_a_date_that_is_over_is_changed_no_more(
    trial: Trial, weekly: Series
) -> None:
    await change(trial, weekly.dates[3], Scope.THIS)
    for scope in Scope:
        with pytest.raises(Refused) as caught:
            await change(trial, weekly.dates[3], scope)
        assert caught.value.reason is Reason.NOT_ALLOWED_NOW


@pytest.mark.parametrize(
    "text",
    ["2026-03-15 08:00", "2026-03-17 19:10", "2026-03-17 23:00", "2029-03-17 19:00"],
)
async def test_times_nothing_can_be_moved_to(
    trial: Trial, weekly: Series, text: str
) -> None:
    with pytest.raises(BadInput) as caught:
        await change(trial, weekly.dates[0], Scope.FOLLOWING, text)
    assert ["start"] == list(caught.value.fields)
    assert weekly == await trial.backend.series(weekly.id)


async def test_moving_to_where_it_is_changes_nothing(
    trial: Trial, weekly: Series
) -> None:
    done = await change(trial, weekly.dates[1], Scope.ALL, "2026-03-24 19:00")
    assert ((), weekly) == (done.dates, done.series)


async def test_a_count_is_shared_by_what_a_series_is_split_into(trial: Trial) -> None:
    made = await create(trial, wish(TUESDAY, replace(WEEKLY, count=5)))
    done = await change(trial, made.dates[3], Scope.FOLLOWING, "2026-04-08 19:00")
    assert (2, 2) == (done.series.rule.count, len(done.dates))


async def test_what_was_left_out_stays_left_out_when_the_rest_moves(
    trial: Trial,
) -> None:
    gap = local("2026-03-31 19:00")
    made = await create(trial, wish(TUESDAY, WEEKLY, instead={gap: None}))
    done = await change(trial, made.dates[1], Scope.FOLLOWING, "2026-03-24 20:00")
    assert local("2026-03-31 20:00") == done.series.dates[1].original
    assert (None, True) == (done.series.dates[1].ticket, done.series.dates[1].is_final)


# in sessions


@pytest.fixture(name="class_")
async def _class(trial: Trial) -> Series:
    """Three sessions of yoga on Tuesdays at seven, with two people in each."""
    who = [await customer(trial, name) for name in ("Eva", "Dan")]
    rule = replace(WEEKLY, count=3)
    return await create(trial, wish(TUESDAY, rule, service=YOGA, customers=tuple(who)))


async def test_each_date_of_a_class_is_a_session_that_its_customers_join(
    trial: Trial, class_: Series
) -> None:
    assert [None] * 3 == [one.ticket for one in class_.dates]
    for one in class_.dates:
        assert one.session is not None
        there = await trial.backend.session(one.session)
        rows = await trial.backend.participants(one.session)
        assert (class_.id, one.original, 2, 2) == (
            there.series,
            there.original_start,
            there.taken,
            len(rows),
        )
        assert class_ == await trial.backend.series_of(one.session)
        assert class_ == await trial.backend.series_of(rows[0].ticket.id)


async def test_a_class_is_cancelled_with_all_who_joined(
    trial: Trial, class_: Series
) -> None:
    done = await change(trial, class_.dates[1], Scope.FOLLOWING)
    assert 2 == len(done.dates)
    last = class_.dates[2].session
    assert last is not None
    there = await trial.backend.session(last)
    rows = await trial.backend.participants(last)
    assert SessionStatus.CANCELLED is there.status
    assert {Status.CANCELLED} == {row.ticket.status for row in rows}


async def test_a_class_moves_with_all_who_joined(trial: Trial, class_: Series) -> None:
    done = await change(trial, class_.dates[0], Scope.ALL, "2026-03-24 19:00")
    assert ["03-24 19:00", "03-31 19:00"] == walls(done.dates[:2])
    first = done.dates[0].session
    assert (class_.dates[0].session, class_.id) == (first, done.series.parent)
    assert first is not None
    there = await trial.backend.session(first)
    rows = await trial.backend.participants(first)
    assert (done.series.id, done.dates[0].original) == (
        there.series,
        there.original_start,
    )
    assert {done.dates[0].start} == {row.ticket.start_at for row in rows}


async def test_a_class_somebody_is_there_for_is_left(
    trial: Trial, class_: Series
) -> None:
    trial.clock.at = local("2026-03-17 18:45")
    first = class_.dates[0].session
    assert first is not None
    rows = await trial.backend.participants(first)
    await trial.backend.check_in(rows[0].ticket.id, MAIN, TEACHER)
    done = await change(trial, class_.dates[1], Scope.ALL)
    assert ([first], 2) == ([one.session for one in done.left], len(done.dates))


async def test_who_takes_part_changes_no_class(trial: Trial, class_: Series) -> None:
    first = class_.dates[0].session
    assert first is not None
    rows = await trial.backend.participants(first)
    asked = SeriesChange(Scope.ALL)
    with pytest.raises(Refused) as caught:
        await trial.backend.change_series(rows[0].ticket.id, asked, TEACHER)
    assert caught.value.reason is Reason.NOT_ALLOWED_NOW


async def test_more_than_fit_begin_no_class(trial: Trial) -> None:
    who = [await customer(trial, name) for name in "abcd"]
    with pytest.raises(BadInput) as caught:
        await create(trial, wish(service=YOGA, customers=tuple(who)))
    assert ["customers"] == list(caught.value.fields)


async def test_a_class_goes_on_for_those_who_are_still_known(trial: Trial) -> None:
    who = [await customer(trial, name) for name in ("Eva", "Dan")]
    asked = wish(TUESDAY, WEEKLY, service=YOGA, customers=tuple(who))
    made = await create(trial, asked)
    await trial.backend.forget_customer(who[0])
    trial.clock.pass_by(days=7)
    await trial.desk.tend()
    last = (await trial.backend.series(made.id)).dates[-1].session
    assert last is not None
    rows = await trial.backend.participants(last)
    assert [who[1]] == [row.ticket.customer for row in rows]
