"""Another system as the journal sees it, with a time of its own and whatever goes wrong."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import count

from kiosk.apis.asking import Limits, Seen
from kiosk.apis.journal import Journal
from kiosk.apis.outcomes import Unseen
from kiosk.domain.errands import Errand, Errands
from kiosk.errors import Ambiguous, NotFound, Reason, Refused, Unavailable
from kiosk.store.kept_errands import KeptErrands
from kiosk.store.memory import MemoryStore

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)

LIMITS = Limits()


class Time:
    """Stands still until somebody sleeps."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        self.passed += seconds
        await asyncio.sleep(0)


class Fate(StrEnum):
    """What becomes of one request on its way there and back."""

    WELL = "well"
    LOST = "made, the answer lost"
    NEVER = "lost on the way there"
    LATE = "made after we gave up"
    DOUBLED = "delivered twice"
    DOUBLED_LOST = "delivered twice, the answer lost"
    DOUBLED_NO = "delivered twice, the second one refused, and that is what we hear"
    REFUSED = "refused"
    OFFLINE = "never sent"
    UNSEEN = "made, answered without a body"
    WRONG = "answered with somebody else's row"


@dataclass
class Row:
    """One booking of theirs. It shows `visible` seconds (of `Time`) after noon and later."""

    id: str
    mark: str
    visible: float
    live: bool = True


@dataclass
class TheirSide:
    """Takes creates; `fates` are those of the posts to come, then all goes well."""

    time: Time
    fates: Iterator[Fate] | Sequence[Fate] = ()
    lag: float = 0.0
    late: float = 20.0
    deaf: int = 0
    stuck: int = 0
    rows: list[Row] = field(default_factory=list)
    posts: int = 0
    looks: int = 0
    blind: bool = False
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    _ids: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.fates = iter(self.fates)

    def live(self, mark: str | None = None) -> list[str]:
        """The ids of who takes a place, whether or not they show."""
        return [
            row.id
            for row in self.rows
            if row.live and (mark is None or row.mark == mark)
        ]

    def commit(self, mark: str, after: float = 0.0) -> str:
        """A row; it is there `after` seconds from now."""
        id = f"their{next(self._ids)}"
        self.rows.append(Row(id, mark, self.time.passed + after + self.lag))
        return id

    async def post(self, errand: Errand) -> str:
        """One request, and its fate."""
        await asyncio.sleep(0)
        fate = next(iter(self.fates), Fate.WELL)
        if fate is Fate.OFFLINE:
            raise Unavailable(Reason.OFFLINE)
        self.posts += 1
        self.asked.set()
        if fate is Fate.REFUSED:
            raise Refused(Reason.FULL)
        if fate is Fate.NEVER:
            raise Ambiguous
        id = self.commit(errand.mark, self.late if fate is Fate.LATE else 0.0)
        if fate in (Fate.DOUBLED, Fate.DOUBLED_LOST):
            self.commit(errand.mark)
        await asyncio.sleep(0)
        match fate:
            case Fate.LOST | Fate.LATE | Fate.DOUBLED_LOST:
                raise Ambiguous
            case Fate.DOUBLED_NO:
                raise Refused(Reason.SLOT_TAKEN)
            case Fate.UNSEEN:
                raise Unseen
            case Fate.WRONG:
                return errand.before[0]
        return id

    async def look_up(self, errand: Errand) -> Sequence[Seen[str]]:
        """What shows by now; `deaf` look-ups fail first."""
        await asyncio.sleep(0)
        self.looks += 1
        if self.blind:
            raise Refused(Reason.NOT_OFFERED)
        if self.deaf:
            self.deaf -= 1
            raise Unavailable(Reason.TIMEOUT)
        return [
            Seen(row.id, row.live, None, row.id)
            for row in self.rows
            if row.mark == errand.mark and row.visible <= self.time.passed
        ]

    async def undo(self, id: str) -> None:
        """Cancel; `stuck` attempts fail first."""
        await asyncio.sleep(0)
        if self.stuck:
            self.stuck -= 1
            raise Ambiguous
        for row in self.rows:
            if row.id == id:
                row.live = False

    async def fetch(self, id: str) -> str:
        """A row as it stands."""
        await asyncio.sleep(0)
        if id not in [row.id for row in self.rows]:
            raise NotFound
        return id

    def id_of(self, value: str) -> str:
        """Rows are their ids here."""
        return value


class Office:
    """A journal with its memory; `restart` is a process that died and another one."""

    def __init__(self, errands: Errands | None = None, limits: Limits = LIMITS) -> None:
        self.time = Time()
        self.errands = errands or KeptErrands(MemoryStore())
        self._limits, self._ids = limits, count()
        self.journal = self._open()

    def _open(self) -> Journal:
        return Journal(
            self.errands,
            self.time,
            lambda: f"errand{next(self._ids):04}",
            self.time.monotonic,
            self.time.sleep,
            self._limits,
        )

    async def restart(self) -> None:
        """Whatever was under way ends where it stands."""
        await self.journal.aclose()
        self.journal = self._open()
