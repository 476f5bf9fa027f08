"""Print jobs on disk: one folder a printer, one file a job, one lock for the printer.

    lock      held by whoever sends; the kernel lets go of it when that process dies
    queue/    jobs that wait
    sending/  the job that is at the printer, or was when its sender died
    done/     jobs that ended
    bad/      files that could not be read, as they were found
    untidy    exists while nobody knows what the last paper looks like

A job's file moves from folder to folder and never back; found in two of them after a power
cut, the later one holds. It is named for its ticket and the number of the try:
"7k2m9x4q1z-1.json".
"""

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from urllib.parse import quote, unquote

from kiosk.domain.ports import Outcome
from kiosk.domain.ticket import TicketId
from kiosk.errors import Reason, Unavailable
from kiosk.paths import make_private
from kiosk.printing import atomic
from kiosk.printing.job import Job, State
from kiosk.printing.lock import Lock, take
from kiosk.printing.rendered import Rendered

KEEP = timedelta(days=7)
AT_MOST = 10_000
"""Ended jobs. Fewer would let a busy branch forget, within a day, which papers exist."""

_SWEEP_EVERY = 3600.0
_LARGEST = 1_000_000


@contextmanager
def _disk() -> Iterator[None]:
    """Turn what the disk refuses into Unavailable."""
    try:
        yield
    except OSError as error:
        raise Unavailable(atomic.refusal(error), detail=f"spool: {error}") from error


