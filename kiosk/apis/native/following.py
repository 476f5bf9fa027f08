"""Hearing what happens through broken connections: what was missed comes, or a snapshot."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING, TypeVar

from kiosk.apis.heard import heard
from kiosk.apis.native import translate, wire, wire_branch
from kiosk.apis.native.frames import Frame
from kiosk.apis.native.translate_state import state_from_wire
from kiosk.apis.patience import RECONNECT
from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.errors import TooBusy, Unavailable

if TYPE_CHECKING:
    from kiosk.domain.serving import RowChanged

Happening = TicketEvent | BranchChanged | BranchState
Heard = TypeVar("Heard", bound="Happening | RowChanged")


async def followed(
    listen: Callable[[int | None], AsyncGenerator[Heard]], after: int | None
) -> AsyncGenerator[Heard]:
    """What `listen` hears after an event, and again after each break from the last event on.

    Raises Denied and NotFound; whatever may pass is waited for.
    """
    following = _Following(after)
    tries = 0
    while True:
        try:
            async with aclosing(listen(following.last)) as told:
                async for happening in told:
                    tries = 0
                    if following.is_news(happening):
                        yield happening
        except (Unavailable, TooBusy):
            pass
        await asyncio.sleep(RECONNECT[min(tries, len(RECONNECT) - 1)])
        tries += 1


class _Following:
    """How far a listener is: what to ask for next, and what it has seen already."""

    def __init__(self, after: int | None) -> None:
        self.last = after
        self._counted: dict[BranchId, int] = {}

    def is_news(self, happening: "Happening | RowChanged") -> bool:
        """Whether it was not told before.

        The place to go on from is moved by changes only: a connection may break between the
        snapshots of two branches, and the second is then still owed.
        """
        if isinstance(happening, BranchState):
            self._counted[happening.branch.id] = happening.seq
            return True
        self.last = max(self.last or 0, happening.seq)
        if isinstance(happening, BranchChanged):
            return True
        event = happening if isinstance(happening, TicketEvent) else happening.event
        return happening.seq > self._counted.get(event.branch, -1)


def happening(frame: Frame) -> Happening | None:
    """What a frame tells; None for an event of a newer server. BadInput."""
    match frame.event:
        case "ticket":
            return translate.event_from_wire(heard(wire.Event, frame.data))
        case "branch":
            said = heard(wire.Changed, frame.data)
            return BranchChanged(said.seq, said.at, BranchId(said.branch))
        case "snapshot":
            return state_from_wire(heard(wire_branch.BranchState, frame.data))
    return None
