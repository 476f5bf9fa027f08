"""More connections than can be served well: told at once, and when to come back."""

import asyncio
from pathlib import Path

import httpx
import pytest
import uvicorn

from kiosk.server import protocol
from kiosk.server.app import seen
from kiosk.server.run import unix_listener
from tests.server.app import House


async def test_who_is_too_many_is_told_when_to_come_back(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are served, and so is whoever comes when they have gone."""
    monkeypatch.setattr(protocol, "CONNECTIONS", 2)
    listener = unix_listener(home / "s")
    app = seen(House().app, owner=True)
    config = uvicorn.Config(
        app, http=protocol.PatientProtocol, ws="none", lifespan="off", log_config=None
    )
    running = uvicorn.Server(config)
    serving = asyncio.ensure_future(running.serve(sockets=[listener]))
    transport = httpx.AsyncHTTPTransport(uds=str(home / "s"))
    async with httpx.AsyncClient(transport=transport, base_url="http://k") as client:
        idle = [await asyncio.open_unix_connection(home / "s") for _ in range(2)]
        refused = await client.get("/healthz")
        for _, writer in idle:
            writer.close()
            await writer.wait_closed()
        served = await client.get("/healthz")
    running.should_exit = True
    await serving
    assert (503, "rate-limited") == (
        refused.status_code,
        refused.json()["error"]["reason"],
    )
    assert int(refused.headers["retry-after"]) >= 1
    assert served.status_code == 200
