"""What whoever is in charge should look at first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from kiosk.domain.branch import ServiceId
from kiosk.domain.serving import KioskHealth, Lobby, Row
from kiosk.domain.ticket import Ticket
from kiosk.errors import Reason
from kiosk.tui.staff.bands import Band, band

SILENT: Final = timedelta(seconds=60)
"""A kiosk that says nothing for longer is not well."""

SKEWED: Final = timedelta(seconds=30)
"""A kiosk whose clock is off by as much tells its customers wrong times."""


class Alarm(StrEnum):
    """What is wrong. The values name the sentences."""

    SUMMONED = "summoned"
    NO_COUNTER = "no-counter"
    TOO_LONG = "too-long"
    SILENT = "silent"
    PRINTER = "printer"
    SKEW = "skew"
    PAPER_LOW = "paper-low"


@dataclass(frozen=True, slots=True)
class Alert:
    """`service` or `kiosk`, and for how long, how far off (SKEW), how many (NO_COUNTER) or why
    (PRINTER)."""

    alarm: Alarm
    service: ServiceId | None = None
    kiosk: str = ""
    time: timedelta = timedelta()
    people: int = 0
    trouble: Reason | None = None


def waited(ticket: Ticket, now: datetime) -> timedelta:
    """Since they joined; who has an appointment waits from its time on, if they came early."""
    since = max(ticket.joined_at, ticket.start_at or ticket.joined_at)
    return max(timedelta(), now - since)


def longest(waiting: Iterable[Row], now: datetime) -> Mapping[ServiceId, timedelta]:
    """For each service with somebody waiting, how long the one who waits longest has."""
    found: dict[ServiceId, timedelta] = {}
    for row in waiting:
        ticket = row.ticket
        time = waited(ticket, now)
        found[ticket.service] = max(time, found.get(ticket.service, time))
    return found


def ends_at(
    waiting: int, minutes: int, counters: int, now: datetime
) -> datetime | None:
    """When the last of those waiting would be done; None without a counter or anybody."""
    if counters < 1 or waiting < 1:
        return None
    return now + timedelta(minutes=waiting * minutes / counters)


def is_silent(kiosk: KioskHealth, now: datetime) -> bool:
    """A kiosk whose clock is ahead is not."""
    return now - kiosk.at > SILENT


def alerts(lobby: Lobby, waiting: Sequence[Row], now: datetime) -> Sequence[Alert]:
    """The gravest first: somebody asks for help, nobody serves them, they wait too long; a kiosk is
    silent, can't print, has a wrong clock, is short of paper."""
    asking = [
        Alert(Alarm.SUMMONED, kiosk=one.kiosk, time=now - one.at)
        for one in lobby.summons
    ]
    of_kiosks = [alert for kiosk in lobby.kiosks for alert in _of_kiosk(kiosk, now)]
    of_kiosks.sort(key=lambda alert: _ORDER.index(alert.alarm))
    return [*asking, *_unserved(lobby), *_late(lobby, waiting, now), *of_kiosks]


_ORDER: Final = tuple(Alarm)


def _unserved(lobby: Lobby) -> list[Alert]:
    return [
        Alert(Alarm.NO_COUNTER, service=s.service, people=s.waiting)
        for s in lobby.state.services.values()
        if s.waiting and not s.counters_open
    ]


def _late(lobby: Lobby, waiting: Sequence[Row], now: datetime) -> list[Alert]:
    """The longest wait first."""
    times = longest(waiting, now)
    late = [
        Alert(Alarm.TOO_LONG, service=service.id, time=times[service.id])
        for service in lobby.state.branch.services
        if service.id in times
        and band(times[service.id], service.target_minutes) is Band.VERY_LATE
    ]
    return sorted(late, key=lambda alert: alert.time, reverse=True)


def _of_kiosk(kiosk: KioskHealth, now: datetime) -> Iterator[Alert]:
    """What a silent one said before may be otherwise by now."""
    if is_silent(kiosk, now):
        yield Alert(Alarm.SILENT, kiosk=kiosk.name, time=now - kiosk.at)
        return
    if kiosk.printer is not None:
        yield Alert(Alarm.PRINTER, kiosk=kiosk.name, trouble=kiosk.printer)
    elif kiosk.paper_low:
        yield Alert(Alarm.PAPER_LOW, kiosk=kiosk.name)
    off = abs(kiosk.skew or 0.0)
    if off >= SKEWED.total_seconds():
        time = timedelta(seconds=min(off, _A_YEAR))
        yield Alert(Alarm.SKEW, kiosk=kiosk.name, time=time)


_A_YEAR: Final = 366 * 86_400.0
