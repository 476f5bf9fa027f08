"""A damaged database is noticed at the start and never emptied or mended in silence."""

import shutil
from pathlib import Path

import pytest

from kiosk.errors import Reason, Unavailable
from kiosk.store.sqlite import SqliteStore
from tests.store.places import add, first_day, opened

PAGE = 4096


async def cut_off(place: Path) -> Path:
    """A database and its log as a power cut leaves them, folded back but still open."""
    place.mkdir()
    path = place / "running.db"
    async with opened(path) as store:
        await store.write(first_day)
        for n in range(1, 200):
            await add(store, n)
        store._connection.wal_checkpoint()
        left = place / "queue.db"
        shutil.copy(path, left)
        shutil.copy(place / "running.db-wal", place / "queue.db-wal")
        (place / "queue.db-wal").write_bytes(b"")
    return left


async def test_after_a_power_cut_a_good_database_opens(tmp_path: Path) -> None:
    path = await cut_off(tmp_path / "data")
    async with opened(path) as store:
        assert 199 == store.read(lambda view: view.last_seq())


async def test_after_a_power_cut_a_damaged_one_is_refused_with_what_to_do(
    tmp_path: Path,
) -> None:
    """Every byte of it stays: somebody may still read the numbers out of it."""
    path = await cut_off(tmp_path / "data")
    whole = path.read_bytes()
    pages = len(whole) // PAGE
    middle = pages // 2 * PAGE
    broken = whole[:middle] + b"\xa5" * 3 * PAGE + whole[middle + 3 * PAGE :]
    path.write_bytes(broken)
    (path.parent / "queue.db.before-0002").write_bytes(b"")
    with pytest.raises(Unavailable) as refused:
        SqliteStore.open(path)
    assert Reason.STORE_FAILED is refused.value.reason
    assert f"{path} is damaged" in refused.value.detail
    assert "the newest beside it is queue.db.before-0002" in refused.value.detail
    assert "begin with an empty queue" in refused.value.detail
    assert broken == path.read_bytes()
