"""A process that takes numbers and books times as fast as it can, and says what it has.

python -m tests.desk.issuer DATABASE ROUND
"""

import asyncio
import itertools
import os
import sys
from datetime import timedelta
from pathlib import Path

from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import CASH, MAIN, NOON
from tests.desk.hands import Draw, StoppedClock, desk_over
from tests.desk.office import DAY, draft, office

CUSTOMERS = 16
DAYS = 500


async def take_numbers(path: Path, turn: int) -> None:
    """Until killed. Ids and codes differ from those of every other round."""
    draw = Draw(start=turn * 1_000_000)
    desk = desk_over(SqliteStore.open(path), StoppedClock(NOON), draw)
    await desk.load(office(days_ahead=5000))

    async def customer(name: int) -> None:
        for visit in itertools.count():
            once = Once("issuer", f"{turn} {name} {visit}", "same")
            ticket = (await desk.issue(Draft(MAIN, CASH), once, "issuer")).ticket
            os.write(1, f"{ticket.id} {ticket.number} {once.key}\n".encode())

    async def booker() -> None:
        """Every time there is, moved at once if the next one is free."""
        for day in range(turn * DAYS, (turn + 1) * DAYS):
            for clock in ("09:00", "10:00", "11:00"):
                wish = draft(clock, DAY + timedelta(days=day))
                placed = await desk.issue(wish, None, "issuer")
                assert wish.start is not None
                later = wish.start + timedelta(minutes=30)
                moved = await desk.reschedule(placed.ticket.id, later, "issuer")
                said = f"{moved.ticket.id} {later.isoformat()} booked\n"
                os.write(1, said.encode())

    customers = (customer(name) for name in range(CUSTOMERS))
    await asyncio.gather(booker(), *customers)


if __name__ == "__main__":
    asyncio.run(take_numbers(Path(sys.argv[1]), int(sys.argv[2])))
