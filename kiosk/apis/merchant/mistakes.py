"""What is wrong with a request, as errors that bring their own sentence."""

from collections.abc import Mapping
from typing import Final

from kiosk.apis.merchant import sentences as words
from kiosk.domain.branch import BookingRules
from kiosk.errors import BadInput, KioskError, NotFound, Reason, Refused

_SOON: Final = frozenset({Reason.PAST, Reason.TOO_SOON})

_MEMBERS: Final[Mapping[str, tuple[str, str]]] = {
    "start": ("start", words.NOT_A_TIME),
    "customer": ("customers", words.NO_CUSTOMER),
    "customers": ("customers", words.NO_CUSTOMER),
    "rule": ("recurrence_rule", words.NOT_VALID),
    "external_id": ("customers", words.TAKEN),
    "name": ("first_name", words.NOT_VALID),
    "email": ("email", words.NOT_VALID),
    "phone": ("phone_number", words.NOT_VALID),
    "text": ("cancellation_reason", words.NOT_VALID),
    "note": ("merchant_note", words.NOT_VALID),
}
"""Our member → theirs, and what is wrong with it. A start is called as the caller did."""

_TAKEN: Final = "is already taken"


def wrong(sentence: str) -> BadInput:
    """A request that is wrong as a whole."""
    return BadInput(detail=sentence, fields={words.WHOLE: sentence})


def unknown(sentence: str) -> NotFound:
    """Something that does not exist, by a sentence that says what."""
    return NotFound(detail=sentence, fields={words.WHOLE: sentence})


def as_theirs(
    error: KioskError, start: str = "timestamp", rules: BookingRules | None = None
) -> KioskError:
    """What the queue says, with this API's names of the members; `start` is what a time is called.

    Too soon and too far are told with their limits, where `rules` are known.
    """
    if isinstance(error, BadInput):
        return _renamed(error, start)
    if isinstance(error, Refused) and rules:
        if error.reason in _SOON:
            return wrong(words.TOO_SOON.format(notice=rules.notice))
        if error.reason is Reason.TOO_FAR:
            return wrong(words.TOO_FAR.format(days=rules.days_ahead))
    return error


def _renamed(error: BadInput, start: str) -> BadInput:
    fields = {}
    for name, problem in error.fields.items():
        member, sentence = _MEMBERS.get(name, (name, problem))
        called = start if name == "start" else member
        fields[called] = words.TAKEN if problem == _TAKEN else sentence
    return BadInput(error.reason, detail=error.detail, fields=fields)
