"""Their refusals as our errors.

There is no code to go by: one status for nearly everything, and a sentence. So sentences are
known by how they begin; one that isn't known means "choose another time" to who books a time.
Sources: the reference's tables of errors, and the sentences its program is known to say.
"""

import logging
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kiosk.apis.http import Answer
from kiosk.apis.members import member, text
from kiosk.apis.outcomes import REFUSALS, envelope, unclear
from kiosk.apis.pause import pause
from kiosk.errors import (
    BadInput,
    Denied,
    KioskError,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
    TooBusy,
)
from kiosk.text import clean

_KNOWN: Final[Sequence[tuple[str, Reason]]] = (
    ("you are blacklisted", Reason.BLOCKED),
    ("appointment must be booked at least", Reason.TOO_SOON),
    ("appointment cannot be booked more than", Reason.TOO_FAR),
    ("this booking is already full", Reason.FULL),
    ("error adding new participant to booking", Reason.FULL),
    ("customer count", Reason.FULL),
    ("it's too late to cancel", Reason.NOT_CANCELLABLE),
    ("you cannot cancel past bookings", Reason.NOT_CANCELLABLE),
    ("recurring rule frequency is invalid", Reason.NOT_OFFERED),
    ("error while searching merchant by this name", Reason.NOT_FOUND),
    ("invalid booking id", Reason.NOT_FOUND),
    ("invalid from and to date supplied", Reason.VALIDATION),
    ("timestamp could not be converted to time", Reason.VALIDATION),
    ("appointments cannot have more than 1 customer", Reason.VALIDATION),
    ("incorrect weekday", Reason.VALIDATION),
    ("unexpected error during json parsing", Reason.VALIDATION),
)
_MEMBER: Final = re.compile(r"'([\w.\[\]]{1,80})': (.+)", re.ASCII)
"""The program's word on a malformed request: the first member that is wrong, and how."""

_NOWHERE: Final = re.compile(r"this \w+ does not exist", re.ASCII)
_OF_A_TIME: Final = frozenset({Reason.TOO_SOON, Reason.TOO_FAR, Reason.FULL})
_LOG: Final = logging.getLogger(__name__)


def sentence(answer: Answer) -> str:
    """What they say is wrong; "" where nothing can be read."""
    said = member(envelope(answer), "error")
    return text(said, "message", 300) or (
        clean(said, 300) if isinstance(said, str) else ""
    )


def reason_of(said: str) -> Reason | None:
    """What a sentence means, as far as it is known."""
    plain = said.casefold().replace("\u2019", "'")
    return next((reason for start, reason in _KNOWN if plain.startswith(start)), None)


def declined(
    answer: Answer, *, changes: bool, wanted: datetime | None = None
) -> KioskError:
    """The error behind a status of 400 and more.

    `wanted`: the time somebody tried to book. Only their own envelope is a no; a proxy's page
    says nothing about what happened behind it.
    """
    theirs = answer.status in REFUSALS and envelope(answer) is not None
    if answer.status == 429 and (theirs or not changes):
        return TooBusy(detail="they ask to wait", retry_after=pause(answer))
    if not theirs:
        return unclear(answer, changes=changes)
    said = sentence(answer)
    _LOG.info("refused", extra={"status": answer.status, "said": said})
    return _error(answer.status, said, wanted)


def _error(status: int, said: str, wanted: datetime | None) -> KioskError:
    if status in (401, 403):
        return Denied(Reason.AUTH if status == 401 else Reason.FORBIDDEN, detail=said)
    reason = reason_of(said)
    if wrong := _MEMBER.fullmatch(said):
        return BadInput(detail=said, fields={wrong[1]: wrong[2]})
    if reason is Reason.VALIDATION:
        return BadInput(detail=said)
    nowhere = status in (404, 410) or _NOWHERE.match(said)
    if reason is Reason.NOT_FOUND or (reason is None and nowhere):
        return NotFound(detail=said)
    if reason in _OF_A_TIME:
        return SlotTaken(reason, detail=said)
    if reason is not None:
        return Refused(reason, detail=said)
    if wanted is not None:
        return SlotTaken(detail=said)
    return Refused(Reason.NOT_ALLOWED_NOW, detail=said)
