"""Sessions as our own dialect writes them."""

from typing import Annotated

from msgspec import Meta

from kiosk.apis.heard import Id, Instant, Told

Count = Annotated[int, Meta(ge=0)]


class Session(Told, frozen=True, kw_only=True):
    """A session. `free` of its `most` places can be had; `note` is for staff, and "" for others.

    It needs `least` participants: from `decide_at` on, one with fewer that is not `confirmed`
    waits for somebody's word. One of a `series` was to begin at `original_start`. `status` is
    planned, started, finished or cancelled.
    """

    id: Id
    branch: Id
    service: Id
    lane: Id
    start_at: Instant
    end_at: Instant
    least: Count
    most: Count
    taken: Count
    free: Count
    decide_at: Instant
    status: str
    confirmed: bool
    note: str
    series: Id | None
    original_start: Instant | None
    version: Count


class Sessions(Told, frozen=True, kw_only=True):
    """Sessions, by start."""

    sessions: list[Session]
