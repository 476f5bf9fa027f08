"""What is asked of our own dialect. Only the server reads this."""

from typing import Annotated, Any

from pydantic import AwareDatetime, StringConstraints

from kiosk.apis.ids import SOURCE
from kiosk.apis.shapes import Asked, Id, Locale

Text = Annotated[str, StringConstraints(max_length=1000)]
"""What it may be is the desk's to say."""


class IssueRequest(Asked):
    """One number for one service, now or for a `start`.

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


class CancelRequest(Asked):
    """Why a number is given back; kept in the event row.

    `as_staff`: an appointment's limit on how late does not count. Not for a kiosk's key.
    """

    reason: Annotated[str, StringConstraints(max_length=200)] = ""
    as_staff: bool = False


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
