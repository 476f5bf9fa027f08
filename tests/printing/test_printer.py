"""One unmarked paper of a ticket at most, whoever prints, and whatever dies meanwhile."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.ports import (
    Outcome,
    Printed,
    PrinterStatus,
    PrintOrder,
    TicketPrinter,
)
from kiosk.domain.ticket import TicketId
from kiosk.errors import PrinterTrouble, Reason
from kiosk.i18n.catalogue import Catalogue
from kiosk.printing.job import Job
from kiosk.printing.mechanism import Speed
from kiosk.printing.printer import SpooledPrinter
from kiosk.printing.profiles import profile
from kiosk.printing.render import renderer
from kiosk.printing.rendered import Rendered
from kiosk.printing.simulator import PrinterSimulator
from kiosk.printing.spool import Spool
from kiosk.printing.transport import Delivery, Transport, not_printed, unknown
from kiosk.printing.transports.memory import Memory
from tests.printing.decoder import to_text
from tests.printing.orders import NOW, order
from tests.printing.print_some import order_of
from tests.printing.wires import Hands, network, printer, render, ticket

PRINTED, NOT_PRINTED, UNKNOWN, BLIND = (
    Outcome.PRINTED,
    Outcome.NOT_PRINTED,
    Outcome.UNKNOWN,
    Outcome.BLIND,
)


class Scripted(Memory):
    """A printer whose deliveries end as it was told, and that may have to wait for `go`."""

    def __init__(self, deliveries: Sequence[Delivery] = ()) -> None:
        """PRINTED when there are no more."""
        super().__init__()
        self._deliveries = list(deliveries)
        self.tidied: list[bool] = []
        self.began, self.go = asyncio.Event(), asyncio.Event()
        self.go.set()

    async def deliver(self, job: Job, paper: Rendered, *, tidy: bool) -> Delivery:
        """As it was told."""
        self.began.set()
        await self.go.wait()
        self.tidied.append(tidy)
        printed = await super().deliver(job, paper, tidy=tidy)
        return self._deliveries.pop(0) if self._deliveries else printed


def lobby(
    folder: Path, way: Transport, clock: Hands | None = None, *, ttl: float = 60
) -> SpooledPrinter:
    """The lobby's printer, as one process sees it."""
    return SpooledPrinter(
        "lobby",
        Spool(folder / "spool"),
        way,
        render,
        clock or Hands(),
        ttl=timedelta(seconds=ttl),
    )


def told(said: Printed) -> tuple[Outcome, Reason | None, int]:
    """What a person is told."""
    return said.outcome, said.reason, said.copy


async def test_a_first_paper_is_the_original_and_the_next_says_copy_2(
    tmp_path: Path,
) -> None:
    way = Memory()
    spooled: TicketPrinter = lobby(tmp_path, way)
    said = [told(await spooled.print(order())) for _ in range(2)]
    assert [(PRINTED, None, 1), (PRINTED, None, 2)] == said
    assert [False, True] == ["COPY 2" in paper.text for paper in way.papers]
    assert 2 == await spooled.copies(order().placed.ticket.id)


@pytest.mark.parametrize(
    ("first", "copy"),
    [
        (not_printed(Reason.PAPER_OUT), 1),
        (unknown(Reason.PAPER_OUT), 2),
        (Delivery(BLIND), 2),
    ],
)
async def test_a_second_try_is_marked_if_the_first_may_have_printed(
    tmp_path: Path, first: Delivery, copy: int
) -> None:
    spooled = lobby(tmp_path, Scripted([first]))
    said = [told(await spooled.print(order())) for _ in range(2)]
    assert [(first.outcome, first.reason, 1), (PRINTED, None, copy)] == said


async def test_after_an_unknown_paper_the_next_begins_on_clean_paper(
    tmp_path: Path,
) -> None:
    """Whatever hangs in the printer is parted from it; once is enough."""
    way = Scripted([unknown(Reason.PRINTER_SILENT)])
    for _ in range(3):  # each in a process of its own
        await lobby(tmp_path, way).print(order())
    assert [False, True, False] == way.tidied


