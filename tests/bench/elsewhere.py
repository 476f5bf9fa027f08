"""Another system to make bookings at: our own server's routes of a dialect, a line that may lose
things, and the dialect's client with its journal. A dialect plugs in by one entry of `SYSTEMS`."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from kiosk.apis.asking import Limits
from kiosk.apis.breaker import Breaker, BrokenHttp
from kiosk.apis.http import Http
from kiosk.apis.journal import Journal
from kiosk.apis.merchant.faces import place_number, row_number
from kiosk.apis.web import open_web
from kiosk.domain.access import Role
from kiosk.domain.branch import Branch, BranchId, ServiceId
from kiosk.domain.errands import Errand
from kiosk.domain.events import TicketEvent
from kiosk.domain.ticket import Draft
from kiosk.store.kept_errands import KeptErrands
from kiosk.store.sqlite import SqliteStore
from tests.apis.merchant.salon import salon
from tests.apis.shop import Shop
from tests.apis.skiplino.bureau import bureau
from tests.apis.skiplino.over_own_routes import on_a_port
from tests.contract.shop import CASH, EVERY_DAY, MAIN, NOON
from tests.desk.hands import StoppedClock
from tests.desk.office import PASSPORT, office, rules

FIRST: Final = datetime(2026, 5, 5, tzinfo=UTC)
"""The first time of all: tomorrow, by the bench's clock."""

MINUTES: Final = 30
"""Of each appointment: 48 fit into a day, and two weeks can be booked."""

QUICK: Final = Limits(
    post=2.5,
    waits=(0.02, 0.05, 0.1, 0.2, 0.3),
    lag=0.4,
    unsent=(0.05, 0.1),
    after=(1.0, 3.0, 6.0),
)
"""Shorter than usual, as the line's times are: the customer's 8 s stay."""


def _as_it_is(http: Http) -> Http:
    return http


class TimedErrands(KeptErrands):
    """Knows how long its writes took, until they were on disk."""

    seconds = 0.0

    async def write(self, errand: Errand) -> None:
        """As `KeptErrands.write`."""
        began = time.perf_counter()
        await super().write(errand)
        self.seconds += time.perf_counter() - began


class Going(StoppedClock):
    """Begins at noon, and goes on."""

    def __init__(self) -> None:
        super().__init__(NOON)
        self._began = time.monotonic()

    def now(self) -> datetime:
        return self.at + timedelta(seconds=time.monotonic() - self._began)


@dataclass(frozen=True)
class System:
    """How a dialect plugs in. `opened` makes its client of an `Http`, a clock, a journal and a
    key; `path` is what its base url ends with; `theirs` is what they call a ticket of the desk,
    `place` what they call its branch and service."""

    branch: Callable[[], Branch]
    opened: Callable[[Http, StoppedClock, Journal, str], Any]
    path: str
    theirs: Callable[[str], str] = str
    place: tuple[BranchId, ServiceId] = (MAIN, PASSPORT)
    walkin: bool = False


@dataclass
class Elsewhere:
    """A system under way. `url` is the server's own; `other` makes a client over any url."""

    kind: str
    system: System
    shop: Shop
    url: str
    other: "Opener"
    events: list[TicketEvent]

    def live(self) -> list[str]:
        """What takes a place there, by their ids."""
        ids = sorted({event.ticket for event in self.events})
        found = self.shop.store.read(lambda view: [view.ticket(id_) for id_ in ids])
        return [self.system.theirs(one.id) for one in found if one and not one.is_final]

    def draft(self, n: int, **more: Any) -> Draft:
        """The `n`th customer's wish: a number, or a time of their own."""
        if self.system.walkin and not more:
            return Draft(MAIN, CASH)
        start = FIRST + n * timedelta(minutes=MINUTES)
        branch, service = self.system.place
        return replace(Draft(branch, service, start=start), **more)


@dataclass
class Office:
    """A client with its journal, as one server of ours has it."""

    kind: str
    client: Any
    journal: Journal
    errands: TimedErrands
    http: Http

    async def sweep(self) -> int:
        """As the server does now and then."""
        if hasattr(self.client, "sweep"):
            return int(await self.client.sweep())
        return await self.journal.sweep(self.kind, self.client.asked_for)

    async def settle(self, seconds: float = 180.0) -> bool:
        """Sweep until nothing is left to do; whether it came to that."""
        end = time.monotonic() + seconds
        while self.errands.unsettled(self.kind) and time.monotonic() < end:
            await self.sweep()
            await asyncio.sleep(0.2)
        return not self.errands.unsettled(self.kind)


