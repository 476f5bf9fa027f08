"""What a store keeps of calendar feeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.branch import BranchId, ServiceId


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar that programs subscribe to: a branch's appointments and sessions, or those of
    one `service`. Its secret only as a SHA-256 digest (hex). Instants are aware UTC."""

    id: str
    digest: str
    name: str
    branch: BranchId
    service: ServiceId | None
    created_at: datetime
    revoked_at: datetime | None = None


class FeedsRead(Protocol):
    """Questions about feeds."""

    def feeds(self) -> Sequence[Feed]:
        """All feeds, revoked ones too, in order of creation."""
        ...

    def feed(self, digest: str) -> Feed | None:
        """The feed with that digest, revoked or not, or None."""
        ...


class FeedsWritten(FeedsRead, Protocol):
    """Changes of feeds."""

    def save_feed(self, feed: Feed) -> None:
        """Insert or replace by id."""
        ...
