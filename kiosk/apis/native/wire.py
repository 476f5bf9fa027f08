"""Tickets, calls and events as our own dialect writes them."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import UNSET, Meta, UnsetType, field

from kiosk.apis.heard import Id, Instant, Told

Count = Annotated[int, Meta(ge=0)]
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 9000


class Named(Told, frozen=True, kw_only=True):
    """A thing's id, and its name in the language asked for."""

    id: str
    name: str


class Wait(Told, frozen=True, kw_only=True):
    """An honest wait, between `lo` and `hi`; `estimate` is the mean behind the range."""

    lo: Count
    hi: Count
    estimate: Count
    unit: Literal["min"] = "min"
    as_of: Instant


class Booking(Told, frozen=True, kw_only=True):
    """The reserved part of an appointment; `changes` counts how often it was moved.

    `session` names the session it is a place in, `series` the series it is a date of.
    """

    end_at: Instant
    lane: Id
    booked_at: Instant
    changes: Count
    session: Id | None = None
    series: Id | None = None


class Outcome(Told, frozen=True, kw_only=True):
    """How a visit ended: solved, continues or wrong_service, what was done, and for how many."""

    result: str
    services: list[Id]
    people: Count


class Care(Told, frozen=True, kw_only=True):
    """What staff noted about a ticket, and for which counter or operator it is kept.

    `said`: what its customer wrote when it was booked.
    """

    note: str
    priority_reason: str
    counter: str | None
    operator: str | None
    park_reason: str
    parked_until: Instant | None
    outcome: Outcome | None
    said: str = ""


class Theirs(Told, frozen=True, kw_only=True):
    """The row of another system that a ticket stands for, and their word for its status."""

    system: str
    id: str
    word: str
    seen_at: Instant


class Standing(Told, frozen=True, kw_only=True):
    """How a ticket stands, to whomever it is told.

    `day` is the label of its business day. `seq` is the order of issue in the whole store;
    `version` grows with every change. An appointment has a `start_at` and a `booking`.
    """

    id: Id
    number: str
    code: str
    status: str
    status_at: Instant
    kind: str
    day: date
    day_seq: int
    counter: str | None
    issued_at: Instant
    rank_at: Instant
    start_at: Instant | None
    called_at: Instant | None
    serving_at: Instant | None
    finished_at: Instant | None
    call_count: Count
    priority: int
    keep_place: bool
    locale: str
    source: str
    seq: int
    version: int
    booking: Booking | None = None
    customer: Id | None = None

    def __post_init__(self) -> None:
        """No calendar reaches to the ends of a `datetime`: a zone's offset would fall off."""
        if self.start_at and not FIRST_YEAR <= self.start_at.year <= LAST_YEAR:
            problem = "start_at is out of range"
            raise ValueError(problem)


class Ticket(Standing, frozen=True, kw_only=True):
    """A ticket as it stands at `as_of`, with the names of what it is for.

    `queue_ahead` counts who comes before it in the real calling order, while it waits; `wait` is
    null while no open counter serves it. `care` and `theirs` are for staff, and left out where
    there is nothing of them.
    """

    branch: Named
    group: Named | None
    service: Named
    queue_ahead: Count | None
    wait: Wait | None
    as_of: Instant | None
    care: Care | UnsetType = UNSET
    theirs: Theirs | UnsetType = UNSET


class Tickets(Told, frozen=True, kw_only=True):
    """Tickets of the running day, the earliest first."""

    tickets: list[Ticket]


class CallAnswer(Told, frozen=True, kw_only=True):
    """Who was called and why it was their turn; both null when nobody waits."""

    ticket: Ticket | None
    reason: str | None = None


class FinishAnswer(Told, frozen=True, kw_only=True):
    """Who was finished."""

    ticket: Ticket


class Event(Told, frozen=True, kw_only=True):
    """One change of a ticket. `old` is null for the first.

    `actor` is an operator's or a key's name. It and the `reason` are for staff: a kiosk's key is
    told "" for both.
    """

    seq: Count
    at: Instant
    branch: Id
    ticket: Id
    number: str
    service: Id
    deed: str
    old: str | None
    new: str
    actor: str
    reason: str
    counter: str | None


class History(Told, frozen=True, kw_only=True):
    """The changes of one ticket, oldest first."""

    events: list[Event]


class Changed(Told, frozen=True, kw_only=True):
    """Something changed that is no ticket's: the description, the day, a counter, a service, a
    message. Read the branch's state again."""

    seq: Count
    at: Instant
    branch: Id


class Problem(Told, frozen=True, kw_only=True):
    """What went wrong. `reason` is a stable word, `message` is for operators.

    A time that can't be had comes with the `nearest` ones that can; a check-in that is refused
    says when it `opens_at`, null where it does not any more. Who has one already is told which
    `ticket` that is, "" where nobody knows.
    """

    reason: str
    message: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    nearest: list[Instant] | UnsetType = UNSET
    opens_at: Instant | UnsetType | None = UNSET
    ticket: str | UnsetType = UNSET


class ErrorAnswer(Told, frozen=True, kw_only=True):
    """Every answer from 400 up."""

    error: Problem
