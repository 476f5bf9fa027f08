"""What is asked for behind the question mark. BadInput names the member."""

import re
from typing import Final

from starlette.requests import Request

from kiosk.errors import BadInput

_NUMBER: Final = re.compile(r"[0-9]{1,9}", re.ASCII)

USUAL: Final = 25
MOST: Final = 100


def text(request: Request, member: str) -> str | None:
    """One value; None when it is not there."""
    given = request.query_params.getlist(member)
    if len(given) > 1:
        raise BadInput(fields={member: "is given twice"})
    if not given:
        return None
    if not given[0]:
        raise BadInput(fields={member: "is empty"})
    return given[0]


def needed(request: Request, member: str) -> str:
    """One value that must be there."""
    given = text(request, member)
    if given is None:
        raise BadInput(fields={member: "is missing"})
    return given


def limit(request: Request) -> int:
    """How many: 1 to 100, 25 by itself."""
    given = text(request, "limit")
    if given is None:
        return USUAL
    if not _NUMBER.fullmatch(given) or not 1 <= int(given) <= MOST:
        raise BadInput(fields={"limit": f"is not 1 to {MOST}"})
    return int(given)
