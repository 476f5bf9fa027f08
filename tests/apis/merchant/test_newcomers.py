"""New customers of a booking whose outcome nobody knows yet."""

import pytest

from kiosk.apis.merchant.asked import Participant
from kiosk.apis.merchant.newcomers import party
from kiosk.errors import Ambiguous, Reason, Refused
from kiosk.store.memory import MemoryStore
from tests.contract.shop import NOON
from tests.desk.hands import StoppedClock, desk_over

LAYLA = Participant(first_name="Layla", last_name="Hassan")


@pytest.mark.parametrize(
    ("error", "left"), [(Refused(Reason.FULL), 0), (Ambiguous(), 1)]
)
async def test_who_may_have_been_booked_stays(
    error: Refused | Ambiguous, left: int
) -> None:
    """A booking that surfaces later must not be nobody's; a refused one leaves nobody."""
    desk = desk_over(MemoryStore(), StoppedClock(NOON))
    with pytest.raises(type(error)):
        async with party(desk, [LAYLA]):
            raise error
    assert left == (await desk.customers()).total
