"""Series as our own dialect writes them."""

from typing import Annotated

from msgspec import Meta

from kiosk.apis.heard import Id, Instant, Told, text

Zone = Annotated[str, text(r"^[A-Za-z0-9_+/-]{1,64}$")]
Count = Annotated[int, Meta(ge=1)]


class Rule(Told, frozen=True, kw_only=True):
    """When a series happens, in the wall time of its zone: every `interval` days, weeks, months
    or years, on `weekdays` (0 is Monday), for `count` dates or `until` then, that one included."""

    every: str
    interval: Count
    weekdays: list[Annotated[int, Meta(ge=0, le=6)]]
    until: Instant | None
    count: Count | None
    with_start: bool


class Occurrence(Told, frozen=True, kw_only=True):
    """One date of a series: the rule puts it at `original`, and it begins at `start`.

    `reason` says why it can't be had, null when it can, or was; `conflict` with what it collides,
    `occasion` why the day differs. `shifted`: the clocks changed since the date before it. One
    that was made has a `ticket` or a `session`; `is_final`: nothing happens to it any more;
    `is_cancelled`: it was made, and does not take place.
    """

    original: Instant
    start: Instant
    end: Instant
    reason: str | None
    conflict: str
    occasion: dict[str, str]
    shifted: bool
    ticket: Id | None
    session: Id | None
    is_final: bool
    is_cancelled: bool = False


class Dates(Told, frozen=True, kw_only=True):
    """The dates that a series would have, in order."""

    dates: list[Occurrence]


class Series(Told, frozen=True, kw_only=True):
    """A series with its dates made so far; those up to `made_until` are made. `parent`: it was
    split from that one. `ended`: none will be made any more."""

    id: Id
    branch: Id
    service: Id
    start: Instant
    rule: Rule
    zone: Zone
    made_until: Instant
    dates: list[Occurrence]
    parent: Id | None
    ended: bool


class SeriesOf(Told, frozen=True, kw_only=True):
    """The series that something belongs to; null when it belongs to none."""

    series: Series | None


class Changed(Told, frozen=True, kw_only=True):
    """The series after a change, the `dates` that were touched, and those that were `left`."""

    series: Series
    dates: list[Occurrence]
    left: list[Occurrence]
