"""The SQLite store: one writer with group commit, and a reader beside it."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self, TypeVar

import apsw

from kiosk.domain.events import TicketEvent
from kiosk.domain.storing import Reading, Writing
from kiosk.errors import Reason, Unavailable
from kiosk.store.ballast import Ballast
from kiosk.store.faults import damaged, unavailable
from kiosk.store.migrate import migrate, schema
from kiosk.store.reading import SqliteReading
from kiosk.store.recount import recount
from kiosk.store.writer import BUSY_MS, TRUNCATE_PAGES, Writer

T = TypeVar("T")

_PAGE: Final = 4096
_CACHE_KIB: Final = 16 * 1024


class SqliteStore:
    """`kiosk.domain.storing.Store` in one file, its log and its ballast beside it."""

    def __init__(
        self, path: Path, writing: apsw.Connection, reading: apsw.Connection
    ) -> None:
        """Use `open`."""
        self._path = path
        self._listeners: list[Callable[[Sequence[TicketEvent]], None]] = []
        self._reader = reading
        self._questions = SqliteReading(reading)
        self._connection = writing
        self._writer = Writer(
            writing, Ballast(path.with_name(f"{path.name}.ballast")), self._committed
        )
        self._closed = False

    @classmethod
    def open(cls, path: Path, steps: Mapping[int, str] | None = None) -> Self:
        """Open or make the database at `path`, brought to the newest schema.

        `steps` are the schema files, the packaged ones unless given. After a power cut or a
        kill it is looked through for damage first. Raises Unavailable STORE_FULL or
        STORE_FAILED. The data directory is locked by the caller.
        """
        was_left_open = path.with_name(f"{path.name}-wal").exists()
        try:
            writing = _writing(path)
            try:
                if was_left_open:
                    _look_through(writing, path)
                migrate(writing, path, steps or schema())
                recount(writing)
                reading = _reading(path)
            except BaseException:
                writing.close()
                raise
        except apsw.Error as error:
            raise unavailable(error, str(path)) from error
        return cls(path, writing, reading)

    def watch(self, listener: Callable[[Sequence[TicketEvent]], None]) -> None:
        """Call `listener` with the event rows of each commit, in order, on the event loop."""
        self._listeners.append(listener)

    def read(self, question: Callable[[Reading], T]) -> T:
        """Ask within one consistent view of what is committed."""
        if self._closed:
            raise Unavailable(Reason.STORE_FAILED, detail="the store is closed")
        try:
            self._reader.execute("BEGIN")
            try:
                return question(self._questions)
            finally:
                if self._reader.in_transaction:
                    self._reader.execute("COMMIT")
        except apsw.Error as error:
            raise unavailable(error, str(self._path)) from error

    async def write(self, change: Callable[[Writing], T]) -> T:
        """Run `change` in a transaction; returns once it is on disk."""
        return await self._writer.write(change)

    def check(self) -> None:
        """Raise Unavailable unless a write could be kept right now."""
        if self._closed:
            raise Unavailable(Reason.STORE_FAILED, detail="the store is closed")
        trouble = self._writer.trouble
        if trouble is not None:
            raise Unavailable(trouble.reason, detail=trouble.detail)
        try:
            flags = os.statvfs(self._path).f_flag
        except OSError as error:
            raise unavailable(error, str(self._path)) from error
        if flags & os.ST_RDONLY:
            raise Unavailable(
                Reason.STORE_FAILED, detail=f"{self._path}: the disk is read-only"
            )

    async def close(self) -> None:
        """Finish what was accepted, then let go. Idempotent."""
        if self._closed:
            return
        self._closed = True
        await self._writer.close()
        self._reader.close()
        self._connection.close()

    def _committed(self, events: Sequence[TicketEvent]) -> None:
        for listener in self._listeners:
            listener(events)


def _writing(path: Path) -> apsw.Connection:
    try:
        connection = apsw.Connection(str(path))
    except UnicodeEncodeError as error:
        detail = f"{str(path)!a}: SQLite opens only what is named in UTF-8"
        raise Unavailable(Reason.STORE_FAILED, detail=detail) from error
    _plan_once(connection)
    connection.set_busy_timeout(BUSY_MS)
    mode = connection.pragma("journal_mode", "wal")
    if mode != "wal":
        connection.close()
        raise Unavailable(
            Reason.STORE_FAILED, detail=f"{path}: no write-ahead log on this disk"
        )
    connection.pragma("synchronous", "full")
    connection.pragma("foreign_keys", True)
    connection.pragma("secure_delete", True)
    connection.pragma("temp_store", "memory")
    connection.pragma("cache_size", -_CACHE_KIB)
    connection.pragma("journal_size_limit", TRUNCATE_PAGES * _PAGE)
    return connection


def _look_through(connection: apsw.Connection, path: Path) -> None:
    """A quarter of a second for a hundred thousand tickets. Raises Unavailable."""
    found = connection.pragma("quick_check", 1)
    if found != "ok":
        raise damaged(str(found).strip().splitlines()[-1], str(path))


def _reading(path: Path) -> apsw.Connection:
    connection = apsw.Connection(str(path))
    _plan_once(connection)
    connection.set_busy_timeout(BUSY_MS)
    connection.pragma("query_only", True)
    return connection


def _plan_once(connection: apsw.Connection) -> None:
    """No question is planned anew for each value bound to it.

    Without the query planner stability guarantee SQLite does so wherever a value might matter:
    here for every sorted question, ten times as long as it takes to answer it.
    """
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
