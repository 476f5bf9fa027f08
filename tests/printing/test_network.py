"""A network printer is believed about paper, and about nothing else."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
import uvloop

from kiosk.domain.ports import Outcome, PrinterStatus
from kiosk.errors import BadInput, Reason
from kiosk.printing.mechanism import Speed
from kiosk.printing.profiles import profile
from kiosk.printing.rendered import Rendered
from kiosk.printing.simulator import FAULTS, PrinterSimulator
from kiosk.printing.transport import Place
from kiosk.printing.transports.network import Network
from tests.printing.wires import PATIENCE, SWIFT, job, network, printer, ticket

PRINTED, NOT_PRINTED, UNKNOWN, BLIND = (
    Outcome.PRINTED,
    Outcome.NOT_PRINTED,
    Outcome.UNKNOWN,
    Outcome.BLIND,
)


class Case(NamedTuple):
    """What is wrong, and what is said; whether a ticket lies in the tray, whether any was sent."""

    fault: str
    outcome: Outcome
    reason: Reason | None
    whole: int
    sent: bool
    profile: str = "epson-tm-t20"


CASES = [
    Case("", PRINTED, None, 1, True),
    Case("paper-low", PRINTED, None, 1, True),
    Case("left-over", PRINTED, None, 1, True),
    Case("reset-idle", PRINTED, None, 1, True),
    Case("no-gs-h", PRINTED, None, 1, True),
    Case("paper-out", NOT_PRINTED, Reason.PAPER_OUT, 0, False),
    Case("cover-open", NOT_PRINTED, Reason.COVER_OPEN, 0, False),
    Case("cutter", NOT_PRINTED, Reason.CUTTER, 0, False),
    Case("silent", NOT_PRINTED, Reason.PRINTER_SILENT, 0, False),
    Case("deaf", NOT_PRINTED, Reason.PRINTER_SILENT, 0, False),
    Case("off", NOT_PRINTED, Reason.PRINTER_OFFLINE, 0, False),
    Case("hangs-up", NOT_PRINTED, Reason.PRINTER_OFFLINE, 0, False),
    Case("paper-ends", UNKNOWN, Reason.PAPER_OUT, 0, True),
    Case("cover-opens", UNKNOWN, Reason.COVER_OPEN, 0, True),
    Case("cutter-jams", UNKNOWN, Reason.CUTTER, 0, True),
    Case("hangs", UNKNOWN, Reason.PRINTER_BUSY, 0, True),
    Case("dies", UNKNOWN, Reason.PRINTER_OFFLINE, 0, True),
    Case("reset", UNKNOWN, Reason.PRINTER_OFFLINE, 0, True),
    Case("no-confirm", UNKNOWN, Reason.PRINTER_BUSY, 1, True),
    Case("", PRINTED, None, 1, True, "generic-80"),
    Case("no-gs-h", PRINTED, None, 1, True, "generic-80"),
    Case("paper-out", NOT_PRINTED, Reason.PAPER_OUT, 0, False, "generic-80"),
    Case("paper-ends", UNKNOWN, Reason.PAPER_OUT, 0, True, "generic-80"),
    Case("", BLIND, None, 1, True, "simple"),
    Case("silent", BLIND, None, 1, True, "simple"),
    Case("paper-out", BLIND, None, 0, True, "simple"),
    Case("off", NOT_PRINTED, Reason.PRINTER_OFFLINE, 0, False, "simple"),
]


def _name(case: Case) -> str:
    return f"{case.fault or 'healthy'} {case.profile}"


@pytest.mark.parametrize("case", CASES, ids=_name)
async def test_what_is_said_of_a_ticket_is_what_happened_to_it(case: Case) -> None:
    """NOT_PRINTED means not a byte; PRINTED means a whole ticket; the rest is UNKNOWN."""
    async with printer(case.fault, speed=Speed(3000, 0, 0)) as simulator:
        way = network(simulator, case.profile)
        said = await way.deliver(job(), ticket(), tidy=False)
        if case.outcome is BLIND:
            await simulator.settled()
        whole = sum(paper.complete for paper in simulator.papers)
        sent = bool(simulator.tickets_received)
    expected = (case.outcome, case.reason, case.whole, case.sent)
    assert expected == (said.outcome, said.reason, whole, sent)


def test_every_fault_there_is_has_a_case() -> None:
    assert set(FAULTS) - {"slow"} == {case.fault for case in CASES} - {""}


@pytest.mark.parametrize("case", CASES[:1] + CASES[11:18], ids=_name)
def test_it_is_the_same_on_the_servers_event_loop(case: Case) -> None:
    """uvloop's closed connections refuse in other ways."""

    async def outcome() -> Outcome:
        async with printer(case.fault, speed=Speed(3000, 0, 0)) as simulator:
            way = network(simulator, case.profile)
            return (await way.deliver(job(), ticket(), tidy=False)).outcome

    assert case.outcome is uvloop.run(outcome())


