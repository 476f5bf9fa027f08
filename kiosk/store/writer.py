"""Group commit: many changes share one flush to disk, and nobody is answered before it.

Changes are made on the event loop, one after another, each in a savepoint of its own, so that
one refused change leaves the others alone. A thread then flushes them to disk, while the loop
goes on and new changes queue up; the next transaction takes them all. Making a change is quick
and all Python: on a thread of its own it would only wrangle with the loop over the interpreter.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import apsw

from kiosk.domain.events import TicketEvent
from kiosk.errors import Reason, Unavailable
from kiosk.store.ballast import Ballast
from kiosk.store.faults import is_trouble, unavailable, unexpected
from kiosk.store.writing import SqliteWriting

T = TypeVar("T")

MOST_CHANGES: Final = 256
"""Changes in one transaction."""

CHECKPOINT_PAGES: Final = 1000
"""Pages in the write-ahead log from which it is folded back into the database."""

TRUNCATE_PAGES: Final = 8 * CHECKPOINT_PAGES
"""Pages from which the log is cut off as well, so that its file gets small again."""

BUSY_MS: Final = 5000
"""How long a change waits for somebody else's lock: a backup tool, a shell."""

FOLD_MS: Final = 50
"""How long folding the log back waits for somebody who reads in it."""

PROBE_SECONDS: Final = 1.0
"""How often a store in trouble tries by itself whether it can write again."""

_NO_ROOM: Final = "no room yet for the reserve beside the database"

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Change:
    """What somebody asked for, where the answer goes, and the answer once there is one."""

    make: Callable[[SqliteWriting], Any]
    answer: "asyncio.Future[Any]"
    value: Any = None
    error: BaseException | None = None


