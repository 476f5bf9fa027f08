"""A disk that is full or fails: nothing is promised, nothing is lost, and it passes."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.errors import Reason, Unavailable
from kiosk.store.ballast import Ballast
from kiosk.store.sqlite import SqliteStore
from kiosk.store.writer import CHECKPOINT_PAGES
from tests.contract.shop import CASH, MAIN
from tests.store.places import add, first_day, opened

MB = 1024 * 1024
BEFORE = 20
"""Tickets that were there before the disk was full."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 12 MB; needs the right to mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount on this machine")
    if done.returncode:
        pytest.skip("not allowed to mount a small disk")
    yield place
    run("umount", place)


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """A disk with files open for writing can't be made so; a second look at it can."""
    run("mount", "--bind", disk, disk)
    run("mount", "-o", "remount,bind,ro", disk)
    yield
    run("umount", disk)


@pytest.fixture
async def store(small_disk: Path) -> AsyncIterator[SqliteStore]:
    async with opened(small_disk / "queue.db") as store:
        await store.write(first_day)
        for n in range(1, BEFORE + 1):
            await add(store, n)
        yield store


def run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True)


def fill(disk: Path) -> Path:
    """Take all the room there is."""
    filler = disk / "somebody's logs"
    with filler.open("wb", buffering=0) as file:
        for size in (MB, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return filler


async def add_until_full(store: SqliteStore) -> tuple[int, Unavailable]:
    """Add tickets until one is refused; how many there are, and the refusal."""
    for n in range(BEFORE + 1, 50_000):
        try:
            await add(store, n)
        except Unavailable as refused:
            return n - 1, refused
    raise AssertionError("the disk was never full")


async def recovered(store: SqliteStore) -> None:
    """Until the store says by itself that it can write again."""
    async with asyncio.timeout(10):
        while True:
            try:
                store.check()
            except Unavailable:
                await asyncio.sleep(0.02)
            else:
                return


async def test_a_full_disk_refuses_and_comes_back_when_there_is_room(
    store: SqliteStore, small_disk: Path
) -> None:
    ballast = small_disk / "queue.db.ballast"
    held = ballast.stat().st_size
    filler = fill(small_disk)
    taken, refused = await add_until_full(store)
    assert Reason.STORE_FULL is refused.reason
    assert not ballast.exists()
    with pytest.raises(Unavailable) as unfit:
        store.check()
    assert Reason.STORE_FULL is unfit.value.reason
    assert {CASH: taken} == store.read(lambda view: view.waiting(MAIN))

    filler.unlink()
    await recovered(store)
    assert held == ballast.stat().st_size
    assert taken + 1 == (await add(store, taken + 1)).seq


async def test_a_full_disk_leaves_room_to_fold_the_log_back(
    store: SqliteStore, small_disk: Path
) -> None:
    fill(small_disk)
    await add_until_full(store)
    log = small_disk / "queue.db-wal"
    assert 0 == log.stat().st_size


async def test_what_was_acknowledged_is_there_after_a_full_disk_and_a_restart(
    store: SqliteStore, small_disk: Path
) -> None:
    filler = fill(small_disk)
    taken, _ = await add_until_full(store)
    await store.close()
    filler.unlink()
    async with opened(small_disk / "queue.db") as again:
        assert {CASH: taken} == again.read(lambda view: view.waiting(MAIN))
        assert taken == again.read(lambda view: view.last_seq())
        assert taken + 1 == (await add(again, taken + 1)).seq


async def test_a_read_only_disk_refuses_and_comes_back(
    store: SqliteStore, small_disk: Path
) -> None:
    store.check()
    with read_only(small_disk):
        with pytest.raises(Unavailable, match="read-only") as refused:
            store.check()
        assert Reason.STORE_FAILED is refused.value.reason
    store.check()
    assert BEFORE + 1 == (await add(store, BEFORE + 1)).seq


LIMITED = """
import asyncio, json, resource, signal, sys
from pathlib import Path
from kiosk.errors import Unavailable
from kiosk.store.sqlite import SqliteStore
from tests.store.places import add, first_day

async def main():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = SqliteStore.open(Path(sys.argv[1]))
    await store.write(first_day)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
    taken = []
    refused = None
    for n in range(1, 5000):
        try:
            await add(store, n)
        except Unavailable as error:
            refused = error.reason
            break
        taken.append(n)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    )
    await add(store, n)
    taken.append(n)
    print(json.dumps([taken, refused]))
    await store.close()

asyncio.run(main())
"""


@pytest.fixture
def limited(tmp_path: Path) -> tuple[Path, str]:
    """A database that met a limit on the size of files, and what its process said of it."""
    path = tmp_path / "queue.db"
    said = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        check=True,
    )
    return path, said.stdout.decode()


async def test_a_write_that_fails_refuses_and_the_next_one_is_kept(
    limited: tuple[Path, str],
) -> None:
    """At the limit SQLite's write fails as on a broken disk."""
    path, said = limited
    taken, refused = json.loads(said)
    assert Reason.STORE_FAILED == refused
    async with opened(path) as store:
        assert list(range(1, len(taken) + 1)) == taken
        assert {CASH: len(taken)} == store.read(lambda view: view.waiting(MAIN))


def test_a_ballast_is_a_quarter_of_a_small_disk(small_disk: Path) -> None:
    assert 3 * MB == Ballast(small_disk / "ballast").size


def test_a_ballast_that_does_not_fit_is_left_out(small_disk: Path) -> None:
    ballast = Ballast(small_disk / "ballast")
    ballast.drop()
    filler = fill(small_disk)
    assert not ballast.restore()
    assert not ballast.is_held
    filler.unlink()
    assert ballast.restore()
    assert ballast.restore()


def test_a_disk_without_room_works_without_a_ballast(small_disk: Path) -> None:
    fill(small_disk)
    none = Ballast(small_disk / "ballast")
    assert (0, False) == (none.size, none.is_held)
    assert none.restore()


async def test_the_log_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    largest = 0
    async with opened(path) as store:
        await store.write(first_day)
        for start in range(1, 6001, 250):
            group = range(start, start + 250)
            await asyncio.gather(*(add(store, n) for n in group))
            largest = max(largest, (tmp_path / "queue.db-wal").stat().st_size)
    assert largest < 3 * CHECKPOINT_PAGES * 4096
