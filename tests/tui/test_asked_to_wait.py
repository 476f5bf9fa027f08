"""A queue that says how long nobody may ask it: the customer hears that, and has their page."""

from dataclasses import dataclass

from kiosk.domain.branch import BranchId
from kiosk.domain.ticket import Placed
from kiosk.errors import TooBusy
from tests.tui.coming_back import NOBODYS, at_nine, tell, to_code
from tests.tui.hand import kiosk
from tests.tui.wires import Wire

TEN_MINUTES = TooBusy(retry_after=600)


@dataclass
class Crowded(Wire):
    """A desk at which too much was asked already."""

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        raise TEN_MINUTES


async def test_nobody_stands_before_a_locked_page_until_a_limit_is_over() -> None:
    """Neither with a code nor with a number to take; the way back is open."""
    place = at_nine()
    wire = Crowded(place.desk, errors=[TEN_MINUTES])
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await to_code(hand)
        await tell(hand, NOBODYS[0])
        assert "600 seconds" in hand.text
        await hand.walk("Start over", "English", "I need a service", "ID card")
        await hand.tap("Take a number")
        await hand.until("TakeNumber", "Wait a moment, then try again.")
        assert 1 == len(wire.asked)
        await hand.walk("Try again")
        assert "NumberGiven" == hand.page
