"""What an answer to a create says of it: a no is a no only in their own words."""

import pytest

from kiosk.apis.http import Answer
from kiosk.apis.outcomes import Unseen, Verdict, verdict, verdict_of
from kiosk.errors import (
    Ambiguous,
    BadInput,
    Denied,
    KeyTrouble,
    KioskError,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
    TooBusy,
    Unavailable,
)

SAID = b'{"message":"no","error":"no"}'


def answer(status: int, body: bytes = SAID, kind: str = "application/json") -> Answer:
    return Answer(status, {"content-type": kind}, body)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 429])
def test_a_refusal_in_their_envelope_is_a_no(status: int) -> None:
    """Nothing was made."""
    assert Verdict.NO is verdict(answer(status))


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'"no"', b"null", SAID[:-1], b"<html>", b'{"a":1,"a":2}', b"{\xff}"],
)
def test_a_refusal_that_is_not_theirs_says_nothing(body: bytes) -> None:
    """A gateway may have let the request through before."""
    assert Verdict.UNKNOWN is verdict(answer(409, body))
    assert Verdict.UNKNOWN is verdict(answer(409, SAID, "text/html"))


@pytest.mark.parametrize(
    "status", [301, 302, 307, 408, 425, 499, 500, 502, 503, 504, 507]
)
def test_what_somebody_between_may_have_said_says_nothing(status: int) -> None:
    """However well it is written."""
    assert Verdict.UNKNOWN is verdict(answer(status))


@pytest.mark.parametrize("status", [200, 201, 202])
def test_a_success_is_a_yes_as_far_as_it_goes(status: int) -> None:
    """Whether it says what was made is for the dialect to see."""
    assert Verdict.YES is verdict(answer(status))


ERRORS: dict[KioskError, Verdict] = {
    Unavailable(Reason.OFFLINE): Verdict.NEVER_SENT,
    Unavailable(Reason.TIMEOUT): Verdict.UNKNOWN,
    Unavailable(Reason.UPSTREAM): Verdict.UNKNOWN,
    Ambiguous(): Verdict.UNKNOWN,
    Unseen(): Verdict.UNKNOWN,
    KeyTrouble(Reason.KEY_RUNNING): Verdict.UNKNOWN,
    Refused(Reason.FULL): Verdict.NO,
    SlotTaken(): Verdict.NO,
    BadInput(): Verdict.NO,
    NotFound(): Verdict.NO,
    Denied(): Verdict.NO,
    TooBusy(): Verdict.NO,
    KeyTrouble(Reason.KEY_REUSED): Verdict.NO,
    KioskError(): Verdict.UNKNOWN,
}


@pytest.mark.parametrize(
    ("error", "expected"),
    ERRORS.items(),
    ids=[f"{type(e).__name__} {e.reason}" for e in ERRORS],
)
def test_an_error_says_whether_it_may_have_been_made(
    error: KioskError, expected: Verdict
) -> None:
    """What is not known to be a no is none."""
    assert expected is verdict_of(error)


def test_a_strange_error_says_nothing() -> None:
    assert Verdict.UNKNOWN is verdict_of(ValueError())