class Spool:
    """The jobs of one printer, shared by every process that prints there.

    All methods touch the disk and raise Unavailable when it refuses.
    """

    def __init__(
        self, folder: Path, *, keep: timedelta = KEEP, at_most: int = AT_MOST
    ) -> None:
        """`folder` is made when it is needed. Ended jobs stay for `keep`, `at_most` of them."""
        self._folder = folder
        self._queue, self._sending, self._done, self._bad = (
            folder / name for name in ("queue", "sending", "done", "bad")
        )
        self._untidy = folder / "untidy"
        self._swept = folder / "swept"
        self._keep, self._at_most = keep, at_most

    @_disk()
    def lock(self) -> Lock | None:
        """The printer's lock, or None while somebody else holds it. Does not wait."""
        self._make_folders()
        return take(self._folder / "lock")

    def _make_folders(self) -> None:
        """Any of them may be missing: a power cut between two, or somebody tidied up."""
        for folder in (self._bad, self._done, self._sending, self._queue):
            if not folder.is_dir():
                make_private(folder)

    @_disk()
    def add(
        self,
        ticket: TicketId,
        number: str,
        now: datetime,
        render: Callable[[int], Rendered],
        *,
        least: int = 1,
        queued: bool = False,
    ) -> tuple[Job, Rendered]:
        """Write down the next try for a ticket: at the printer, or `queued` behind others.

        `render` is given the number of the copy: one more than the papers that may exist, and
        than any of them says, at least `least`. Without `queued` the caller holds the lock.
        """
        self._make_folders()
        while True:
            name, papers, last = self._next_try(ticket)
            copy = max(least, papers + 1, last + 1)
            paper = render(copy)
            job = Job(
                id=name,
                ticket=ticket,
                number=number,
                copy=copy,
                state=State.QUEUED,
                created=now,
                data=paper.data if queued else b"",
                text=paper.text if queued else "",
            )
            if not atomic.create(_in(self._queue, job), job.to_json()):
                continue
            if _in(self._sending, job).exists() or _in(self._done, job).exists():
                _in(self._queue, job).unlink()  # somebody was as fast, and is further
            elif queued:
                atomic.sync(self._queue)
                return job, paper
            else:
                return self._move(job), paper

    @_disk()
    def start(self, job: Job) -> Job | None:
        """Take a queued job to the printer, or None if it was withdrawn. Hold the lock."""
        try:
            return self._move(job)
        except FileNotFoundError:
            return None

    def _move(self, job: Job) -> Job:
        _in(self._queue, job).rename(_in(self._sending, job))
        atomic.sync(self._sending)
        return job.sending()

    @_disk()
    def withdraw(self, job: Job, reason: Reason, now: datetime) -> Job | None:
        """End a job that still waits as NOT_PRINTED; None if somebody took it meanwhile."""
        try:
            _in(self._queue, job).rename(_in(self._done, job))
        except FileNotFoundError:
            return None
        job = job.ended(Outcome.NOT_PRINTED, reason, "", now)
        atomic.replace(_in(self._done, job), job.to_json())
        return job

    @_disk()
    def finish(
        self,
        job: Job,
        outcome: Outcome,
        reason: Reason | None,
        detail: str,
        now: datetime,
    ) -> Job:
        """Note what came of a job."""
        job = job.ended(outcome, reason, detail, now)
        if outcome is Outcome.UNKNOWN:
            self._untidy.touch(mode=0o600)
        elif job.may_exist:
            self._untidy.unlink(missing_ok=True)
        atomic.replace(_in(self._done, job), job.to_json())
        self._drop(job.id)
        return job

    @property
    def untidy(self) -> bool:
        """Whether the last paper may hang in the printer unfinished."""
        return self._untidy.exists()

    @property
    def quarantined(self) -> int:
        """Files that could not be read and were put aside."""
        return sum(1 for _ in self._bad.iterdir()) if self._bad.exists() else 0

    @_disk()
    def unfinished(self) -> list[Job]:
        """Jobs at the printer and jobs that wait, oldest first. Hold the lock."""
        names = {
            path.stem
            for folder in (self._sending, self._queue)
            for path in folder.glob("*.json")
        }
        jobs = [job for name in names if (job := self._find(name))]
        for job in jobs:
            if job.finished:
                self._drop(job.id)
        waiting = [job for job in jobs if not job.finished]
        return sorted(waiting, key=lambda job: (job.created, job.id))

    @_disk()
    def find(self, job_id: str) -> Job | None:
        """A job by its id, or None."""
        return self._find(job_id)

    @_disk()
    def papers(self, ticket: TicketId) -> int:
        """How many papers of a ticket exist, may exist, or may come yet."""
        return self._next_try(ticket)[1]

    @_disk()
    def sweep(self, now: datetime) -> None:
        """Forget old jobs, once an hour at most; the caller holds the lock.

        The jobs of a ticket go together, so that what is kept of it counts right.
        """
        try:
            if now.timestamp() - self._swept.stat().st_mtime < _SWEEP_EVERY:
                return
        except FileNotFoundError:
            pass
        self._swept.touch(mode=0o600)
        tickets: dict[str, list[tuple[float, Path]]] = {}
        for path in self._done.glob("*.json"):
            ticket = path.stem.rpartition("-")[0]
            tickets.setdefault(ticket, []).append((path.stat().st_mtime, path))
        self._forget(list(tickets.values()), (now - self._keep).timestamp())
        self._forget_parts(now)

    def _forget_parts(self, now: datetime) -> None:
        """Half-written files of processes that died; younger ones are being written."""
        for folder in (self._queue, self._done):
            for path in folder.glob(".*.part"):
                if now.timestamp() - path.stat().st_mtime > _SWEEP_EVERY:
                    path.unlink(missing_ok=True)

    def _forget(self, tickets: list[list[tuple[float, Path]]], horizon: float) -> None:
        left = sum(map(len, tickets))
        for jobs in sorted(tickets, key=max):
            if left <= self._at_most and max(jobs)[0] >= horizon:
                break
            left -= len(jobs)
            for _, path in jobs:
                path.unlink(missing_ok=True)

    def _next_try(self, ticket: TicketId) -> tuple[str, int, int]:
        """The first free job id of a ticket, how many papers the jobs before it make, and the
        highest copy among those: a COPY 2 may be alone, its original came from elsewhere."""
        papers = last = 0
        for attempt in count(1):
            name = f"{quote(ticket, safe='')}-{attempt}"
            job = self._find(name)
            if job is None:
                break
            if job.may_exist:
                papers, last = papers + 1, max(last, job.copy)
        return name, papers, last

    def _find(self, name: str) -> Job | None:
        """Read in the order a job goes, so that none slips by between two looks."""
        queued, sent, done = (
            self._read(folder / f"{name}.json")
            for folder in (self._queue, self._sending, self._done)
        )
        if sent and not done:
            return sent.sending()
        return done or queued

    def _drop(self, name: str) -> None:
        for folder in (self._queue, self._sending):
            (folder / f"{name}.json").unlink(missing_ok=True)

    def _read(self, path: Path) -> Job | None:
        """A job, or None when there is none. What can't be read counts as a paper that may exist."""
        try:
            job = Job.from_json(_content(path))
        except FileNotFoundError:
            return None
        except ValueError:
            return self._quarantine(path)
        return job if job.id == path.stem else self._quarantine(path)

    def _quarantine(self, path: Path) -> Job:
        """Put a file aside and a job in its place: its paper may exist."""
        found_at = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
        names = (self._bad / f"{path.name}.{number}" for number in count(1))
        path.rename(next(name for name in names if not name.exists()))
        job = Job(
            id=path.stem,
            ticket=TicketId(unquote(path.stem.rpartition("-")[0])),
            number="",
            copy=1,
            state=State.UNKNOWN,
            created=found_at,
            finished=found_at,
            reason=Reason.INTERRUPTED,
            detail="its file could not be read and was put aside",
        )
        atomic.create(_in(self._done, job), job.to_json())
        self._untidy.touch(mode=0o600)
        return job


def _in(folder: Path, job: Job) -> Path:
    return folder / f"{job.id}.json"


def _content(path: Path) -> bytes:
    """What a job's file holds. FileNotFoundError; ValueError when it is no such file."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
        raise ValueError(path)
    return path.read_bytes()