async def test_a_paper_in_the_middle_is_not_sent_again_after_a_kill(
    tmp_path: Path,
) -> None:
    """The killed process' paper is unknown, and the reprint says COPY 2."""
    async with printer("hangs") as simulator:
        child = await _process(tmp_path, simulator, "6fe8fbA042")
        await simulator.until(lambda: b"A042 line 11" in simulator.received)
        child.kill()
        await child.wait()
        simulator.mechanism.hung = False
        simulator.mechanism.go()
        spooled = lobby(tmp_path, network(simulator))
        said = told(await spooled.print(order_of("6fe8fbA042")))
        before = Spool(tmp_path / "spool").find("6fe8fbA042-1")
        whole = [paper.text for paper in simulator.papers if paper.complete]
    assert (PRINTED, None, 2) == said
    assert before
    assert ("UNKNOWN", Reason.INTERRUPTED) == (before.state, before.reason)
    assert 1 >= sum("COPY" not in text for text in whole)


async def _process(folder: Path, simulator: PrinterSimulator, *tickets: str) -> Process:
    """Another process that prints these tickets; it has begun."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.printing.print_some",
        str(folder / "spool"),
        str(simulator.port),
        *tickets,
        stdout=PIPE,
    )
    assert child.stdout
    assert b"printing\n" == await child.stdout.readline()
    return child


async def test_three_processes_print_to_one_printer_paper_by_paper(
    tmp_path: Path,
) -> None:
    """One of them also prints what another printed: that is a copy, not an original."""
    names = [[f"{who}00000A{n:03}" for n in range(4)] for who in "pqr"]
    names[2][0] = names[0][0]
    async with printer(speed=Speed(8000, 0, 0.005)) as simulator:
        children = [await _process(tmp_path, simulator, *some) for some in names]
        heard = [await child.communicate() for child in children]
        papers = simulator.papers
    said = sorted(line for out, _ in heard for line in out.decode().splitlines())
    assert ["PRINTED 1 None"] * 11 + ["PRINTED 2 None"] == said
    assert [True] * 12 == [paper.complete for paper in papers]
    lines = [
        {line.split()[0] for line in paper.text.split("\n") if line} for paper in papers
    ]
    assert all(1 == len(of_one - {"COPY"}) for of_one in lines)


def _left_behind(folder: Path, name: str) -> None:
    """A job that waited when its process died."""
    Spool(folder / "spool").add(
        TicketId(name),
        name[-4:],
        NOW,
        lambda copy: ticket(name[-4:], copy),
        queued=True,
    )


async def test_what_a_dead_process_left_in_the_queue_is_printed_first(
    tmp_path: Path,
) -> None:
    await lobby(tmp_path, Memory()).print(order(number="A001"))
    _left_behind(tmp_path, "left00A041")
    way, clock = Memory(), Hands()
    clock.pass_(30)
    await lobby(tmp_path, way, clock).print(order())
    assert ["A041", "A042"] == [paper.text[:4] for paper in way.papers]


@pytest.mark.parametrize("seconds", [61, -5, 86_400])
async def test_a_paper_does_not_come_out_for_the_next_person(
    tmp_path: Path, seconds: float
) -> None:
    """Older than a minute, or from a time that has not been: not printed."""
    await lobby(tmp_path, Memory()).print(order(number="A001"))
    _left_behind(tmp_path, "left00A041")
    way, clock = Memory(), Hands()
    clock.pass_(seconds)
    await lobby(tmp_path, way, clock).print(order())
    old = Spool(tmp_path / "spool").find("left00A041-1")
    assert old
    assert (["A042"], "NOT_PRINTED", Reason.EXPIRED) == (
        [paper.text[:4] for paper in way.papers],
        old.state,
        old.reason,
    )


class Noticed(Spool):
    """A spool that tells when a job was written down."""

    def __init__(self, folder: Path) -> None:
        """To be made within the event loop."""
        super().__init__(folder)
        self.written: asyncio.Queue[str] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    def add(self, *args: Any, **keywords: Any) -> tuple[Job, Rendered]:
        """Write it down, and tell."""
        job, paper = super().add(*args, **keywords)
        self._loop.call_soon_threadsafe(self.written.put_nowait, job.number)
        return job, paper


async def test_papers_wait_for_each_other_and_come_in_order(tmp_path: Path) -> None:
    """Within one process as between several."""
    way, clock, spool = Scripted(), Hands(), Noticed(tmp_path)
    way.go.clear()
    spooled = SpooledPrinter("lobby", spool, way, render, clock)
    printing = []
    for name in ("one000A003", "two000A001", "tri000A002"):
        printing.append(asyncio.create_task(spooled.print(order_of(name))))
        await spool.written.get()
        clock.pass_(1)
    way.go.set()
    said = [told(await one) for one in printing]
    assert [(PRINTED, None, 1)] * 3 == said
    assert ["A003", "A001", "A002"] == [paper.text[:4] for paper in way.papers]


async def test_who_waits_longer_than_a_paper_lives_is_told_that_it_expired(
    tmp_path: Path,
) -> None:
    """It is not printed later either, so the next try is the original."""
    way = Scripted()
    way.go.clear()
    first = asyncio.create_task(lobby(tmp_path, way).print(order_of("one000A001")))
    await way.began.wait()
    second = await lobby(tmp_path, way, ttl=0.1).print(order_of("two000A002"))
    way.go.set()
    await first
    third = await lobby(tmp_path, way, ttl=0.1).print(order_of("two000A002"))
    assert (NOT_PRINTED, Reason.EXPIRED, 1) == told(second)
    assert (PRINTED, None, 1) == told(third)


async def test_while_it_prints_its_status_is_what_was_heard_last(
    tmp_path: Path,
) -> None:
    way = Scripted()
    spooled = lobby(tmp_path, way)
    way.go.clear()
    printing = asyncio.create_task(spooled.print(order()))
    await way.began.wait()
    found = await spooled.status()
    way.go.set()
    await printing
    assert PrinterStatus(ready=True, detail="in use, not asked yet") == found
    assert PrinterStatus(ready=True) == await spooled.status()


async def test_a_print_that_is_given_up_leaves_the_printer_to_the_next(
    tmp_path: Path,
) -> None:
    """What became of its paper is unknown."""
    way = Scripted()
    way.go.clear()
    spooled = lobby(tmp_path, way)
    printing = asyncio.create_task(spooled.print(order()))
    await way.began.wait()
    printing.cancel()
    await asyncio.gather(printing, return_exceptions=True)
    way.go.set()
    assert (PRINTED, None, 2) == told(await spooled.print(order()))


async def test_without_a_place_for_the_spool_nothing_is_sent(tmp_path: Path) -> None:
    """A paper nobody knows of could be printed twice."""
    (tmp_path / "spool").touch()
    way = Memory()
    spooled = lobby(tmp_path, way)
    said, found = await spooled.print(order()), await spooled.status()
    assert (NOT_PRINTED, Reason.STORE_FAILED, []) == (
        said.outcome,
        said.reason,
        way.papers,
    )
    assert (False, Reason.STORE_FAILED) == (found.ready, found.reason)


async def test_what_happened_on_paper_stands_though_it_could_not_be_noted(
    tmp_path: Path,
) -> None:
    """And the next paper is marked: the note that it was being sent is there."""

    class Greedy(Scripted):
        async def deliver(self, job: Job, paper: Rendered, *, tidy: bool) -> Delivery:
            done = tmp_path / "spool" / "done"
            done.rmdir()
            done.touch()
            return await super().deliver(job, paper, tidy=tidy)

    said = told(await lobby(tmp_path, Greedy()).print(order()))
    assert (PRINTED, None, 1) == said
    (tmp_path / "spool" / "done").unlink()
    (tmp_path / "spool" / "done").mkdir()
    assert (PRINTED, None, 2) == told(await lobby(tmp_path, Memory()).print(order()))


async def test_a_ticket_that_cannot_be_put_on_paper_is_said(tmp_path: Path) -> None:
    def refuse(order: PrintOrder) -> Rendered:
        raise PrinterTrouble(Reason.UNPRINTABLE, detail=order.placed.ticket.number)

    way = Memory()
    spooled = SpooledPrinter("lobby", Spool(tmp_path), way, refuse, Hands())
    said = await spooled.print(order())
    assert (NOT_PRINTED, Reason.UNPRINTABLE, 1) == told(said)
    assert [] == way.papers


@pytest.mark.parametrize("locale", ["en", "ar"])
async def test_a_ticket_goes_from_an_order_to_paper(
    tmp_path: Path, locale: str
) -> None:
    """The real words, the real bytes, and a strict reader of what fell out."""
    kind = profile("epson-tm-t20")
    async with printer() as simulator:
        spooled = SpooledPrinter(
            "lobby",
            Spool(tmp_path),
            network(simulator),
            renderer(Catalogue.load(), kind),
            Hands(),
        )
        wanted = order(locale=locale)
        said = [told(await spooled.print(wanted)) for _ in range(2)]
        papers = [bytes(paper.data) for paper in simulator.papers if paper.complete]
    assert [(PRINTED, None, 1), (PRINTED, None, 2)] == said
    expected = [
        renderer(Catalogue.load(), kind)(replace(wanted, copy=n)).data for n in (1, 2)
    ]
    assert expected == papers
    assert "A042" in to_text(papers[0], kind.dots).replace(" ", "")
