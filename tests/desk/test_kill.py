"""A number that was said is kept, even if the process dies on the spot."""

import subprocess
import sys
from datetime import datetime
from itertools import islice
from pathlib import Path

from kiosk.domain.claims import tick_of
from kiosk.domain.events import Deed
from kiosk.domain.ports import Once
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import Draft, TicketId
from tests.contract.shop import CASH, MAIN, NOON
from tests.desk.hands import Draw, StoppedClock, desk_over
from tests.store.places import opened

ROOT = Path(__file__).parents[2]
KILLS = 5
HEARD_BEFORE = 150


def heard_until_killed(path: Path, turn: int) -> list[list[str]]:
    """Every (id, number, key) a process said before it was killed in the middle of work."""
    command = [sys.executable, "-m", "tests.desk.issuer", str(path), str(turn)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as issuer:
        assert issuer.stdout is not None
        heard = list(islice(issuer.stdout, HEARD_BEFORE))
        issuer.kill()
        heard += issuer.stdout.readlines()
    return [line.decode().split(" ", 2) for line in heard if line.endswith(b"\n")]


async def test_every_number_said_before_a_kill_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    said: list[list[str]] = []
    for turn in range(KILLS):
        said += heard_until_killed(path, turn)
    heard = [one for one in said if one[2] != "booked\n"]
    booked = [one for one in said if one[2] == "booked\n"]
    assert len(booked) > KILLS
    assert len(said) >= KILLS * HEARD_BEFORE
    assert len(heard) == len({number for _, number, _ in heard})

    async with opened(path) as store:

        def look(view: Reading) -> None:
            for name, number, _ in heard:
                ticket = view.ticket(TicketId(name))
                assert ticket is not None
                assert number == ticket.number
            waiting = view.waiting(MAIN)[CASH]
            assert waiting == view.issued(MAIN, 1, CASH)
            assert waiting == view.last_number(MAIN, 1, "a")
            issues = (e for e in view.events_after(0, 10**6) if e.deed is Deed.ISSUE)
            assert waiting == sum(1 for _ in issues)
            for name, start, _ in booked:
                ticket = view.ticket(TicketId(name))
                assert ticket is not None
                assert datetime.fromisoformat(start) == ticket.start_at
                ticks = [claim.tick for claim in view.claims_of(name)]
                first = tick_of(ticket.start_at)
                assert list(range(first, first + 6)) == ticks

        store.read(look)

        _, number, key = heard[-1]
        desk = desk_over(store, StoppedClock(NOON), Draw(start=9_000_000))
        once = Once("issuer", key.strip(), "same")
        again = await desk.issue(Draft(MAIN, CASH), once, "issuer")
        assert (number, True) == (again.ticket.number, again.replayed)
