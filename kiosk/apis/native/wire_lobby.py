"""A branch as its staff see it, as our own dialect writes it.

Things are named by their ids: whoever serves in a branch has its description.
"""

from typing import Annotated

from msgspec import Meta, field

from kiosk.apis.heard import Id, Instant, Told
from kiosk.apis.native.wire import Care, Count, Event, Standing, Theirs
from kiosk.apis.native.wire_branch import BranchState

Ordinal = Annotated[int, Meta(ge=1)]


class Called(Standing, frozen=True, kw_only=True):
    """A ticket with what was noted about it, and the row of another system it stands for; null
    where there is none of it."""

    branch: Id
    group: Id | None
    service: Id
    care: Care | None
    theirs: Theirs | None = None


class Row(Called, frozen=True, kw_only=True):
    """A ticket as staff see it: `who` is its customer in short, `phone` the last digits of
    their number; both "" when nobody knows."""

    who: str
    phone: str


class RowEvent(Event, frozen=True, kw_only=True):
    """One change of a ticket, and how the ticket stands at least since then."""

    row: Row | None = None


class Turn(Told, frozen=True, kw_only=True):
    """Somebody who would be called, and why it would be their turn."""

    ticket: Called
    reason: str


class Turns(Told, frozen=True, kw_only=True):
    """Who would be called next, in order."""

    next: list[Turn]


class Rows(Told, frozen=True, kw_only=True):
    """Tickets that were looked for, the newest first."""

    rows: list[Row]


class RowPage(Told, frozen=True, kw_only=True):
    """A part of a list of the business day."""

    rows: list[Row]
    page: Ordinal
    limit: Ordinal
    total: Count


class CounterState(Told, frozen=True, kw_only=True):
    """A counter today: open, paused or closed.

    `operator` is the name of who sits there. `services` null: as described. `since` null: nobody
    has touched it today, and it is open with its branch.
    """

    counter: str
    status: str
    since: Instant | None
    operator: str
    reason: str
    services: list[Id] | None


class KioskHealth(Told, frozen=True, kw_only=True):
    """What a kiosk told of itself, at `at`. `printer` says why it can't print; null: it can.

    `skew`: seconds its clock is ahead of the server's; null: not known.
    """

    name: str
    version: str
    at: Instant
    printer: str | None
    paper_low: bool
    last_number: str
    skew: float | None = None


class Summons(Told, frozen=True, kw_only=True):
    """A customer at a kiosk asks for somebody to come, since `at`."""

    kiosk: str
    at: Instant


class Seen(Told, frozen=True, kw_only=True):
    """Whether the screen of anybody on the staff shows it."""

    seen: bool


class Lobby(Told, frozen=True, kw_only=True):
    """A branch as its staff see it, in one view; `state.seq` counts all events before it.

    `counts` has how many stand in each list. `paused` are the services that give no numbers, with
    the reason. `summons` are the oldest first. `day_closed`: the business day was closed before
    its time.
    """

    state: BranchState
    counters: list[CounterState]
    at_counters: list[Row]
    counts: dict[str, Count]
    paused: dict[Id, str]
    kiosks: list[KioskHealth]
    day_closed: bool
    summons: list[Summons] = field(default_factory=list)


class OwnDay(Told, frozen=True, kw_only=True):
    """What one actor did on the running business day.

    `minutes` is the mean time from call to finish, null when nobody was finished. `hours` counts
    those finished by the local hour, "0" to "23".
    """

    served: Count
    no_shows: Count
    parked: Count
    minutes: float | None
    hours: dict[str, Count] = field(default_factory=dict)


class Entry(Told, frozen=True, kw_only=True):
    """Something done to a counter, a service or the day. `about`: which; "" the branch itself."""

    at: Instant
    branch: Id
    deed: str
    about: str
    actor: str
    reason: str


class Line(Told, frozen=True, kw_only=True):
    """A line of the log: one of the two, the other is null."""

    entry: Entry | None = None
    event: Event | None = None


class LogPage(Told, frozen=True, kw_only=True):
    """A part of a branch's log, the newest first."""

    lines: list[Line]
    page: Ordinal
    limit: Ordinal
    total: Count


class Ended(Told, frozen=True, kw_only=True):
    """How many tickets the end of the day ended."""

    ended: Count
