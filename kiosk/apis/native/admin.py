"""What the machine's owner asks a server of ours beyond the queue: branches, keys, leases."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from msgspec import field, to_builtins

from kiosk.apis.heard import Told, heard, said
from kiosk.apis.native.calls import path
from kiosk.apis.native.client import NativeClient
from kiosk.apis.native.translate_branch import branch_to_wire
from kiosk.apis.native.translate_state import state_from_wire
from kiosk.apis.native.wire_branch import BranchState as StateOnWire
from kiosk.domain.branch import Branch, BranchState
from kiosk.errors import BadInput, Reason, Unavailable
from kiosk.text import clean

_SENTENCE: Final = 400
"""Characters of what a server says of itself."""


class _NewKey(Told, frozen=True, kw_only=True):
    id: str
    key: str
    role: str
    name: str


class _Key(Told, frozen=True, kw_only=True):
    id: str
    role: str
    name: str
    prefix: str
    branch: str | None = None
    created_at: str
    revoked_at: str | None = None


class _Keys(Told, frozen=True, kw_only=True):
    keys: list[_Key]


class _Check(Told, frozen=True, kw_only=True):
    ok: bool
    detail: str


class _Readiness(Told, frozen=True, kw_only=True):
    checks: dict[str, _Check] = field(default_factory=dict)
    worries: list[str] = field(default_factory=list)


class _Feed(Told, frozen=True, kw_only=True):
    id: str
    name: str
    branch: str
    service: str | None = None
    created_at: str
    revoked_at: str | None = None


class _NewFeed(_Feed, frozen=True, kw_only=True):
    path: str


class _Feeds(Told, frozen=True, kw_only=True):
    feeds: list[_Feed]


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a server says of itself: its checks that fail, by name, and sentences to look into.

    Both are empty for who may not see them.
    """

    bad: Mapping[str, str]
    worries: Sequence[str]


class NativeAdmin(NativeClient):
    """The queue, and the server around it."""

    async def load_branch(self, branch: Branch) -> BranchState:
        """Give the server a description; it holds from now on. BadInput."""
        body = said(branch_to_wire(branch))
        where = path("branches", branch.id)
        return state_from_wire(
            await self._calls.change("PUT", where, body, StateOnWire)
        )

    async def new_key(
        self, *, role: str, name: str, branch: str | None = None
    ) -> dict[str, Any]:
        """Make a key: `id`, `key` (the secret, told this once), `role`, `name`."""
        body = json.dumps({"role": role, "name": name, "branch": branch}).encode()
        made = await self._calls.change("POST", path("keys"), body, _NewKey)
        return _cleaned(made)

    async def keys(self) -> list[dict[str, Any]]:
        """All keys, oldest first: `id`, `role`, `name`, `prefix`, `branch`, and two times."""
        told = await self._calls.read(path("keys"), _Keys)
        return [_cleaned(key) for key in told.keys]

    async def revoke_key(self, key_id: str) -> None:
        """Make a key worthless. NotFound."""
        await self._calls.change("DELETE", path("keys", key_id), None, _Key)

    async def new_feed(
        self, *, name: str, branch: str, service: str | None = None
    ) -> dict[str, Any]:
        """Make a calendar feed; `path` is its address on the server, told this once."""
        wanted = {"name": name, "branch": branch, "service": service}
        body = json.dumps(wanted).encode()
        return _cleaned(await self._calls.change("POST", path("feeds"), body, _NewFeed))

    async def feeds(self) -> list[dict[str, Any]]:
        """All calendar feeds, oldest first, without their addresses."""
        told = await self._calls.read(path("feeds"), _Feeds)
        return [_cleaned(feed) for feed in told.feeds]

    async def revoke_feed(self, feed_id: str) -> None:
        """Take a feed away. NotFound."""
        await self._calls.change("DELETE", path("feeds", feed_id), None, _Feed)

    async def readiness(self) -> Readiness:
        """Whether a number given now would be kept, and what deserves a look. Unavailable."""
        answer = await self._calls.http.ask("GET", "/readyz", changes=False)
        try:
            told = heard(_Readiness, answer.body)
        except BadInput as error:
            detail = f"/readyz answered {answer.status}"
            raise Unavailable(Reason.UPSTREAM, detail=detail) from error
        return Readiness(
            bad={
                clean(name): clean(check.detail, _SENTENCE)
                for name, check in told.checks.items()
                if not check.ok
            },
            worries=tuple(clean(worry, _SENTENCE) for worry in told.worries),
        )

    async def hello(self, client: str) -> None:
        """A client is here; to be said again every 20 s while it stays."""
        await self._calls.tell("PUT", path("clients", client))

    async def goodbye(self, client: str) -> None:
        """A client leaves."""
        await self._calls.tell("DELETE", path("clients", client))


def _cleaned(told: Told) -> dict[str, Any]:
    return {
        name: clean(value) if isinstance(value, str) else value
        for name, value in to_builtins(told).items()
    }
