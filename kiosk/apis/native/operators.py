"""Operators over our own dialect: signing in, and who looks after them.

A PIN travels in a body, a token in a header: paths and queries are logged on the way. What is
needed for that alone is loaded with the first call: a customer's kiosk never makes one.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from msgspec import json

from kiosk.apis.heard import Told
from kiosk.apis.native import wire_operators as wire
from kiosk.apis.native.calls import Calls, path, unusable
from kiosk.domain.branch import BranchId, StaffId
from kiosk.errors import BadInput

if TYPE_CHECKING:
    from kiosk.domain.access import Operator
    from kiosk.domain.operators import (
        Colleague,
        Listed,
        NewOperator,
        OperatorChange,
        SignedIn,
    )

M = TypeVar("M", bound=Told)
T = TypeVar("T")


class OperatorCalls:
    """What `kiosk.domain.operators.Operators` does, asked of a server. Nothing is asked twice but
    lists. Errors are the same, and those of a call."""

    _calls: Calls

    @property
    def operator(self) -> str | None:
        """The token of who signed in, which goes with every call; None: the key alone."""
        return self._calls.operator

    @operator.setter
    def operator(self, token: str | None) -> None:
        self._calls.operator = token

    async def sign_in(
        self, branch: BranchId, operator: StaffId, pin: str
    ) -> "SignedIn":
        """Let somebody in, whoever was before. All further calls of this client are theirs."""
        from kiosk.apis.native import translate_operators as translate

        asked = {"branch": branch, "operator": operator, "pin": pin}
        said = await self._calls.change(
            "POST", path("sign-in"), json.encode(asked), wire.SignedIn
        )
        signed = _read(translate.signed_in_from_wire, said, changes=True)
        self._calls.operator = signed.token
        return signed

    async def sign_out(self) -> None:
        """From now on this client's calls are its key's own, whatever the server answers."""
        try:
            if self._calls.operator:
                await self._calls.tell("POST", path("sign-out"))
        finally:
            self._calls.operator = None

    async def operators(self, branch: BranchId) -> "Sequence[Colleague]":
        """Who may sign in at a branch, by name. NotFound."""
        from kiosk.apis.native import translate_operators as translate

        where = path("branches", branch, "operators")
        said = await self._calls.read(where, wire.Colleagues)
        return [_read(translate.colleague_from_wire, one) for one in said.operators]

    async def all_operators(self) -> "Sequence[Listed]":
        """Everybody a supervisor looks after, in order of coming."""
        from kiosk.apis.native import translate_operators as translate

        said = await self._calls.read(path("operators"), wire.Operators)
        return [_read(translate.listed_from_wire, one) for one in said.operators]

    async def add_operator(self, wanted: "NewOperator") -> "Operator":
        """Somebody new."""
        from kiosk.apis.native import translate_operators as translate

        asked = {
            "name": wanted.name,
            "role": wanted.role,
            "pin": wanted.pin,
            "branch": wanted.branch,
            "may_choose": wanted.may_choose,
        }
        said = await self._calls.change(
            "POST", path("operators"), json.encode(asked), wire.Operator
        )
        return _read(translate.operator_from_wire, said, changes=True)

    async def change_operator(
        self, operator: StaffId, change: "OperatorChange"
    ) -> "Listed":
        """Change somebody. NotFound."""
        from kiosk.apis.native import translate_operators as translate

        asked = {
            "name": change.name,
            "role": change.role,
            "branch": change.branch,
            "may_choose": change.may_choose,
            "pin": change.pin,
            "unlock": change.unlock,
        }
        said = await self._calls.change(
            "PATCH",
            path("operators", operator),
            json.encode(asked),
            wire.ListedOperator,
        )
        return _read(translate.listed_from_wire, said, changes=True)

    async def remove_operator(self, operator: StaffId) -> None:
        """Sign somebody out everywhere, for good. NotFound."""
        await self._calls.tell("DELETE", path("operators", operator))


def _read(translated: Callable[[M], T], said: M, *, changes: bool = False) -> T:
    try:
        return translated(said)
    except BadInput as error:
        raise unusable(changes, "answered with an unknown role") from error
