"""A database is brought up to date all at once, and a copy is saved first."""

from datetime import date
from pathlib import Path

import apsw
import pytest

from kiosk.domain.day import BusinessDay
from kiosk.errors import KioskError, Reason, Unavailable
from kiosk.store.migrate import schema
from kiosk.store.rows import TICKET_COLUMNS, from_branch, from_ticket, ms
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import CASH, MAIN, NOON, branch, ticket
from tests.store.places import add, first_day, opened

NEWEST = max(schema())
NOTE = {NEWEST + 1: "CREATE TABLE note (words TEXT); INSERT INTO note VALUES ('new');"}
BROKEN = {NEWEST + 2: "CREATE TABLE half (n INTEGER); INSERT INTO nowhere VALUES (1);"}


def look(path: Path, sql: str) -> object:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return connection.execute(sql).get
    finally:
        connection.close()


async def made(path: Path) -> Path:
    """A database of today with one ticket."""
    async with opened(path) as store:
        await store.write(first_day)
        await add(store, 1)
    return path


def copies(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.glob("*before*"))


def test_schema_files_are_numbered_without_a_gap() -> None:
    assert list(range(1, NEWEST + 1)) == list(schema())


async def test_a_new_database_is_made_without_a_copy(tmp_path: Path) -> None:
    path = await made(tmp_path / "queue.db")
    assert NEWEST == look(path, "PRAGMA user_version")
    assert [] == copies(path)


async def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = await made(tmp_path / "queue.db")
    async with opened(path):
        pass
    assert [] == copies(path)
    assert 1 == look(path, "SELECT count(*) FROM ticket")


async def test_a_copy_is_saved_before_a_database_is_changed(tmp_path: Path) -> None:
    path = await made(tmp_path / "queue.db")
    await SqliteStore.open(path, {**schema(), **NOTE}).close()
    assert "new" == look(path, "SELECT words FROM note")
    assert NEWEST + 1 == look(path, "PRAGMA user_version")
    (copy,) = copies(path)
    assert f"queue.db.before-{NEWEST + 1:04}" == copy
    assert NEWEST == look(tmp_path / copy, "PRAGMA user_version")
    assert 1 == look(tmp_path / copy, "SELECT count(*) FROM ticket")
    assert "ok" == look(tmp_path / copy, "PRAGMA integrity_check")


async def test_the_copy_holds_what_was_still_in_the_log(tmp_path: Path) -> None:
    """A plain copy of the file would lack what a killed process left in its log."""
    path = await made(tmp_path / "queue.db")
    left = apsw.Connection(str(path))
    left.execute("UPDATE ticket SET locale = 'ar'")
    await SqliteStore.open(path, {**schema(), **NOTE}).close()
    (copy,) = copies(path)
    assert "ar" == look(tmp_path / copy, "SELECT locale FROM ticket")
    left.close()


