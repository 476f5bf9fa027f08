"""`/feeds/{secret}.ics`: a branch's calendar for programs that subscribe to it.

Whoever has the address reads it, so it names nobody; a revoked address is as unknown as one that
never was. Calendars read it again every few minutes to hours.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from kiosk.apis.calendars import Shown, calendar
from kiosk.apis.direct import Direct
from kiosk.apis.ics import MIME
from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.ports import Clock
from kiosk.domain.reserving import MOST_A_PAGE, Booked
from kiosk.domain.series import Recurring, Series
from kiosk.domain.sessions import MOST_AHEAD, GroupSession, SeriesId, Sessions
from kiosk.domain.stored_feeds import Feed
from kiosk.domain.ticket import Status, Ticket
from kiosk.errors import KioskError

PATH: Final = "/feeds/{secret}.ics"

MOST: Final = 3000
"""Appointments in one calendar; what was booked earlier than the newest of them is left out."""

_BACK: Final = timedelta(days=14)
_AHEAD: Final = timedelta(days=MOST_AHEAD) - _BACK
_SHOWN: Final = frozenset({Status.REQUESTED, Status.BOOKED, Status.WAITING})
_KEEP: Final = "private, max-age=300"


class Source(Booked, Sessions, Recurring, Protocol):
    """A queue that keeps appointments, sessions and series of its own."""

    async def branch(self, branch: BranchId) -> BranchState:
        """One branch as it stands. NotFound."""
        ...


def feed_routes(
    source: Source, find: Callable[[str], Feed | None], clock: Clock
) -> Sequence[BaseRoute]:
    """The one route. `find` gives the feed that a secret opens."""

    async def feed(request: Request) -> Response:
        """A branch's calendar."""
        found = find(request.path_params["secret"])
        if found is None:
            return PlainTextResponse("no such calendar\n", 404)
        try:
            shown = await _shown(source, found, clock.now())
        except KioskError:
            return PlainTextResponse("not now\n", 503, {"retry-after": "300"})
        headers = {
            "cache-control": _KEEP,
            "content-type": f"{MIME}; charset=utf-8",
            "x-content-type-options": "nosniff",
        }
        return Response(calendar(shown, clock.now()), headers=headers)

    route: APIRoute = Direct(
        PATH,
        feed,
        methods=["GET"],
        name="feed",
        operation_id="feed",
        tags=["calendar"],
        response_class=Response,
        response_model=None,
        responses={
            200: {"content": {MIME: {"schema": {"type": "string"}}}},
            404: {"description": "No such calendar, or revoked."},
            503: {"description": "The queue can't be read now."},
        },
    )
    return [route]


async def _shown(source: Source, feed: Feed, now: datetime) -> Shown:
    branch = (await source.branch(feed.branch)).branch
    sessions = [
        session
        for days in (-_BACK, _AHEAD)
        for session in await source.sessions(
            feed.branch, feed.service, (now + days).date(), MOST_AHEAD
        )
    ]
    tickets = [
        ticket
        for ticket in await _appointments(source, feed.branch)
        if feed.service in (None, ticket.service)
    ]
    return Shown(branch, tickets, sessions, await _series(source, tickets, sessions))


async def _appointments(source: Source, branch: BranchId) -> list[Ticket]:
    """Those still to come, or come and not yet called; each once."""
    found: list[Ticket] = []
    before: int | None = None
    while len(found) < MOST:
        part = await source.bookings(
            branch, None, _SHOWN, before=before, limit=MOST_A_PAGE
        )
        found += part.items
        if not (part.more and part.items):
            break
        before = part.items[-1].seq
    return found


async def _series(
    source: Source, tickets: Iterable[Ticket], sessions: Iterable[GroupSession]
) -> list[Series]:
    """The series that appear, each once, in the order they do."""
    ids = [
        SeriesId(t.booking.series) for t in tickets if t.booking and t.booking.series
    ]
    ids += [one.series for one in sessions if one.series]
    return [await source.series(each) for each in dict.fromkeys(ids)]
