"""Calendar feeds: made once, shown once, kept as a digest, and taken away at any time."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from kiosk.domain.access import Role
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ports import Clock
from kiosk.domain.stored_feeds import Feed
from kiosk.domain.storing import Store
from kiosk.errors import BadInput, NotFound
from kiosk.server.answers import ERRORS, checked
from kiosk.server.gate import ServerGate
from kiosk.server.keyring import digest
from kiosk.text import clean

_OWNER: Final = frozenset({Role.OWNER})
_NAME_CELLS: Final = 60


class Feeds:
    """All feeds of a server. Changes go through the store."""

    def __init__(self, store: Store, clock: Clock, new_id: Callable[[], str]) -> None:
        """`new_id` gives ten characters nobody had before."""
        self._store, self._clock, self._new_id = store, clock, new_id

    def feed(self, secret: str) -> Feed | None:
        """The feed a secret opens; None when there is none, or it was revoked.

        It is looked for by digest: how long that takes tells nothing of the secrets there are.
        """
        found = self._store.read(lambda view: view.feed(digest(secret)))
        return None if found is None or found.revoked_at else found

    def listed(self) -> Sequence[Feed]:
        """All feeds, revoked ones too, oldest first."""
        return self._store.read(lambda view: view.feeds())

    async def new(
        self, name: str, branch: BranchId, service: ServiceId | None
    ) -> tuple[Feed, str]:
        """A new feed and its secret, which is not kept. BadInput ("name", "branch", "service")."""
        label = clean(name, _NAME_CELLS)
        if not label:
            raise BadInput(detail="a feed needs a name", fields={"name": "is empty"})
        self._check(branch, service)
        secret = secrets.token_urlsafe(32)
        feed = Feed(
            id=self._new_id(),
            digest=digest(secret),
            name=label,
            branch=branch,
            service=service,
            created_at=self._clock.now(),
        )
        await self._store.write(lambda tx: tx.save_feed(feed))
        return feed, secret

    async def revoke(self, feed_id: str) -> Feed:
        """Show nothing under a feed's address from now on; again is harmless. NotFound."""
        found = next((feed for feed in self.listed() if feed.id == feed_id), None)
        if found is None:
            raise NotFound(detail="no such feed")
        gone = replace(found, revoked_at=found.revoked_at or self._clock.now())
        await self._store.write(lambda tx: tx.save_feed(gone))
        return gone

    def _check(self, branch: BranchId, service: ServiceId | None) -> None:
        known = self._store.read(lambda view: {one.id: one for one in view.branches()})
        here = known.get(branch)
        if here is None:
            there = ", ".join(sorted(known)) or "none"
            raise BadInput(
                detail="no such branch", fields={"branch": f"there are: {there}"}
            )
        if service is not None and here.service(service) is None:
            there = ", ".join(one.id for one in here.services)
            raise BadInput(
                detail="no such service", fields={"service": f"there are: {there}"}
            )


class NewFeed(BaseModel):
    """What a feed shows."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(min_length=1, max_length=200)]
    """Who subscribes to it, for lists."""
    branch: Annotated[str, Field(max_length=128)]
    """The branch."""
    service: Annotated[str | None, Field(max_length=128)] = None
    """The only service in it; none: all."""


def feed_routes(gate: ServerGate, feeds: Feeds) -> APIRouter:
    """`/native/v1/feeds`: for the machine's owner."""
    router = APIRouter(prefix="/native/v1", tags=["server"])
    body = {
        "content": {"application/json": {"schema": NewFeed.model_json_schema()}},
        "required": True,
    }

    @router.post(
        "/feeds", status_code=201, responses=ERRORS, openapi_extra={"requestBody": body}
    )
    async def new_feed(request: Request) -> dict[str, Any]:
        """Make a feed; its address is in this answer and nowhere else."""
        gate.admit(request, _OWNER)
        wanted = checked(NewFeed, await request.body())
        service = ServiceId(wanted.service) if wanted.service else None
        feed, secret = await feeds.new(wanted.name, BranchId(wanted.branch), service)
        return {**_shown(feed), "path": f"/feeds/{secret}.ics"}

    @router.get("/feeds", responses=ERRORS)
    async def list_feeds(request: Request) -> dict[str, Any]:
        """All feeds without their addresses, oldest first."""
        gate.admit(request, _OWNER)
        return {"feeds": [_shown(feed) for feed in feeds.listed()]}

    @router.delete("/feeds/{feed_id}", responses=ERRORS)
    async def revoke_feed(request: Request, feed_id: str) -> dict[str, Any]:
        """Revoke a feed; a second time changes nothing."""
        gate.admit(request, _OWNER)
        return _shown(await feeds.revoke(feed_id))

    return router


def _shown(feed: Feed) -> dict[str, Any]:
    return {
        "id": feed.id,
        "name": feed.name,
        "branch": feed.branch,
        "service": feed.service,
        "created_at": feed.created_at.isoformat(),
        "revoked_at": feed.revoked_at.isoformat() if feed.revoked_at else None,
    }
