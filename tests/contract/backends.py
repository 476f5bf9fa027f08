"""Every backend there is, as the contract's tests are run over each of them.

Another implementation joins by one more entry in `BACKENDS`: a context that gives the backend
under test over a desk whose store and clock the tests hold. What it has no word for stands in its
entry with the reason; tests that need that are not run over it.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest

from kiosk.apis.clients import open_client
from kiosk.apis.merchant.faces import place_number
from kiosk.apis.native.client import NativeClient
from kiosk.apis.together.names import Names
from kiosk.apis.together.together import Together
from kiosk.apis.unoffered import Unoffered
from kiosk.desk.desk import Desk
from kiosk.domain.branch import Branch, BranchId, Group, GroupId, ServiceId
from kiosk.domain.customer import CustomerId
from kiosk.domain.ports import Backend
from kiosk.domain.storing import Store
from kiosk.server.gate import OWNER
from kiosk.store.memory import MemoryStore
from kiosk.store.sqlite import SqliteStore
from tests.apis.merchant.over_own_routes import over_own_routes as merchant_there
from tests.apis.optimo.over_own_routes import over_own_routes as optimo_there
from tests.apis.serving import served
from tests.apis.shop import Shop
from tests.apis.skiplino.over_own_routes import QUICK
from tests.apis.skiplino.over_own_routes import over_own_routes as skiplino_there
from tests.contract.renamed import Renamed
from tests.desk.hands import Draw, StoppedClock, desk_over

PATIENT = replace(QUICK, budget=60.0, post=30.0)
"""Looks as soon, and has time for sixty-four at once on a machine that is busy otherwise."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A backend under test, the desk behind it (perhaps the same), and the desk's clock and store.

    `actor` is whom event rows name when the server decides that; else it is who was passed.
    """

    backend: Backend
    desk: Desk
    clock: StoppedClock
    store: Store
    actor: str | None = None
    phones: Iterable[int] = field(default_factory=lambda: count(1_000_000))

    async def visitor(self) -> CustomerId | None:
        """Somebody new, where a time is for nobody without a name; else nobody."""
        if not self.backend.capabilities.wants_name:
            return None
        number = next(iter(self.phones))
        return (await self.backend.identify(f"+3630{number}", "Ada Lovelace")).id


@asynccontextmanager
async def desk_in_memory(
    place: Path, clock: StoppedClock, *branches: Branch
) -> AsyncIterator[Trial]:
    store = MemoryStore()
    desk = await _loaded(desk_over(store, clock), branches)
    yield Trial(desk, desk, clock, store)
    await desk.close()
    await store.close()


@asynccontextmanager
async def desk_in_sqlite(
    place: Path, clock: StoppedClock, *branches: Branch
) -> AsyncIterator[Trial]:
    store = SqliteStore.open(place / "queue.db")
    desk = await _loaded(desk_over(store, clock), branches)
    yield Trial(desk, desk, clock, store)
    await desk.close()
    await store.close()


@asynccontextmanager
async def native_client(
    place: Path, clock: StoppedClock, *branches: Branch
) -> AsyncIterator[Trial]:
    """A desk behind our own dialect, on a Unix socket, asked as its owner."""
    shop = Shop(clock=clock)
    await _loaded(shop.desk, branches)
    async with served(shop.served(owner=True)) as socket:
        client = NativeClient(open_client(socket=socket))
        yield Trial(client, shop.desk, clock, shop.store, OWNER.name)
        await client.aclose()
        shop.gate.closing.set()
    await shop.desk.close()
    await shop.store.close()


@asynccontextmanager
async def together(
    place: Path, clock: StoppedClock, *branches: Branch
) -> AsyncIterator[Trial]:
    """A desk beside another system, which offers nothing."""
    store = MemoryStore()
    desk = await _loaded(desk_over(store, clock), branches)
    yield Trial(Together(desk, Unoffered(), "merchant"), desk, clock, store)
    await desk.close()
    await store.close()


@asynccontextmanager
async def skiplino(
    place: Path, clock: StoppedClock, *branches: Branch, **habits: Any
) -> AsyncIterator[Trial]:
    """Skiplino's dialect on a port of loopback, with a secret key."""
    (branch,) = branches
    async with skiplino_there(
        _listed(branch), clock=clock, limits=PATIENT, **habits
    ) as there:
        yield Trial(there.client, there.desk, clock, there.shop.store)


