"""A lobby with a board in it: a real app over a real desk, and nobody's clock but the test's."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from textual.pilot import Pilot

from kiosk.desk.desk import Desk
from kiosk.domain.branch import Branch, BranchState, Counter, CounterId, ServiceId
from kiosk.domain.ports import Backend
from kiosk.domain.ticket import Draft
from kiosk.i18n.catalogue import Catalogue
from kiosk.paths import share
from kiosk.store.memory import MemoryStore
from kiosk.tui.board.app import BoardApp
from kiosk.tui.board.hearing import Pace
from kiosk.tui.board.ready import Ready
from kiosk.tui.program import QuickLook
from kiosk.tui.words import Words
from tests.desk.hands import StoppedClock, desk_over
from tests.tui import lobby
from tests.tui.hand import PATIENCE
from tests.tui.lobby import MAIN, MORNING, PASSPORT
from tests.tui.looks import rows_of
from tests.tui.wires import Wire

QUICK = Pace(least=0.01, most=0.05, again=0.01, patience=5.0)
"""Nobody waits for a heartbeat."""

SIZES = ((80, 24), (80, 30), (100, 30), (120, 40), (60, 50))

MISSED = {
    "en": "Missed your number? Go to the information desk within 15 minutes.",
    "ar": "فاتك رقمك؟ توجه إلى مكتب الاستعلامات خلال 15 دقيقة.",
}


def branch(**changes: Any) -> Branch:
    """The usual one with more counters, some of them with names."""
    names = {"4": "Room 2", "5": "Information desk, on the left", "12": "Sala Ł"}
    counters = tuple(
        Counter(CounterId(name), {"en": names[name]} if name in names else {})
        for name in ("1", "2", "3", "4", "5", "12")
    )
    return lobby.branch(**{"counters": counters, "missed": MISSED} | changes)


@dataclass
class Sounds:
    """Keeps what it was to say, and says it until `silence` is set."""

    said: list[list[tuple[str, str]]] = field(default_factory=list)
    silence: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.silence.set()

    async def announce(
        self, sentences: Sequence[tuple[str, str]], bell: Callable[[], None]
    ) -> None:
        self.said.append(list(sentences))
        await self.silence.wait()


@dataclass
class Hall:
    """What surrounds a board. `ticks` is its second clock."""

    branches: Sequence[Branch] = field(default_factory=lambda: [branch()])
    theme: str = "kiosk-dark"
    settings: dict[str, Any] = field(default_factory=dict)
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(MORNING))
    sounds: Sounds = field(default_factory=Sounds)
    ticks: float = 1000.0
    desk: Desk = field(init=False)
    wire: Wire = field(init=False)

    def __post_init__(self) -> None:
        """An empty queue."""
        self.desk = desk_over(MemoryStore(), self.clock)
        self.wire = Wire(self.desk)

    def app(self) -> BoardApp:
        """A board that isn't running yet."""

        async def prepare() -> Ready:
            for one in self.branches:
                if one.id not in [s.branch.id for s in await self.desk.branches()]:
                    await self.desk.load(one)
            values: dict[str, Any] = {
                "bidi": True,
                "sounds": self.sounds,
                "clock": self.clock,
            }
            return Ready(
                backend=cast("Backend", self.wire),  # the rest is the desk's
                catalogue=Catalogue.load(parts=("board",)),
                ticks=lambda: self.ticks,
                **values | self.settings,
            )

        return BoardApp(prepare, QuickLook(share("themes"), self.theme), QUICK)

    def pass_by(self, seconds: float) -> None:
        """Both clocks go on."""
        self.clock.pass_by(seconds=seconds)
        self.ticks += seconds

    async def call(self, counter: str, service: ServiceId = PASSPORT) -> str:
        """Somebody takes a number and is called; the number."""
        await self.desk.issue(Draft(MAIN, service), None, "test")
        called = await self.desk.call(MAIN, CounterId(counter), "test")
        assert called
        return called.ticket.number

    async def finish(self, counter: str) -> None:
        """Their visit is over."""
        await self.desk.finish(MAIN, CounterId(counter), "test")

    async def state(self) -> BranchState:
        """As the desk knows it."""
        return await self.desk.branch(MAIN)


@dataclass
class Eye:
    """Reads a board."""

    app: BoardApp
    hall: Hall
    pilot: Pilot[None]

    @property
    def page(self) -> str:
        """The name of what is on the glass."""
        return type(self.app.screen).__name__

    @property
    def featured(self) -> str:
        """The large number."""
        return self.app._board.number.text

    @property
    def history(self) -> list[str]:
        """The numbers below it."""
        return [row.number.text for row in self.app._board.rows if row.number.text]

    @property
    def text(self) -> str:
        """All words, as they are read."""
        return "\n".join(w.text for w in self.app.screen.query(Words) if w.text)

    @property
    def rows(self) -> list[str]:
        """The glass."""
        return rows_of(self.app.screen)

    async def until(self, fact: Callable[[], object]) -> None:
        """Wait for something, then until it is drawn."""
        async with asyncio.timeout(PATIENCE):
            while not fact():  # noqa: ASYNC110  nobody tells when
                await asyncio.sleep(0.002)
        if self.app.return_code is None:
            await self.drawn()

    async def drawn(self) -> None:
        """Wait until all that is known is on the glass."""
        self.app._show()
        for _ in range(3):
            done = asyncio.Event()
            self.app.screen.call_after_refresh(done.set)
            await done.wait()

    async def after(self, seconds: float) -> None:
        """Let time pass; a short one in the steps that a board takes."""
        least = 0.25 if seconds <= 30 else 5.0
        while seconds > 0:
            step = min(least, seconds)
            self.hall.pass_by(step)
            self.app._show()
            seconds -= step
            await asyncio.sleep(0)
        await self.drawn()

    async def fresh(self) -> None:
        """Wait for the queue's next word, so that nothing on the glass is old."""
        standing = self.app._standing
        assert standing
        await self.until(lambda: standing._heard == self.hall.ticks)

    async def sees(self, number: str) -> None:
        """Wait for a large number."""
        await self.until(lambda: self.featured == number)


@asynccontextmanager
async def board(
    hall: Hall | None = None,
    size: tuple[int, int] = (100, 30),
    *,
    until: str = "Board",
) -> AsyncIterator[Eye]:
    """A running board. Fails if anything unexpected happened in it."""
    place = hall or Hall()
    app = place.app()
    async with app.run_test(size=size, notifications=False) as pilot:
        eye = Eye(app, place, pilot)
        await eye.until(lambda: eye.page == until)
        yield eye
    assert None is app.failure
