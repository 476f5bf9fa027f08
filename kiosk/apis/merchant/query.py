"""What stands in a path and behind the question mark. BadInput names the member."""

import re
from typing import Final

from starlette.requests import Request

from kiosk.apis.merchant.faces import MOST
from kiosk.apis.merchant.sentences import (
    GIVEN_TWICE,
    NOT_A_NUMBER,
    OUT_OF_RANGE,
    REQUIRED,
)
from kiosk.apis.merchant.times import Span, span
from kiosk.errors import BadInput

_NUMBER: Final = re.compile(r"[0-9]{1,16}", re.ASCII)


def number(request: Request, member: str) -> int:
    """An id in the path."""
    return _id(member, str(request.path_params[member]))


def asked_span(request: Request, most: int) -> Span:
    """`start` and `end`, at most so many days apart."""
    return span(_text(request, "start"), _text(request, "end"), most)


def _text(request: Request, member: str) -> str:
    given = request.query_params.getlist(member)
    if len(given) > 1:
        raise BadInput(fields={member: GIVEN_TWICE})
    if not given or not given[0]:
        raise BadInput(fields={member: REQUIRED})
    # a plus sign that nobody escaped arrives as a space
    return given[0].replace(" ", "+")


def optional_number(request: Request, member: str) -> int | None:
    """An id behind the question mark; None when it is not there."""
    given = request.query_params.getlist(member)
    if not given:
        return None
    if len(given) > 1:
        raise BadInput(fields={member: GIVEN_TWICE})
    return _id(member, given[0])


def _id(member: str, given: str) -> int:
    if not _NUMBER.fullmatch(given):
        raise BadInput(fields={member: NOT_A_NUMBER})
    found = int(given)
    if not 0 < found <= MOST:
        raise BadInput(fields={member: OUT_OF_RANGE})
    return found
