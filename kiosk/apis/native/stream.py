"""The event stream of our own dialect: what happens in a queue, as it happens."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Hashable
from contextlib import suppress
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kiosk.apis.gate import Closing
from kiosk.apis.heard import said
from kiosk.apis.native.frames import PING, Frame, written
from kiosk.apis.native.translate import event_to_wire
from kiosk.apis.native.translate_lobby import change_to_wire
from kiosk.apis.native.translate_state import state_to_wire
from kiosk.apis.native.wire import Changed
from kiosk.domain.branch import BranchState
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.serving import RowChanged
from kiosk.errors import Denied, KioskError, TooBusy

Watched = RowChanged | BranchChanged | BranchState
Happening = TicketEvent | Watched

PING_SECONDS: Final = 15.0
STUCK_SECONDS: Final = 30.0
"""A listener that takes no byte for so long is let go."""

_LAST_SECONDS: Final = 1.0

_HEADERS: Final = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)


class Encoder:
    """Happenings as bytes. Many listeners hear the same one: it is encoded once."""

    def __init__(self, kept: int = 64, *, for_staff: bool = True) -> None:
        """`kept` is how many are remembered. Who did it and why is `for_staff`."""
        self._kept, self._for_staff = kept, for_staff
        self._known: OrderedDict[Hashable, tuple[Happening, bytes]] = OrderedDict()

    def __call__(self, happening: Happening) -> bytes:
        """Its frame."""
        name = _name(happening)
        found = self._known.get(name)
        if found is None:
            found = (happening, written(self._frame(happening)))
            self._known[name] = found
            if len(self._known) > self._kept:
                self._known.popitem(last=False)
        return found[1]

    def _frame(self, happening: Happening) -> Frame:
        match happening:
            case TicketEvent():
                told = event_to_wire(happening, for_staff=self._for_staff)
                name, data = "ticket", said(told)
            case RowChanged():
                name, data = "ticket", said(change_to_wire(happening))
            case BranchChanged(seq, at, branch):
                name = "branch"
                data = said(Changed(seq=seq, at=at, branch=branch))
            case BranchState():
                name, data = "snapshot", said(state_to_wire(happening))
        return Frame(name, data, happening.seq)


def _name(happening: Happening) -> Hashable:
    """Each listener may have a row of its own, read when it came to it; two of them are the same
    when they tell the same. All else is handed to all listeners as it is."""
    if isinstance(happening, RowChanged):
        row = happening.row
        return happening.seq, row.ticket.version, row.who, row.phone
    return id(happening)


class EventStream(Response):
    """An answer that goes on until the listener leaves, the server ends, or `still` refuses."""

    def __init__(
        self,
        happenings: AsyncIterator[Happening],
        encode: Encoder,
        closing: Closing,
        still: Callable[[], object],
        ping_seconds: float = PING_SECONDS,
    ) -> None:
        """`still` is called with each ping and raises Denied when the key has been revoked."""
        super().__init__(media_type="text/event-stream")
        self._happenings, self._encode = happenings, encode
        self._closing, self._still = closing, still
        self._ping_seconds = ping_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say what happens. Each write waits for the listener, so nothing piles up here."""
        await send(
            {
                "type": "http.response.start",
                "status": self.status_code,
                "headers": list(_HEADERS),
            }
        )
        parts = [
            asyncio.ensure_future(part)
            for part in (
                self._tell(send),
                self._ping(send),
                _gone(receive),
                self._closing.wait(),
            )
        ]
        try:
            await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for part in parts:
                part.cancel()
            results = await asyncio.gather(*parts, return_exceptions=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_SECONDS):
                await send({"type": "http.response.body", "body": b""})
        for result in results:
            expected = KioskError | TimeoutError | asyncio.CancelledError
            if isinstance(result, BaseException) and not isinstance(result, expected):
                raise result

    async def _tell(self, send: Send) -> None:
        try:
            async for happening in self._happenings:
                async with asyncio.timeout(STUCK_SECONDS):
                    await _say(send, self._encode(happening))
        finally:
            if isinstance(self._happenings, AsyncGenerator):
                await self._happenings.aclose()

    async def _ping(self, send: Send) -> None:
        while True:
            async with asyncio.timeout(STUCK_SECONDS):
                await _say(send, PING)
            await asyncio.sleep(self._ping_seconds)
            try:
                self._still()
            except TooBusy:
                continue  # a good key, and busy elsewhere
            except Denied:
                return


async def _say(send: Send, data: bytes) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": True})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
