"""Statuses as words, and words as statuses."""

from collections.abc import Mapping
from typing import Final

from kiosk.domain.ticket import Status
from kiosk.errors import BadInput

CONFIRMED: Final = "confirmed"
PENDING: Final = "pending"
COMPLETED: Final = "completed"
NO_SHOW: Final = "no_show"
CANCELLED: Final = "cancelled"
CHECKED_IN: Final = "checked_in"
IN_PROGRESS: Final = "in_progress"

STRICT: Final[Mapping[Status, str]] = {
    Status.REQUESTED: PENDING,
    Status.BOOKED: CONFIRMED,
    Status.WAITING: CONFIRMED,
    Status.CALLED: CONFIRMED,
    Status.SERVING: CONFIRMED,
    Status.PARKED: CONFIRMED,
    Status.SERVED: COMPLETED,
    Status.NO_SHOW: NO_SHOW,
    Status.CANCELLED: CANCELLED,
    Status.EXPIRED: CANCELLED,
    Status.UNKNOWN: "unknown",
}

EXTENDED: Final[Mapping[Status, str]] = {
    **STRICT,
    Status.WAITING: CHECKED_IN,
    Status.PARKED: CHECKED_IN,
    Status.CALLED: IN_PROGRESS,
    Status.SERVING: IN_PROGRESS,
}


def words(*, extended: bool) -> Mapping[Status, str]:
    """Our status → their word. The pages name no words at all: these are what people expect."""
    return EXTENDED if extended else STRICT


def folded(word: str) -> str:
    """A word as it is compared: "No-Show " is "no_show"."""
    return word.strip().lower().replace("-", "_")


def wanted(word: str, *, extended: bool) -> str:
    """A word of a request, as we write it. BadInput on `status` when there is no such word."""
    known = set(words(extended=extended).values()) - {"unknown"}
    if folded(word) not in known:
        raise BadInput(fields={"status": f"is none of {', '.join(sorted(known))}"})
    return folded(word)


def statuses(word: str, *, extended: bool) -> frozenset[Status]:
    """Which of our statuses have that word. BadInput on `status`."""
    asked = wanted(word, extended=extended)
    told = words(extended=extended)
    return frozenset(status for status, said in told.items() if said == asked)
