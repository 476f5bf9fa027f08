"""Who asks: roles, and the caller behind a request."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.customer import CustomerId


class Role(StrEnum):
    """What a key is for. The owner of the machine's own socket needs no key, and a customer who
    signed in has none."""

    KIOSK = "kiosk"
    STAFF = "staff"
    SUPERVISOR = "supervisor"
    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105  a role's name, not a secret
    OWNER = "owner"
    CUSTOMER = "customer"


NATIVE = frozenset({Role.KIOSK, Role.STAFF, Role.SUPERVISOR, Role.OWNER})
"""Roles that may use the native API at all."""

AT_COUNTERS = frozenset({Role.STAFF, Role.SUPERVISOR, Role.OWNER})
"""Roles that may call and finish."""

IN_CHARGE = frozenset({Role.SUPERVISOR, Role.OWNER})
"""Roles that may change a branch's description."""

DIALECTS = frozenset({Role.PUBLIC, Role.SECRET})
"""Roles that may use the dialects of other booking systems."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. `id` is the key's id, or "owner"; `branch` limits a key to one branch.

    With an `operator` signed in, `name` and `role` are theirs. A `customer` who signed in asks
    for themselves.
    """

    id: str
    name: str
    role: Role
    branch: BranchId | None = None
    operator: StaffId | None = None
    may_choose: bool = False
    customer: CustomerId | None = None


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody who serves: STAFF or SUPERVISOR, at one branch or (None) at any.

    `may_choose`: may call somebody out of turn; a supervisor always may. `name` is unique.
    """

    id: StaffId
    name: str
    role: Role
    branch: BranchId | None = None
    may_choose: bool = False