async def test_a_step_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = await made(tmp_path / "queue.db")
    with pytest.raises(Unavailable) as failed:
        SqliteStore.open(path, {**schema(), **NOTE, **BROKEN})
    assert Reason.STORE_FAILED is failed.value.reason
    assert NEWEST == look(path, "PRAGMA user_version")
    tables = look(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'note'")
    assert 0 == tables
    assert 1 == len(copies(path))
    async with opened(path) as store:
        await add(store, 2)


async def test_days_of_the_first_schema_keep_their_tickets(tmp_path: Path) -> None:
    """The table of days is made anew under the tickets that point at it."""
    path = tmp_path / "queue.db"
    first = apsw.Connection(str(path))
    first.execute(schema()[1])
    first.pragma("user_version", 1)
    first.execute("INSERT INTO branch VALUES (?, 1, ?)", (MAIN, from_branch(branch())))
    first.execute(
        "INSERT INTO business_day VALUES (?, 1, '2026-05-04', ?, NULL)",
        (MAIN, ms(NOON)),
    )
    first.execute("INSERT INTO range_count VALUES (?, 1, 'a', 7)", (MAIN,))
    first.close()
    async with opened(path) as store:
        day = store.read(lambda view: view.day(MAIN))
        assert BusinessDay(MAIN, 1, date(2026, 5, 4), NOON) == day
        assert 7 == store.read(lambda view: view.last_number(MAIN, 1, "a"))
        await add(store, 1)
        with pytest.raises(KioskError):
            await store.write(lambda tx: tx.next_count(MAIN, 2, "a", 1))
    assert ["queue.db.before-0002"] == copies(path)


async def test_tickets_of_the_second_schema_are_walk_ins(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    second = apsw.Connection(str(path))
    for number in (1, 2):
        second.execute(schema()[number])
    second.pragma("user_version", 2)
    second.execute("INSERT INTO branch VALUES (?, 1, ?)", (MAIN, from_branch(branch())))
    second.execute(
        "INSERT INTO business_day VALUES (?, 1, '2026-05-04', ?, NULL, NULL)",
        (MAIN, ms(NOON)),
    )
    old = from_ticket(ticket(1))[:24]
    columns = TICKET_COLUMNS.split(", ")[:24]
    second.execute(
        f"INSERT INTO ticket ({', '.join(columns)}) VALUES ({', '.join('?' * 24)})",  # noqa: S608  our own column names
        old,
    )
    second.close()
    async with opened(path) as store:
        assert ticket(1, seq=1) == store.read(lambda view: view.ticket(ticket(1).id))
        assert 1 == store.read(lambda view: view.issued(MAIN, 1, CASH))
        assert [] == store.read(lambda view: view.claims(MAIN, range(9)))
    assert ["queue.db.before-0003"] == copies(path)


async def test_a_day_that_ran_under_the_third_schema_knows_where_it_began(
    tmp_path: Path,
) -> None:
    """What was done on the day before is nobody's work of today."""
    path = tmp_path / "queue.db"
    third = apsw.Connection(str(path))
    for number in (1, 2, 3):
        third.execute(schema()[number])
    third.pragma("user_version", 3)
    third.execute("INSERT INTO branch VALUES (?, 1, ?)", (MAIN, from_branch(branch())))
    third.execute(
        "INSERT INTO business_day VALUES (?, 1, '2026-05-04', ?, NULL, NULL)",
        (MAIN, ms(NOON)),
    )
    old = from_ticket(ticket(1))[:29]
    columns = TICKET_COLUMNS.split(", ")[:29]
    third.execute(
        f"INSERT INTO ticket ({', '.join(columns)}) VALUES ({', '.join('?' * 29)})",  # noqa: S608  our own column names
        old,
    )
    for minutes in (-20, -10, 10):
        third.execute(
            "INSERT INTO event (at, ticket_seq, service, deed, new, actor, reason) "
            "VALUES (?, 1, ?, 'finish', 'served', 'anna', '')",
            (ms(NOON) + minutes * 60_000, CASH),
        )
    third.close()
    async with opened(path) as store:
        day = BusinessDay(MAIN, 1, date(2026, 5, 4), NOON)
        assert 2 == store.read(lambda view: view.day_begins_after(day))
    assert ["queue.db.before-0004"] == copies(path)


def test_a_step_that_loses_what_others_point_at_is_undone(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    loses = {NEWEST + 1: "DELETE FROM branch;"}
    made_by = apsw.Connection(str(path))
    for number, sql in schema().items():
        made_by.execute(sql)
        made_by.pragma("user_version", number)
    made_by.execute("INSERT INTO branch VALUES ('b', 1, '{}')")
    made_by.execute("INSERT INTO waiting VALUES ('b', 's', 0)")
    made_by.close()
    with pytest.raises(Unavailable):
        SqliteStore.open(path, {**schema(), **loses})
    assert 1 == look(path, "SELECT count(*) FROM branch")


async def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = await made(tmp_path / "queue.db")
    await SqliteStore.open(path, {**schema(), **NOTE}).close()
    with pytest.raises(Unavailable, match="newer than this program"):
        SqliteStore.open(path)


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE recipe (name TEXT)")
    other.close()
    with pytest.raises(Unavailable, match="not one of kiosk's"):
        SqliteStore.open(path)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    path.write_bytes(b"a shopping list, perhaps\n" * 400)
    with pytest.raises(Unavailable) as refused:
        SqliteStore.open(path)
    assert Reason.STORE_FAILED is refused.value.reason
    assert f"{path} is damaged" in refused.value.detail
    assert path.read_bytes().startswith(b"a shopping list")


def test_a_directory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        SqliteStore.open(tmp_path / "nowhere" / "queue.db")
