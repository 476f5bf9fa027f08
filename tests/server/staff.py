"""Operators with their PINs, over a store of one branch, in a time that a test moves."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from kiosk.domain.access import Caller, Operator, Role
from kiosk.domain.branch import BranchId
from kiosk.domain.operators import NewOperator, SignedIn
from kiosk.domain.storing import Store
from kiosk.server.operators import Operators
from kiosk.server.pins import Pins
from kiosk.store.memory import MemoryStore
from tests.contract.shop import MAIN, NOON, branch

OWNER = Caller("owner", "owner", Role.OWNER)
DESK = Caller("key1", "counter PC", Role.STAFF)
OTHER = BranchId("otherone01")

PIN = "2580"
WRONG = "1379"


class CountedPins(Pins):
    """Real hashes, cheap ones, and how many PINs were looked at."""

    def __init__(self) -> None:
        super().__init__(memory_kib=8, passes=1)
        self.checked = 0

    async def matches(self, pin: str, pin_hash: str | None) -> bool:
        """Count it."""
        self.checked += 1
        return await super().matches(pin, pin_hash)


@dataclass
class Staff:
    """The operators of two branches. `restart` is what a new process would find."""

    store: Store = field(default_factory=MemoryStore)
    pins: CountedPins = field(default_factory=CountedPins)
    time: datetime = NOON

    def __post_init__(self) -> None:
        ids = count()
        self._new_id = lambda: f"person{next(ids):04}"
        self._offset = 0.0

    def now(self) -> datetime:
        return self.time

    def seconds(self) -> float:
        return (self.time - NOON).total_seconds() + self._offset

    def passes(self, seconds: float) -> None:
        """Time goes by, on the wall and by the monotonic clock."""
        self.time += timedelta(seconds=seconds)

    async def open(self) -> "Staff":
        """Ana, a supervisor anywhere, and Ben, at the main branch."""
        for name in (MAIN, OTHER):
            await self.store.write(lambda tx, n=name: tx.save_branch(branch(id=n)))  # type: ignore[misc]
        self.restart()
        self.ana = await self.add("Ana", Role.SUPERVISOR)
        self.ben = await self.add("Ben", Role.STAFF, MAIN)
        return self

    def restart(self, *, booted: float = 0.0) -> None:
        """A new process over the same store; its monotonic clock begins elsewhere."""
        self._offset += booted
        self.operators = Operators(
            self.store, self, self.seconds, self._new_id, self.pins
        )

    async def add(
        self, name: str, role: Role, only: BranchId | None = None, pin: str = PIN
    ) -> Operator:
        """Somebody new."""
        wanted = NewOperator(name, role, pin, only)
        return await self.operators.add(OWNER, wanted)

    async def sign_in(
        self, who: Operator, pin: str = PIN, *, key: Caller = DESK
    ) -> SignedIn:
        """Somebody types a PIN at the main branch."""
        return await self.operators.sign_in(key, MAIN, who.id, pin)