async def test_the_paper_carries_the_ticket_byte_by_byte() -> None:
    """Questions and confirmations are not on it."""
    async with printer() as simulator:
        await network(simulator).deliver(job(), ticket(), tidy=False)
        assert [ticket().data] == [bytes(paper.data) for paper in simulator.papers]


async def test_the_confirmation_of_another_ticket_confirms_nothing() -> None:
    """One that was asked for before, and comes late, names that other ticket."""
    async with printer("paper-ends") as simulator:
        simulator.manners.left_over = b"\x37\x22ABCD\x00"
        said = await network(simulator).deliver(job(), ticket(), tidy=False)
    assert (UNKNOWN, Reason.PAPER_OUT) == (said.outcome, said.reason)


async def test_the_rest_of_a_ticket_does_not_come_out_of_a_new_roll() -> None:
    async with printer("paper-ends") as simulator:
        said = await network(simulator).deliver(job(), ticket(), tidy=False)
        simulator.mechanism.load()
        await simulator.settled()
        found = [(round(paper.mm), paper.complete) for paper in simulator.papers]
    assert ([(30, False)], True) == (found, "was dropped" in said.detail)


async def test_a_printer_that_cannot_forget_is_said_to_print_the_rest_later() -> None:
    """Without a command to drop it, the other half comes out when the roll is changed."""
    async with printer("paper-ends") as simulator:
        way = network(simulator, "generic-80")
        said = await way.deliver(job(), ticket(), tidy=False)
        simulator.mechanism.load()
        await simulator.settled()
        found = [paper.complete for paper in simulator.papers]
    assert ([False, False], True) == (found, "may come out later" in said.detail)


def _close_cover(simulator: PrinterSimulator) -> None:
    simulator.mechanism.toggle_cover()


def _repair(simulator: PrinterSimulator) -> None:
    simulator.manners.reset_after = None


def _switch_on(simulator: PrinterSimulator) -> None:
    simulator.on()


@pytest.mark.parametrize(
    ("fault", "cure"),
    [("cover-opens", _close_cover), ("reset", _repair), ("dies", _switch_on)],
)
async def test_a_torn_ticket_is_not_glued_to_the_next_persons(
    fault: str, cure: Callable[[PrinterSimulator], None]
) -> None:
    """What hangs in the printer is dropped and cut off before the next ticket begins."""
    async with printer(fault, speed=Speed(3000, 0, 0)) as simulator:
        way = network(simulator)
        await way.deliver(job(), ticket(), tidy=False)
        cure(simulator)
        said = await way.deliver(job("other00001-1"), ticket("B007"), tidy=True)
        whole = [paper.text for paper in simulator.papers if paper.complete]
    assert (PRINTED, [True]) == (said.outcome, ["A042" not in text for text in whole])


@pytest.mark.parametrize(
    ("speed", "bytes_per_second", "lines"),
    [(Speed(60, 0, 0), None, 12), (SWIFT, 28_800, 3200)],
    ids=["slow paper", "a picture at 9600 baud"],
)
async def test_a_slow_printer_is_not_a_broken_one(
    speed: Speed, bytes_per_second: float | None, lines: int
) -> None:
    """It may take far longer than a printer may be silent, as long as something moves."""
    patience = replace(PATIENCE, answer=5, job=30)
    async with printer(speed=speed) as simulator:
        simulator.manners.bytes_per_second = bytes_per_second
        began = asyncio.get_running_loop().time()
        way = network(simulator, patience=patience)
        said = await way.deliver(job(), ticket(lines=lines), tidy=False)
        took = asyncio.get_running_loop().time() - began
    assert (PRINTED, True) == (said.outcome, took > 2 * patience.silent)


async def test_a_ticket_longer_than_the_buffer_waits_for_room() -> None:
    async with printer(buffer=256) as simulator:
        long = ticket(lines=900)
        said = await network(simulator).deliver(job(), long, tidy=False)
        assert (PRINTED, [long.data]) == (
            said.outcome,
            [bytes(paper.data) for paper in simulator.papers],
        )


