"""The server on a real socket, in this process: what streams can't be heard otherwise."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.types import ASGIApp

from kiosk.server.run import unix_listener


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[Path]:
    """`app` on a Unix socket of its own, whose path is short enough to be one."""
    place = Path(tempfile.mkdtemp(prefix="k"))
    listener = unix_listener(place / "s")
    config = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started:  # it tells by a flag only
            if running.done():
                await running
                pytest.fail("the server ended before it listened")
            await asyncio.sleep(0)
        yield place / "s"
    finally:
        server.should_exit = True
        try:
            await running
        finally:
            listener.close()
            shutil.rmtree(place)
