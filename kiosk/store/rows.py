"""Rows of the database and the values they stand for, both ways, without loss.

Instants are kept as whole milliseconds since 1970 UTC; finer parts are cut off.
"""

import json
from dataclasses import asdict, fields
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Any, Final

from pydantic import TypeAdapter

from kiosk.domain.booking import Booking
from kiosk.domain.branch import Branch
from kiosk.domain.claims import Claim
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.ports import Once
from kiosk.domain.storing import ApiKey, Receipt
from kiosk.domain.ticket import (
    Care,
    Kind,
    Outcome,
    Result,
    Status,
    Theirs,
    Ticket,
    TicketId,
)

Row = tuple[Any, ...]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)
_BRANCH: Final = TypeAdapter(Branch)
_NOT_BOOKED: Final = (None, None, None, None)
_NO_CARE: Final = (None, None, None, None, None, None, None, None)
_NOT_THEIRS: Final = (None, None, None, None)

TICKET_COLUMNS: Final = (
    "id, number, code8, branch, service_group, service, day, day_seq, kind, "
    "status, status_at, joined_at, rank_at, locale, source, version, priority, "
    "keep_place, start_at, counter, called_at, call_count, serving_at, finished_at, "
    "end_at, lane, booked_at, changes, customer"
)
"""In the order of `from_ticket`; all but `seq`, which the database gives."""

CARE_COLUMNS: Final = (
    "note, priority_reason, for_counter, for_operator, park_reason, parked_until, "
    "outcome, customer_note"
)
"""In the order of `from_care`."""

TIE_COLUMNS: Final = "session, series, their_system, their_id, their_word, their_seen"
"""What a ticket belongs to besides; in the order of `from_ties`."""

TICKET: Final = (
    f"SELECT seq, {TICKET_COLUMNS}, {CARE_COLUMNS}, {TIE_COLUMNS} FROM ticket "
)
"""Rows for `to_ticket`."""


def ms(instant: datetime) -> int:
    """Milliseconds since 1970 UTC, rounded down."""
    return (instant - _EPOCH) // _MS


def instant(stored: int) -> datetime:
    """The aware UTC instant; exact in every year, as a float of seconds is not."""
    return _EPOCH + timedelta(milliseconds=stored)


def _ms_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else ms(moment)


def instant_or_none(stored: int | None) -> datetime | None:
    """The same where there may be none."""
    return None if stored is None else instant(stored)


def to_ticket(row: Row) -> Ticket:
    """A ticket from a row of `seq` and `TICKET_COLUMNS`, `CARE_COLUMNS`, `TIE_COLUMNS`."""
    return Ticket(
        seq=row[0],
        id=row[1],
        number=row[2],
        code8=row[3],
        branch=row[4],
        group=row[5],
        service=row[6],
        day=date.fromisoformat(row[7]),
        day_seq=row[8],
        kind=Kind(row[9]),
        status=Status(row[10]),
        status_at=instant(row[11]),
        joined_at=instant(row[12]),
        rank_at=instant(row[13]),
        locale=row[14],
        source=row[15],
        version=row[16],
        priority=row[17],
        keep_place=bool(row[18]),
        start_at=instant_or_none(row[19]),
        counter=row[20],
        called_at=instant_or_none(row[21]),
        call_count=row[22],
        serving_at=instant_or_none(row[23]),
        finished_at=instant_or_none(row[24]),
        booking=None if row[26] is None else _to_booking((*row[25:29], *row[38:40])),
        customer=row[29],
        care=_to_care(tuple(row[30:38])),
        theirs=None if row[40] is None else _to_theirs(row[40:44]),
    )


def _to_theirs(row: Row) -> Theirs:
    system, of, word, seen = row
    return Theirs(system, of, word, instant(seen))


def _to_care(row: Row) -> Care | None:
    if row == _NO_CARE:
        return None
    note, priority_reason, counter, operator, park_reason, until, outcome, said = row
    return Care(
        note=note or "",
        priority_reason=priority_reason or "",
        counter=counter,
        operator=operator,
        park_reason=park_reason or "",
        parked_until=instant_or_none(until),
        outcome=None if outcome is None else _to_outcome(json.loads(outcome)),
        said=said or "",
    )


def _to_outcome(stored: dict[str, Any]) -> Outcome:
    services = tuple(stored["services"])
    return Outcome(Result(stored["result"]), services, stored["people"])


def from_care(care: Care | None) -> Row:
    """A row of `CARE_COLUMNS`; of nothing at all there is nothing."""
    if care is None:
        return _NO_CARE
    return (
        care.note or None,
        care.priority_reason or None,
        care.counter,
        care.operator,
        care.park_reason or None,
        _ms_or_none(care.parked_until),
        _from_outcome(care.outcome),
        care.said or None,
    )


def _from_outcome(outcome: Outcome | None) -> str | None:
    return None if outcome is None else json.dumps(asdict(outcome))


def _to_booking(row: Row) -> Booking:
    end_at, lane, booked_at, *rest = row
    return Booking(instant(end_at), lane, instant(booked_at), *rest)