class Opener(Protocol):
    """Opens another server's worth of client and journal."""

    async def __call__(
        self, url: str, around: Callable[[Http], Http] = _as_it_is
    ) -> Office: ...


def _skiplino(http: Http, clock: StoppedClock, journal: Journal, key: str) -> Any:
    from kiosk.apis.skiplino.client import SkiplinoClient
    from kiosk.apis.skiplino.habits import Habits

    habits = Habits(zone=ZoneInfo("UTC"), keys=(key,), kind="secret", phone_secret=b"p")
    return SkiplinoClient(http, clock, habits, journal)


def _merchant(http: Http, clock: StoppedClock, journal: Journal, key: str) -> Any:
    from kiosk.apis.merchant.client import MerchantClient
    from kiosk.apis.merchant.habits import Auth, Habits

    habits = Habits("kiosk", auth=Auth.BEARER, token=key)
    return MerchantClient(http, clock, habits, journal)


def _optimo(http: Http, clock: StoppedClock, journal: Journal, key: str) -> Any:
    from kiosk.apis.optimo.client import OptimoClient
    from kiosk.apis.optimo.habits import Habits

    many = 10_000_000
    habits = Habits(
        "site_main", (_office(),), key, a_minute=many, a_month=many, fresh=0.0
    )
    return OptimoClient(http, clock, habits, journal)


def _as_merchants_say(id_: str) -> str:
    return str(row_number(id_))


def _as_optimo_says(id_: str) -> str:
    return f"bkg_{id_}"


def _long(branch: Branch) -> Branch:
    """Open day and night, and each lane takes somebody every half hour."""
    booking = rules(minutes=MINUTES, hours=EVERY_DAY, max_open=9)
    services = (
        replace(one, booking=booking) if one.id == PASSPORT else one
        for one in branch.services
    )
    return replace(branch, services=tuple(services))


def _bureau() -> Branch:
    return _long(bureau())


def _salon() -> Branch:
    return _long(salon())


def _office() -> Branch:
    return _long(office())


_SALON: Final = (
    BranchId(str(place_number(MAIN))),
    ServiceId(str(place_number(PASSPORT))),
)

SYSTEMS: Final[Mapping[str, System]] = {
    "skiplino": System(_bureau, _skiplino, "/external/v1", walkin=True),
    "merchant": System(_salon, _merchant, "", _as_merchants_say, _SALON),
    "optimo": System(_office, _optimo, "", _as_optimo_says),
}


@asynccontextmanager
async def elsewhere(
    kind: str, place: Path, limits: Limits = QUICK
) -> AsyncIterator[Elsewhere]:
    """A system of that kind, on a port of loopback; journals are kept in `place`, on disk."""
    system, clock = SYSTEMS[kind], Going()
    shop = await Shop([system.branch()], clock=clock).open()
    events: list[TicketEvent] = []
    shop.store.watch(events.extend)
    key = await shop.key(Role.SECRET)
    offices: list[tuple[Office, SqliteStore]] = []

    async def other(url: str, around: Callable[[Http], Http] = _as_it_is) -> Office:
        nth = len(offices)
        ids = (f"e{nth:02}{n:07}" for n in count(1))
        store = SqliteStore.open(place / f"{kind}{nth}.db")
        errands = TimedErrands(store)
        journal = Journal(
            errands,
            clock,
            ids.__next__,
            time.monotonic,
            limits=limits,
        )
        http = around(BrokenHttp(open_web(url, None), Breaker(time.monotonic)))
        client = system.opened(http, clock, journal, key)
        made = Office(kind, client, journal, errands, http)
        offices.append((made, store))
        return made

    async with on_a_port(shop.served()) as base:
        url = base.removesuffix("/external/v1") + system.path
        try:
            yield Elsewhere(kind, system, shop, url, other, events)
        finally:
            for office_, store in offices:
                await office_.journal.aclose()
                await office_.client.aclose()
                await store.close()
    await shop.desk.close()
    await shop.store.close()
