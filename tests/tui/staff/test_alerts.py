"""What is wrong in a lobby, and when it will be done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.branch import ServiceId
from kiosk.domain.serving import KioskHealth, Lobby, Row, Summons
from kiosk.errors import Reason
from kiosk.tui.staff.dialogs.alerts import (
    Alarm,
    Alert,
    alerts,
    ends_at,
    is_silent,
    longest,
    waited,
)
from kiosk.tui.staff.dialogs.lobby_lines import alert_line
from tests.tui.lobby import CARD, LICENCE, PASSPORT
from tests.tui.staff.hall import NOW, ago, hall, row, speaker, state


def quiet() -> Lobby:
    """Nobody waits, and nothing is wrong."""
    none = {
        service: replace(now, waiting=0) for service, now in state().services.items()
    }
    return hall(state=state(services=none), kiosks=())


def lobby_with(service: ServiceId, waiting: int, counters: int) -> Lobby:
    before = quiet()
    services = dict(before.state.services)
    services[service] = replace(
        services[service], waiting=waiting, counters_open=counters
    )
    return replace(before, state=replace(before.state, services=services))


def test_a_quiet_lobby_has_no_alert() -> None:
    assert [] == list(alerts(quiet(), (), NOW))


def test_who_waits_without_a_counter_is_told_of() -> None:
    found = alerts(lobby_with(LICENCE, 3, 0), (), NOW)
    assert [Alert(Alarm.NO_COUNTER, service=LICENCE, people=3)] == list(found)


@pytest.mark.parametrize(("minutes", "alarmed"), [(29, False), (30, True), (45, True)])
def test_one_and_a_half_times_the_target_is_too_long(
    minutes: int, alarmed: bool
) -> None:
    """The target is 20 minutes."""
    found = alerts(lobby_with(CARD, 1, 1), (row(service=CARD, joined=minutes),), NOW)
    time = timedelta(minutes=minutes)
    expected = [Alert(Alarm.TOO_LONG, service=CARD, time=time)] if alarmed else []
    assert expected == list(found)


@pytest.mark.parametrize(("seconds", "silent"), [(0, False), (60, False), (61, True)])
def test_a_kiosk_is_silent_after_a_minute(seconds: int, silent: bool) -> None:
    kiosk = KioskHealth("front", "1", NOW - timedelta(seconds=seconds))
    found = alerts(replace(quiet(), kiosks=(kiosk,)), (), NOW)
    assert silent is is_silent(kiosk, NOW)
    assert silent is bool(found)


def test_a_kiosk_whose_clock_is_ahead_is_not_silent() -> None:
    assert not is_silent(KioskHealth("front", "1", NOW + timedelta(hours=1)), NOW)


def test_the_gravest_comes_first() -> None:
    waiting = (row("A1", CARD, joined=40), row("A2", PASSPORT, joined=90))
    found = [alert.alarm for alert in alerts(hall(), waiting, NOW)]
    services = [alert.service for alert in alerts(hall(), waiting, NOW)]
    assert [
        Alarm.NO_COUNTER,
        Alarm.TOO_LONG,
        Alarm.TOO_LONG,
        Alarm.SILENT,
        Alarm.PAPER_LOW,
    ] == found
    assert [LICENCE, PASSPORT, CARD, None, None] == services


def test_who_asks_for_help_comes_before_all_else() -> None:
    asking = hall(summons=(Summons("front", ago(3)),))
    expected = Alert(Alarm.SUMMONED, kiosk="front", time=timedelta(minutes=3))
    assert expected == alerts(asking, (), NOW)[0]


@pytest.mark.parametrize(("skew", "off"), [(None, 0), (29.9, 0), (30, 30), (-95, 95)])
def test_a_clock_is_wrong_from_half_a_minute_on(skew: float | None, off: int) -> None:
    kiosk = KioskHealth("front", "1", NOW, skew=skew)
    time = timedelta(seconds=off)
    expected = [Alert(Alarm.SKEW, kiosk="front", time=time)] if off else []
    assert expected == list(alerts(replace(quiet(), kiosks=(kiosk,)), (), NOW))


def test_what_is_wrong_with_kiosks_is_said_by_gravity_and_of_silent_ones_only_that() -> (
    None
):
    kiosks = (
        KioskHealth("low", "1", NOW, None, True, skew=60),
        KioskHealth("out", "1", NOW, Reason.PAPER_OUT, True),
        KioskHealth("gone", "1", ago(5), Reason.COVER_OPEN, True, skew=60),
    )
    found = alerts(replace(quiet(), kiosks=kiosks), (), NOW)
    lines = [alert_line(speaker(), hall(), alert) for alert in found]
    assert [
        "gone has been silent for 5 min",
        "out: no paper",
        "The clock of low is 60 s off",
        "low: paper low",
    ] == lines


@pytest.mark.parametrize(
    ("who", "minutes"),
    [
        (row(joined=20), 20),
        (row(joined=20, start_at=ago(5)), 5),
        (row(joined=20, start_at=ago(30)), 20),
        (row(joined=20, start_at=ago(-10)), 0),
        (row(joined=-3), 0),
    ],
)
def test_who_comes_before_their_time_waits_from_it_on(who: Row, minutes: int) -> None:
    assert timedelta(minutes=minutes) == waited(who.ticket, NOW)


def test_the_longest_wait_is_by_service() -> None:
    waiting = (row("A1", joined=3), row("A2", joined=9), row("A3", CARD, joined=5))
    expected = {PASSPORT: timedelta(minutes=9), CARD: timedelta(minutes=5)}
    assert expected == longest(waiting, NOW)


@pytest.mark.parametrize(
    ("waiting", "counters", "minutes"),
    [(9, 2, 45), (1, 1, 10), (3, 4, 7.5), (0, 2, None), (5, 0, None)],
)
def test_a_queue_ends_when_its_counters_are_through(
    waiting: int, counters: int, minutes: float | None
) -> None:
    expected = None if minutes is None else NOW + timedelta(minutes=minutes)
    assert expected == ends_at(waiting, 10, counters, NOW)
