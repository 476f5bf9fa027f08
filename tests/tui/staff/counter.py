"""A shop with a real desk, and tellers at its counters: real consoles, with a stopped clock."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

from textual.events import Key
from textual.pilot import Pilot

from kiosk.desk.desk import Desk
from kiosk.domain.branch import Branch, BranchId, CounterId, ServiceId, StaffId
from kiosk.domain.operators import Colleague, SignedIn
from kiosk.domain.ports import Backend, TicketPrinter
from kiosk.domain.ticket import Draft, Ticket
from kiosk.i18n.catalogue import Catalogue
from kiosk.paths import share
from kiosk.store.memory import MemoryStore
from kiosk.tui.program import QuickLook
from kiosk.tui.staff.app import StaffApp
from kiosk.tui.staff.console import Console
from kiosk.tui.staff.ready import Door, Ready
from tests.desk.hands import StoppedClock, desk_over
from tests.tui import lobby
from tests.tui.lobby import MAIN, MORNING, PASSPORT
from tests.tui.looks import rows_of

PATIENCE = 20.0
"""Seconds until something that does not come has failed."""

USUAL = (120, 40)

CATALOGUE = Catalogue.load(parts=("staff",))


class OpenDoor:
    """Nobody has to sign in."""

    async def operators(self, branch: BranchId) -> Sequence[Colleague]:
        return ()

    async def sign_in(self, branch: BranchId, operator: StaffId, pin: str) -> SignedIn:
        raise AssertionError(operator)

    async def sign_out(self) -> None:
        return None


@dataclass
class Shop:
    """A queue, and what stands around it. `wrap` puts something between it and the consoles;
    `before` happens before the first of them opens."""

    branch: Branch = field(default_factory=lobby.branch)
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(MORNING))
    wrap: Callable[[Desk], Any] = lambda desk: desk
    door: Door = field(default_factory=OpenDoor)
    printers: Mapping[str, TicketPrinter] = field(default_factory=dict)
    before: "Callable[[Shop], Awaitable[None]] | None" = None
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        """An empty queue."""
        self.store = MemoryStore()
        self.desk = desk_over(self.store, self.clock)
        self.backend = cast(Backend, self.wrap(self.desk))

    async def issue(self, *services: ServiceId, source: str = "test") -> list[Ticket]:
        """Numbers, a second apart."""
        tickets = []
        for service in services:
            draft = Draft(self.branch.id, service, source=source)
            placed = await self.desk.issue(draft, None, source)
            tickets.append(placed.ticket)
            self.clock.pass_by(seconds=1)
        return tickets

    def app(
        self, counter: str | None = "1", theme: str = "kiosk-dark", **settings: Any
    ) -> StaffApp:
        """A console that isn't running yet."""
        numbers = count(1)
        values: dict[str, Any] = {
            "counter": CounterId(counter) if counter else None,
            "name": f"teller {counter}",
            "printers": self.printers,
            "locale": "en",
            "bidi": True,
            "ask_outcome": False,
            "idle_minutes": 0,
        }

        async def prepare() -> Ready:
            await self.desk.load(self.branch)
            if self.before:
                before, self.before = self.before, None
                await before(self)
            return Ready(
                backend=self.backend,
                door=self.door,
                catalogue=CATALOGUE,
                clock=self.clock,
                new_key=lambda: f"key-{counter}-{next(numbers)}",
                **values | settings,
            )

        return StaffApp(prepare, QuickLook(share("themes"), theme))


