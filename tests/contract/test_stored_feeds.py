"""What every store promises of calendar feeds."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.stored_feeds import Feed
from kiosk.domain.storing import Store
from tests.contract.shop import CASH, MAIN, NOON, branch
from tests.contract.test_store import STORES

YOGA = Feed("feed000001", "d1", "Studio door", MAIN, None, NOON)
CASHIER = Feed("feed000002", "d2", "Cash", MAIN, CASH, NOON + timedelta(seconds=1))


async def keep(store: Store, feed: Feed) -> None:
    await store.write(lambda tx: tx.save_feed(feed))


@pytest.fixture(name="store", params=STORES)
async def _store(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Store]:
    made = STORES[request.param](tmp_path)
    await made.write(lambda tx: tx.save_branch(branch()))
    await keep(made, CASHIER)
    await keep(made, YOGA)
    yield made
    await made.close()


async def test_a_feed_is_found_by_its_digest_alone(store: Store) -> None:
    assert [YOGA, CASHIER] == store.read(lambda view: view.feeds())
    assert CASHIER == store.read(lambda view: view.feed("d2"))
    assert store.read(lambda view: view.feed("d3")) is None


async def test_a_revoked_feed_stays_on_the_list(store: Store) -> None:
    gone = replace(YOGA, revoked_at=NOON + timedelta(hours=1))
    await keep(store, gone)
    assert [gone, CASHIER] == store.read(lambda view: view.feeds())
