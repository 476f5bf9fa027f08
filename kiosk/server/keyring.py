"""API keys: made once, shown once, kept as a digest, and looked up in memory."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from kiosk.domain.access import Caller, Role
from kiosk.domain.branch import BranchId
from kiosk.domain.ports import Clock
from kiosk.domain.storing import ApiKey, Store
from kiosk.errors import BadInput, NotFound
from kiosk.text import clean

PREFIXES: Final = {
    Role.PUBLIC: "pk_",
    Role.SECRET: "sk_",
    Role.KIOSK: "kk_",
    Role.STAFF: "st_",
    Role.SUPERVISOR: "sv_",
}
"""What a key of a role begins with, so that people see which one they hold."""

_SHOWN: Final = 8


def digest(secret: str) -> str:
    """SHA-256 in hex: a random 256-bit secret needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class KeyRing:
    """All keys, indexed by digest. Changes go through the store first."""

    def __init__(self, store: Store, clock: Clock, new_id: Callable[[], str]) -> None:
        """Reads the keys there are."""
        self._store, self._clock, self._new_id = store, clock, new_id
        self._callers: dict[str, Caller] = {}
        self._by_id: dict[str, Caller] = {}
        self._index(store.read(lambda tx: tx.api_keys()))

    def _index(self, keys: Sequence[ApiKey]) -> None:
        self._callers = {
            key.digest: Caller(key.id, key.name, Role(key.role), key.branch)
            for key in keys
            if key.revoked_at is None
        }
        self._by_id = {caller.id: caller for caller in self._callers.values()}

    def known(self, key_id: str) -> Caller | None:
        """Who holds the key of that id; None when unknown or revoked."""
        return self._by_id.get(key_id)

    def caller(self, secret: str) -> Caller | None:
        """Who holds this key; None when unknown or revoked.

        The look-up is by digest: its time tells nothing about the secrets there are.
        """
        return self._callers.get(digest(secret))

    def listed(self) -> Sequence[ApiKey]:
        """All keys, revoked ones too, oldest first."""
        return self._store.read(lambda tx: tx.api_keys())

    async def new(
        self, role: str, name: str, branch: BranchId | None
    ) -> tuple[ApiKey, str]:
        """A new key and its secret, which is not kept. BadInput for an unknown role or branch."""
        known = _role(role)
        prefix = PREFIXES.get(known) if known else None
        if prefix is None:
            allowed = ", ".join(PREFIXES)
            raise BadInput(
                detail="no such role", fields={"role": f"allowed: {allowed}"}
            )
        label = clean(name, 60)
        if not label:
            raise BadInput(detail="a key needs a name", fields={"name": "is empty"})
        here = self._store.read(lambda view: {one.id for one in view.branches()})
        if branch is not None and branch not in here:
            there = ", ".join(sorted(here)) or "none"
            fields = {"branch": f"there are: {there}"}
            raise BadInput(detail="no such branch", fields=fields)
        secret = prefix + secrets.token_urlsafe(32)
        key = ApiKey(
            id=self._new_id(),
            name=label,
            role=role,
            digest=digest(secret),
            prefix=secret[:_SHOWN],
            branch=branch,
            created_at=self._clock.now(),
        )
        await self._store.write(lambda tx: tx.save_api_key(key))
        self._index(self.listed())
        return key, secret

    async def revoke(self, key_id: str) -> ApiKey:
        """Make a key worthless from now on; again is harmless. NotFound."""
        found = next((key for key in self.listed() if key.id == key_id), None)
        if found is None:
            raise NotFound(detail="no such key")
        if found.revoked_at is None:
            gone = replace(found, revoked_at=self._clock.now())
            await self._store.write(lambda tx: tx.save_api_key(gone))
            self._index(self.listed())
            return gone
        return found


def _role(word: str) -> Role | None:
    try:
        return Role(word)
    except ValueError:
        return None
