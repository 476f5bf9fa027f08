"""What an answer to a create says about it: one table for all dialects.

The question is never whether it worked, but whether anybody can know. A proxy between us and the
other side answers as well, so only their own way of saying no is a no (RFC 9110, 9.2.2: what may
have been done is not sent again).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from kiosk.apis.heard import one_meaning
from kiosk.apis.http import Answer
from kiosk.errors import (
    Ambiguous,
    BadInput,
    Denied,
    KeyTrouble,
    KioskError,
    NotFound,
    Reason,
    Refused,
    TooBusy,
    Unavailable,
)


class Verdict(StrEnum):
    """What is known of a create. NEVER_SENT: no byte of it left. NO: they refused it, nothing is
    there. YES: they say it is there. UNKNOWN: anything may be."""

    NEVER_SENT = "never-sent"
    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class Unseen(Ambiguous):
    """They said yes, and not to what: it is there, and has to be looked up.

    For a success without a body, as the merchant dialect gives; it is never posted again.
    """


REFUSALS: Final = frozenset(
    {400, 401, 402, 403, 404, 405, 406, 409, 410, 413, 415, 422, 428, 429}
)
"""Statuses that judge a request, when their own envelope comes along. 408, 425 and 499 are made by
who stands between, as are all of 5xx."""

JSON: Final = frozenset({"application/json", "application/problem+json", "text/json"})

_NO: Final = (BadInput, Denied, KeyTrouble, NotFound, Refused, TooBusy)


def envelope(answer: Answer) -> Mapping[str, Any] | None:
    """The JSON object in an answer; None for anything else: HTML, a list, half of one."""
    if answer.kind not in JSON:
        return None
    try:
        said = one_meaning(answer.body)
    except BadInput:
        return None
    return said if isinstance(said, dict) else None


def verdict(answer: Answer) -> Verdict:
    """What an answer says of a create, as far as its head and its form tell.

    YES still has to be read: a body that is not what was asked for makes it UNKNOWN. Redirects
    never come this far, and are UNKNOWN.
    """
    if 200 <= answer.status < 300:
        return Verdict.YES
    if answer.status in REFUSALS and envelope(answer) is not None:
        return Verdict.NO
    return Verdict.UNKNOWN


def verdict_of(error: Exception) -> Verdict:
    """What an error says of a create that was sent once. Never YES; strange ones are UNKNOWN."""
    if isinstance(error, Unavailable) and error.reason is Reason.OFFLINE:
        return Verdict.NEVER_SENT
    if isinstance(error, _NO) and error.reason is not Reason.KEY_RUNNING:
        return Verdict.NO
    return Verdict.UNKNOWN


def unclear(answer: Answer, *, changes: bool) -> KioskError:
    """The error of an answer nobody can rely on: Ambiguous if the call `changes` something, else
    Unavailable UPSTREAM."""
    detail = f"answered {answer.status} {answer.kind or 'without a kind'}"[:120]
    if changes:
        return Ambiguous(detail=detail)
    return Unavailable(Reason.UPSTREAM, detail=detail)
