"""Times as our own dialect writes them: the days of a service, and a hold."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from kiosk.apis.heard import Id, Instant, Told

Places = Annotated[int, Meta(ge=0)]


class Slot(Told, frozen=True, kw_only=True):
    """A time with its verdict: how many are `free`, or the reason why none is.

    `label` is the branch's wall time; one that comes twice that day has its offset behind it.
    """

    start: Instant
    end: Instant
    label: str
    free: Places
    reason: str | None


class Day(Told, frozen=True, kw_only=True):
    """A local day of the branch: every time of its grid in order.

    `reason` says why nothing is free on it, null when something is. `occasion` names a day whose
    hours differ from the week's, in all languages.
    """

    day: date
    reason: str | None
    occasion: dict[str, str]
    slots: list[Slot]


class Days(Told, frozen=True, kw_only=True):
    """The days asked for, in order."""

    days: list[Day]


class NextDay(Told, frozen=True, kw_only=True):
    """The first day with a free time; null when nothing can be booked."""

    day: Day | None


class Hold(Told, frozen=True, kw_only=True):
    """A time that is kept until `expires_at` for who asked."""

    branch: Id
    service: Id
    start: Instant
    end: Instant
    expires_at: Instant
