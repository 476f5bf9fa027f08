"""What the tests of transports, spool and printer share: a ticket, a clock, hurried patience."""

import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from kiosk.domain.ports import PrintOrder
from kiosk.domain.ticket import TicketId
from kiosk.printing.job import Job, State
from kiosk.printing.mechanism import Speed
from kiosk.printing.profiles import profile
from kiosk.printing.rendered import Rendered
from kiosk.printing.simulator import PrinterSimulator
from kiosk.printing.transports.network import Network, Patience
from tests.printing.orders import NOW

SWIFT = Speed(mm_per_second=math.inf, start=0, cut=0)

PATIENCE = Patience(
    connect=1.0,
    answer=0.5,
    status=0.5,
    silent=0.5,
    job=1.5,
    poll=0.02,
    settle=0.02,
    dropped=0.5,
)
"""Far less than a lobby gets, so that waiting in vain is quick to see."""


class Hands:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        """At 10:42 in Budapest."""
        self.at = NOW

    def now(self) -> datetime:
        """The instant it shows."""
        return self.at

    def pass_(self, seconds: float) -> None:
        """Move on, or back."""
        self.at += timedelta(seconds=seconds)


def ticket(number: str = "A042", copy: int = 1, lines: int = 12) -> Rendered:
    """A ticket of about 85 mm, much longer than the 30 mm after which faults strike."""
    mark = f"COPY {copy}\n" if copy > 1 else ""
    body = "".join(f"{number} line {line}\n" for line in range(lines))
    text = f"{number}\n{mark}{body}"
    big = b"\x1b@\x1bt\x13\x1d!\x77" + number.encode() + b"\n\x1d!\x00"
    return Rendered(
        big + (mark + body).encode() + b"\x1dVB\x18", text, lambda: b"\x89PNG"
    )


def render(order: PrintOrder) -> Rendered:
    """What a printer is given to render with."""
    return ticket(order.placed.ticket.number, order.copy)


def job(name: str = "6fe8fb8b12-1", number: str = "A042") -> Job:
    """A job at the printer."""
    ticket_id = TicketId(name.rpartition("-")[0])
    return Job(name, ticket_id, number, 1, State.SENDING, NOW)


def network(
    simulator: PrinterSimulator,
    kind: str = "epson-tm-t20",
    patience: Patience = PATIENCE,
) -> Network:
    """The way to a simulated printer."""
    return Network(simulator.address, simulator.port, profile(kind), patience)


@asynccontextmanager
async def printer(
    fault: str = "", *, speed: Speed = SWIFT, buffer: int = 4096
) -> AsyncIterator[PrinterSimulator]:
    """A simulated printer with that fault, or none."""
    async with PrinterSimulator(speed=speed, buffer=buffer) as simulator:
        if fault:
            simulator.spoil(fault)
        yield simulator
