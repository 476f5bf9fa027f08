"""Who may sign in: added, changed and removed by supervisors, each within their reach."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from kiosk.domain.access import Caller, Operator, Role
from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.operators import (
    LONGEST_NAME,
    Colleague,
    Listed,
    NewOperator,
    OperatorChange,
    pin_problem,
)
from kiosk.domain.ports import Clock
from kiosk.domain.stored_operators import StoredOperator
from kiosk.domain.storing import Store, Writing
from kiosk.errors import BadInput, Denied, NotFound, Reason
from kiosk.server.pins import Pins, Tries
from kiosk.server.sessions import Sessions
from kiosk.text import cells, clean

_ROLES: Final = (Role.STAFF, Role.SUPERVISOR)


class Roster:
    """All operators, indexed in memory. Changes go through the store first."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        monotonic: Callable[[], float],
        new_id: Callable[[], str],
        pins: Pins,
    ) -> None:
        """Reads the operators and sessions there are. `monotonic` gives seconds."""
        self._store, self._clock, self._monotonic = store, clock, monotonic
        self._new_id, self._pins = new_id, pins
        self._sessions = Sessions(store, clock)
        self._known = self._read()
        now, seconds = clock.now(), monotonic()
        self._tries = {
            one.operator.id: Tries.remembered(one.failures, one.failed_at, now, seconds)
            for one in self._known.values()
        }

    def _read(self) -> dict[StaffId, StoredOperator]:
        found = self._store.read(lambda view: view.operators())
        return {stored.operator.id: stored for stored in found}

    def _reread(self) -> None:
        self._known = self._read()
        self._sessions.read()

    def here(self, branch: BranchId) -> Sequence[Colleague]:
        """Who may sign in at a branch, by name."""
        self._check_branch(branch)
        found = [stored.operator for stored in self._known.values()]
        here = [one for one in found if one.branch in (None, branch)]
        here.sort(key=lambda one: one.name.casefold())
        return [Colleague(one.id, one.name, one.role) for one in here]

    def listed(self, caller: Caller) -> Sequence[Listed]:
        """All operators the caller may see, in order of coming."""
        return [
            self._listed(stored)
            for stored in self._known.values()
            if caller.branch is None or stored.operator.branch in (None, caller.branch)
        ]

    def _listed(self, stored: StoredOperator) -> Listed:
        return Listed(stored.operator, self._tries[stored.operator.id].locked)

    async def add(self, caller: Caller, wanted: NewOperator) -> Operator:
        """Somebody new; the first one of all is a supervisor."""
        self._check_described(wanted.branch)
        _check_reach(caller, wanted.branch)
        operator = Operator(
            StaffId(self._new_id()),
            _name(wanted.name),
            _role(wanted.role),
            wanted.branch,
            wanted.may_choose,
        )
        pin_hash = await self._pins.hashed(_pin(wanted.pin))
        new = StoredOperator(operator, pin_hash, self._clock.now())

        def add(tx: Writing) -> None:
            there = tx.operators()
            if not there and operator.role is not Role.SUPERVISOR:
                raise _wrong(role="the first operator must be a supervisor")
            _check_free(operator, there)
            tx.save_operator(new)

        await self._store.write(add)
        self._tries[operator.id] = Tries()
        self._reread()
        return operator

    async def change(
        self, caller: Caller, operator: StaffId, change: OperatorChange
    ) -> Listed:
        """Change somebody; one who is just signing in is waited for."""
        self._found(caller, operator)
        pin_hash = None
        if change.pin is not None:
            pin_hash = await self._pins.hashed(_pin(change.pin))
            self._found(caller, operator)
        tries = self._tries[operator]
        async with tries.lock:
            before = self._found(caller, operator)
            changed = self._changed(before.operator, change)
            _check_reach(caller, changed.branch)

            def save(tx: Writing) -> None:
                _check_free(changed, tx.operators())
                _save(tx, changed, pin_hash, unlock=change.unlock)

            await self._store.write(save)
            if pin_hash or change.unlock:
                tries.clear()
            self._reread()
            return self._listed(self._known[operator])

    def _changed(self, operator: Operator, change: OperatorChange) -> Operator:
        branch = operator.branch
        if change.branch is not None:
            branch = BranchId(change.branch) if change.branch else None
            self._check_described(branch)
        return replace(
            operator,
            name=operator.name if change.name is None else _name(change.name),
            role=operator.role if change.role is None else _role(change.role),
            branch=branch,
            may_choose=(
                operator.may_choose if change.may_choose is None else change.may_choose
            ),
        )

    async def remove(self, caller: Caller, operator: StaffId) -> None:
        """Sign somebody out everywhere, for good."""
        self._found(caller, operator)
        async with self._tries[operator].lock:
            await self._store.write(lambda tx: tx.drop_operator(operator))
            self._reread()
            self._tries.pop(operator, None)

    def _found(self, caller: Caller, operator: StaffId) -> StoredOperator:
        found = self._known.get(operator)
        if found is None:
            raise NotFound(detail="no such operator")
        _check_reach(caller, found.operator.branch)
        return found

    def _branches(self) -> Sequence[BranchId]:
        return self._store.read(lambda view: [one.id for one in view.branches()])

    def _check_branch(self, branch: BranchId) -> None:
        if branch not in self._branches():
            raise NotFound(detail="no such branch")

    def _check_described(self, branch: BranchId | None) -> None:
        """The same of a branch in a body."""
        there = self._branches()
        if branch is not None and branch not in there:
            raise _wrong(branch=f"there are: {', '.join(sorted(there)) or 'none'}")


def _save(
    tx: Writing, operator: Operator, pin_hash: str | None, *, unlock: bool
) -> None:
    stored = tx.operator(operator.id)
    if stored is None:
        raise NotFound(detail="no such operator")
    if pin_hash:
        stored = replace(stored, pin_hash=pin_hash)
        tx.drop_sessions_of(operator.id)
    if pin_hash or unlock:
        stored = replace(stored, failures=0, failed_at=None)
    tx.save_operator(replace(stored, operator=operator))


def _check_reach(caller: Caller, branch: BranchId | None) -> None:
    """Who looks after one branch has no say over who works in others as well."""
    if caller.branch not in (None, branch):
        raise Denied(Reason.FORBIDDEN, detail=f"only for operators of {caller.branch}")


def _check_free(operator: Operator, there: Sequence[StoredOperator]) -> None:
    folded = operator.name.casefold()
    for other in there:
        if (
            other.operator.id != operator.id
            and folded == other.operator.name.casefold()
        ):
            raise _wrong(name="another operator has it")


def _name(given: str) -> str:
    name = clean(given, 2 * LONGEST_NAME)
    if not name:
        raise _wrong(name="is empty")
    if cells(name) > LONGEST_NAME:
        raise _wrong(name=f"is longer than {LONGEST_NAME} letters")
    return name


def _role(role: Role) -> Role:
    if role not in _ROLES:
        raise _wrong(role="allowed: staff, supervisor")
    return role


def _pin(pin: str) -> str:
    problem = pin_problem(pin)
    if problem:
        raise _wrong(pin=problem)
    return pin


def _wrong(**problems: str) -> BadInput:
    """By member."""
    return BadInput(detail="not a possible operator", fields=problems)
