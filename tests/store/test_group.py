"""Changes that come together are kept together, or told together that they were not."""

import asyncio
from pathlib import Path

import apsw
import pytest

from kiosk.errors import KioskError, Reason, Unavailable
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import CASH, MAIN
from tests.store.places import add, first_day, opened


async def test_two_hundred_changes_share_a_few_commits(tmp_path: Path) -> None:
    commits = 0

    def count() -> bool:
        nonlocal commits
        commits += 1
        return False

    async with opened(tmp_path / "queue.db") as store:
        await store.write(first_day)
        store._connection.set_commit_hook(count)
        await asyncio.gather(*(add(store, n) for n in range(1, 201)))
        assert 1 <= commits < 20


async def test_when_the_commit_fails_nobody_is_told_otherwise(tmp_path: Path) -> None:
    async with opened(tmp_path / "queue.db") as store:
        await store.write(first_day)
        store._connection.set_commit_hook(lambda: True)
        answers = await asyncio.gather(
            *(add(store, n) for n in range(1, 9)), return_exceptions=True
        )
        assert {Unavailable} == {type(answer) for answer in answers}
        assert {} == store.read(lambda view: view.waiting(MAIN))
        with pytest.raises(Unavailable):
            store.check()
        store._connection.set_commit_hook(None)
        assert 1 == (await add(store, 1)).seq
        store.check()
        assert {CASH: 1} == store.read(lambda view: view.waiting(MAIN))


async def test_a_mistake_of_ours_is_no_trouble_of_the_disk(tmp_path: Path) -> None:
    async with opened(tmp_path / "queue.db") as store:

        def mistaken(_: object) -> None:
            raise apsw.SQLError("no such table: tickets")

        with pytest.raises(KioskError) as told:
            await store.write(mistaken)
        assert Reason.UNEXPECTED is told.value.reason
        store.check()


async def test_a_locked_database_is_unavailable_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.store.writer.BUSY_MS", 20)
    path = tmp_path / "queue.db"
    store = SqliteStore.open(path)
    try:
        await store.write(first_day)
        other = apsw.Connection(str(path))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable):
            await add(store, 1)
        other.execute("ROLLBACK")
        other.close()
        assert 1 == (await add(store, 1)).seq
    finally:
        await store.close()
