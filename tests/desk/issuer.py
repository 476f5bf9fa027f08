"""A process that takes numbers as fast as it can, and says each one once it has it.

python -m tests.desk.issuer DATABASE ROUND
"""

import asyncio
import itertools
import os
import sys
from pathlib import Path

from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import CASH, MAIN, NOON, branch
from tests.desk.hands import Draw, StoppedClock, desk_over

CUSTOMERS = 16


async def take_numbers(path: Path, turn: int) -> None:
    """Until killed. Ids and codes differ from those of every other round."""
    draw = Draw(start=turn * 1_000_000)
    desk = desk_over(SqliteStore.open(path), StoppedClock(NOON), draw)
    await desk.load(branch())

    async def customer(name: int) -> None:
        for visit in itertools.count():
            once = Once("issuer", f"{turn} {name} {visit}", "same")
            ticket = (await desk.issue(Draft(MAIN, CASH), once, "issuer")).ticket
            os.write(1, f"{ticket.id} {ticket.number} {once.key}\n".encode())

    await asyncio.gather(*(customer(name) for name in range(CUSTOMERS)))


if __name__ == "__main__":
    asyncio.run(take_numbers(Path(sys.argv[1]), int(sys.argv[2])))
