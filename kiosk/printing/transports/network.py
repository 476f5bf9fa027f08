"""A network printer (port 9100) that is asked before, and confirms after, every paper.

Ask how it is, and send nothing unless it is ready. Send the whole ticket at once, and behind
it a question that a printer answers only when all before it is on paper. Wait for that answer,
and look in between whether the printer has stopped. One connection a paper: a printer serves
one host at a time, and resets those that idle.
"""

import asyncio
import base64
import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from kiosk.domain.ports import Outcome, PrinterStatus
from kiosk.errors import BadInput, Reason
from kiosk.printing.job import Job
from kiosk.printing.profiles import Clear, Confirm, Cutter, Profile
from kiosk.printing.rendered import Rendered
from kiosk.printing.status import (
    ASK_PAPER,
    CUT_FIRST,
    DROP_ALL,
    RECOVER,
    ask_when_done,
    paper_ran_out,
)
from kiosk.printing.transport import Delivery, Place, not_printed, unknown
from kiosk.printing.transports.line import Line

_ONLY_GS_R = "it answers GS r but not GS ( H: a profile with confirm = gs_r is faster"
_HINT = "if the paper is whole, this printer needs a profile with another 'confirm'"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what, in seconds. Printers may take 8 s for a ticket."""

    connect: float = 1.0
    answer: float = 5.0
    """For the first answer: another host may have the printer for a ticket's time."""
    status: float = 0.9
    silent: float = 15.0
    job: float = 60.0
    poll: float = 0.5
    settle: float = 0.05
    dropped: float = 1.0


