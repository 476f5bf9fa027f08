"""What is asked of our own dialect. Only the server reads this."""

from typing import Annotated

from pydantic import StringConstraints

from kiosk.apis.ids import SOURCE
from kiosk.apis.shapes import Asked, Id, Locale


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
