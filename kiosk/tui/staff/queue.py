"""The lists of the day: five tabs over one table, with a filter, an order and a way to find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from kiosk.domain.branch import ServiceId
from kiosk.domain.serving import Row, Which
from kiosk.domain.ticket import Kind, TicketId
from kiosk.tui.staff.book import Book
from kiosk.tui.staff.box import Box
from kiosk.tui.staff.line import Part, drawn
from kiosk.tui.staff.rows import cells_of, columns
from kiosk.tui.staff.table import Cell, Column, Table
from kiosk.tui.staff.voice import Voice


class Order(StrEnum):
    """How the rows of a list are sorted."""

    LIST = "list"
    WAIT = "wait"
    SERVICE = "service"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class View:
    """What of a list is shown, and in which order."""

    which: Which = Which.WAITING
    service: ServiceId | None = None
    order: Order = Order.LIST
    hide: bool = False


class Parts(Box):
    """One line of parts: the tabs, the titles, the foot."""

    def __init__(self, *, id: str) -> None:
        """Blank."""
        super().__init__(id=id)
        self._begin: Sequence[Part] = ()
        self._end: Sequence[Part] = ()

    def show(
        self, begin: Sequence[Part], end: Sequence[Part] = (), *, rtl: bool
    ) -> None:
        """Show these."""
        if (begin, end, rtl) != (self._begin, self._end, self.rtl):
            self._begin, self._end, self.rtl = begin, end, rtl
            self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The one line."""
        return [self.line(width, self._begin, self._end)]


class Titles(Box):
    """The titles over the columns."""

    text = ""

    def render(self) -> Content:
        """As the table lays them out."""
        return Content(self.text)


