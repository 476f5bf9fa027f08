"""A branch's appointments, sessions and series as one calendar that programs subscribe to.

It names nobody and shows no code: whoever has its address reads it. A series is one event with
its rule (RFC 5545, 3.8.5.3) in the branch's zone; dates left out of it are EXDATEs, a date that
was moved is an event of its own with a RECURRENCE-ID.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from kiosk import __version__
from kiosk.domain.branch import Branch, LaneId, ServiceId, in_language
from kiosk.domain.recurrence import dates, ends_by
from kiosk.domain.series import Occurrence, Rule, Series
from kiosk.domain.sessions import GroupSession, SessionStatus
from kiosk.domain.ticket import Ticket
from kiosk.text import clean

_CELLS: Final = 200
_MOST_DATES: Final = 10_000
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a calendar is made of. `tickets` are appointments; those in a session are left out."""

    branch: Branch
    tickets: Sequence[Ticket] = ()
    sessions: Sequence[GroupSession] = ()
    series: Sequence[Series] = ()


def calendar(shown: Shown, stamp: datetime) -> bytes:
    """The file: UTF-8, CRLF, lines of 75 octets at most. `stamp` is now, aware."""
    made = Calendar()
    made.add("prodid", f"-//queue-kiosk//kiosk {__version__}//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", _text(_name(shown.branch), shown.branch))
    for event in _events(shown, stamp):
        made.add_component(event)
    made.add_missing_timezones()
    file: bytes = made.to_ical()
    return file


def _events(shown: Shown, stamp: datetime) -> Iterator[Event]:
    known = {one.id for one in shown.series}
    for series in shown.series:
        yield from _of_series(series, shown, stamp)
    for ticket in shown.tickets:
        booking = ticket.booking
        if booking and not booking.session and booking.series not in known:
            yield from _of_ticket(ticket, shown.branch, stamp)
    for session in shown.sessions:
        if session.series not in known:
            yield _of_session(session, shown.branch, stamp)


def _of_ticket(ticket: Ticket, branch: Branch, stamp: datetime) -> Iterator[Event]:
    booking, start = ticket.booking, ticket.start_at
    if booking and start:
        event = _event(f"{ticket.id}@{branch.id}", booking.changes, stamp)
        _times(event, start.astimezone(UTC), booking.end_at.astimezone(UTC))
        _about(event, branch, ticket.service, booking.lane, ticket.number)
        yield event


def _of_session(session: GroupSession, branch: Branch, stamp: datetime) -> Event:
    event = _event(f"{session.id}@{branch.id}", session.version, stamp)
    _times(event, session.start_at.astimezone(UTC), session.end_at.astimezone(UTC))
    _about(event, branch, session.service, session.lane)
    if session.status is SessionStatus.CANCELLED:
        event["status"] = vText("CANCELLED")
    return event


def _of_series(series: Series, shown: Shown, stamp: datetime) -> Iterator[Event]:
    """The rule, and what departs from it; a date that is not on the rule stands by itself."""
    zone, uid = ZoneInfo(series.zone), f"{series.id}@{shown.branch.id}"
    standing = {one.original: one for one in series.dates if _stands(one)}
    every = dates(series.rule, series.start, zone, series.made_until, most=_MOST_DATES)
    on_rule = [at for at in every if _fits(at, series.rule, zone)]
    lanes = {session.id: session.lane for session in shown.sessions}
    for one in standing.values():
        if one.original not in on_rule:
            lone = _event(f"{one.original:%Y%m%dT%H%M}-{uid}", 0, stamp)
            _times(lone, one.start.astimezone(UTC), one.end.astimezone(UTC))
            _about(lone, shown.branch, series.service, _lane(one, lanes))
            yield lone
    left_out = [at for at in on_rule if at not in standing]
    if len(left_out) == len(on_rule) and (not on_rule or series.ended):
        return
    moved = [standing[at] for at in on_rule if at in standing]
    like = moved[0] if moved else series.dates[0]
    moved = [one for one in moved if one.start != one.original]
    event = _event(uid, len(left_out) + len(moved), stamp)
    first = on_rule[0].astimezone(zone)
    _times(event, first, (on_rule[0] + (like.end - like.start)).astimezone(zone))
    event.add("rrule", _rule(series, zone, len(every) - len(on_rule)))
    for at in left_out:
        event.add("exdate", at.astimezone(zone))
    _about(event, shown.branch, series.service, _lane(like, lanes))
    yield event
    for one in moved:
        event = _event(uid, 1, stamp)
        event.add("recurrence-id", one.original.astimezone(zone))
        _times(event, one.start.astimezone(zone), one.end.astimezone(zone))
        _about(event, shown.branch, series.service, _lane(one, lanes))
        yield event


def _stands(one: Occurrence) -> bool:
    """Whether a date was made and not taken out again."""
    made = bool(one.ticket or one.session)
    return made and one.reason is None and not one.is_cancelled


def _fits(at: datetime, rule: Rule, zone: ZoneInfo) -> bool:
    return not rule.weekdays or at.astimezone(zone).weekday() in rule.weekdays


def _lane(one: Occurrence, lanes: Mapping[Any, LaneId]) -> LaneId | None:
    return lanes.get(one.session)


def _rule(series: Series, zone: ZoneInfo, off_rule: int) -> dict[str, Any]:
    """RRULE as a mapping; UNTIL in UTC, as a DTSTART with a zone demands.

    A series that was given up although its rule goes on ends where its dates do.
    """
    rule = series.rule
    made: dict[str, Any] = {"freq": str(rule.every).upper(), "wkst": "MO"}
    if rule.interval != 1:
        made["interval"] = rule.interval
    if rule.weekdays:
        made["byday"] = [_DAYS[day] for day in sorted(rule.weekdays)]
    until = rule.until
    if series.ended and not ends_by(rule, series.start, zone, series.made_until):
        until = series.made_until
    if until is not None:
        made["until"] = until.astimezone(UTC).replace(microsecond=0)
    elif rule.count is not None:
        made["count"] = rule.count - off_rule
    return made


def _event(uid: str, sequence: int, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("status", "CONFIRMED")
    return event


def _times(event: Event, start: datetime, end: datetime) -> None:
    event.add("dtstart", start)
    event.add("dtend", end)


def _about(
    event: Event,
    branch: Branch,
    service_id: ServiceId,
    lane_id: LaneId | None,
    number: str = "",
) -> None:
    """What and where; the group's name where the service is nobody else's business."""
    service, group = branch.service(service_id), branch.group_of(service_id)
    words = service.name if service and not service.sensitive else {}
    if not words and group:
        words = group.name
    name = in_language(words, branch.default_locale, branch.default_locale)
    event.add("summary", _text(", ".join(filter(None, (number, name))), branch))
    lane = next((one for one in branch.lanes if one.id == lane_id), None)
    room = in_language(lane.name, branch.default_locale, "") if lane else ""
    where = ", ".join(filter(None, (_name(branch), room)))
    event.add("location", _text(where, branch))


def _name(branch: Branch) -> str:
    return in_language(branch.name, branch.default_locale, branch.default_locale)


def _text(text: str, branch: Branch) -> vText:
    """RFC 5545, 3.3.11: no control characters."""
    return vText(clean(text, _CELLS), params={"LANGUAGE": branch.default_locale})
