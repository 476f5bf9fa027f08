"""Calendar feeds of a store that forgets."""

from collections.abc import Sequence

from kiosk.domain.stored_feeds import Feed
from kiosk.store.tables import Tables


class MemoryFeeds:
    """The part of `Writing` that is about feeds, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def feeds(self) -> Sequence[Feed]:
        rows = self._tables.feeds.values()
        return sorted(rows, key=lambda feed: (feed.created_at, feed.id))

    def feed(self, digest: str) -> Feed | None:
        return next((one for one in self.feeds() if one.digest == digest), None)

    def save_feed(self, feed: Feed) -> None:
        self._tables.put(self._tables.feeds, feed.id, feed)
