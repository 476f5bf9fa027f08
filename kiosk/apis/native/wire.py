"""Tickets, calls and events as our own dialect writes them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kiosk.apis.shapes import Asked, Id, Instant, Locale, Told

SOURCE = r"^[A-Za-z0-9]([A-Za-z0-9 _.:-]{0,38}[A-Za-z0-9])?$"
"""Where a number was asked for: "kiosk", "kiosk 7"."""

Count = Annotated[int, Field(ge=0)]


class Named(Told):
    """A thing's id, and its name in the language asked for."""

    id: str
    name: str


class Wait(Told):
    """An honest wait, between `lo` and `hi`; `estimate` is the mean behind the range."""

    lo: Count
    hi: Count
    estimate: Count
    unit: Literal["min"] = "min"
    as_of: Instant


class Ticket(Told):
    """A ticket as it stands at `as_of`.

    `queue_ahead` counts who comes before it in the real calling order, while it waits; `wait` is
    null while no open counter serves it. `day` is the label of its business day. `seq` is the
    order of issue in the whole store; `version` grows with every change.
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
    queue_ahead: Count | None
    wait: Wait | None
    as_of: Instant | None


class IssueRequest(Asked):
    """One number for one service. `group` missing means the first that lists the service.

    `locale` is the language of the ticket, else that of the request, else the branch's.
    """

    branch: Id
    service: Id
    group: Id | None = None
    locale: Locale | None = None
    source: Annotated[str, StringConstraints(pattern=SOURCE)] = "api"


class CancelRequest(Asked):
    """Why a number is given back; kept in the event row."""

    reason: Annotated[str, StringConstraints(max_length=200)] = ""


class CallAnswer(Told):
    """Who was called and why it was their turn; both null when nobody waits."""

    ticket: Ticket | None
    reason: str | None = None


class FinishAnswer(Told):
    """Who was finished."""

    ticket: Ticket


class Event(Told):
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


class History(Told):
    """The changes of one ticket, oldest first."""

    events: list[Event]


class Changed(Told):
    """The branch's description was loaded anew, or its day turned: read its state again."""

    seq: Count
    at: Instant
    branch: Id


class Problem(Told):
    """What went wrong. `reason` is a stable word, `message` is for operators."""

    reason: str
    message: str = ""
    fields: dict[str, str] = Field(default_factory=dict)


class ErrorAnswer(Told):
    """Every answer from 400 up."""

    error: Problem