class Teller:
    """Somebody at a console."""

    def __init__(self, app: StaffApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def console(self) -> Console:
        """The main screen."""
        assert self.app.main
        return self.app.main

    @property
    def page(self) -> str:
        """What is on top."""
        return type(self.app.screen).__name__

    @property
    def lines(self) -> list[str]:
        """All that can be read, row by row."""
        return rows_of(self.app.screen)

    @property
    def text(self) -> str:
        """All that can be read."""
        return "\n".join(self.lines)

    @property
    def here(self) -> str:
        """Who is at this counter, and how: "A001 called"."""
        row = self.console.here
        return f"{row.ticket.number} {row.ticket.status}" if row else ""

    @property
    def said(self) -> str:
        """What was in the way of the last key."""
        shown = self.console.serving.shown
        return shown.said if shown else ""

    @property
    def told(self) -> str:
        """What was done last."""
        return self.console.notice.begin

    @property
    def numbers(self) -> list[str]:
        """The numbers in the list, in its order."""
        return [row.ticket.number for row in self.console.queue._rows()]

    @property
    def picked(self) -> str:
        """The number that is picked."""
        row = self.console.queue.picked
        return row.ticket.number if row else ""

    async def press(self, *keys: str) -> None:
        """Press keys, each once the one before has had its effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def burst(self, *keys: str) -> None:
        """Press keys without waiting for the effect of any."""
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else None))
        await self.rest()

    async def type(self, text: str) -> None:
        """Type letters."""
        await self.pilot.press(*text)
        await self.rest()

    async def rest(self) -> None:
        """Wait until nothing is being done, and all is shown."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self.app.main and self._acting():  # noqa: ASYNC110  nobody tells
                    await asyncio.sleep(0.002)
                await self._drawn()
                if self.app.main and self.page == "Console":
                    self.console.paint()
                    await self._drawn()

    async def until(self, fact: Callable[[], bool]) -> None:
        """Wait for something."""
        async with asyncio.timeout(PATIENCE):
            while not fact():  # noqa: ASYNC110  nobody tells when
                await asyncio.sleep(0.002)
        await self._drawn()

    async def settled(self, *numbers: str) -> None:
        """Wait until the list shows these numbers."""
        await self.until(lambda: self.numbers == list(numbers))

    def _acting(self) -> bool:
        """Whether a key's effect is still to come. A dialog waits for the teller instead."""
        if self.page != "Console":
            return False
        groups = {worker.group for worker in self.app.workers if worker.is_running}
        return bool(groups & {"act", "more"})

    async def _drawn(self) -> None:
        drawn = asyncio.Event()
        self.app.screen.call_after_refresh(drawn.set)
        with suppress(TimeoutError):
            async with asyncio.timeout(2):
                await drawn.wait()


@asynccontextmanager
async def at(
    shop: Shop,
    counter: str | None = "1",
    size: tuple[int, int] = USUAL,
    *,
    until: str = "Console",
    **settings: Any,
) -> AsyncIterator[Teller]:
    """A teller with the console up and the lists read. Fails if anything unexpected happened."""
    app = shop.app(counter, **settings)
    async with app.run_test(size=size, notifications=False) as pilot:
        teller = Teller(app, pilot)
        await teller.until(lambda: teller.page == until or app.failure is not None)
        assert None is app.failure, app.failure
        if until == "Console":
            await teller.until(lambda: ready(teller))
        yield teller
    assert None is app.failure, app.failure


def ready(teller: Teller) -> bool:
    """Whether everything was read that the screen shows."""
    following = teller.console.following
    known = all(following.book.knows(which) for which in _lists())
    return known and following.own_day is not None and following.link.up


def _lists() -> Any:
    from kiosk.domain.serving import Which

    return Which


@asynccontextmanager
async def both(shop: Shop, **settings: Any) -> AsyncIterator[tuple[Teller, Teller]]:
    """Tellers at counters 1 and 2."""
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(at(shop, "1", **settings))
        other = await stack.enter_async_context(at(shop, "2", **settings))
        yield one, other


async def waiting(*services: ServiceId, **parts: Any) -> Shop:
    """A shop with people waiting, for a passport where nothing else is said."""
    shop = Shop(**parts)
    await shop.desk.load(shop.branch)
    await shop.issue(*(services or (PASSPORT, PASSPORT, PASSPORT)))
    return shop


__all__ = ["MAIN", "Shop", "Teller", "at", "both", "waiting"]
