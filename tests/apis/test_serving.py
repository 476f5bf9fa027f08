"""The tests' own server: when it can't start, the test says why instead of waiting for ever."""

import asyncio

import pytest
import uvicorn

from kiosk.errors import Unavailable
from kiosk.server import run
from tests.apis.serving import served
from tests.apis.shop import Shop


async def test_a_server_that_fails_before_it_listens_is_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its own error, at once."""

    async def fail(*_: object, **__: object) -> None:
        raise OSError("no such device")

    monkeypatch.setattr(uvicorn.Server, "startup", fail)
    async with asyncio.timeout(5):
        with pytest.raises(OSError, match="no such device"):
            async with served(Shop().served()):
                pass


async def test_a_server_that_ends_before_it_listens_is_an_error() -> None:
    """Not a wait without end, in the program either."""

    async def nothing() -> None:
        return

    ended = asyncio.ensure_future(nothing())
    server = run._Server(uvicorn.Config(Shop().served()))
    async with asyncio.timeout(5):
        with pytest.raises(Unavailable):
            await run._until_started([server], [ended])
