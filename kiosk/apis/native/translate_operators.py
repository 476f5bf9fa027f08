"""Operators between our values and the wire."""

from kiosk.apis.native import wire_operators as wire
from kiosk.domain.access import Operator, Role
from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.operators import Colleague, Listed, SignedIn
from kiosk.errors import BadInput
from kiosk.text import clean

_CELLS = 80


def role_from_wire(word: str) -> Role:
    """A role by its name. BadInput; whether an operator may have it is not asked."""
    try:
        return Role(word)
    except ValueError as error:
        fields = {"role": "allowed: staff, supervisor"}
        raise BadInput(detail="no such role", fields=fields) from error


def operator_to_wire(operator: Operator) -> wire.Operator:
    """As it is."""
    return wire.Operator(
        id=operator.id,
        name=operator.name,
        role=operator.role,
        branch=operator.branch,
        may_choose=operator.may_choose,
    )


def operator_from_wire(said: wire.Operator) -> Operator:
    """Somebody another machine tells of. BadInput for a role that is none."""
    return Operator(
        id=StaffId(said.id),
        name=clean(said.name, _CELLS),
        role=role_from_wire(said.role),
        branch=None if said.branch is None else BranchId(said.branch),
        may_choose=said.may_choose,
    )


def listed_to_wire(listed: Listed) -> wire.ListedOperator:
    """As it is."""
    operator = listed.operator
    return wire.ListedOperator(
        id=operator.id,
        name=operator.name,
        role=operator.role,
        branch=operator.branch,
        may_choose=operator.may_choose,
        locked=listed.locked,
    )


def listed_from_wire(said: wire.ListedOperator) -> Listed:
    """Somebody in a list. BadInput."""
    return Listed(operator_from_wire(said), said.locked)


def colleague_to_wire(colleague: Colleague) -> wire.Colleague:
    """As it is."""
    return wire.Colleague(id=colleague.id, name=colleague.name, role=colleague.role)


def colleague_from_wire(said: wire.Colleague) -> Colleague:
    """A name to choose. BadInput."""
    name = clean(said.name, _CELLS)
    return Colleague(StaffId(said.id), name, role_from_wire(said.role))


def signed_in_from_wire(said: wire.SignedIn) -> SignedIn:
    """A token and its owner. BadInput."""
    return SignedIn(said.token, operator_from_wire(said.operator))
