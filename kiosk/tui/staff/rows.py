"""A row of the queue as cells, and the columns there is room for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.domain.serving import Row, Which
from kiosk.domain.ticket import Kind, Status
from kiosk.text import clean
from kiosk.tui.staff.bands import Band, band
from kiosk.tui.staff.table import Cell, Column
from kiosk.tui.staff.voice import ONLY_HERE, Voice, span

BAND_STYLES: Final[Mapping[Band, str]] = {
    Band.OK: "$success",
    Band.SOON: "bold $warning",
    Band.LATE: "bold $error",
    Band.VERY_LATE: "bold $error",
}


@dataclass(frozen=True, slots=True)
class _Fact:
    """A column: its width, its share of what is left, and when it is left out.

    `rank`: the greatest goes first where there is not enough room.
    """

    cell: Callable[[Voice, Row, datetime], Cell]
    width: int
    rank: int
    grow: int = 0
    end: bool = False
    only: frozenset[Which] = frozenset(Which)


def columns(voice: Voice, which: Which, width: int) -> list[Column]:
    """What a list shows in so many cells."""
    names = [name for name, fact in _FACTS.items() if which in fact.only]
    while sum(_FACTS[name].width + 1 for name in names) - 1 > width and len(names) > 1:
        names.remove(max(names, key=lambda name: _FACTS[name].rank))
    return [
        Column(
            name,
            voice.say(f"staff-column-{name}"),
            _FACTS[name].width,
            _FACTS[name].grow,
            _FACTS[name].end,
        )
        for name in names
    ]


def cells_of(
    voice: Voice, row: Row, now: datetime, shown: Sequence[Column]
) -> list[Cell]:
    """A row's cells, one for each column."""
    return [_FACTS[column.key].cell(voice, row, now) for column in shown]


def _number(voice: Voice, row: Row, now: datetime) -> Cell:
    """Marked when it stands for another system's, which does not see what is done with it."""
    mark = ONLY_HERE if row.ticket.theirs else ""
    return Cell(f"{clean(row.ticket.number, 8)}{mark}", "strong")


def _service(voice: Voice, row: Row, now: datetime) -> Cell:
    return Cell(voice.service(row.ticket.service))


def _kind(voice: Voice, row: Row, now: datetime) -> Cell:
    if row.ticket.priority:
        return Cell(voice.say("staff-short-priority"), "strong")
    kind = "appointment" if row.ticket.kind is Kind.APPOINTMENT else "walkin"
    return Cell(voice.say(f"staff-short-{kind}"), "quiet")


def _time(voice: Voice, row: Row, now: datetime) -> Cell:
    start = row.ticket.start_at
    return Cell(voice.time(start) if start else "")


def _status(voice: Voice, row: Row, now: datetime) -> Cell:
    return Cell(voice.status(row.ticket.status))


def _at(voice: Voice, row: Row, now: datetime) -> Cell:
    return Cell(voice.time(row.ticket.status_at))


def _wait(voice: Voice, row: Row, now: datetime) -> Cell:
    ticket = row.ticket
    match ticket.status:
        case Status.WAITING:
            return Cell(span(now - ticket.joined_at))
        case Status.PARKED:
            return Cell(span(now - ticket.status_at))
        case Status.SERVED | Status.NO_SHOW if ticket.called_at:
            return Cell(span(ticket.called_at - ticket.joined_at), "quiet")
        case _:
            return Cell("")


def _target(voice: Voice, row: Row, now: datetime) -> Cell:
    """How long somebody waits against the target, or how an appointment stands to its time."""
    ticket = row.ticket
    if ticket.status is Status.WAITING:
        level = band(now - ticket.joined_at, voice.target(ticket.service))
        return Cell(voice.band(level), level)
    if ticket.status is Status.BOOKED and ticket.start_at:
        return _due(voice, ticket.start_at, now)
    return Cell("")


def _due(voice: Voice, start: datetime, now: datetime) -> Cell:
    """ "due 5", "late 10": minutes to or since an appointment that nobody came to yet."""
    minutes = int((start - now).total_seconds() // 60)
    if 0 <= minutes <= 15:
        return Cell(voice.say("staff-due", minutes=minutes), "soon")
    if minutes < 0:
        return Cell(voice.say("staff-overdue", minutes=-minutes), "late")
    return Cell("")


def _who(voice: Voice, row: Row, now: datetime) -> Cell:
    name = clean(row.who, 40)
    phone = f"…{clean(row.phone, 6)}" if row.phone else ""
    return Cell(name or phone)


def _counter(voice: Voice, row: Row, now: datetime) -> Cell:
    """Where it is kept for, or where it was."""
    care = row.ticket.care
    kept = care.counter if care and row.ticket.status is Status.WAITING else None
    if row.ticket.status is Status.WAITING:
        if care and care.operator and not kept:
            return Cell(voice.say("staff-kept"), "strong")
        return Cell(voice.counter(kept), "strong")
    return Cell(voice.counter(row.ticket.counter))


def _note(voice: Voice, row: Row, now: datetime) -> Cell:
    ticket, care = row.ticket, row.ticket.care
    parts = []
    if ticket.status is Status.PARKED and care:
        if care.parked_until:
            parts.append(voice.say("staff-until", time=voice.time(care.parked_until)))
        parts.append(clean(care.park_reason, 60))
    if care:
        parts += [clean(care.priority_reason, 40), clean(care.note, 80)]
    if ticket.call_count and ticket.status is Status.WAITING:
        parts.append(voice.say("staff-called-times", count=ticket.call_count))
    return Cell(" · ".join(part for part in parts if part), "quiet")


_W, _A, _P = Which.WAITING, Which.APPOINTMENTS, Which.PARKED
_OVER: Final = frozenset({Which.MISSED, Which.DONE})

_FACTS: Final[Mapping[str, _Fact]] = {
    "number": _Fact(_number, 6, 0),
    "service": _Fact(_service, 18, 1, grow=2),
    "kind": _Fact(_kind, 6, 8),
    "time": _Fact(_time, 5, 4, only=frozenset({_W, _A, Which.MISSED})),
    "status": _Fact(_status, 10, 5, only=frozenset({_A, Which.MISSED})),
    "at": _Fact(_at, 5, 3, only=_OVER | {_P}),
    "wait": _Fact(_wait, 8, 3, end=True, only=frozenset({_W, _P, Which.DONE})),
    "target": _Fact(_target, 9, 2, only=frozenset({_W, _A})),
    "who": _Fact(_who, 14, 6, grow=1),
    "counter": _Fact(_counter, 7, 7, only=frozenset({_W, _P}) | _OVER),
    "note": _Fact(_note, 12, 9, grow=4),
}
