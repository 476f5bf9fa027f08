"""What is asked for behind the question mark. BadInput names the member."""

import re
from typing import Final

from starlette.requests import Request

from kiosk.apis.skiplino import people
from kiosk.apis.skiplino.people import Reference
from kiosk.apis.skiplino.sentences import BLANK, GIVEN_TWICE, NOT_A_NUMBER, OUT_OF_RANGE
from kiosk.errors import BadInput

_NUMBER: Final = re.compile(r"-?[0-9]{1,9}", re.ASCII)

FIRST_PAGE: Final = 1
USUAL: Final = 10
"""How many a page has when nobody says."""

MOST_PAGES: Final = 1_000_000


def text(request: Request, member: str) -> str | None:
    """One value; None when it is not there."""
    if not request.scope["query_string"]:
        return None
    given = request.query_params.getlist(member)
    if len(given) > 1:
        raise BadInput(fields={member: GIVEN_TWICE})
    if not given:
        return None
    if not given[0]:
        raise BadInput(fields={member: BLANK})
    return given[0]


def page(request: Request, most: int) -> tuple[int, int]:
    """Which page of how many: `page` from 1 up, `limit` from 1 to `most`."""
    return (
        _number(request, "page", FIRST_PAGE, MOST_PAGES),
        _number(request, "limit", USUAL, most),
    )


def reference(request: Request) -> Reference:
    """Who is meant: by `id`, which wins, or by `externalId`. BadInput on both without one."""
    return people.reference(text(request, "id"), text(request, "externalId"))


def _number(request: Request, member: str, usual: int, most: int) -> int:
    given = text(request, member)
    if given is None:
        return usual
    if not _NUMBER.fullmatch(given):
        raise BadInput(fields={member: NOT_A_NUMBER})
    number = int(given)
    if not 1 <= number <= most:
        raise BadInput(fields={member: OUT_OF_RANGE})
    return number
