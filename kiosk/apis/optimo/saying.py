"""A new word for a booking of theirs: called off, or here. The same word twice is no change."""

from typing import Final

from kiosk.apis.http import Answer
from kiosk.apis.ids import segment
from kiosk.apis.optimo import said
from kiosk.apis.optimo.rows import FOR_SOMEBODY
from kiosk.apis.optimo.said import SaidBooking
from kiosk.apis.optimo.site import Site
from kiosk.apis.outcomes import JSON
from kiosk.domain.ticket import Status
from kiosk.errors import Ambiguous, BadInput, NotFound, Reason, Refused, Unavailable

AGAIN: Final = 0.2
"""Seconds before a word whose answer was lost is said again."""


async def call_off(there: Site, id_: str) -> SaidBooking | None:
    """Have a booking cancelled; what they say of it then, None where they say nothing.

    The same word twice is no change, so a lost answer is followed by another try. Refused
    NOT_CANCELLABLE when they won't; one that is over already is fine. Ambiguous.
    """
    try:
        return await set_status(there, id_, there.habits.cancel)
    except NotFound:
        return None
    except Refused:
        row = await there.booking(id_, FOR_SOMEBODY)
        if there.habits.status_of(row.told.word) is Status.CANCELLED:
            return row.told
        raise


async def set_status(there: Site, id_: str, word: str) -> SaidBooking | None:
    """Say the new word for a booking. Refused NOT_CANCELLABLE for a word they don't know and for
    what has come to its end; NotFound, Ambiguous."""
    where = there.where("bookings", segment(id_), "status")
    for last in (False, False, True):
        try:
            answer = await there.calls.change("PATCH", where, {"status": word})
        except BadInput as error:
            detail = f"they do not know the word {word!r}: ask staff ({error.detail})"
            raise Refused(Reason.NOT_CANCELLABLE, detail=detail) from error
        except Refused as error:
            raise Refused(Reason.NOT_CANCELLABLE, detail=error.detail) from error
        except (Ambiguous, Unavailable):
            if last:
                raise
            await there.sleep(AGAIN)
        else:
            return booking_in(answer)
    raise Ambiguous(detail="no answer")


def booking_in(answer: Answer) -> SaidBooking | None:
    """The booking in a success, if it has one that can be read."""
    if answer.kind not in JSON:
        raise Ambiguous(detail=f"answered {answer.kind or 'something'}"[:80])
    try:
        return said.booking(said.data_of(answer.body)[0])
    except BadInput as error:
        raise Ambiguous(detail=error.detail) from error
