"""Signing in: what an operator proves, what they get for it, and who looks after them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Protocol

from kiosk.domain.access import Caller, Operator, Role
from kiosk.domain.branch import BranchId, StaffId

LONGEST_NAME: Final = 40
"""Cells of an operator's name."""

LONGEST_PIN: Final = 12
_PIN: Final = re.compile(rf"[0-9]{{4,{LONGEST_PIN}}}")


def pin_problem(pin: str) -> str | None:
    """What is wrong with a new PIN, for who sets it; None when it may be used.

    4 to 12 digits, neither one digit over and over nor digits counted up or down.
    """
    if not _PIN.fullmatch(pin):
        return "must be 4 to 12 digits"
    digits = [int(digit) for digit in pin]
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        return "is too easy to guess"
    return None


@dataclass(frozen=True, slots=True)
class NewOperator:
    """Somebody to be let in. `branch` None: any."""

    name: str
    role: Role
    pin: str = field(repr=False)
    branch: BranchId | None = None
    may_choose: bool = False


@dataclass(frozen=True, slots=True)
class OperatorChange:
    """What is to be different; None leaves a thing as it is, `branch` "" is any branch.

    A new `pin` signs the operator out everywhere. It ends a lock, and so does `unlock`.
    """

    name: str | None = None
    role: Role | None = None
    branch: str | None = None
    may_choose: bool | None = None
    pin: str | None = field(default=None, repr=False)
    unlock: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """An operator, and whether wrong PINs locked them out until a supervisor helps."""

    operator: Operator
    locked: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """A name to choose when signing in."""

    id: StaffId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and the token that says so for the next 16 hours."""

    token: str = field(repr=False)
    operator: Operator


class Operators(Protocol):
    """Everybody who may sign in. A caller of one branch reaches that branch's operators only."""

    async def sign_in(
        self,
        caller: Caller,
        branch: BranchId,
        operator: StaffId,
        pin: str,
        former: str | None = None,
    ) -> SignedIn:
        """Let somebody in for who types their PIN; the token `former` ends with that.

        NotFound (branch). Denied PIN: wrong, or nobody has that id. TooBusy LOCKED: not before
        `retry_after`; not even looked at. Denied LOCKED: too many wrong ones, a supervisor
        helps. Denied FORBIDDEN: right, but works in another branch.
        """
        ...

    async def sign_out(self, caller: Caller, token: str) -> None:
        """End a token. One that is over, or another key's, is left as it is."""
        ...

    def here(self, branch: BranchId) -> Sequence[Colleague]:
        """Who may sign in at a branch, by name. NotFound."""
        ...

    def listed(self, caller: Caller) -> Sequence[Listed]:
        """All operators in order of coming."""
        ...

    async def add(self, caller: Caller, wanted: NewOperator) -> Operator:
        """Somebody new. BadInput ("name": empty, too long or taken; "role": neither staff nor
        supervisor, or the first is no supervisor; "branch"; "pin"); Denied FORBIDDEN."""
        ...

    async def change(
        self, caller: Caller, operator: StaffId, change: OperatorChange
    ) -> Listed:
        """Change somebody. NotFound; BadInput and Denied as `add`."""
        ...

    async def remove(self, caller: Caller, operator: StaffId) -> None:
        """Sign somebody out everywhere, for good. NotFound; Denied FORBIDDEN."""
        ...
