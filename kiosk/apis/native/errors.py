"""Errors in our own dialect: which HTTP status, which words, and back again."""

from collections.abc import Mapping
from typing import Final

from msgspec import UNSET

from kiosk.apis.ids import ID_ALONE
from kiosk.apis.native import wire
from kiosk.errors import (
    AlreadyBooked,
    Ambiguous,
    BadInput,
    CheckInRefused,
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
from kiosk.text import clean

UNAVAILABLE: Final = 503
TOO_MANY: Final = 429

STATUS_OF_REASON: Final[Mapping[Reason, int]] = {
    Reason.TOO_LARGE: 413,
    Reason.KEY_REUSED: 422,
    Reason.KEY_RUNNING: 409,
    Reason.FORBIDDEN: 403,
}
"""Reasons with a status of their own; the others follow the error's class."""

STATUS_OF_CLASS: Final[Mapping[type[KioskError], int]] = {
    BadInput: 400,
    KeyTrouble: 400,
    Denied: 401,
    NotFound: 404,
    Refused: 409,
    TooBusy: TOO_MANY,
    Unavailable: UNAVAILABLE,
    Ambiguous: 504,
}

RETRY_SECONDS: Final = 2
"""How long an answer of 503 asks a client to wait."""


def status_of(error: KioskError) -> int:
    """The HTTP status of an error; 500 for one that should not have come this far."""
    own = STATUS_OF_REASON.get(error.reason)
    kinds = (STATUS_OF_CLASS.get(kind) for kind in type(error).__mro__)
    return own or next(filter(None, kinds), 500)


def retry_after(error: KioskError) -> int | None:
    """Whole seconds for the `Retry-After` header, or None."""
    if isinstance(error, TooBusy):
        return error.retry_after
    return RETRY_SECONDS if status_of(error) == UNAVAILABLE else None


def error_to_wire(error: KioskError) -> wire.ErrorAnswer:
    """Reason, detail and fields, as they are, and what helps to try again."""
    problem = wire.Problem(
        reason=error.reason,
        message=error.detail,
        fields=error.fields,
        nearest=[*error.nearest] if isinstance(error, SlotTaken) else UNSET,
        opens_at=error.opens_at if isinstance(error, CheckInRefused) else UNSET,
        ticket=error.ticket if isinstance(error, AlreadyBooked) else UNSET,
    )
    return wire.ErrorAnswer(error=problem)


_CLASS_OF_STATUS: Final[Mapping[int, type[KioskError]]] = {
    400: BadInput,
    401: Denied,
    403: Denied,
    404: NotFound,
    409: Refused,
    413: BadInput,
    422: KeyTrouble,
    UNAVAILABLE: Unavailable,
    504: Ambiguous,
}

_KEY_REASONS: Final = frozenset(
    {Reason.KEY_MISSING, Reason.KEY_REUSED, Reason.KEY_RUNNING}
)


def error_from_wire(
    status: int, said: wire.Problem, retry_seconds: int
) -> KioskError | None:
    """The error another server of ours answered with; None when it does not add up."""
    if said.reason not in set(Reason):
        return None
    reason, detail = Reason(said.reason), clean(said.message, 200)
    if status == TOO_MANY:
        return TooBusy(reason, detail=detail, retry_after=retry_seconds)
    if status == 409 and said.nearest is not UNSET:
        return SlotTaken(reason, detail=detail, nearest=said.nearest)
    if status == 409 and said.opens_at is not UNSET:
        return CheckInRefused(reason, detail=detail, opens_at=said.opens_at)
    if status == 409 and said.ticket is not UNSET:
        known = said.ticket if ID_ALONE.fullmatch(said.ticket) else ""
        return AlreadyBooked(reason, detail=detail, ticket=known)
    kind = KeyTrouble if reason in _KEY_REASONS else _CLASS_OF_STATUS.get(status)
    if kind is None:
        return None
    fields = {clean(name): clean(text, 200) for name, text in said.fields.items()}
    return kind(reason, detail=detail, fields=fields)
