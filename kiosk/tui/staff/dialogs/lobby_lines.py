"""A lobby in lines: its counters, its queue, its kiosks, what is said to it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from kiosk.domain.branch import CounterId, Service, ServiceId, in_language
from kiosk.domain.serving import CounterState, CounterStatus, KioskHealth, Lobby, Row
from kiosk.errors import Reason
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.bands import Band, band
from kiosk.tui.staff.dialogs.about import (
    counter_name,
    minutes,
    service_name,
    status_word,
)
from kiosk.tui.staff.dialogs.alerts import Alarm, Alert, ends_at, is_silent, longest
from kiosk.tui.staff.dialogs.pick import Item, Tone
from kiosk.tui.written import BETWEEN

_TONES = {
    Band.OK: Tone.PLAIN,
    Band.SOON: Tone.SOON,
    Band.LATE: Tone.LATE,
    Band.VERY_LATE: Tone.LATE,
}

_TWO_MINUTES = timedelta(minutes=2)

_TROUBLES = frozenset(
    {
        Reason.PAPER_OUT,
        Reason.COVER_OPEN,
        Reason.PRINTER_OFFLINE,
        Reason.PRINTER_SILENT,
    }
)


def counter_lines(
    speaker: Speaker, lobby: Lobby, now: datetime
) -> Iterable[Item[CounterId]]:
    """Name, state and since when; who sits there, who is there; what it serves."""
    there = {row.ticket.counter: row for row in lobby.at_counters}
    for state in lobby.counters:
        row = there.get(state.counter)
        word = speaker.say(f"staff-counter-{state.status}")
        tone = Tone.PLAIN if state.status is CounterStatus.OPEN else Tone.QUIET
        yield Item(
            state.counter,
            (
                counter_name(speaker, lobby.state.branch, state.counter),
                _with(word, speaker.time(state.since) if state.since else ""),
                clean(state.operator) or "–",
                _at_counter(speaker, row, now) if row else _reason(state),
                _mask(speaker, lobby, state),
            ),
            tone=tone,
        )


def queue_lines(
    speaker: Speaker, lobby: Lobby, waiting: Sequence[Row], now: datetime
) -> Iterable[Item[ServiceId]]:
    """Service; how many wait, how long the longest has, whether that is late; till when."""
    times = longest(waiting, now)
    for service in lobby.state.branch.services:
        state = lobby.state.services.get(service.id)
        count, counters = (state.waiting, state.counters_open) if state else (0, 0)
        time = times.get(service.id)
        how = band(time, service.target_minutes) if time is not None else Band.OK
        reason = lobby.paused.get(service.id)
        name = service_name(speaker, lobby.state.branch, service.id)
        texts = (
            name,
            str(count),
            minutes(speaker, time) if time is not None else "–",
            speaker.say(f"staff-chief-band-{how}") if time is not None else "",
            _outlook(speaker, service, count, counters, now)
            if reason is None
            else _with(speaker.say("staff-chief-paused"), clean(reason)),
        )
        tone = _TONES[how] if reason is None else Tone.QUIET
        yield Item(service.id, texts, tone=tone)


def kiosk_lines(
    speaker: Speaker, kiosks: Iterable[KioskHealth], now: datetime
) -> Iterable[Item[str]]:
    """Name; how its printer is; its last number, its version, when it was heard of."""
    for kiosk in kiosks:
        silent = is_silent(kiosk, now)
        time = minutes(speaker, now - kiosk.at)
        heard = speaker.say("staff-chief-silent", time=time) if silent else ""
        bad = silent or kiosk.printer is not None
        tone = Tone.LATE if bad else Tone.SOON if kiosk.paper_low else Tone.PLAIN
        version = f"v{clean(kiosk.version, 20)}" if kiosk.version else ""
        rest = [clean(kiosk.last_number), version, heard or speaker.time(kiosk.at)]
        texts = (
            clean(kiosk.name),
            _printer(speaker, kiosk),
            BETWEEN.join(part for part in rest if part),
        )
        yield Item(kiosk.name, texts, tone=tone)


def message_lines(speaker: Speaker, lobby: Lobby, now: datetime) -> Iterable[Item[str]]:
    """What it says, and until when."""
    default = lobby.state.branch.default_locale
    for message in lobby.state.messages:
        text = clean(in_language(message.text, speaker.locale, default), 200)
        until = speaker.when(message.until, now)
        note = speaker.say("staff-chief-until", time=until)
        yield Item(message.id, text, note)


def alert_line(speaker: Speaker, lobby: Lobby, alert: Alert) -> str:
    """What is wrong, in a sentence."""
    branch = lobby.state.branch
    service = service_name(speaker, branch, alert.service) if alert.service else ""
    kiosk, time = clean(alert.kiosk), minutes(speaker, alert.time)
    match alert.alarm:
        case Alarm.SUMMONED:
            return speaker.say("staff-chief-summoned", kiosk=kiosk, time=time)
        case Alarm.NO_COUNTER:
            return speaker.say(
                "staff-chief-no-counter", service=service, count=alert.people
            )
        case Alarm.TOO_LONG:
            return speaker.say("staff-chief-too-long", service=service, time=time)
        case Alarm.SILENT:
            return speaker.say("staff-chief-kiosk-silent", kiosk=kiosk, time=time)
        case Alarm.PRINTER | Alarm.PAPER_LOW:
            trouble = _trouble(speaker, alert.trouble)
            return speaker.say("staff-chief-trouble", kiosk=kiosk, trouble=trouble)
        case Alarm.SKEW:
            if alert.time < _TWO_MINUTES:
                seconds = round(alert.time.total_seconds())
                time = speaker.say("staff-seconds", count=seconds)
            return speaker.say("staff-chief-skew", kiosk=kiosk, time=time)


def _with(word: str, more: str) -> str:
    return BETWEEN.join(part for part in (word, more) if part)


def _reason(state: CounterState) -> str:
    return clean(state.reason) if state.status is CounterStatus.PAUSED else ""


def _at_counter(speaker: Speaker, row: Row, now: datetime) -> str:
    ticket = row.ticket
    since = ticket.serving_at or ticket.called_at
    time = minutes(speaker, now - since) if since else ""
    said = f"{clean(ticket.number)} {status_word(speaker, ticket.status)}"
    return _with(said, time)


def _mask(speaker: Speaker, lobby: Lobby, state: CounterState) -> str:
    branch = lobby.state.branch
    described = branch.counter(state.counter)
    services = state.services or (described.services if described else None)
    if not services:
        return speaker.say("staff-chief-all-services")
    return ", ".join(
        service_name(speaker, branch, service.id)
        for service in branch.services
        if service.id in services
    )


def _outlook(
    speaker: Speaker, service: Service, count: int, counters: int, now: datetime
) -> str:
    if not count:
        return ""
    end = ends_at(count, service.minutes, counters, now)
    if end is None:
        return speaker.say("staff-dialog-no-counter")
    return speaker.say("staff-chief-ends", time=speaker.time(end))


def _printer(speaker: Speaker, kiosk: KioskHealth) -> str:
    if kiosk.printer is None and not kiosk.paper_low:
        return speaker.say("staff-chief-fine")
    return _trouble(speaker, kiosk.printer)


def _trouble(speaker: Speaker, reason: Reason | None) -> str:
    """Why it can't print; None: it can, and there is little paper."""
    if reason is None:
        return speaker.say("staff-chief-paper-low")
    word = reason if reason in _TROUBLES else Reason.PRINTER_ERROR
    return speaker.say(f"staff-chief-printer-{word}")
