"""Operators on the wire of our own dialect."""

from kiosk.apis.heard import Id, Told


class Operator(Told, frozen=True, kw_only=True):
    """Somebody who serves: `role` staff or supervisor, `branch` null is any."""

    id: Id
    name: str
    role: str
    branch: Id | None = None
    may_choose: bool = False


class ListedOperator(Operator, frozen=True, kw_only=True):
    """The same, for who looks after them: `locked` by wrong PINs until a supervisor helps."""

    locked: bool = False


class Operators(Told, frozen=True, kw_only=True):
    """All operators, in order of coming."""

    operators: list[ListedOperator]


class Colleague(Told, frozen=True, kw_only=True):
    """A name to choose when signing in."""

    id: Id
    name: str
    role: str


class Colleagues(Told, frozen=True, kw_only=True):
    """Who may sign in at a branch, by name."""

    operators: list[Colleague]


class SignedIn(Told, frozen=True, kw_only=True):
    """A token for the header `X-Operator`, told this once, and who it stands for."""

    token: str
    operator: Operator
