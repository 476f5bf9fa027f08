"""A screen and the server that was started for it: it says that it is here, and goodbye."""

import asyncio
import logging
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from kiosk.errors import KioskError

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.wiring.client import Where

_HELLO_SECONDS: Final = 3.0
"""How often a screen tells its own server that it is here, and hears that the server is."""

_log = logging.getLogger(__name__)


class Staying:
    """Keeps the server that was started for its clients; starts it again if it is gone."""

    def __init__(self) -> None:
        """Nobody is stayed with before `begin`."""
        self._name = uuid.uuid4().hex
        self._client: NativeAdmin | None = None
        self._task: asyncio.Task[None] | None = None

    def begin(self, client: "NativeAdmin", place: "Where") -> None:
        """Stay as long as the running loop, and say goodbye at its end."""
        self._client = client
        self._task = asyncio.create_task(self._last(client, place))

    def break_off(self) -> None:
        """Say goodbye from another thread, for a loop that hangs.

        The client may serve two loops: over a Unix socket it keeps nothing between calls.
        """
        if self._client:
            with suppress(KioskError):
                asyncio.run(self._client.goodbye(self._name))

    async def _last(self, client: "NativeAdmin", place: "Where") -> None:
        try:
            while True:
                try:
                    await client.hello(self._name)
                except KioskError as error:
                    said = {"said": error.detail}
                    _log.warning("the server does not answer", extra=said)
                    await _revive(place)
                await asyncio.sleep(_HELLO_SECONDS)
        finally:
            with suppress(KioskError):
                await client.goodbye(self._name)
            await client.aclose()


async def _revive(place: "Where") -> None:
    """Finding our server starts it, where it is ours to start."""
    assert place.socket  # noqa: S101  only such a server is stayed with
    try:
        await asyncio.to_thread(place.socket)
    except KioskError as error:
        _log.error("no server", extra={"said": error.detail})