async def test_a_printer_that_stops_reading_in_a_long_ticket_is_given_up() -> None:
    """Questions can't pass the ticket then, so it is its silence that tells."""
    async with printer("paper-ends") as simulator:
        long = ticket(lines=9000)
        said = await network(simulator).deliver(job(), long, tidy=False)
    assert (UNKNOWN, Reason.PRINTER_SILENT) == (said.outcome, said.reason)


async def test_a_blind_printer_that_takes_only_a_part_is_not_called_blind() -> None:
    async with printer("deaf") as simulator:
        vast = Rendered(b"x" * 4_000_000, "", lambda: b"")
        said = await network(simulator, "simple").deliver(job(), vast, tidy=False)
    assert (UNKNOWN, Reason.PRINTER_SILENT) == (said.outcome, said.reason)


async def test_while_another_host_has_the_printer_nothing_is_sent() -> None:
    """The connection waits in the printer's backlog: it stands, and nobody is there."""
    async with printer() as simulator:
        first = socket.create_connection(("127.0.0.1", simulator.port))
        with first:
            said = await network(simulator).deliver(job(), ticket(), tidy=False)
        again = await network(simulator).deliver(job(), ticket(), tidy=False)
        whole = [paper.complete for paper in simulator.papers]
    expected = (NOT_PRINTED, Reason.PRINTER_SILENT, PRINTED, [True])
    assert expected == (said.outcome, said.reason, again.outcome, whole)


@pytest.mark.parametrize(
    ("fault", "kind", "expected"),
    [
        ("", "epson-tm-t20", (True, None, False)),
        ("paper-low", "epson-tm-t20", (True, None, True)),
        ("left-over", "epson-tm-t20", (True, None, False)),
        ("paper-out", "epson-tm-t20", (False, Reason.PAPER_OUT, True)),
        ("cover-open", "epson-tm-t20", (False, Reason.COVER_OPEN, False)),
        ("cutter", "epson-tm-t20", (False, Reason.CUTTER, False)),
        ("silent", "epson-tm-t20", (False, Reason.PRINTER_SILENT, False)),
        ("hangs-up", "epson-tm-t20", (False, Reason.PRINTER_OFFLINE, False)),
        ("off", "epson-tm-t20", (False, Reason.PRINTER_OFFLINE, False)),
        ("silent", "simple", (True, None, False)),
        ("off", "simple", (False, Reason.PRINTER_OFFLINE, False)),
    ],
)
async def test_trouble_is_seen_before_a_ticket_is_offered(
    fault: str, kind: str, expected: tuple[bool, Reason | None, bool]
) -> None:
    async with printer(fault) as simulator:
        found: PrinterStatus = await network(simulator, kind).status()
        sent = simulator.tickets_received
    assert (expected, b"") == ((found.ready, found.reason, found.low), sent)


async def test_a_printer_may_have_an_ipv6_address() -> None:
    async with PrinterSimulator("::1", speed=SWIFT) as simulator:
        said = await network(simulator).deliver(job(), ticket(), tidy=False)
    assert PRINTED is said.outcome


@pytest.mark.parametrize("host", ["a..b", "x" * 70, "nul\0nul"])
async def test_an_address_that_cannot_be_is_a_printer_that_is_away(host: str) -> None:
    way = Network(host, 9100, profile("generic-80"), PATIENCE)
    said = await way.deliver(job(), ticket(), tidy=False)
    found = await way.status()
    expected = (NOT_PRINTED, Reason.PRINTER_OFFLINE, Reason.PRINTER_OFFLINE)
    assert expected == (said.outcome, said.reason, found.reason)


@pytest.mark.parametrize(("host", "port"), [("", 9100), ("x", 0), ("x", 65536)])
def test_a_network_printer_has_a_host_and_a_port(host: str, port: int) -> None:
    with pytest.raises(BadInput, match="host and port"):
        Network.at(Place(profile("generic-80"), host, port))


async def test_a_delivery_that_is_given_up_lets_go_of_the_printer() -> None:
    """The next host is served; nothing keeps the connection."""
    async with printer("hangs") as simulator:
        sending = asyncio.create_task(
            network(simulator).deliver(job(), ticket(), tidy=False)
        )
        await simulator.until(lambda: bool(simulator.tickets_received))
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        found = await network(simulator).status()
    assert found.ready