@asynccontextmanager
async def merchant(
    place: Path, clock: StoppedClock, *branches: Branch, **habits: Any
) -> AsyncIterator[Trial]:
    """The merchant's dialect on a Unix socket, asked as its staff. Its ids are numbers."""
    (branch,) = branches
    async with merchant_there(
        _listed(branch), clock=clock, limits=PATIENT, **habits
    ) as there:
        client = Renamed(there.client, _numbers(branch))
        yield Trial(client, there.desk, clock, there.shop.store)


@asynccontextmanager
async def optimo(
    place: Path, clock: StoppedClock, *branches: Branch, **habits: Any
) -> AsyncIterator[Trial]:
    """OptimoCMS's dialect on a port of loopback; the branch stands in the client's settings."""
    (branch,) = branches
    async with optimo_there(branch, clock=clock, limits=PATIENT, **habits) as there:
        yield Trial(there.client, there.desk, clock, there.shop.store)


_THERE: Final[Mapping[str, Callable[..., AbstractAsyncContextManager[Any]]]] = {
    "skiplino": skiplino_there,
    "merchant": merchant_there,
    "optimo": optimo_there,
}


@asynccontextmanager
async def beside(
    system: str, place: Path, clock: StoppedClock, *branches: Branch
) -> AsyncIterator[Trial]:
    """Our queue with that system's bookings, both with the same branch."""
    (branch,) = branches
    async with _THERE[system](_listed(branch), clock=clock, limits=PATIENT) as there:
        store = there.errands._store  # one for queue and errands, as in a server
        queue = await _loaded(desk_over(store, clock, Draw(7_000)), [_listed(branch)])
        names = _numbers(branch) if system == "merchant" else Names()
        backend = Together(queue, there.client, system, names)
        yield Trial(backend, queue, clock, store)
        await queue.close()


async def _loaded(desk: Desk, branches: Iterable[Branch]) -> Desk:
    for branch in branches:
        await desk.load(branch)
    return desk


def _listed(branch: Branch) -> Branch:
    """The branch with every service in a group: a catalogue is a list of groups."""
    grouped = {service for group in branch.groups for service in group.services}
    others = tuple(one.id for one in branch.services if one.id not in grouped)
    if not others:
        return branch
    more = Group(GroupId("others0001"), {"en": "Others"}, others)
    return replace(branch, groups=(*branch.groups, more))


def _numbers(branch: Branch) -> Names:
    """A branch's and its services' numbers, as the merchant's dialect has them."""
    services = {one.id: ServiceId(str(place_number(one.id))) for one in branch.services}
    return Names({branch.id: BranchId(str(place_number(branch.id)))}, services)


# what each of them has

Opener = Callable[..., AbstractAsyncContextManager[Trial]]

FACTS: Final = {
    "walkin": "a number is given at once",
    "call": "counters call",
    "serving": "staff do things to tickets",
    "appointments": "times are booked",
    "hold": "a time is kept for somebody who is still typing",
    "check_in": "somebody with a time says that they are here",
    "sessions": "sessions are planned, joined and led",
    "series": "the same again and again, by a rule",
    "own queue": "the queue is not one that is run already as another entry",
    "described": "a branch is described anew and that shows at once",
    "numbers": "an appointment has a number of the branch's range",
    "one id": "a moved appointment is the same row",
    "history": "what was done to a ticket can be read",
    "codes": "an eight-digit code finds a ticket",
    "phones": "a phone number finds its customer's tickets",
    "verdicts": "times that can't be had are listed, with the reason",
    "grid": "a time that never was one is told from one that is taken",
    "horizon": "a day beyond the horizon is told from a full one",
    "untimed": "a service without times is told from one that there is not",
    "limits": "one appointment too many is told as such",
    "moves": "so is one move too many",
    "fingerprints": "a key that comes with another wish is refused",
    "replays": "the second answer to a key says that it is one",
    "details": "what is noted about a customer is kept as it was told",
    "people": "customers are listed in pages",
    "groups": "a service is asked for in one of the branch's groups",
    "estimates": "a wait is between two figures, reckoned here",
    "cancelled once": "what is cancelled already is refused",
    "actors": "who does something is whoever the caller says",
}
"""What a test may need. The first eight are flags of `Capabilities`."""

