"""A ticket printer with its spool: decides about copies, sends one paper at a time."""

import asyncio
import logging
from asyncio import to_thread
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta

from kiosk.domain.ports import Clock, Outcome, Printed, PrinterStatus, PrintOrder
from kiosk.domain.ticket import TicketId
from kiosk.errors import KioskError, Reason, Unavailable
from kiosk.printing.job import Job, State
from kiosk.printing.lock import Lock
from kiosk.printing.rendered import Rendered
from kiosk.printing.spool import Spool
from kiosk.printing.transport import Delivery, Transport, not_printed, unknown

TTL = timedelta(seconds=60)
"""Older papers are not printed: they would come out for the next person."""

_SKEW = timedelta(seconds=1)
_STATUS_TAKES = 0.05
_LOOK_AGAIN = 0.01

_log = logging.getLogger(__name__)


class SpooledPrinter:
    """A TicketPrinter: the first paper of a ticket is the original, further ones say COPY n.

    Any number of processes may print to one spool. Whoever holds its lock sends what others
    left in the queue before its own, so papers come out in order and none is forgotten. A job
    found at the printer by who holds the lock was sent by somebody who died: its outcome is
    UNKNOWN, and nobody sends it again.
    """

    def __init__(
        self,
        name: str,
        spool: Spool,
        transport: Transport,
        render: Callable[[PrintOrder], Rendered],
        clock: Clock,
        *,
        ttl: timedelta = TTL,
    ) -> None:
        """`render` is called in a thread; its KioskError means that nothing is printed."""
        self._name = name
        self._spool = spool
        self._transport = transport
        self._render = render
        self._clock = clock
        self._ttl = ttl
        self._last = PrinterStatus(ready=True, detail="in use, not asked yet")
        self._mine: dict[str, tuple[Rendered, float]] = {}

    @property
    def name(self) -> str:
        """As in the settings."""
        return self._name

    async def status(self) -> PrinterStatus:
        """Ask the printer how it is; while it is in use, say what was heard last."""
        try:
            async with self._held(within=0) as held:
                if held:
                    self._last = await self._transport.status()
        except Unavailable as error:
            return PrinterStatus(ready=False, reason=error.reason, detail=error.detail)
        return self._last

    async def copies(self, ticket: TicketId) -> int:
        """How many papers of a ticket exist, may exist or may come yet. Unavailable."""
        return await to_thread(self._spool.papers, ticket)

    async def print(self, order: PrintOrder) -> Printed:
        """Put a ticket on paper, and wait for what becomes of it. Raises nothing."""
        try:
            return await self._print(order)
        except KioskError as error:
            return Printed(
                "", Outcome.NOT_PRINTED, order.copy, error.reason, error.detail
            )

    async def _print(self, order: PrintOrder) -> Printed:
        began, created = _monotonic(), self._clock.now()
        ticket = order.placed.ticket

        def add(*, queued: bool) -> tuple[Job, Rendered]:
            return self._spool.add(
                ticket.id,
                ticket.number,
                created,
                lambda copy: self._render(replace(order, copy=copy)),
                least=order.copy,
                queued=queued,
            )

        async with self._held(within=_STATUS_TAKES) as held:
            if held:
                await self._send_waiting()
                job, paper = await to_thread(add, queued=False)
                return await self._send(job, paper, began)
        job, paper = await to_thread(add, queued=True)
        self._mine[job.id] = paper, began
        try:
            return await self._in_turn(job)
        except (KioskError, asyncio.CancelledError):
            with suppress(Unavailable):
                self._spool.withdraw(job, Reason.INTERRUPTED, self._clock.now())
            raise
        finally:
            del self._mine[job.id]

    async def _in_turn(self, job: Job) -> Printed:
        """Wait until a queued job was sent, by us or by who holds the printer."""
        while True:
            async with self._held(within=self._ttl.total_seconds()) as held:
                if held:
                    await self._send_waiting()
            withdraw = self._spool.withdraw
            await to_thread(withdraw, job, Reason.EXPIRED, self._clock.now())
            found = await to_thread(self._spool.find, job.id)
            if found is None:
                return _result(job, unknown(Reason.INTERRUPTED, "its file is gone"))
            if found.finished:
                return found.result()

    async def _send_waiting(self) -> None:
        """Settle what the queue holds, oldest first. Holds the lock."""
        for job in await to_thread(self._spool.unfinished):
            if job.state is State.SENDING:
                died = unknown(Reason.INTERRUPTED, "whoever sent it died meanwhile")
                await self._record(job, died)
                continue
            left = Rendered(job.data, job.text, lambda: b"")
            paper, began = self._mine.get(job.id, (left, _monotonic()))
            await self._send(job, paper, began)

    async def _send(self, job: Job, paper: Rendered, began: float) -> Printed:
        """Send one paper and note what came of it. Holds the lock."""
        if self._is_stale(job, began):
            return await self._record(job, not_printed(Reason.EXPIRED))
        if job.state is State.QUEUED:
            started = await to_thread(self._spool.start, job)
            if started is None:
                return _result(job, not_printed(Reason.EXPIRED))
            job = started
        tidy = self._spool.untidy
        delivery = await self._transport.deliver(job, paper, tidy=tidy)
        return await self._record(job, delivery)

    def _is_stale(self, job: Job, began: float) -> bool:
        """By either clock: the wall's may jump, ours knows nothing of other processes."""
        age = self._clock.now() - job.created
        waited = timedelta(seconds=_monotonic() - began)
        return age > self._ttl or age < -_SKEW or waited > self._ttl

    async def _record(self, job: Job, delivery: Delivery) -> Printed:
        """Write the outcome down; what happened on paper stands even if the disk refuses."""
        _log.info(
            "paper",
            extra={
                "printer": self._name,
                "job": job.id,
                "copy": job.copy,
                "outcome": delivery.outcome,
                "reason": delivery.reason,
                "detail": delivery.detail,
            },
        )
        now = self._clock.now()
        try:
            await to_thread(
                self._spool.finish,
                job,
                delivery.outcome,
                delivery.reason,
                delivery.detail,
                now,
            )
            await to_thread(self._spool.sweep, now)
        except Unavailable as error:
            _log.warning(
                "outcome of a paper was not kept", extra={"said": error.detail}
            )
        return _result(job, delivery)

    @asynccontextmanager
    async def _held(self, *, within: float) -> AsyncIterator[bool]:
        """The printer's lock, waited for up to `within` seconds; whether we have it."""
        lock = await self._lock(_monotonic() + within)
        try:
            yield lock is not None
        finally:
            if lock:
                lock.release()

    async def _lock(self, until: float) -> Lock | None:
        while True:
            lock = (
                self._spool.lock()
            )  # quick; in a thread, a cancelled wait would lose it
            if lock or _monotonic() >= until:
                return lock
            await asyncio.sleep(_LOOK_AGAIN)


def _monotonic() -> float:
    return asyncio.get_running_loop().time()


def _result(job: Job, delivery: Delivery) -> Printed:
    return Printed(job.id, delivery.outcome, job.copy, delivery.reason, delivery.detail)