class Writer:
    """Who owns the writing connection. On the event loop, except for what waits for the disk."""

    def __init__(
        self,
        connection: apsw.Connection,
        ballast: Ballast,
        on_commit: Callable[[Sequence[TicketEvent]], None],
    ) -> None:
        """`on_commit` gets the event rows of each commit."""
        self.trouble: Unavailable | None = None
        self._connection = connection
        self._ballast = ballast
        self._on_commit = on_commit
        self._queued: deque[_Change] = deque()
        self._work: asyncio.Task[None] | None = None
        self._probing: asyncio.TimerHandle | None = None
        self._closed = False
        self._log_pages = 0
        self._fold_at = CHECKPOINT_PAGES
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="store")
        connection.set_busy_timeout(0)
        connection.set_wal_hook(self._logged)

    async def write(self, make: Callable[[SqliteWriting], T]) -> T:
        """Queue a change and wait until it is on disk."""
        if self._closed:
            raise Unavailable(Reason.STORE_FAILED, detail="the store is closed")
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queued.append(_Change(make, answer))
        if not self._is_working:
            self._work = asyncio.create_task(self._work_off())
        return await answer

    async def close(self) -> None:
        """Finish what is queued and let go of the disk. Idempotent."""
        self._closed = True
        if self._probing:
            self._probing.cancel()
        if self._work:
            await asyncio.wait([self._work])
        self._disk.shutdown()

    @property
    def _is_working(self) -> bool:
        return self._work is not None and not self._work.done()

    async def _work_off(self, *, probe: bool = False) -> None:
        if probe:
            await self._write([])
        while self._queued:
            some = min(len(self._queued), MOST_CHANGES)
            await self._write([self._queued.popleft() for _ in range(some)])

    async def _write(self, changes: Sequence[_Change]) -> None:
        """All `changes` in one transaction; in trouble none is kept, and everybody is told.

        Without any it only tries whether the disk takes a write.
        """
        events: Sequence[TicketEvent] = ()
        try:
            await self._begin()
            events = self._make_all(changes)
            await self._on_disk(self._connection.execute, "COMMIT")
        except apsw.Error as error:
            await self._on_disk(self._fail, error)
            self._probe_later()
            for change in changes:
                change.error = unavailable(error)
            events = ()
        else:
            self._recovered()
        self._answer(changes, events)
        if self._log_pages >= self._fold_at and not self.trouble:
            await self._on_disk(self._fold)

    async def _on_disk(self, deed: Callable[..., object], *about: object) -> None:
        """Do on the thread what may wait for the disk or for a lock."""
        await asyncio.get_running_loop().run_in_executor(self._disk, deed, *about)

    async def _begin(self) -> None:
        if self.trouble is None:
            with suppress(apsw.BusyError):
                self._connection.execute("BEGIN IMMEDIATE")
                return
        await self._on_disk(self._begin_patiently)

    def _begin_patiently(self) -> None:
        """After a full disk, accept nothing before the ballast is back."""
        full = self.trouble is not None and self.trouble.reason is Reason.STORE_FULL
        if full and not self._ballast.restore():
            raise apsw.FullError(_NO_ROOM)
        with self._waiting(BUSY_MS):
            self._connection.execute("BEGIN IMMEDIATE")

    def _make_all(self, changes: Sequence[_Change]) -> Sequence[TicketEvent]:
        transaction = SqliteWriting(self._connection)
        for change in changes:
            self._make(transaction, change)
        if not changes:
            self._touch()
        return transaction.events

    def _make(self, transaction: SqliteWriting, change: _Change) -> None:
        events = len(transaction.events)
        self._connection.execute("SAVEPOINT change")
        try:
            change.value = change.make(transaction)
        except apsw.Error as error:
            if is_trouble(error):
                raise
            change.error = unexpected(error)
        except Exception as error:  # handed to the one who asked
            change.error = error
        if change.error:
            self._connection.execute("ROLLBACK TO change")
            del transaction.events[events:]
        self._connection.execute("RELEASE change")

    def _touch(self) -> None:
        """Write without changing anything."""
        version = self._connection.pragma("user_version")
        self._connection.pragma("user_version", version)

    def _answer(
        self, changes: Sequence[_Change], events: Sequence[TicketEvent]
    ) -> None:
        """Tell everybody; who waits goes on in a moment, after the listeners have heard."""
        for change in changes:
            if change.answer.done():
                continue
            if change.error is None:
                change.answer.set_result(change.value)
            else:
                change.answer.set_exception(change.error)
        if events:
            self._on_commit(events)

    # a disk in trouble, and its end

    def _fail(self, error: apsw.Error) -> None:
        if self.trouble is None:
            _log.error("the store is in trouble", extra={"detail": _told(error)})
        self.trouble = unavailable(error)
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, apsw.FullError) and self._ballast.is_held:
                self._ballast.drop()
                self._checkpoint(apsw.SQLITE_CHECKPOINT_TRUNCATE)
        except (apsw.Error, OSError) as another:
            _log.error("and more trouble", extra={"detail": _told(another)})

    def _recovered(self) -> None:
        if self.trouble is not None:
            self.trouble = None
            _log.info("the store has recovered")

    def _probe_later(self) -> None:
        """Try by itself whether the trouble is over, unless somebody else does so first."""
        if self._probing:
            self._probing.cancel()
        loop = asyncio.get_running_loop()
        self._probing = loop.call_later(PROBE_SECONDS, self._probe)

    def _probe(self) -> None:
        if self.trouble and not self._closed and not self._is_working:
            self._work = asyncio.create_task(self._work_off(probe=True))

    # the write-ahead log

    def _logged(self, _connection: apsw.Connection, _name: str, pages: int) -> int:
        self._log_pages = pages
        return apsw.SQLITE_OK

    def _fold(self) -> None:
        """Fold the log back between two transactions, when it has grown.

        A foreign reader keeps the log from starting anew; then it is tried again a while later,
        and nobody waits for it longer than a moment.
        """
        mode = apsw.SQLITE_CHECKPOINT_PASSIVE
        if self._log_pages >= TRUNCATE_PAGES:
            mode = apsw.SQLITE_CHECKPOINT_TRUNCATE
        self._fold_at = self._log_pages + CHECKPOINT_PAGES
        try:
            if self._checkpoint(mode):
                self._fold_at = CHECKPOINT_PAGES
        except apsw.BusyError:
            _log.warning("the log grows", extra={"pages": self._log_pages})
        except apsw.Error as error:
            self._fail(error)

    def _checkpoint(self, mode: int) -> bool:
        """Fold the log back; whether all of it was."""
        with self._waiting(FOLD_MS):
            pages, folded = self._connection.wal_checkpoint(mode=mode)
        return pages == folded

    @contextmanager
    def _waiting(self, milliseconds: int) -> Iterator[None]:
        """Wait for others' locks within the block; on the event loop nobody ever does."""
        self._connection.set_busy_timeout(milliseconds)
        try:
            yield
        finally:
            self._connection.set_busy_timeout(0)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
