"""Group commit: one thread makes every change, and many changes share one flush to disk.

While a commit runs, new changes queue up; the next transaction takes them all. Each has a
savepoint of its own, so that one refused change leaves the others alone. Nobody is answered
before the commit is on disk.
"""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Sequence
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


@dataclass(frozen=True, slots=True)
class _Change:
    """What somebody asked for, and where the answer goes."""

    make: Callable[[SqliteWriting], Any]
    answer: "asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop


@dataclass(frozen=True, slots=True)
class _Done:
    """A change with its answer: a value, or an error."""

    change: _Change
    value: Any = None
    error: BaseException | None = None


class Writer:
    """The thread that owns the writing connection."""

    def __init__(
        self,
        connection: apsw.Connection,
        ballast: Ballast,
        on_commit: Callable[[Sequence[TicketEvent]], None],
    ) -> None:
        """Starts the thread. `on_commit` gets the kept event rows, on the event loop."""
        self.trouble: Unavailable | None = None
        self._connection = connection
        self._ballast = ballast
        self._on_commit = on_commit
        self._changes: queue.SimpleQueue[_Change | None] = queue.SimpleQueue()
        self._closed = False
        self._log_pages = 0
        self._fold_at = CHECKPOINT_PAGES
        connection.set_wal_hook(self._logged)
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    async def write(self, make: Callable[[SqliteWriting], T]) -> T:
        """Queue a change and wait until it is on disk."""
        if self._closed:
            raise Unavailable(Reason.STORE_FAILED, detail="the store is closed")
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._changes.put(_Change(make, answer, loop))
        return await answer

    async def close(self) -> None:
        """Finish what is queued and end the thread. Idempotent."""
        if not self._closed:
            self._closed = True
            self._changes.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        running = True
        while running:
            changes, running = self._take()
            if changes:
                self._answer(*self._commit(changes))
            elif self.trouble:
                self._commit([])
            self._fold()

    def _take(self) -> tuple[list[_Change], bool]:
        """Everything queued, up to a limit; waits for the first. False: the end was asked."""
        changes: list[_Change] = []
        try:
            change = self._changes.get(timeout=PROBE_SECONDS if self.trouble else None)
            while change is not None:
                changes.append(change)
                if len(changes) == MOST_CHANGES:
                    return changes, True
                change = self._changes.get_nowait()
        except queue.Empty:
            return changes, True
        return changes, False

    def _commit(
        self, changes: Sequence[_Change]
    ) -> tuple[list[_Done], list[TicketEvent]]:
        """Make all changes in one transaction; in trouble none is kept and all are told."""
        try:
            self._make_sure_of_room()
            self._connection.execute("BEGIN IMMEDIATE")
            transaction = SqliteWriting(self._connection)
            done = [self._make(transaction, change) for change in changes]
            if not changes:
                self._touch()
            self._connection.execute("COMMIT")
        except apsw.Error as error:
            self._fail(error)
            return [_Done(change, error=unavailable(error)) for change in changes], []
        self._recovered()
        return done, transaction.events

    def _make(self, transaction: SqliteWriting, change: _Change) -> _Done:
        events = len(transaction.events)
        self._connection.execute("SAVEPOINT change")
        try:
            value = change.make(transaction)
        except BaseException as error:  # handed to the one who asked
            told = error
            if isinstance(error, apsw.Error):
                if is_trouble(error):
                    raise
                told = unexpected(error)
            self._connection.execute("ROLLBACK TO change; RELEASE change")
            del transaction.events[events:]
            return _Done(change, error=told)
        self._connection.execute("RELEASE change")
        return _Done(change, value=value)

    def _touch(self) -> None:
        """Write without changing anything, to see whether it can be done."""
        version = self._connection.pragma("user_version")
        self._connection.pragma("user_version", version)

    def _answer(self, done: Sequence[_Done], events: Sequence[TicketEvent]) -> None:
        loop = done[0].change.loop
        try:
            loop.call_soon_threadsafe(self._hand_out, done, events)
        except RuntimeError:
            _log.warning("nobody waits for an answer", extra={"changes": len(done)})

    def _hand_out(self, done: Sequence[_Done], events: Sequence[TicketEvent]) -> None:
        if events:
            self._on_commit(events)
        for one in done:
            answer = one.change.answer
            if answer.done():
                continue
            if one.error is None:
                answer.set_result(one.value)
            else:
                answer.set_exception(one.error)

    # a disk in trouble, and its end

    def _make_sure_of_room(self) -> None:
        """After a full disk, accept nothing before the ballast is back."""
        full = self.trouble is not None and self.trouble.reason is Reason.STORE_FULL
        if full and not self._ballast.restore():
            raise apsw.FullError(_NO_ROOM)

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

    # the write-ahead log

    def _logged(self, _connection: apsw.Connection, _name: str, pages: int) -> int:
        self._log_pages = pages
        return apsw.SQLITE_OK

    def _fold(self) -> None:
        """Fold the log back between two transactions, when it has grown.

        A foreign reader keeps the log from starting anew; then it is tried again a while later,
        and nobody waits for it longer than a moment.
        """
        if self._log_pages < self._fold_at or self.trouble:
            return
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
        self._connection.set_busy_timeout(FOLD_MS)
        try:
            pages, folded = self._connection.wal_checkpoint(mode=mode)
        finally:
            self._connection.set_busy_timeout(BUSY_MS)
        return pages == folded


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
