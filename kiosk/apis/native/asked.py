"""What is asked of our own dialect. Only the server reads this."""

from typing import Annotated, Any

from pydantic import AwareDatetime, Field, StringConstraints

from kiosk.apis.ids import SOURCE
from kiosk.apis.native.translate_care import NOTE_LETTERS
from kiosk.apis.shapes import Asked, Id, Locale
from kiosk.domain.serving import CounterStatus
from kiosk.domain.tasks import MOST_PRIORITY
from kiosk.domain.ticket import Result

Text = Annotated[str, StringConstraints(max_length=1000)]
"""What it may be is the desk's to say."""


Note = Annotated[str, StringConstraints(max_length=NOTE_LETTERS)]
"""What staff write down, or why something is done; more is refused, not cut."""

Version = Annotated[int, Field(ge=0)]


class IssueRequest(Asked):
    """One number for one service, now or for a `start`, or a place in a `session`.

    `group` missing means the first that lists the service. `locale` is the language of the
    ticket, else that of the request, else the branch's. `staff` asks for one person, with a
    start only.
    """

    branch: Id
    service: Id
    group: Id | None = None
    locale: Locale | None = None
    source: Annotated[str, StringConstraints(pattern=SOURCE)] = "api"
    start: AwareDatetime | None = None
    staff: Id | None = None
    customer: Id | None = None
    session: Id | None = None


class CancelRequest(Asked):
    """Why a number is given back; kept in the event row.

    `as_staff`: an appointment's limit on how late does not count. `seen`: as for a task. Neither
    is for a kiosk's key.
    """

    reason: Note = ""
    as_staff: bool = False
    seen: Version | None = None


class RescheduleRequest(Asked):
    """Another time for an appointment.

    `as_staff`: the limits on how late and how often do not count. Not for a kiosk's key.
    """

    start: AwareDatetime
    staff: Id | None = None
    as_staff: bool = False


class CheckInRequest(Asked):
    """The branch the customer stands in."""

    branch: Id


class OutcomeRequest(Asked):
    """What came of a visit."""

    result: Result = Result.SOLVED
    services: Annotated[tuple[Id, ...], Field(max_length=50)] = ()
    people: int = 1


class TaskRequest(Asked):
    """One thing staff do to a ticket. What a deed does not take is left out.

    `seen` is the version the operator saw: another one by now is a 409 "changed". call takes
    `counter` · transfer `service`, `counter` or `operator`, and `keep_place` · park `until` ·
    unpark `counter` · priority `priority` and `reason` · note `note` · finish `outcome`. Each
    takes a `reason`.
    """

    seen: Version | None = None
    counter: Id | None = None
    service: Id | None = None
    operator: Id | None = None
    keep_place: bool = True
    reason: Note = ""
    until: AwareDatetime | None = None
    priority: Annotated[int, Field(ge=0, le=MOST_PRIORITY)] = 0
    note: Note = ""
    outcome: OutcomeRequest | None = None


class SearchRequest(Asked):
    """A number, a code, a phone number, or part of a name."""

    text: Text


class CounterRequest(Asked):
    """What is to be different at a counter; null and missing leave a thing as it is.

    `services` empty: all it is described with. `operator` "": nobody sits there.
    """

    status: CounterStatus | None = None
    operator: Text | None = None
    reason: Note = ""
    services: Annotated[list[Id], Field(max_length=1000)] | None = None


class ServiceRequest(Asked):
    """Whether a service gives no numbers, and why."""

    paused: bool
    reason: Note = ""


class MessageRequest(Asked):
    """What to say to the lobby until then, by language tag."""

    text: dict[Text, Text]
    until: AwareDatetime
    on_board: bool = True
    on_kiosk: bool = True


class HealthRequest(Asked):
    """How a kiosk is. `printer` says why it can't print; null: it can. `skew`: seconds its clock
    is ahead of ours; null: not known."""

    version: Text
    at: AwareDatetime
    printer: Text | None = None
    paper_low: bool = False
    last_number: Text = ""
    skew: Annotated[float, Field(allow_inf_nan=False)] | None = None


class HoldRequest(Asked):
    """A time to be kept. `moving` is the ticket that is to get it."""

    branch: Id
    service: Id
    start: AwareDatetime
    staff: Id | None = None
    moving: Id | None = None


class CodeRequest(Asked):
    """The code of a ticket, eight digits."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]


class PhoneRequest(Asked):
    """A phone number with its country code."""

    phone: Text


class IdentifyRequest(Asked):
    """A phone number with its country code, and how its owner wants to be called."""

    phone: Text
    name: Text = ""
    locale: Text = ""


class CustomerRequest(Asked):
    """What is told of a customer. Null and missing leave a thing as it is, "" and {} remove it."""

    external_id: Text | None = None
    name: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    locale: Text | None = None
    metadata: dict[str, Any] | None = None


class FindRequest(Asked):
    """Either of the two."""

    phone: Text | None = None
    external_id: Text | None = None
