"""What is asked of sessions and of series in our own dialect. Only the server reads this."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from kiosk.apis.native.asked import Note
from kiosk.apis.shapes import Asked, Id, Locale
from kiosk.domain.series import MOST_DATES, Every, OnConflict, Scope

Places = Annotated[int, Field(ge=0, le=1000)]
Number = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
"""Which of them make a rule is the desk's to say."""

Customers = Annotated[tuple[Id, ...], Field(max_length=1000)]


class SessionRequest(Asked):
    """A session of a service with places, in the lane named, or in the first that is free.

    `staff` asks for one person's lane; `customers` join at once. `least` and `most` missing are
    the service's own.
    """

    service: Id
    start: AwareDatetime
    lane: Id | None = None
    staff: Id | None = None
    least: Places | None = None
    most: Places | None = None
    customers: Customers = ()
    note: Note = ""


class SessionTaskRequest(Asked):
    """One thing done to a session. move takes `start`; cancel takes `text`, the reason, and note
    takes it as the note."""

    start: AwareDatetime | None = None
    text: Note = ""


class RuleRequest(Asked):
    """When a series happens, in the branch's wall time: every `interval` days, weeks, months or
    years, on `weekdays` (0 is Monday). It ends after `count` dates or at `until`, that one
    included. `with_start`: the first date counts whatever its weekday."""

    every: Every
    interval: Number = 1
    weekdays: Annotated[
        tuple[Annotated[int, Field(ge=0, le=6)], ...], Field(max_length=7)
    ] = ()
    until: AwareDatetime | None = None
    count: Number | None = None
    with_start: bool = True


class InsteadRequest(Asked):
    """Another start for the date that the rule puts at `original`; null leaves it out."""

    original: AwareDatetime
    start: AwareDatetime | None


class SeriesRequest(Asked):
    """The same appointment or session again and again.

    A service with places has a session a date, that all `customers` join; for any other it is an
    appointment of the one customer there is. `on_conflict`: dates that can't be had are left out,
    or none is made.
    """

    service: Id
    start: AwareDatetime
    rule: RuleRequest
    lane: Id | None = None
    staff: Id | None = None
    customers: Customers = ()
    note: Note = ""
    locale: Locale | None = None
    on_conflict: OnConflict = OnConflict.SKIP
    instead: Annotated[tuple[InsteadRequest, ...], Field(max_length=MOST_DATES)] = ()


class SeriesChangeRequest(Asked):
    """Cancel, or with `start` move: this date there, and by scope the others by as much wall
    time."""

    scope: Scope
    start: AwareDatetime | None = None
    reason: Note = ""
