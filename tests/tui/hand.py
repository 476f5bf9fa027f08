"""A hand on the glass, and the kiosk it touches: a real app over a real desk."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual import events
from textual.pilot import Pilot

from kiosk.desk.desk import Desk
from kiosk.domain.branch import Branch, ServiceId
from kiosk.domain.ticket import Draft
from kiosk.i18n.catalogue import Catalogue
from kiosk.paths import share
from kiosk.store.intents import FileIntents
from kiosk.store.memory import MemoryStore
from kiosk.tui.customer.app import CustomerApp
from kiosk.tui.customer.ready import Ready
from kiosk.tui.program import QuickLook
from kiosk.tui.tile import Tile
from kiosk.tui.words import Words
from tests.desk.hands import StoppedClock, desk_over
from tests.tui import lobby
from tests.tui.lobby import MORNING, Tray

USUAL = (87, 24)
PATIENCE = 20.0
"""Seconds until a page that does not come has failed."""


@dataclass
class Place:
    """A kiosk's surroundings. `waiting`: for which services people wait already.

    `clock` is the queue's. The kiosk's own is ahead of it by what is `wrong` with that; its
    monotonic one goes as the queue's does.
    """

    branches: Sequence[Branch] = field(default_factory=lambda: [lobby.branch()])
    waiting: Sequence[ServiceId] = ()
    theme: str = "kiosk-dark"
    tray: Tray | None = field(default_factory=Tray)
    wrap: Callable[[Desk], Any] = lambda desk: desk  # a wire delegates unseen
    settings: dict[str, Any] = field(default_factory=dict)
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(MORNING))
    wrong: timedelta = timedelta()
    desk: Desk = field(init=False)
    keys: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """An empty queue."""
        self.desk = desk_over(MemoryStore(), self.clock)

    def app(self, spool: Path) -> CustomerApp:
        """A kiosk that isn't running yet."""

        async def prepare() -> Ready:
            return await self._ready(spool)

        return CustomerApp(prepare, QuickLook(share("themes"), self.theme))

    def now(self) -> datetime:
        """What the kiosk's own clock shows."""
        return self.clock.now() + self.wrong

    async def _ready(self, spool: Path) -> Ready:
        for branch in self.branches:
            await self.desk.load(branch)
        for service in self.waiting:
            await self.desk.issue(Draft(self.branches[0].id, service), None, "test")
        numbers = count(1)

        def new_key() -> str:
            self.keys.append(f"key-{next(numbers)}")
            return self.keys[-1]

        tray = self.tray
        values = {
            "branch": self.branches[0].id if len(self.branches) == 1 else None,
            "name": "kiosk-1",
            "intents": FileIntents(spool.parent / "intents"),
            "printer": lobby.printer(tray, spool, self.clock.now) if tray else None,
            "bidi": True,
            "catalogue": Catalogue.load(),
        }
        return Ready(
            backend=self.wrap(self.desk),
            clock=self,
            monotonic=lambda: (self.clock.at - MORNING).total_seconds(),
            new_key=new_key,
            **values | self.settings,
        )


class Hand:
    """Touches tiles by what is written on them, a second apart."""

    def __init__(self, app: CustomerApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot
        self._later = 0.0

    @property
    def page(self) -> str:
        """The name of what is on the glass."""
        return type(self.app.screen).__name__

    @property
    def tiles(self) -> list[Tile]:
        """The tiles that can be seen, in the order of the tabulator key."""
        return [tile for tile in self.app.screen.query(Tile) if tile.display]

    @property
    def text(self) -> str:
        """All that can be read, as it is read."""
        words = [w.text for w in self.app.screen.query(Words) if w.display]
        tiles = [f"{tile.label.text} {tile.label.note}" for tile in self.tiles]
        return "\n".join(words + tiles)

    async def until(self, page: str, seen: str = "") -> None:
        """Wait for a page, and for words on it."""
        await self.until_true(lambda: self.page == page and seen in self.text)

    async def until_true(self, fact: Callable[[], bool]) -> None:
        """Wait for something."""
        async with asyncio.timeout(PATIENCE):
            while not fact():  # noqa: ASYNC110  nobody tells when
                await asyncio.sleep(0.002)
        await self.settle()

    async def settle(self) -> None:
        """Wait until all that was told is heard and drawn."""
        with suppress(TimeoutError):  # an app that ends draws nothing any more
            for _ in range(3):
                async with asyncio.timeout(1):
                    drawn = asyncio.Event()
                    self.app.screen.call_after_refresh(drawn.set)
                    await drawn.wait()

    def tile(self, words: str) -> Tile:
        """The tile with these words on it."""
        found = [tile for tile in self.tiles if words in tile.label.text]
        assert found, f"{words!r} is not on {self.page}:\n{self.text}"
        return found[0]

    async def tap(self, words: str) -> None:
        """Touch the tile with these words."""
        x, y = _middle(self.tile(words))
        self.touch(x, y)
        await self.settle()

    def touch(
        self,
        x: int,
        y: int,
        *,
        after: float = 1.0,
        at: float | None = None,
        button: int = 1,
    ) -> float:
        """Come down on a cell and leave it there, `after` seconds after the last time.

        `at` is another instant for it. Returns the instant it was.
        """
        self._later += after
        instant = self._post(events.MouseDown, x, y, button, at)
        self._post(events.MouseUp, x, y, button, at)
        return instant

    def down(self, x: int, y: int, *, after: float = 1.0, button: int = 1) -> None:
        """Come down."""
        self._later += after
        self._post(events.MouseDown, x, y, button)

    def up(self, x: int, y: int, *, button: int = 1) -> None:
        """Leave."""
        self._post(events.MouseUp, x, y, button)

    async def walk(self, *words: str) -> None:
        """Touch one tile after the other, each on the page that the last one led to."""
        for each in words:
            before = self.app.screen
            await self.tap(each)
            await self.until_true(lambda before=before: self.app.screen is not before)  # type: ignore[misc]

    def _post(
        self,
        kind: type[events.MouseDown | events.MouseUp],
        x: int,
        y: int,
        button: int,
        at: float | None = None,
    ) -> float:
        event = kind(None, x, y, 0, 0, button, False, False, False, x, y)
        event.time = at or event.time + self._later
        self.app.post_message(event)
        return event.time


def _middle(tile: Tile) -> tuple[int, int]:
    region = tile.region
    return region.x + region.width // 2, region.y + region.height // 2


@asynccontextmanager
async def kiosk(
    place: Place | None = None,
    size: tuple[int, int] = USUAL,
    *,
    until: str = "Attract",
) -> AsyncIterator[Hand]:
    """A running kiosk with its first page up. Fails if anything unexpected happened in it."""
    with TemporaryDirectory(prefix="k") as spool:
        app = (place or Place()).app(Path(spool) / "front")
        async with app.run_test(size=size, notifications=False) as pilot:
            hand = Hand(app, pilot)
            await hand.until(until)
            yield hand
    assert None is app.failure
