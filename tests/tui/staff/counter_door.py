"""The door of a shop: real operators with real PINs, as a client would reach them."""

from collections.abc import Sequence
from itertools import count

from kiosk.domain.access import Caller, Role
from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.operators import Colleague, NewOperator, SignedIn
from kiosk.server.operators import Operators
from tests.server.staff import PIN, CountedPins
from tests.tui.staff.counter import Shop

CONSOLE = Caller("key1", "counter PC", Role.STAFF)
OWNER = Caller("owner", "owner", Role.OWNER)


class GuardedDoor:
    """Who signed in last is in."""

    def __init__(self, operators: Operators) -> None:
        self.operators_behind = operators
        self.token: str | None = None

    async def operators(self, branch: BranchId) -> Sequence[Colleague]:
        return self.operators_behind.here(branch)

    async def sign_in(self, branch: BranchId, operator: StaffId, pin: str) -> SignedIn:
        signed = await self.operators_behind.sign_in(
            CONSOLE, branch, operator, pin, self.token
        )
        self.token = signed.token
        return signed

    async def sign_out(self) -> None:
        if self.token:
            await self.operators_behind.sign_out(CONSOLE, self.token)
        self.token = None


async def guarded(shop: Shop) -> GuardedDoor:
    """Two people may come in: Ana, a supervisor, and Ben. Both have the PIN `PIN`."""
    await shop.desk.load(shop.branch)
    ids = count()
    operators = Operators(
        shop.store,
        shop.clock,
        lambda: shop.clock.now().timestamp(),
        lambda: f"person{next(ids):04}",
        CountedPins(),
    )
    for name, role in (("Ana", Role.SUPERVISOR), ("Ben", Role.STAFF)):
        await operators.add(OWNER, NewOperator(name, role, PIN))
    door = GuardedDoor(operators)
    shop.door = door
    return door
