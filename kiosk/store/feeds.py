"""Calendar feeds in SQLite."""

from collections.abc import Sequence
from typing import Final

from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.stored_feeds import Feed
from kiosk.store.cursor import Cursor
from kiosk.store.rows import Row, instant, instant_or_none, ms

_FEED: Final = (
    "SELECT id, digest, name, branch, service, created_at, revoked_at FROM feed "
)
_SAVE: Final = (
    "INSERT INTO feed (id, digest, name, branch, service, created_at, revoked_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
    "revoked_at = excluded.revoked_at"
)


class Feeds(Cursor):
    """`kiosk.domain.stored_feeds.FeedsRead`."""

    def feeds(self) -> Sequence[Feed]:
        """All feeds, in order of creation."""
        return [_to_feed(row) for row in self._rows(f"{_FEED} ORDER BY created_at, id")]

    def feed(self, digest: str) -> Feed | None:
        """The feed with that digest, or None."""
        row = self._row(f"{_FEED} WHERE digest = ?", digest)
        return _to_feed(row) if row else None


class FeedsChanged(Feeds):
    """`kiosk.domain.stored_feeds.FeedsWritten`."""

    def save_feed(self, feed: Feed) -> None:
        """Insert or replace by id."""
        self._do(
            _SAVE,
            feed.id,
            feed.digest,
            feed.name,
            feed.branch,
            feed.service,
            ms(feed.created_at),
            None if feed.revoked_at is None else ms(feed.revoked_at),
        )


def _to_feed(row: Row) -> Feed:
    id_, digest, name, branch, service, created_at, revoked_at = row
    return Feed(
        id=id_,
        digest=digest,
        name=name,
        branch=BranchId(branch),
        service=None if service is None else ServiceId(service),
        created_at=instant(created_at),
        revoked_at=instant_or_none(revoked_at),
    )
