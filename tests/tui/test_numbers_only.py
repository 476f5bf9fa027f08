"""A kiosk whose queue gives numbers and looks at them, and knows no codes and no staff."""

from dataclasses import dataclass
from typing import Any

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchId
from kiosk.domain.ports import Capabilities
from kiosk.domain.scanned import Scanned
from kiosk.domain.ticket import Placed, Status
from kiosk.errors import Reason, Refused
from tests.tui.coming_back import NOBODYS, taken
from tests.tui.hand import Place, kiosk
from tests.tui.lobby import small_branch


@dataclass
class NumbersOnly:
    """A desk seen through a public key of Skiplino."""

    desk: Desk
    capabilities = Capabilities(call=False, live=False, idempotent=False)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.desk, name)

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        raise Refused(Reason.NOT_OFFERED)


async def test_who_comes_back_is_found_by_a_scan_of_the_id_and_can_leave() -> None:
    """No button leads to what is not there, and nobody is sent to digits no page asks for."""
    place = Place([small_branch(3)], wrap=NumbersOnly)
    async with kiosk(place) as hand:
        ticket = await taken(place)
        await hand.walk("English")
        assert "I have an appointment" not in hand.text
        await hand.walk("Help")
        assert "Call staff" not in hand.text
        await hand.walk("Back")
        for found in (Scanned(NOBODYS[0]), Scanned(ticket.code8), Scanned()):
            hand.app._scanned(found)
            await hand.until("Dialog", "Go to the information desk.")
            assert "digits" not in hand.text
            await hand.walk("OK")
        hand.app._scanned(Scanned(ticket=ticket.id))
        await hand.until("MyTicket", ticket.number)
        ways = ("Leave the queue", "Check in", "Change the time", "Cancel it")
        assert [ways[0]] == [way for way in ways if way in hand.text]
        await hand.walk("Leave the queue", "Yes, leave")
        await hand.until("Dialog", "It is cancelled.")
        assert Status.CANCELLED is (await place.desk.ticket(ticket.id)).ticket.status
