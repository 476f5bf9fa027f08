"""A bad line to the merchant's system: every tenth call fails, and nobody has two bookings."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import httpx
import pytest

from kiosk.apis.journal import Journal
from kiosk.apis.merchant.client import MerchantClient
from kiosk.apis.merchant.habits import SYSTEM, Habits
from kiosk.apis.web import open_web
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft, Status
from kiosk.errors import Ambiguous, KioskError
from kiosk.store.kept_errands import KeptErrands
from kiosk.store.memory import MemoryStore
from tests.apis.merchant.over_own_routes import journal_over, over_own_routes
from tests.apis.merchant.program import HABITS, NOON, Program
from tests.apis.merchant.salon import HERE, PASSPORTS, salon
from tests.apis.serving import served
from tests.apis.shop import MAIN
from tests.apis.skiplino.over_own_routes import Wire
from tests.desk.hands import StoppedClock

CUSTOMERS = 60


def every_tenth() -> tuple[Callable[[str], bool], ...]:
    """Of thirty requests one whose answer is lost, one that gets nowhere, one that comes twice."""
    numbers: Iterator[int] = count()
    now = 0

    def first(_: str) -> bool:  # it is asked first of each request
        nonlocal now
        now = next(numbers) % 30
        return now == 7

    return first, lambda _: now == 17, lambda _: now == 27


def weather(wire: Wire) -> None:
    """Begin to lose things."""
    wire.refuse, wire.doubled, wire.lose = every_tenth()


async def visits(
    client: MerchantClient, drafts: list[Draft], at_a_time: int = 4
) -> tuple[list[str], int]:
    """One customer after the other, some at a time: what they were given, and how many nobody
    could tell anything."""
    given: list[str] = []
    unknown = 0
    few = asyncio.Semaphore(at_a_time)

    async def visit(number: int, draft: Draft) -> None:
        nonlocal unknown
        async with few:
            once = Once("kiosk", f"visit {number}", "a request")
            for _ in range(3):
                try:
                    placed = await client.issue(draft, once, "kiosk")
                except Ambiguous:
                    unknown += 1
                    return
                except KioskError as error:
                    lost = error
                else:
                    given.append(placed.ticket.id)
                    return
            pytest.fail(f"refused three times: {lost}")

    await asyncio.gather(*(visit(n, draft) for n, draft in enumerate(drafts)))
    return given, unknown


async def settled(journal: Journal, client: MerchantClient) -> None:
    """What the sweep does in ten minutes."""
    for _ in range(4):
        await journal.sweep(SYSTEM, client.asked_for)


async def test_our_own_routes_in_bad_weather() -> None:
    """Bookings there are those that were handed out: none lost, none doubled, no ghost."""
    starts = [
        datetime(2026, 5, 5, 9, tzinfo=UTC) + timedelta(days=day, minutes=30 * slot)
        for day in range(10)
        for slot in range(6)
    ]
    drafts = [
        Draft(BranchId(str(HERE)), ServiceId(str(PASSPORTS)), start=start)
        for start in starts[:CUSTOMERS]
    ]
    branch = salon(max_open=99, days_ahead=30)
    async with over_own_routes(branch) as there:
        await there.client.branches()
        weather(there.wire)
        given, unknown = await visits(there.client, drafts)
        there.wire.refuse = there.wire.doubled = there.wire.lose = lambda _: False
        assert there.journal
        await settled(there.journal, there.client)
        listed = await there.desk.bookings(
            MAIN, statuses=frozenset({Status.BOOKED}), limit=100
        )
        assert sorted(given) == sorted(str(int(row.id, 36)) for row in listed.items)
        assert 0.98 * CUSTOMERS <= len(given)
        assert CUSTOMERS == len(given) + unknown


async def test_a_program_that_checks_nothing_in_bad_weather() -> None:
    """Where two creates for one time both succeed, a blind repetition would show."""
    clock = StoppedClock(NOON)
    program = Program(clock)
    drafts = [
        Draft(BranchId("7"), ServiceId("12"), start=day + timedelta(hours=hour))
        for week in range(5)
        for n in range(5)
        for day in [datetime(2026, 5, 11, tzinfo=UTC) + timedelta(weeks=week, days=n)]
        for hour in (7, 8, 9)
    ][:CUSTOMERS]
    wire = Wire(program.app())
    async with served(wire) as socket:
        journal = journal_over(KeptErrands(MemoryStore()), clock)
        transport = httpx.AsyncHTTPTransport(uds=str(socket))
        http = open_web("http://there", None, transport)
        client = MerchantClient(http, clock, habits(), journal)
        await client.branches()
        weather(wire)
        given, unknown = await visits(client, drafts)
        wire.refuse = wire.doubled = wire.lose = lambda _: False
        await settled(journal, client)
        assert sorted(given) == sorted(str(kept.id) for kept in program.live())
        assert 0.98 * CUSTOMERS <= len(given)
        assert CUSTOMERS == len(given) + unknown
        await journal.aclose()
        await client.aclose()


def habits() -> Habits:
    """As the program knows its staff."""
    return HABITS
