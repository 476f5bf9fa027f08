"""Calling bookings off: said again while the answer is lost, as twice is as good as once."""

import logging
from collections.abc import Mapping
from typing import Any, Final

from kiosk.apis.ids import segment
from kiosk.apis.merchant.calls import number
from kiosk.apis.merchant.looking import Looking
from kiosk.errors import (
    Ambiguous,
    KioskError,
    NotFound,
    Reason,
    Refused,
    Unavailable,
)

AS_STAFF: Final = "/bookings/merchant"
AS_CUSTOMER: Final = "/bookings/customer"

AGAIN: Final = 0.2
"""Seconds before a cancelling whose answer was lost is said again."""

_GONE: Final = frozenset({Reason.NOT_CANCELLABLE, Reason.NOT_ALLOWED_NOW})
_LOG: Final = logging.getLogger(__name__)


async def call_off(there: Looking, id_: str, reason: str) -> None:
    """Have staff cancel a booking. One that is gone is fine; Ambiguous when nobody knows.

    Cancelling twice is the same as once, so a lost answer is followed by another try.
    """
    where, body = f"{AS_STAFF}/{segment(id_)}", {"cancellation_reason": reason}
    await _gone(there, id_, where, body, as_customer=False)


async def give_back(there: Looking, id_: str) -> None:
    """The same for who signed in as a customer: their booking, or their place in a session."""
    where = f"{AS_CUSTOMER}/{segment(id_)}"
    body = {"booking_id": number(id_), "merchant_name": there.habits.merchant}
    await _gone(there, id_, where, body, as_customer=True)


async def _gone(
    there: Looking,
    id_: str,
    where: str,
    body: Mapping[str, Any],
    *,
    as_customer: bool,
) -> None:
    lost = False
    for last in (False, False, True):
        try:
            await there.calls.change("DELETE", where, body, as_customer=as_customer)
        except (Ambiguous, Unavailable) as error:
            lost = lost or isinstance(error, Ambiguous)
            if last and lost:
                raise Ambiguous(detail=f"lost, then {error.detail}") from error
            if last:
                raise
            await there.sleep(AGAIN)
        except (NotFound, Refused) as error:
            if isinstance(error, Refused) and error.reason not in _GONE:
                raise
            if await _stands(there, id_, lost=lost):
                raise
            return
        else:
            return


async def _stands(there: Looking, id_: str, *, lost: bool) -> bool:
    """Whether a booking is still there, after they would not cancel it. Where nobody tells, it
    is; Ambiguous when they may have cancelled it before, in an answer that was `lost`."""
    try:
        return (await there.booking(id_)).live
    except NotFound:
        return False
    except KioskError as error:
        if lost:
            raise Ambiguous(detail=f"lost, then {error.detail}") from error
        _LOG.warning("refused to cancel", extra={"why": error.detail})
        return True
