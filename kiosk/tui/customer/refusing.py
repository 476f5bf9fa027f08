"""What becomes of a visit when the queue says no, or nothing at all."""

from typing import Any, Protocol

from kiosk.errors import (
    AlreadyBooked,
    BadInput,
    KioskError,
    NotFound,
    Refused,
    SlotTaken,
)
from kiosk.tui.customer.appointing import Appointing
from kiosk.tui.customer.guide import Guide
from kiosk.tui.customer.insisting import is_lost
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.sending import Sending


class Refusable(Guide, Protocol):
    """Who leads the customer, and can put a page back as it was."""

    def know(self, **changes: Any) -> None:
        """Take note of something, and draw nothing."""

    def show(self) -> None:
        """Draw what is true now."""


class Refusing:
    """Says what happened. What was refused for good leads back to the services, a time that
    is taken to other times, who has one already to the one they have."""

    def __init__(self, ready: Ready, guide: Refusable, ways: Appointing) -> None:
        """`ways` lead to anything but a number now."""
        self._ready, self._guide, self._ways = ready, guide, ways

    def refuse(self, error: KioskError) -> None:
        """The last touch came to nothing."""
        guide, ways = self._guide, self._ways
        if isinstance(error, SlotTaken):
            guide.know(sending=Sending.NOT_YET)
            ways.reserving.lost(error)
            return
        if isinstance(error, AlreadyBooked) and error.ticket:
            ways.owning.have_one(error)
            return
        text = guide.speaker.error(error.reason)
        if ways.is_gone(error):
            guide.know(sending=Sending.NOT_YET)
            ways.joining.gone()
            guide.notify(guide.speaker.say("session-explain-full"))
        elif is_lost(error) and not self._ready.backend.capabilities.idempotent:
            # asking again could make a second one, so there is nothing left to try here
            guide.know(sending=Sending.NOT_YET)
            guide.show()
            guide.notify(guide.speaker.say("number-unknown"), guide.end)
        elif isinstance(error, Refused | NotFound | BadInput):
            guide.go(guide.session.choose_again(), sending=Sending.NOT_YET)
            guide.notify(text)
        else:
            guide.go(guide.session, sending=Sending.AGAIN, notice=text)