def from_ticket(ticket: Ticket) -> Row:
    """A row of `TICKET_COLUMNS`."""
    return (
        ticket.id,
        ticket.number,
        ticket.code8,
        ticket.branch,
        ticket.group,
        ticket.service,
        ticket.day.isoformat(),
        ticket.day_seq,
        ticket.kind,
        ticket.status,
        ms(ticket.status_at),
        ms(ticket.joined_at),
        ms(ticket.rank_at),
        ticket.locale,
        ticket.source,
        ticket.version,
        ticket.priority,
        ticket.keep_place,
        _ms_or_none(ticket.start_at),
        ticket.counter,
        _ms_or_none(ticket.called_at),
        ticket.call_count,
        _ms_or_none(ticket.serving_at),
        _ms_or_none(ticket.finished_at),
        *_from_booking(ticket.booking),
        ticket.customer,
    )


def _from_booking(booking: Booking | None) -> Row:
    if booking is None:
        return _NOT_BOOKED
    end_at, booked_at = ms(booking.end_at), ms(booking.booked_at)
    return end_at, booking.lane, booked_at, booking.changes


def from_ties(ticket: Ticket) -> Row:
    """A row of `TIE_COLUMNS`."""
    booking = ticket.booking
    session, series = (booking.session, booking.series) if booking else (None, None)
    return (session, series, *from_theirs(ticket.theirs))


def from_theirs(theirs: Theirs | None) -> Row:
    """The part of `TIE_COLUMNS` that is of another system."""
    if theirs is None:
        return _NOT_THEIRS
    return theirs.system, theirs.id, theirs.word, ms(theirs.seen_at)


def to_claim(row: Row) -> Claim:
    """A claim from (lane, tick, owner, service, begins, expires_at)."""
    lane, tick, owner, service, begins, expires_at = row
    return Claim(lane, tick, owner, service, begins, instant_or_none(expires_at))


def from_claim(claim: Claim) -> Row:
    """A row of (tick, lane, owner, service, begins, expires_at)."""
    lane, tick, owner, service, start, expires_at = claim
    return tick, lane, owner, service, start, _ms_or_none(expires_at)


def to_event(row: Row) -> TicketEvent:
    """An event from (seq, at, branch, ticket id, number, service, deed, old, new, actor,
    reason, counter)."""
    seq, at, branch, ticket, number, service, deed, old, new, actor, why, counter = row
    return TicketEvent(
        seq=seq,
        at=instant(at),
        branch=branch,
        ticket=ticket,
        number=number,
        service=service,
        deed=Deed(deed),
        old=None if old is None else Status(old),
        new=Status(new),
        actor=actor,
        reason=why,
        counter=counter,
    )


def to_day(row: Row) -> BusinessDay:
    """A business day from (branch, seq, label, opened_at, closed_at, resumed_at)."""
    branch, seq, label, opened_at, closed_at, resumed_at = row
    return BusinessDay(
        branch=branch,
        seq=seq,
        label=date.fromisoformat(label),
        opened_at=instant(opened_at),
        closed_at=instant_or_none(closed_at),
        resumed_at=instant_or_none(resumed_at),
    )


def to_receipt(row: Row, ticket: TicketId) -> Receipt:
    """A receipt from (owner, key, fingerprint, ahead, lo, hi, estimate, at)."""
    owner, key, fingerprint, ahead, lo, hi, estimate, at = row
    return Receipt(
        once=Once(owner, key, fingerprint),
        ticket=ticket,
        ahead=ahead,
        wait_lo=lo,
        wait_hi=hi,
        wait_estimate=estimate,
        at=instant(at),
    )


def to_key(row: Row) -> ApiKey:
    """A key from (id, name, role, digest, prefix, branch, created_at, revoked_at)."""
    key, name, role, digest, prefix, branch, created_at, revoked_at = row
    return ApiKey(
        id=key,
        name=name,
        role=role,
        digest=digest,
        prefix=prefix,
        branch=branch,
        created_at=instant(created_at),
        revoked_at=instant_or_none(revoked_at),
    )


def from_key(key: ApiKey) -> Row:
    """A row as `to_key` reads it."""
    return (
        key.id,
        key.name,
        key.role,
        key.digest,
        key.prefix,
        key.branch,
        ms(key.created_at),
        _ms_or_none(key.revoked_at),
    )


def to_branch(description: str) -> Branch:
    """A branch from the JSON text it was stored as."""
    return _BRANCH.validate_json(description)


def from_branch(branch: Branch) -> str:
    """A branch as JSON text."""
    return _BRANCH.dump_json(branch).decode()


def ticket_with(seq: int, ticket: Ticket) -> Ticket:
    """`ticket` as number `seq` of the store: `dataclasses.replace` at half its price."""
    values: tuple[Any, ...] = (*_TICKET_HEAD(ticket), seq, *_TICKET_TAIL(ticket))
    return Ticket(*values)


def event_with(seq: int, event: TicketEvent) -> TicketEvent:
    """The same for an event, whose `seq` comes first."""
    return TicketEvent(seq, *_EVENT_TAIL(event))


_TICKET = [field.name for field in fields(Ticket)]
_SEQ: Final = _TICKET.index("seq")
_TICKET_HEAD: Final = attrgetter(*_TICKET[:_SEQ])
_TICKET_TAIL: Final = attrgetter(*_TICKET[_SEQ + 1 :])
_EVENT_TAIL: Final = attrgetter(*[field.name for field in fields(TicketEvent)][1:])
