"""Readiness under a disk that comes and goes: no flapping, and no line in the log for each look."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import pytest

from kiosk.errors import Reason, Unavailable
from kiosk.server.app import build_app, seen
from kiosk.server.health import STEADY_SECONDS, health_routes
from tests.server.app import House
from tests.server.test_leases import Seconds


@dataclass
class Disk:
    """A check that fails while it is told to."""

    broken: bool = False

    def __call__(self) -> str:
        if self.broken:
            raise Unavailable(Reason.STORE_FAILED, detail="disk I/O error")
        return "writable"


@pytest.fixture(name="disk")
def _disk() -> Disk:
    return Disk()


@pytest.fixture(name="time")
def _time() -> Seconds:
    return Seconds()


@pytest.fixture(name="monitor")
def _monitor(disk: Disk, time: Seconds) -> Callable[[], httpx.AsyncClient]:
    routes = health_routes(House().gate, {"disk": disk}, time)
    app = seen(build_app([routes], [], version="1"), owner=True)
    return lambda: httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://kiosk.test"
    )


async def test_good_again_is_believed_after_a_while(
    disk: Disk, time: Seconds, monitor: Callable[[], httpx.AsyncClient]
) -> None:
    """A disk that works every other second gives numbers nobody should count on."""
    async with monitor() as client:
        seen_ = [(await client.get("/readyz")).status_code]
        for broken in (True, False, True, False):
            disk.broken = broken
            time.now += 1
            seen_.append((await client.get("/readyz")).status_code)
        time.now += STEADY_SECONDS
        seen_.append((await client.get("/readyz")).status_code)
    assert [200, 503, 503, 503, 503, 200] == seen_


async def test_staff_see_that_it_is_only_being_watched(
    disk: Disk, time: Seconds, monitor: Callable[[], httpx.AsyncClient]
) -> None:
    """What the check saw, and when it failed last."""
    async with monitor() as client:
        disk.broken = True
        await client.get("/readyz")
        disk.broken = False
        time.now += 2
        told = (await client.get("/readyz")).json()["checks"]["disk"]
    assert {"ok": False, "detail": "writable; failed 2 s ago"} == told


async def test_only_a_change_is_logged(
    disk: Disk,
    time: Seconds,
    monitor: Callable[[], httpx.AsyncClient],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A monitor that looks every second would fill the disk that has failed."""
    with caplog.at_level(logging.INFO, "kiosk.server"):
        async with monitor() as client:
            for broken in (False, True, True, True, False):
                disk.broken = broken
                await client.get("/readyz")
            time.now += STEADY_SECONDS
            await client.get("/readyz")
            await client.get("/readyz")
    assert ["not ready", "ready again"] == [record.message for record in caplog.records]
    assert "disk I/O error" == caplog.records[0].__dict__["detail"]
