"""What whoever is in charge should look at first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from kiosk.domain.branch import ServiceId
from kiosk.domain.serving import KioskHealth, Lobby, Row
from kiosk.domain.ticket import Ticket
from kiosk.tui.staff.bands import Band, band

SILENT: Final = timedelta(seconds=60)
"""A kiosk that says nothing for longer is not well."""


class Alarm(StrEnum):
    """What is wrong. The values name the sentences."""

    NO_COUNTER = "no-counter"
    TOO_LONG = "too-long"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Alert:
    """`service` or `kiosk`, and for how long or (NO_COUNTER) how many."""

    alarm: Alarm
    service: ServiceId | None = None
    kiosk: str = ""
    time: timedelta = timedelta()
    people: int = 0


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
    """The gravest first: nobody serves them, they wait too long, a kiosk is silent."""
    times = longest(waiting, now)
    states, branch = lobby.state.services, lobby.state.branch
    unserved = [
        Alert(Alarm.NO_COUNTER, service=s.service, people=s.waiting)
        for s in states.values()
        if s.waiting and not s.counters_open
    ]
    late = [
        Alert(Alarm.TOO_LONG, service=service.id, time=times[service.id])
        for service in branch.services
        if service.id in times
        and band(times[service.id], service.target_minutes) is Band.VERY_LATE
    ]
    late.sort(key=lambda alert: alert.time, reverse=True)
    silent = [
        Alert(Alarm.SILENT, kiosk=kiosk.name, time=now - kiosk.at)
        for kiosk in lobby.kiosks
        if is_silent(kiosk, now)
    ]
    return [*unserved, *late, *silent]
