"""The write-ahead log, with somebody else reading in it."""

from pathlib import Path

import apsw
import pytest

from kiosk.store import writer
from tests.store.places import add, first_day, opened


async def test_a_reader_that_stays_long_lets_the_log_grow_only_until_it_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup tool, say. Nobody waits for it meanwhile, and afterwards the file is cut off."""
    monkeypatch.setattr(writer, "CHECKPOINT_PAGES", 50)
    monkeypatch.setattr(writer, "TRUNCATE_PAGES", 200)
    path = tmp_path / "queue.db"
    log = tmp_path / "queue.db-wal"
    async with opened(path) as store:
        await store.write(first_day)
        other = apsw.Connection(str(path))
        other.execute("BEGIN; SELECT count(*) FROM ticket").fetchall()
        for n in range(1, 101):
            await add(store, n)
        grown = log.stat().st_size
        assert grown > 200 * 4096
        other.execute("COMMIT")
        other.close()
        for n in range(101, 121):
            await add(store, n)
        assert log.stat().st_size < grown / 4


async def test_every_commit_reaches_the_disk(tmp_path: Path) -> None:
    """WAL with synchronous FULL: the only setting of WAL that survives a power cut."""
    async with opened(tmp_path / "queue.db") as store:
        connection = store._connection
        assert "wal" == connection.pragma("journal_mode")
        assert 2 == connection.pragma("synchronous")
        assert 1 == connection.pragma("foreign_keys")


async def test_a_reader_cannot_write(tmp_path: Path) -> None:
    async with opened(tmp_path / "queue.db") as store:
        with pytest.raises(apsw.ReadOnlyError):
            store._reader.execute("DELETE FROM ticket")