class Queue(Vertical):
    """What is picked belongs to a ticket: nothing that happens picks another one."""

    class Moved(Message):
        """Another row is picked, or none."""

    class NearEnd(Message):
        """The last rows that are known come into sight."""

    def __init__(self, *, id: str) -> None:
        """Waiting, in its own order."""
        super().__init__(id=id)
        self.view = View()
        self.tabs = Parts(id="tabs")
        self.titles = Titles(id="titles")
        self.table = Table(self._cells, id="rows")
        self.foot = Parts(id="foot")
        self._voice: Voice | None = None
        self._now: datetime | None = None
        self._book = Book()
        self._columns: Sequence[Column] = ()
        self._seen: dict[TicketId, Row] = {}
        self._keys: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """From the top."""
        yield self.tabs
        yield self.titles
        yield self.table
        yield self.foot

    @property
    def picked(self) -> Row | None:
        """The row that is picked, as it is known now."""
        key = self.table.picked
        return self._book.rows.get(TicketId(key)) if key else None

    def look_at(self, view: View) -> None:
        """Another list, or another part of it."""
        fresh = view != self.view
        self.view = view
        if fresh and self._voice:
            self._lay_out()
            self.table.start_over([row.ticket.id for row in self._rows()])
            self._dress()
            self.post_message(self.Moved())

    def pick(self, ticket: TicketId) -> None:
        """Pick a ticket, if it is in this list."""
        self.table.pick(ticket)

    def tell_keys(self, keys: Mapping[str, str]) -> None:
        """How the keys are called that the foot speaks of: action → key."""
        self._keys = keys

    def show(self, voice: Voice, book: Book, now: datetime) -> None:
        """What is known now."""
        first = self._voice is None
        self._voice, self._book, self._now = voice, book, now
        if first:
            self._lay_out()
        rows = self._rows()
        seen = {row.ticket.id: row for row in rows}
        changed = {str(k) for k, row in seen.items() if self._seen.get(k) is not row}
        self._seen = seen
        keys = [row.ticket.id for row in rows]
        if self.table.picked is None and not self.table.has_keys:
            self.table.start_over(keys)
        else:
            self.table.show(keys, changed)
        self._dress()

    def tick(self, now: datetime) -> None:
        """A second later: the waits in sight."""
        self._now = now
        self.table.refresh()

    def on_resize(self) -> None:
        """Another width, other columns."""
        if self._voice:
            self._lay_out()
            self._dress()

    def on_table_moved(self, event: Table.Moved) -> None:
        """The table's own business is the queue's."""
        event.stop()
        self.post_message(self.Moved())

    def on_table_near_end(self, event: Table.NearEnd) -> None:
        """As above."""
        event.stop()
        self.post_message(self.NearEnd())

    def next_order(self) -> None:
        """The next way of sorting."""
        orders = list(Order)
        at = orders.index(self.view.order)
        self.look_at(replace(self.view, order=orders[(at + 1) % len(orders)]))

    def toggle_appointments(self) -> None:
        """Leave appointments out of the waiting, or show them again."""
        self.look_at(replace(self.view, hide=not self.view.hide))

    def _rows(self) -> list[Row]:
        view = self.view
        rows = self._book.listed(view.which)
        if view.service:
            rows = [row for row in rows if row.ticket.service == view.service]
        if view.hide:
            rows = [row for row in rows if row.ticket.kind is not Kind.APPOINTMENT]
        match view.order:
            case Order.WAIT:
                rows.sort(key=lambda row: row.ticket.joined_at)
            case Order.SERVICE if self._voice:
                name = self._voice.service
                rows.sort(key=lambda row: name(row.ticket.service))
            case Order.NUMBER:
                rows.sort(key=lambda row: (len(row.ticket.number), row.ticket.number))
        return rows

    def _cells(self, key: str) -> Sequence[Cell]:
        row = self._book.rows.get(TicketId(key))
        if row is None or self._voice is None or self._now is None:
            return []
        return cells_of(self._voice, row, self._now, self._columns)

    def _lay_out(self) -> None:
        if self._voice:
            width = self.table.size.width
            self._columns = columns(self._voice, self.view.which, width)
            self.table.set_columns(self._columns, rtl=self._voice.rtl)

    def _dress(self) -> None:
        """Tabs, titles and foot."""
        voice = self._voice
        if voice is None:
            return
        rtl = voice.rtl
        self.border_title = Content(drawn(voice.say("staff-panel-queue"), rtl=rtl))
        self.tabs.show(self._tabs(voice), rtl=rtl)
        text = self.table.heading(self.table.size.width)
        if text != self.titles.text:
            self.titles.text = text
            self.titles.refresh()
        self.foot.show(
            self._foot_keys(voice), [Part(self._shown(voice), "$quiet")], rtl=rtl
        )

    def _tabs(self, voice: Voice) -> list[Part]:
        parts = []
        for which in Which:
            name = voice.say(f"staff-list-{which}")
            count = self._book.count(which)
            text = f" {self._keys.get(which, '')} {name} {count} "
            on = which is self.view.which
            parts.append(Part(text, "bold $main-text on $main" if on else ""))
            parts.append(Part(" "))
        return parts

    def _foot_keys(self, voice: Voice) -> list[Part]:
        parts = []
        for action in ("find", "filter", "sort", "hide"):
            key = self._keys.get(action, "")
            name = voice.say(f"staff-key-{action}")
            parts += [Part(key, "bold $accent"), Part(f" {name}   ", "$quiet")]
        return parts if self.table.size.width >= 70 else []

    def _shown(self, voice: Voice) -> str:
        """What is left out, and how many are shown of how many."""
        view, facts = self.view, []
        if view.service:
            facts.append(voice.service(view.service))
        if view.order is not Order.LIST:
            facts.append(voice.say(f"staff-order-{view.order}"))
        if view.hide:
            facts.append(voice.say("staff-hidden"))
        shown, all_of = len(self._seen), self._book.count(view.which)
        if shown != all_of:
            facts.append(voice.say("staff-shown", shown=shown, all=all_of))
        return " · ".join(facts)