_NO_QUEUE: Final = "they have bookings alone"
_NOT_THERE: Final = "no operation of theirs is about it"
_CATALOGUE: Final = "a catalogue is read again after a while only"
_FREE_ONLY: Final = "they tell the times that are free and no others"
ONE_QUEUE: Final = "its queue is a desk, whose tests are run over it elsewhere"

_CLIENT: Final = {
    "call": _NOT_THERE,
    "serving": _NOT_THERE,
    "hold": _NOT_THERE,
    "check_in": _NOT_THERE,
    "sessions": _NOT_THERE,
    "series": _NOT_THERE,
    "own queue": "its queue is theirs",
    "described": _CATALOGUE,
    "history": _NOT_THERE,
    "codes": "codes are our paper's",
    **dict.fromkeys(
        ("limits", "moves"), "a refusal there has no reason that programs can read"
    ),
    "fingerprints": "keys are ours: the journal gives what was booked with one",
    "details": "they keep what they have a field for",
}

_TOLD: Final = {
    "verdicts": _FREE_ONLY,
    "grid": _FREE_ONLY,
    "horizon": _FREE_ONLY,
}

_SKIPLINO: Final = _TOLD | {
    "replays": "its answer is the ticket as it is there by now",
    "estimates": "they tell one figure",
    "cancelled once": "a second cancel is fine there",
}

_UNTIMED: Final = "its pages show what is booked for a time and nothing else"
_MERCHANT: Final = _TOLD | {"untimed": _UNTIMED}

_BESIDE: Final = {
    key: _CLIENT[key] for key in ("hold", "described", "moves", "fingerprints")
} | dict.fromkeys(("own queue", "sessions", "series", "details", "people"), ONE_QUEUE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A backend: how it is opened, and what it `lacks` of `FACTS`, with the reason."""

    open: Opener
    lacks: Mapping[str, str] = field(default_factory=dict)

    def has(self, needs: Iterable[str]) -> bool:
        return not self.lacks.keys() & set(needs)


BACKENDS: dict[str, Entry] = {
    "desk, memory": Entry(desk_in_memory),
    "desk, sqlite": Entry(desk_in_sqlite),
    "native client": Entry(
        native_client, {"actors": "a server knows by itself who is signed in"}
    ),
    "together": Entry(
        together,
        {
            "appointments": "that other system offers nothing",
            "sessions": ONE_QUEUE,
            "series": ONE_QUEUE,
            "hold": "as appointments",
            "check_in": "as appointments",
            "details": ONE_QUEUE,
            "people": ONE_QUEUE,
        },
    ),
    "skiplino client": Entry(skiplino, _CLIENT | _SKIPLINO),
    "merchant client": Entry(
        merchant,
        _CLIENT
        | _MERCHANT
        | {
            "walkin": _NO_QUEUE,
            "numbers": _NO_QUEUE,
            "phones": "their calendar is by day, not by customer",
        },
    ),
    "optimo client": Entry(
        optimo,
        _CLIENT
        | {
            "walkin": _NO_QUEUE,
            "numbers": _NO_QUEUE,
            "one id": "what moves is another booking there",
            "people": _NOT_THERE,
            "phones": "nobody there can be searched for",
        },
    ),
    "beside skiplino": Entry(
        partial(beside, "skiplino"),
        _BESIDE
        | _TOLD
        | {
            "groups": "a group of ours is not asked for there",
            "estimates": "the wait of a new number is theirs, one figure",
        },
    ),
    "beside merchant": Entry(partial(beside, "merchant"), _BESIDE | _MERCHANT),
    "beside optimo": Entry(partial(beside, "optimo"), _BESIDE),
}
"""The merchant's series and sessions are others than ours (one date at a time; one account, one
place), so they have tests of their own: tests/apis/merchant/test_client_series.py and
test_client_over_routes.py."""


def needs(*facts: str) -> pytest.MarkDecorator:
    """What a test, a parameter of one or a whole file needs; each of `FACTS`."""
    unknown = set(facts) - FACTS.keys()
    assert not unknown, unknown
    return pytest.mark.needs(*facts)


def opened(
    name: str, place: Path, clock: StoppedClock, *branches: Branch
) -> AbstractAsyncContextManager[Trial]:
    """The backend of that name, with these branches loaded."""
    return BACKENDS[name].open(place, clock, *branches)
