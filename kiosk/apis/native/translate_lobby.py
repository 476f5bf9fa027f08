"""A branch as its staff see it, between the core and our own dialect, both ways."""

from dataclasses import replace
from typing import Final

from kiosk.apis.native import wire_lobby as lobby
from kiosk.apis.native.translate import (
    event_from_wire,
    event_to_wire,
    standing_from_wire,
    standing_to_wire,
)
from kiosk.apis.native.translate_branch import NUMBER_CELLS
from kiosk.apis.native.translate_care import (
    NOTE_CELLS,
    care_from_wire,
    care_to_wire,
    theirs_from_wire,
    theirs_to_wire,
)
from kiosk.apis.native.translate_state import state_from_wire, state_to_wire
from kiosk.domain.branch import BranchId, CounterId, ServiceId
from kiosk.domain.events import BranchChanged, BranchDeed, TicketEvent
from kiosk.domain.reserving import Page
from kiosk.domain.serving import (
    Called,
    CounterState,
    CounterStatus,
    Entry,
    KioskHealth,
    Lobby,
    OwnDay,
    Row,
    RowChanged,
    Summons,
    Which,
)
from kiosk.domain.ticket import Ticket
from kiosk.errors import Reason
from kiosk.text import clean

_DEEDS: Final = frozenset(BranchDeed)
_LISTS: Final = frozenset(Which)
_REASONS: Final = frozenset(Reason)
_STATUSES: Final = frozenset(CounterStatus)
_PHONE_CELLS: Final = 16


def row_to_wire(row: Row) -> lobby.Row:
    """A ticket as staff see it."""
    ticket = row.ticket
    return lobby.Row(
        **standing_to_wire(ticket),
        branch=ticket.branch,
        group=ticket.group,
        service=ticket.service,
        care=care_to_wire(ticket.care) if ticket.care else None,
        theirs=theirs_to_wire(ticket.theirs) if ticket.theirs else None,
        who=row.who,
        phone=row.phone,
    )


def row_from_wire(said: lobby.Row) -> Row:
    """A ticket as another machine's staff see it."""
    return Row(_ticket(said), clean(said.who), clean(said.phone, _PHONE_CELLS))


def _ticket(said: lobby.Called) -> Ticket:
    care = care_from_wire(said.care) if said.care else None
    ticket = standing_from_wire(said, said.branch, said.group, said.service, care)
    theirs = theirs_from_wire(said.theirs) if said.theirs else None
    return replace(ticket, theirs=theirs) if theirs else ticket


def turn_to_wire(called: Called) -> lobby.Turn:
    """Who would be called."""
    ticket = called.ticket
    told = lobby.Called(
        **standing_to_wire(ticket),
        branch=ticket.branch,
        group=ticket.group,
        service=ticket.service,
        care=care_to_wire(ticket.care) if ticket.care else None,
        theirs=theirs_to_wire(ticket.theirs) if ticket.theirs else None,
    )
    return lobby.Turn(ticket=told, reason=called.reason)


def turn_from_wire(said: lobby.Turn) -> Called:
    """Who would be called elsewhere."""
    return Called(_ticket(said.ticket), clean(said.reason, NOTE_CELLS))


def change_to_wire(changed: RowChanged) -> lobby.RowEvent:
    """One change with its row."""
    event = event_to_wire(changed.event)
    members = {name: getattr(event, name) for name in event.__struct_fields__}
    return lobby.RowEvent(**members, row=row_to_wire(changed.row))


def change_from_wire(said: lobby.RowEvent) -> RowChanged | BranchChanged:
    """One change with its row. What a newer server does, and one that tells no rows, means that
    something changed: read the state again."""
    event = event_from_wire(said)
    if isinstance(event, BranchChanged) or said.row is None:
        return BranchChanged(said.seq, said.at, BranchId(said.branch))
    return RowChanged(event, row_from_wire(said.row))


def page_to_wire(page: Page[Row]) -> lobby.RowPage:
    """A part of a list."""
    rows = [row_to_wire(row) for row in page.items]
    return lobby.RowPage(rows=rows, page=page.page, limit=page.limit, total=page.total)


def page_from_wire(said: lobby.RowPage) -> Page[Row]:
    """A part of another machine's list."""
    rows = tuple(row_from_wire(row) for row in said.rows)
    return Page(rows, said.page, said.limit, said.total)


def lobby_to_wire(seen: Lobby) -> lobby.Lobby:
    """The whole view."""
    return lobby.Lobby(
        state=state_to_wire(seen.state),
        counters=[counter_to_wire(counter) for counter in seen.counters],
        at_counters=[row_to_wire(row) for row in seen.at_counters],
        counts={which.value: count for which, count in seen.counts.items()},
        paused={str(service): why for service, why in seen.paused.items()},
        kiosks=[_kiosk_to_wire(kiosk) for kiosk in seen.kiosks],
        summons=[lobby.Summons(kiosk=one.kiosk, at=one.at) for one in seen.summons],
        day_closed=seen.day_closed,
    )


