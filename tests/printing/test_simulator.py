"""The printer made of software does what paper, knife and cable make a real one do."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.errors import BadInput
from kiosk.printing.mechanism import Speed
from kiosk.printing.simulator import FAULTS, PrinterSimulator, run_simulator
from kiosk.printing.status import ASK, ASK_PAPER, DROP_ALL, ask_when_done
from kiosk.printing.tape import Tape
from tests.printing.decoder import length_mm
from tests.printing.golden_tickets import NAMES, dots, rendered
from tests.printing.wires import network, printer, ticket

TICKET = ticket().data


@asynccontextmanager
async def host(
    simulator: PrinterSimulator,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A host's connection, by hand."""
    reader, writer = await asyncio.open_connection("127.0.0.1", simulator.port)
    try:
        yield reader, writer
    finally:
        writer.close()


@pytest.mark.parametrize("name", NAMES)
def test_it_uses_as_much_paper_as_a_strict_reader_measures(name: str) -> None:
    """Two readers of ESC/POS, written apart, agree; only this one has a knife 14 mm away."""
    tape = Tape(dots(name))
    tape.feed(rendered(name).data)
    used, to_knife = 0.0, 0.0
    while step := tape.next():
        used += step.mm
        to_knife += 14 * step.cuts
    assert length_mm(rendered(name).data, dots(name)) + to_knife == used


def test_every_fault_is_explained_in_a_sentence() -> None:
    assert all(meaning.endswith(".") for meaning in FAULTS.values())


async def test_an_unknown_fault_is_refused_with_the_known_ones() -> None:
    async with printer() as simulator:
        with pytest.raises(BadInput, match=r"no fault 'fire'; there are: paper-out, "):
            simulator.spoil("fire")


async def test_status_is_answered_at_once_and_confirmation_only_without_trouble() -> (
    None
):
    """Without paper it says so, and neither GS r nor GS ( H is done."""
    async with printer("paper-out") as simulator:
        async with host(simulator) as (reader, writer):
            writer.write(TICKET + ASK_PAPER + ask_when_done(b"ABCD") + ASK)
            said = await reader.readexactly(3)
        await simulator.until(lambda: simulator.mechanism.waiting)
    assert (bytes.fromhex("1a 32 7e"), []) == (said, simulator.papers)


async def test_a_confirmation_comes_after_the_paper() -> None:
    async with printer() as simulator, host(simulator) as (reader, writer):
        writer.write(TICKET + ask_when_done(b"ABCD"))
        said = await reader.readexactly(7)
        assert (b"\x37\x22ABCD\x00", [True]) == (
            said,
            [paper.complete for paper in simulator.papers],
        )


async def test_printing_takes_the_time_that_paper_and_knife_take() -> None:
    async with printer(speed=Speed(400, 0.1, 0.1)) as simulator:
        began = asyncio.get_running_loop().time()
        async with host(simulator) as (reader, writer):
            writer.write(TICKET + ask_when_done(b"ABCD"))
            await reader.readexactly(7)
        took = asyncio.get_running_loop().time() - began
    assert took >= 0.2 + simulator.papers[0].mm / 400


async def test_a_new_roll_brings_the_rest_of_what_it_holds() -> None:
    """The first half hung out and was torn off; neither half is a ticket."""
    async with printer("paper-ends") as simulator:
        async with host(simulator) as (_, writer):
            writer.write(TICKET)
            await simulator.until(lambda: len(simulator.papers) == 1)
        simulator.mechanism.load()
        await simulator.settled()
        found = [(paper.complete, paper.mm) for paper in simulator.papers]
        bytes_of_both = b"".join(paper.data for paper in simulator.papers)
    assert [(False, 30), (False, length_mm(TICKET) + 14 - 30)] == found
    assert TICKET == bytes_of_both


async def test_it_forgets_its_buffer_when_told_also_in_the_middle_of_a_picture() -> (
    None
):
    """DLE DC4 8 is obeyed on arrival, and what follows begins anew."""
    picture = b"\x1b@\x1dv0\x00\x08\x00\xff\x00" + bytes(100)
    async with printer("paper-out") as simulator, host(simulator) as (reader, writer):
        writer.write(picture + DROP_ALL)
        said = await reader.readexactly(3)
        simulator.mechanism.load()
        writer.write(TICKET + ask_when_done(b"ABCD"))
        await reader.readexactly(7)
        found = [(paper.complete, bytes(paper.data)) for paper in simulator.papers]
    assert (b"\x37\x25\x00", [(True, TICKET)]) == (said, found)


async def test_orders_are_obeyed_when_they_come_in_pieces() -> None:
    async with printer() as simulator, host(simulator) as (reader, writer):
        for byte in ASK + DROP_ALL:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0)
        said = await reader.readexactly(6)
    assert b"\x12\x12\x12\x37\x25\x00" == said


async def test_without_paper_it_takes_no_more_than_it_can_hold() -> None:
    """The rest waits with the host, which notices."""
    async with (
        printer("paper-out", buffer=1000) as simulator,
        host(simulator) as (_, writer),
    ):
        writer.write(b"x" * 3_000_000)
        await simulator.until(lambda: len(simulator.received) >= 1000)
        held = len(simulator.received)
        waiting = writer.transport.get_write_buffer_size()
        writer.transport.abort()
    assert (1000, True) == (held, waiting > 0)


async def test_a_ticket_on_top_of_a_torn_one_is_not_a_whole_one() -> None:
    """Nobody wants the number before on their paper."""
    half = TICKET[: len(TICKET) // 2]
    async with printer() as simulator, host(simulator) as (reader, writer):
        writer.write(half + b"\n" + TICKET + TICKET + ask_when_done(b"ABCD"))
        await reader.readexactly(7)
        found = [paper.complete for paper in simulator.papers]
    assert [False, True] == found


async def test_it_serves_one_host_at_a_time() -> None:
    async with printer() as simulator, host(simulator) as (_, first):
        first.write(ASK)
        async with host(simulator) as (reader, second):
            second.write(ASK)
            await simulator.until(lambda: len(simulator.received) >= len(ASK))
            before = len(simulator.received)
            first.close()
            said = await reader.readexactly(3)
    assert (len(ASK), b"\x12\x12\x12") == (before, said)


async def test_switched_off_it_refuses_and_on_again_it_has_the_same_port() -> None:
    async with printer() as simulator:
        await simulator.off()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", simulator.port))
        simulator.on()
        found = await network(simulator).status()
    assert found.ready


async def test_the_command_says_where_it_listens_and_keeps_its_papers(
    tmp_path: Path,
) -> None:
    """Half a ticket is kept as well, and called torn."""
    said: asyncio.Queue[str] = asyncio.Queue()
    told = []
    running = asyncio.create_task(
        run_simulator(
            "127.0.0.1",
            0,
            paper_mm=110,
            speed=10_000,
            out=tmp_path,
            say=said.put_nowait,
        )
    )
    port = int((await said.get()).rpartition(":")[2])
    for number in ("A001", "A002"):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(ticket(number).data)
        writer.close()
        told.append(await said.get())
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert [
        "paper 1: 86 mm, complete",
        "paper 2: 24 mm, not a whole ticket",
    ] == told
    kept = ["0001.bin", "0001.txt", "0002-torn.bin", "0002-torn.txt"]
    assert kept == _names(tmp_path)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