class Network:
    """A transport to a host and port."""

    def __init__(
        self, host: str, port: int, profile: Profile, patience: Patience | None = None
    ) -> None:
        """`host` is a name, an IPv4 or an IPv6 address."""
        self._host, self._port = host, port
        self._profile = profile
        self._patience = patience or Patience()

    @classmethod
    def at(cls, place: Place) -> Self:
        """Needs `host` and `port`."""
        if not place.host or not 0 < place.port < 65536:
            raise BadInput(
                detail="a network printer needs host and port",
                fields={"host": place.host, "port": str(place.port)},
            )
        return cls(place.host, place.port, place.profile)

    async def status(self) -> PrinterStatus:
        """As it answers; one whose profile never answers is ready if it can be reached."""
        try:
            line = await self._open()
        except OSError as error:
            return PrinterStatus(False, Reason.PRINTER_OFFLINE, detail=str(error))
        try:
            if self._profile.confirm is Confirm.NONE:
                return PrinterStatus(ready=True, detail="it answers no questions")
            state = await self._ask(line, _now() + self._patience.status)
        except OSError as error:
            return PrinterStatus(False, Reason.PRINTER_OFFLINE, detail=str(error))
        finally:
            await line.close()
        return state or PrinterStatus(False, Reason.PRINTER_SILENT)

    async def deliver(self, job: Job, paper: Rendered, *, tidy: bool) -> Delivery:
        """PRINTED once the printer confirms; BLIND if its profile never does."""
        deadline = _now() + self._patience.job
        try:
            line = await self._open()
        except OSError as error:
            return not_printed(Reason.PRINTER_OFFLINE, str(error))
        sent = False
        try:
            if trouble := await self._trouble(line):
                return trouble
            if tidy:
                await self._drop_rest(line)
            sent = True
            return await self._send(line, job, paper.data, deadline, tidy=tidy)
        except OSError as error:
            lost = f"connection lost: {error}"
            if sent:
                return unknown(Reason.PRINTER_OFFLINE, lost)
            return not_printed(Reason.PRINTER_OFFLINE, lost)
        finally:
            await line.close()

    async def _open(self) -> Line:
        """OSError that names the printer."""
        try:
            return await Line.open(self._host, self._port, self._patience.connect)
        except (OSError, ValueError) as error:
            lost = f"{self._host} port {self._port}: {str(error) or 'no answer'}"
            raise ConnectionError(lost) from error

    async def _trouble(self, line: Line) -> Delivery | None:
        """Why nothing should be sent now, or None."""
        if self._profile.confirm is Confirm.NONE:
            return None
        state = await self._ask(line, _now() + self._patience.answer)
        if state is None:
            return not_printed(Reason.PRINTER_SILENT, "no answer to DLE EOT")
        if not state.ready:
            return not_printed(state.reason or Reason.PRINTER_ERROR, state.detail)
        return None

    async def _ask(
        self, line: Line, until: float, unless: Callable[[], bool] = lambda: False
    ) -> PrinterStatus | None:
        """Its state, asked again when it is bad: an answer left over from before shifts all."""
        state = await line.ask(until, unless)
        if state is None or state.ready:
            return state
        await line.hear(unless, _now() + self._patience.settle)
        return await line.ask(until, unless) or state

    async def _send(
        self, line: Line, job: Job, data: bytes, deadline: float, *, tidy: bool
    ) -> Delivery:
        if tidy and self._profile.cut is not Cutter.NONE:
            data = CUT_FIRST + data
        if self._profile.confirm is Confirm.NONE:
            line.send(data)
            return await self._blind(line, deadline)
        line.answers.papers.clear()
        if self._profile.confirm is Confirm.GS_R:
            line.send(data + ASK_PAPER)
            papers = line.answers.papers
            delivery = await self._watch(line, lambda: bool(papers), deadline)
            if papers and paper_ran_out(papers[0]):
                return unknown(Reason.PAPER_OUT, "GS r: the roll ended")
            return delivery
        mark = base64.b32encode(zlib.crc32(job.id.encode()).to_bytes(4))[:4]
        line.send(data + ask_when_done(mark) + ASK_PAPER)
        return await self._watch(line, lambda: mark in line.answers.marks, deadline)

    async def _blind(self, line: Line, deadline: float) -> Delivery:
        """Until the network has taken everything; nobody knows more."""
        while line.unsent:
            ends = self._ends(line, deadline)
            if _now() >= ends:
                await line.drop()
                return unknown(Reason.PRINTER_SILENT, "it took only a part")
            await line.hear(lambda: not line.unsent, ends)
        return Delivery(Outcome.BLIND)

    async def _watch(
        self, line: Line, confirmed: Callable[[], bool], deadline: float
    ) -> Delivery:
        """Until the printer confirms, stops, or is given up."""
        passed = math.inf
        while not await line.hear(confirmed, _now() + self._patience.poll):
            ends = self._ends(line, deadline)
            if _now() >= ends:
                busy = ends == deadline
                reason = Reason.PRINTER_BUSY if busy else Reason.PRINTER_SILENT
                return await self._give_up(line, confirmed, reason, _HINT)
            if line.answers.papers:
                passed = min(passed, _now())
            if _now() - passed > self._patience.answer:
                return Delivery(Outcome.PRINTED, detail=_ONLY_GS_R)
            if line.unsent:
                continue  # a question would only queue behind
            state = await self._ask(line, ends, confirmed)
            if state and state.reason not in (None, Reason.PRINTER_OFFLINE):
                return await self._give_up(line, confirmed, state.reason, state.detail)
        return Delivery(Outcome.PRINTED)

    async def _give_up(
        self,
        line: Line,
        confirmed: Callable[[], bool],
        reason: Reason,
        detail: str,
    ) -> Delivery:
        """Keep the rest from coming out later; a confirmation may still arrive meanwhile."""
        if line.unsent:
            await line.drop()
            return unknown(reason, f"{detail}; the rest was not sent")
        dropped = await self._drop_rest(line)
        if confirmed():
            return Delivery(Outcome.PRINTED)
        rest = "was dropped" if dropped else "may come out later"
        return unknown(reason, f"{detail}; the rest {rest}")

    async def _drop_rest(self, line: Line) -> bool:
        """Make the printer forget what it has not printed; whether it has, as far as it says."""
        match self._profile.clear:
            case Clear.NONE:
                return False
            case Clear.DLE_ENQ:
                line.send(RECOVER)
                return True
            case Clear.DLE_DC4:
                before = line.answers.dropped
                line.send(DROP_ALL)
                return await line.hear(
                    lambda: line.answers.dropped > before,
                    _now() + self._patience.dropped,
                )

    def _ends(self, line: Line, deadline: float) -> float:
        return min(deadline, line.lively_at + self._patience.silent)


def _confirmed(line: Line) -> Delivery:
    if any(map(paper_ran_out, line.answers.papers)):
        return unknown(Reason.PAPER_OUT, "the roll ended with this paper")
    return Delivery(Outcome.PRINTED)


def _now() -> float:
    return asyncio.get_running_loop().time()