def lobby_from_wire(said: lobby.Lobby) -> Lobby:
    """The whole view of another machine. Lists of a newer server are left out."""
    return Lobby(
        state=state_from_wire(said.state),
        counters=tuple(counter_from_wire(counter) for counter in said.counters),
        at_counters=tuple(row_from_wire(row) for row in said.at_counters),
        counts={
            Which(name): count for name, count in said.counts.items() if name in _LISTS
        },
        paused={
            ServiceId(service): clean(reason, NOTE_CELLS)
            for service, reason in said.paused.items()
        },
        kiosks=tuple(_kiosk_from_wire(kiosk) for kiosk in said.kiosks),
        summons=tuple(Summons(clean(one.kiosk), one.at) for one in said.summons),
        day_closed=said.day_closed,
    )


def counter_to_wire(state: CounterState) -> lobby.CounterState:
    """A counter today."""
    return lobby.CounterState(
        counter=state.counter,
        status=state.status,
        since=state.since,
        operator=state.operator,
        reason=state.reason,
        services=None if state.services is None else sorted(state.services),
    )


def counter_from_wire(said: lobby.CounterState) -> CounterState:
    """A counter of another machine. One whose status is a newer server's word calls nobody."""
    services = said.services
    known = said.status in _STATUSES
    return CounterState(
        counter=CounterId(clean(said.counter)),
        status=CounterStatus(said.status) if known else CounterStatus.PAUSED,
        since=said.since,
        operator=clean(said.operator),
        reason=clean(said.reason, NOTE_CELLS),
        services=None if services is None else frozenset(map(ServiceId, services)),
    )


def _kiosk_to_wire(health: KioskHealth) -> lobby.KioskHealth:
    return lobby.KioskHealth(
        name=health.name,
        version=health.version,
        at=health.at,
        printer=health.printer,
        paper_low=health.paper_low,
        last_number=health.last_number,
        skew=health.skew,
    )


def _kiosk_from_wire(said: lobby.KioskHealth) -> KioskHealth:
    return KioskHealth(
        name=clean(said.name),
        version=clean(said.version),
        at=said.at,
        printer=trouble(said.printer),
        paper_low=said.paper_low,
        last_number=clean(said.last_number, NUMBER_CELLS),
        skew=said.skew,
    )


def trouble(word: str | None) -> Reason | None:
    """Why a printer can't: a word of a newer version is trouble all the same."""
    if word is None:
        return None
    return Reason(word) if word in _REASONS else Reason.PRINTER_ERROR


def own_day_to_wire(day: OwnDay) -> lobby.OwnDay:
    """What somebody did."""
    return lobby.OwnDay(
        served=day.served,
        no_shows=day.no_shows,
        parked=day.parked,
        minutes=day.minutes,
        hours={str(hour): count for hour, count in day.hours.items()},
    )


def own_day_from_wire(said: lobby.OwnDay) -> OwnDay:
    """What somebody did elsewhere."""
    hours = {str(hour): hour for hour in range(24)}
    return OwnDay(
        served=said.served,
        no_shows=said.no_shows,
        parked=said.parked,
        minutes=said.minutes,
        hours={hours[at]: count for at, count in said.hours.items() if at in hours},
    )


def log_to_wire(page: Page[Entry | TicketEvent]) -> lobby.LogPage:
    """A part of the log."""
    return lobby.LogPage(
        lines=[_line_to_wire(line) for line in page.items],
        page=page.page,
        limit=page.limit,
        total=page.total,
    )


def _line_to_wire(line: Entry | TicketEvent) -> lobby.Line:
    if isinstance(line, TicketEvent):
        return lobby.Line(event=event_to_wire(line))
    return lobby.Line(
        entry=lobby.Entry(
            at=line.at,
            branch=line.branch,
            deed=line.deed,
            about=line.about,
            actor=line.actor,
            reason=line.reason,
        )
    )


def log_from_wire(said: lobby.LogPage) -> Page[Entry | TicketEvent]:
    """A part of another machine's log. Deeds of a newer server are left out."""
    lines = [*map(_line_from_wire, said.lines)]
    items = tuple(line for line in lines if line is not None)
    return Page(items, said.page, said.limit, said.total)


def _line_from_wire(line: lobby.Line) -> Entry | TicketEvent | None:
    if line.event:
        event = event_from_wire(line.event)
        return event if isinstance(event, TicketEvent) else None
    return _entry(line.entry) if line.entry else None


def _entry(said: lobby.Entry) -> Entry | None:
    if said.deed not in _DEEDS:
        return None
    return Entry(
        at=said.at,
        branch=BranchId(said.branch),
        deed=BranchDeed(said.deed),
        about=clean(said.about),
        actor=clean(said.actor),
        reason=clean(said.reason, NOTE_CELLS),
    )
