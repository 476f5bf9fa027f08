"""Tickets, calls and events as our own dialect writes them."""

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType, field

from kiosk.apis.heard import Id, Instant, Told

Count = Annotated[int, Meta(ge=0)]


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
    """The reserved part of an appointment; `changes` counts how often it was moved."""

    end_at: Instant
    lane: Id
    booked_at: Instant
    changes: Count


class Ticket(Told, frozen=True, kw_only=True):
    """A ticket as it stands at `as_of`.

    `queue_ahead` counts who comes before it in the real calling order, while it waits; `wait` is
    null while no open counter serves it. `day` is the label of its business day. `seq` is the
    order of issue in the whole store; `version` grows with every change. An appointment has a
    `start_at` and a `booking`.
    """

    id: Id
    number: str
    code: str
    status: str
    status_at: Instant
    kind: str
    branch: Named
    group: Named | None
    service: Named
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
    queue_ahead: Count | None
    wait: Wait | None
    as_of: Instant | None


class CallAnswer(Told, frozen=True, kw_only=True):
    """Who was called and why it was their turn; both null when nobody waits."""

    ticket: Ticket | None
    reason: str | None = None


class FinishAnswer(Told, frozen=True, kw_only=True):
    """Who was finished."""

    ticket: Ticket


class Event(Told, frozen=True, kw_only=True):
    """One change of a ticket. `old` is null for the first; `actor` names a key, never a person."""

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
    """The branch's description was loaded anew, or its day turned: read its state again."""

    seq: Count
    at: Instant
    branch: Id


class Problem(Told, frozen=True, kw_only=True):
    """What went wrong. `reason` is a stable word, `message` is for operators.

    A time that can't be had comes with the `nearest` ones that can; a check-in that is refused
    says when it `opens_at`, null where it does not any more.
    """

    reason: str
    message: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    nearest: list[Instant] | UnsetType = UNSET
    opens_at: Instant | UnsetType | None = UNSET


class ErrorAnswer(Told, frozen=True, kw_only=True):
    """Every answer from 400 up."""

    error: Problem
