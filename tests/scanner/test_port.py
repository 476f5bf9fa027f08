"""A scanner at a port: a pseudo-terminal is its cable, and is pulled out."""

import asyncio
import logging
import os
import tty
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from kiosk.domain.scanned import ScannerState
from kiosk.scanner.port import ScannerPort

PATIENCE = 5.0


class Cable:
    """One end is the scanner, the other one the device that the kiosk opens."""

    def __init__(self, port: Path) -> None:
        self.port, self._ends = port, (-1, -1)

    def plug_in(self) -> None:
        self._ends = os.openpty()
        tty.setraw(self._ends[1])
        self.port.symlink_to(os.ttyname(self._ends[1]))

    def pull_out(self) -> None:
        self.port.unlink()
        for end in self._ends:
            os.close(end)
        self._ends = (-1, -1)

    def send(self, sent: bytes) -> None:
        os.write(self._ends[0], sent)


@pytest.fixture
def cable(tmp_path: Path) -> Cable:
    return Cable(tmp_path / "scanner")


@asynccontextmanager
async def listening(cable: Cable) -> AsyncIterator[tuple[ScannerPort, list[str]]]:
    """A kiosk's ear at the port, and what it heard."""
    port, heard = ScannerPort(cable.port, 9600, again_seconds=0.02), list[str]()
    task = asyncio.create_task(port.listen(heard.append))
    yield port, heard
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def until(fact: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not fact():  # noqa: ASYNC110  nobody tells when
            await asyncio.sleep(0.002)


async def test_a_scan_is_told_at_its_line_end_or_when_it_grows_quiet(
    cable: Cable,
) -> None:
    cable.plug_in()
    async with listening(cable) as (port, heard):
        await until(lambda: port.state is ScannerState.READY)
        cable.send(b"K1:4821")
        cable.send(b"7736:k7m2q9x4za\r\n")
        await until(lambda: heard == ["K1:48217736:k7m2q9x4za"])
        cable.send(b"48217736")
        await until(lambda: heard[1:] == ["48217736"])
        cable.send(b"\x00\xff\x1b[2J" + b"9" * 600 + b"\r")
        await until(lambda: len(heard) == 3)
        assert 600 < len(heard[2])
    cable.pull_out()


async def test_a_scanner_that_is_pulled_out_is_back_when_it_is_put_in(
    cable: Cable, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kiosk.scanner")
    async with listening(cable) as (port, heard):
        await until(lambda: port.state is ScannerState.MISSING)
        for turn in range(2):
            cable.plug_in()
            await until(lambda: port.state is ScannerState.READY)
            cable.send(b"48217736\rhalf of")
            await until(lambda turn=turn: len(heard) > turn)  # type: ignore[misc]  # a lambda's default has no type
            cable.pull_out()
            await until(lambda: port.state is ScannerState.MISSING)
        await asyncio.sleep(0)
    assert ["48217736", "48217736"] == heard
    told = [(record.message, vars(record)["state"]) for record in caplog.records]
    assert [("scanner", state) for state in ["missing", *["ready", "missing"] * 2]] == (
        told
    )
    assert "48217736" not in caplog.text


async def test_what_was_scanned_before_anybody_listened_is_nobodys(
    cable: Cable,
) -> None:
    cable.plug_in()
    cable.send(b"11111111\r")
    async with listening(cable) as (port, heard):
        await until(lambda: port.state is ScannerState.READY)
        cable.send(b"48217736\r")
        await until(lambda: bool(heard))
    assert ["48217736"] == heard
    cable.pull_out()


async def test_what_is_no_scanner_is_told_apart_from_none(cable: Cable) -> None:
    cable.port.write_text("a file")
    async with listening(cable) as (port, _):
        await until(lambda: port.state is ScannerState.REFUSED)
        cable.port.unlink()
        cable.plug_in()
        await until(lambda: port.state is ScannerState.READY)
    cable.pull_out()


async def test_the_port_is_free_when_the_kiosk_ends(cable: Cable) -> None:
    cable.plug_in()
    for _ in range(2):
        async with listening(cable) as (port, _):
            await until(lambda port=port: port.state is ScannerState.READY)  # type: ignore[misc]  # a lambda's default has no type
    cable.pull_out()
