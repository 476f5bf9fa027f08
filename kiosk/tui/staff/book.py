"""What a console knows of its lobby: rows, lists and counts, whatever order news comes in.

Of two rows of a ticket the one with the greater version counts, and an event counts once. So any
order of the same news, repeated or not, ends in the same book.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kiosk.domain.branch import CounterId, ServiceId
from kiosk.domain.events import TicketEvent
from kiosk.domain.reserving import Page
from kiosk.domain.serving import LISTED, Lobby, Row, RowChanged, Which
from kiosk.domain.ticket import Status, Ticket, TicketId

AT_COUNTER: Final = frozenset({Status.CALLED, Status.SERVING})

KEPT_EVENTS: Final = 50

_Place = tuple[float, int, str]
"""Where a row stands in its list: an instant or an order of issue, then what tells two apart."""

_END: Final[_Place] = (float("inf"), 0, "")


class Book:
    """Rows by ticket, and the lists of the running business day.

    A list is known from its beginning to `edge`: what stands behind it is kept, but not listed,
    since there may be others between.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.lobby: Lobby | None = None
        self.rows: dict[TicketId, Row] = {}
        self._lists: dict[Which, list[_Place]] = {which: [] for which in Which}
        self._edges: dict[Which, _Place] = {}
        self._events: dict[int, TicketEvent] = {}
        self._moves: dict[int, tuple[Status | None, Status]] = {}
        self._touched: dict[TicketId, int] = {}
        self._clock = 0

    # what happened

    def take(self, row: Row) -> bool:
        """A row as somebody answered with it; whether it is news."""
        ticket = row.ticket
        known = self.rows.get(ticket.id)
        if known and known.ticket.version > ticket.version:
            return False
        self._clock += 1
        self._touched[ticket.id] = self._clock
        if known == row:
            return False
        if known:
            row = _with_names(row, known)
            self._unlist(known.ticket)
        self.rows[ticket.id] = row
        which = list_of(ticket)
        if which:
            insort(self._lists[which], place(which, ticket))
        return True

    def hear(self, changed: RowChanged) -> bool:
        """An event with its row; whether it is news."""
        event = changed.event
        is_new = event.seq not in self._events
        if changed.row.ticket.day_seq >= 0:
            self._events[event.seq] = event
            if self.lobby is None or event.seq > self.lobby.state.seq:
                self._moves[event.seq] = (event.old, event.new)
        if len(self._events) > 2 * KEPT_EVENTS:
            for seq in sorted(self._events)[:-KEPT_EVENTS]:
                del self._events[seq]
        return self.take(changed.row) or is_new

    def read(self, lobby: Lobby) -> None:
        """A view of the lobby. One from before the one known says nothing."""
        known = self.lobby
        if known and lobby.state.seq < known.state.seq:
            return
        self.lobby = lobby
        self._moves = {s: m for s, m in self._moves.items() if s > lobby.state.seq}
        for row in lobby.at_counters:
            self.take(row)

    def recall_events(self, events: Iterable[TicketEvent]) -> None:
        """Events of before, from the branch's log: to be seen, not to be counted."""
        for event in events:
            self._events.setdefault(event.seq, event)

    def forget(self) -> None:
        """Know nothing of rows and counts any more: the queue behind is another one."""
        events = self._events
        self.__init__()  # type: ignore[misc]  # nobody inherits from it
        self._events = events

    # lists, read page by page

    @property
    def mark(self) -> int:
        """Now, for a reading that is about to be asked for."""
        return self._clock

    def read_page(self, which: Which, page: Page[Row], mark: int) -> None:
        """A page that was asked for at `mark`, whose beginning is known or is the list's own.

        Rows that the page says nothing of, though they would stand on it, are gone, unless
        they were heard of since.
        """
        for row in page.items:
            self.take(row)
        places = [place(which, row.ticket) for row in page.items]
        is_last = page.page * page.limit >= page.total
        end = _END if is_last else max(places, default=_END)
        self._drop_missing(which, set(places), self._start(which, page), end, mark)
        if page.page > 1:
            end = max(end, self._edges.get(which, end))
        self._edges[which] = end

    def knows(self, which: Which) -> bool:
        """Whether anything of a list was read."""
        return which in self._edges

    def is_whole(self, which: Which) -> bool:
        """Whether a list is known to its end."""
        return self._edges.get(which) == _END

    def agrees(self, which: Which) -> bool:
        """Whether a list that is known to its end is as long as the lobby says."""
        return not self.is_whole(which) or len(self._lists[which]) == self.count(which)

    # what is known

    def listed(self, which: Which) -> list[Row]:
        """A list in its order, as far as it is known without a gap."""
        edge = self._edges.get(which)
        if edge is None:
            return []
        places = self._lists[which]
        known = places[: bisect_right(places, edge)]
        return [self.rows[TicketId(name)] for *_, name in known]

    def count(self, which: Which) -> int:
        """How many stand in a list, whether known or not."""
        count = self.lobby.counts.get(which, 0) if self.lobby else 0
        for old, new in self._moves.values():
            count += (LISTED.get(new) is which) - (
                old is not None and LISTED.get(old) is which
            )
        return max(0, count)

    def waiting(self) -> Mapping[ServiceId, int]:
        """How many wait for each service: counted where all are known, else as last read."""
        if self.is_whole(Which.WAITING):
            rows = self.listed(Which.WAITING)
            return Counter(row.ticket.service for row in rows)
        services = self.lobby.state.services.values() if self.lobby else ()
        return {service.service: service.waiting for service in services}

    def at(self, counter: CounterId | None) -> Row | None:
        """Who is called to a counter, or served there; the one called last, if there are two."""
        found = [
            row
            for row in self.rows.values()
            if row.ticket.status in AT_COUNTER and row.ticket.counter == counter
        ]
        return max(
            found, key=lambda row: (row.ticket.status_at, row.ticket.id), default=None
        )

    @property
    def events(self) -> Sequence[TicketEvent]:
        """The newest events, newest first."""
        return [
            self._events[seq]
            for seq in sorted(self._events, reverse=True)[:KEPT_EVENTS]
        ]

    def _unlist(self, ticket: Ticket) -> None:
        which = list_of(ticket)
        if which:
            places, at = self._lists[which], place(which, ticket)
            index = bisect_left(places, at)
            if index < len(places) and places[index] == at:
                del places[index]

    def _start(self, which: Which, page: Page[Row]) -> _Place:
        """From which place on a page speaks: the first one from the list's beginning."""
        if page.page == 1:
            return (float("-inf"), 0, "")
        if not page.items:
            first, then, name = self._edges.get(which, _END)
            return (first, then, f"{name}~")  # behind the last that is known
        return place(which, page.items[0].ticket)

    def _drop_missing(
        self, which: Which, there: set[_Place], start: _Place, end: _Place, mark: int
    ) -> None:
        for at in list(self._lists[which]):
            name = TicketId(at[2])
            covered = start <= at <= end and at not in there
            if covered and self._touched.get(name, 0) <= mark:
                self._lists[which].remove(at)
                del self.rows[name]


def place(which: Which, ticket: Ticket) -> _Place:
    """Where a ticket stands in a list; the smallest is first."""
    match which:
        case Which.WAITING:
            return (0.0, ticket.seq, ticket.id)
        case Which.APPOINTMENTS:
            at = ticket.start_at or ticket.joined_at
            return (at.timestamp(), ticket.seq, ticket.id)
        case Which.PARKED:
            return (ticket.status_at.timestamp(), ticket.seq, ticket.id)
        case _:
            return (-ticket.status_at.timestamp(), -ticket.seq, ticket.id)


def list_of(ticket: Ticket) -> Which | None:
    """The list a ticket stands in; None at a counter, and before its business day."""
    return None if ticket.day_seq < 0 else LISTED.get(ticket.status)


def _with_names(row: Row, known: Row) -> Row:
    """An answer without the customer's name leaves the name that is known."""
    if row.who or row.phone or not (known.who or known.phone):
        return row
    return Row(row.ticket, known.who, known.phone)
