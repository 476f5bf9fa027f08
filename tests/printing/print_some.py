"""A process that prints: `python -m tests.printing.print_some SPOOL PORT TICKET …`.

Says "printing" before the first ticket, and each outcome, copy and reason as a line.
"""

import asyncio
import logging
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.ports import PrintOrder
from kiosk.domain.ticket import TicketId
from kiosk.printing.printer import SpooledPrinter
from kiosk.printing.profiles import profile
from kiosk.printing.spool import Spool
from kiosk.printing.transports.network import Network
from tests.printing.orders import order
from tests.printing.wires import render


class WallClock:
    """The machine's."""

    def now(self) -> datetime:
        """UTC."""
        return datetime.now(UTC)  # noqa: TID251  another process has no other clock


def order_of(ticket: str) -> PrintOrder:
    """A ticket whose number is the last four characters of its id."""
    made = order(number=ticket[-4:])
    placed = replace(
        made.placed, ticket=replace(made.placed.ticket, id=TicketId(ticket))
    )
    return replace(made, placed=placed)


async def main(spool: str, port: str, *tickets: str) -> None:
    """Print the tickets one after the other."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO)
    way = Network("127.0.0.1", int(port), profile("epson-tm-t20"))
    lobby = SpooledPrinter("lobby", Spool(Path(spool)), way, render, WallClock())
    sys.stdout.write("printing\n")
    sys.stdout.flush()
    for ticket in tickets:
        said = await lobby.print(order_of(ticket))
        sys.stdout.write(f"{said.outcome} {said.copy} {said.reason}\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
