"""Stores on disk, as the tests of this folder need them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from kiosk.domain.events import TicketEvent
from kiosk.domain.storing import Writing
from kiosk.domain.ticket import Ticket
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import MAIN, NOON, branch, issued, ticket


def first_day(tx: Writing) -> None:
    """The small branch on its first business day."""
    tx.save_branch(branch())
    tx.open_day(MAIN, date(2026, 5, 4), NOON)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[SqliteStore]:
    """A store that is closed again whatever happens."""
    store = SqliteStore.open(path)
    try:
        yield store
    finally:
        await store.close()


async def add(store: SqliteStore, n: int) -> Ticket:
    """Store the `n`th ticket with its event."""

    def change(tx: Writing) -> tuple[Ticket, TicketEvent]:
        added = tx.add_ticket(ticket(n))
        return added, tx.add_event(issued(added))

    return (await store.write(change))[0]
