"""What all calls of the merchant's client stand on: its catalogue, its free times, its calendar."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from typing import Any, Final

from kiosk.apis.http import DEADLINE, Http
from kiosk.apis.journal import Journal
from kiosk.apis.merchant import told, told_rows, told_times
from kiosk.apis.merchant.calls import Calls, part, said_at
from kiosk.apis.merchant.habits import SYSTEM, Habits
from kiosk.apis.merchant.told_branch import Catalogue, catalogue, places_told
from kiosk.apis.merchant.told_rows import Row
from kiosk.apis.merchant.told_times import FreeDays, Limits
from kiosk.apis.unoffered import Unoffered
from kiosk.domain.booking import Booking
from kiosk.domain.branch import BranchId, LaneId, Places, Service, ServiceId
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.ports import Clock, Once
from kiosk.domain.series import Series
from kiosk.domain.sessions import SeriesId
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import Kind, Placed, Status, Theirs, Ticket, TicketId
from kiosk.errors import (
    BadInput,
    Denied,
    KioskError,
    NotFound,
    Refused,
    TooBusy,
    Unavailable,
)

EVENTS: Final = "/bookings/calendar/events"
STAFF_SERVICES: Final = "/merchant/calendar/services"

MOST_KNOWN: Final = 5_000
"""Bookings whose place in the calendar is remembered."""

NO: Final = (NotFound, Refused, BadInput, Denied)
"""How they say that there is no such thing: in any way they have of saying no."""

_WINDOW: Final = timedelta(days=7)
_OVERLAP: Final = timedelta(days=1)
_AHEAD: Final = timedelta(days=92)
_PAUSE: Final = 30.0
_BESIDES: Final = 3.0
"""Seconds for what would be nice to know."""

_LOG: Final = logging.getLogger(__name__)


class Ground(Unoffered):
    """Reads, and what was read. Instants are aware UTC; days are local to the merchant."""

    def __init__(
        self,
        http: Http,
        clock: Clock,
        habits: Habits,
        journal: Journal | None = None,
        *,
        monotonic: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """`http` is closed by `aclose`. Without a `journal` a create in doubt is looked up, and
        never asked for again."""
        self.habits, self.clock, self.journal = habits, clock, journal
        self.calls = Calls(http, habits, monotonic)
        self.sleep = sleep
        self.making = asyncio.Lock()
        """Held by who books: one at a time for this merchant's location."""
        self.newcomers: OrderedDict[CustomerId, Customer] = OrderedDict()
        """Who they don't know yet: kept in mind until the first booking tells them."""
        self.made_series: dict[SeriesId, Series] = {}
        """Series that were made here, by the id of their first date."""
        self.series_by_key: dict[Once, Series] = {}
        """The same, by the key they were asked for under."""
        self._http, self._monotonic = http, monotonic
        self._reading = asyncio.Lock()
        self._catalogue: Catalogue | None = None
        self._failed_at: float | None = None
        self._limits: dict[ServiceId, tuple[float, Limits]] = {}
        self._known: OrderedDict[str, Row] = OrderedDict()

    async def aclose(self) -> None:
        """Let go of all connections."""
        await self._http.aclose()

    async def catalogue(self) -> Catalogue:
        """What the merchant offers, at most `habits.fresh` seconds old; older when it can't be
        read, up to `habits.stale`. Unavailable, NotFound (no such merchant), TooBusy."""
        async with self._reading:
            known = self._catalogue
            if known and self._will_do(known):
                return known
            try:
                return await self._fetch()
            except (Unavailable, TooBusy) as error:
                self._failed_at = self._monotonic()
                if known is None or self._age(known) >= self.habits.stale:
                    raise
                _LOG.warning("catalogue is old", extra={"why": error.detail})
                return known

    async def refetch(self) -> Catalogue:
        """Read the catalogue now. Errors as `catalogue`."""
        async with self._reading:
            return await self._fetch()

    def catalogue_age(self) -> timedelta | None:
        """How old the catalogue is; None before it was ever read."""
        known = self._catalogue
        return None if known is None else self.clock.now() - known.at

    async def known(self, branch: BranchId) -> Catalogue:
        """The catalogue of the one location there is. NotFound."""
        found = await self.catalogue()
        if branch != found.branch.id:
            raise NotFound(detail="no such branch")
        return found

    async def service(
        self, branch: BranchId, service: ServiceId
    ) -> tuple[Catalogue, Service]:
        """A service that can be booked. NotFound."""
        known = await self.known(branch)
        found = known.branch.service(service)
        if found is None:
            raise NotFound(detail="no such service")
        return known, found

    async def free(
        self,
        known: Catalogue,
        service: ServiceId,
        first: date,
        days: int = 1,
        within: float = DEADLINE,
    ) -> FreeDays:
        """The free times of some days."""
        start = datetime.combine(first, time(), known.zone)
        last = datetime.combine(first + timedelta(days=days), time(), known.zone)
        end = last.astimezone(UTC) - timedelta(seconds=1)
        said = await self.calls.public(
            *self._of_service(known, service),
            "availability",
            params={"start": said_at(start), "end": said_at(end)},
            within=within,
        )
        return told_times.free_days(said, known.zone)

    async def next_day(self, known: Catalogue, service: ServiceId) -> date | None:
        """The first day with a free time."""
        where = (*self._of_service(known, service), "availability", "next")
        return told_times.next_day(await self.calls.public(*where))

    async def limits(self, known: Catalogue, service: ServiceId) -> Limits:
        """Which days can be booked; no limits when they can't be read."""
        now = self._monotonic()
        since, limits = self._limits.get(service, (0.0, None))
        if limits is not None and now - since < self.habits.fresh:
            return limits
        where = (*self._of_service(known, service), "availability", "disabled-days")
        try:
            limits = told_times.limits(await self.calls.public(*where))
        except KioskError as error:
            _LOG.warning("limits are not known", extra={"why": error.detail})
            return limits or Limits()
        self._limits[service] = (now, limits)
        return limits

    async def calendar(
        self,
        known: Catalogue,
        start: datetime,
        end: datetime,
        within: float = DEADLINE,
    ) -> list[Row]:
        """The bookings that lie wholly between two instants, by start; read in parts of a week.

        The parts overlap by a day: a booking is told of only where it fits in whole.
        """
        found: dict[str, Row] = {}
        while True:
            until = min(end, start + _WINDOW)
            params = {"start": said_at(start), "end": said_at(until)}
            said = await self.calls.read(EVENTS, params, within)
            for row in told_rows.rows(said, known):
                found.setdefault(row.id, row)
            if until >= end:
                break
            start = until - _OVERLAP
        rows = sorted(found.values(), key=lambda row: (row.start, row.age))
        self._remember(rows)
        return rows

    async def around(
        self,
        known: Catalogue,
        start: datetime,
        end: datetime,
        within: float = DEADLINE,
    ) -> list[Row]:
        """The bookings that take any of that time, and some beside it."""
        margin = timedelta(minutes=max(known.longest, 60))
        return await self.calendar(known, start - margin, end + margin, within)

    async def row(self, id_: str) -> Row:
        """A booking as it stands. NotFound for one that is not this merchant's, or not here."""
        where = f"/bookings/customer/{part(id_)}"
        known = await self.catalogue()
        hint = self._known.get(id_)
        if hint and (found := await self._in_calendar(known, id_, hint)):
            return found
        try:
            said = await self.calls.read(where)
        except NO as error:
            if hint is not None:
                return await self._sought(known, id_, hint)
            if isinstance(error, Denied):
                raise
            raise NotFound(detail=error.detail) from error
        return await self._as_said(known, id_, said, hint)

    async def deadline(self, id_: str, row: Row) -> datetime:
        """Until when a customer may cancel: their limit in minutes, the start when it isn't told."""
        try:
            said = await self.calls.read(f"/bookings/customer/{part(id_)}")
        except KioskError:
            return row.start
        minutes = told.whole(said, "cancel_deadline", 0, 366 * 24 * 60) or 0
        return row.start - timedelta(minutes=minutes)

    def placed(
        self, known: Catalogue, row: Row, locale: str = "", source: str = ""
    ) -> Placed:
        """A booking as a ticket. It has no number and no code: they know none."""
        now = self.clock.now()
        service = row.told.service or ServiceId("")
        group = known.branch.group_of(service)
        at = row.told.booked_at or now
        ticket = Ticket(
            id=TicketId(row.id),
            number=row.told.number,
            code8="",
            branch=known.branch.id,
            group=group.id if group else None,
            service=service,
            day=row.start.astimezone(known.zone).date(),
            day_seq=0,
            kind=Kind.APPOINTMENT,
            status=row.told.status,
            status_at=at,
            joined_at=at,
            rank_at=row.start,
            locale=locale or self.habits.locale,
            source=source or SYSTEM,
            start_at=row.start,
            booking=Booking(
                end_at=row.end,
                lane=LaneId(known.location),
                booked_at=at,
                session=row.id if row.grouped else None,
            ),
            theirs=Theirs(SYSTEM, row.id, row.told.word, now),
        )
        return Placed(ticket, None)

    def cancelled(self, row: Row) -> Row:
        """A booking that was cancelled; the calendar has it no more."""
        gone = replace(row, told=replace(row.told, status=Status.CANCELLED))
        self._remember([gone])
        return gone

    async def _fetch(self) -> Catalogue:
        where = self.habits.location
        params = {"location_id": where} if where else None
        said = await self.calls.public(params=params)
        places = await self._places_there()
        self._catalogue = catalogue(said, self.habits, self.clock.now(), places)
        self._failed_at = None
        return self._catalogue

    async def _places_there(self) -> Mapping[ServiceId, Places]:
        """What only staff are told: which services are for several, and how many. Nothing where
        that can't be read."""
        try:
            said = await self.calls.read(STAFF_SERVICES, within=_BESIDES, patient=False)
        except KioskError as error:
            _LOG.info("no list of places", extra={"why": error.detail})
            return {}
        return places_told(said)

    def _will_do(self, known: Catalogue) -> bool:
        """Fresh, or not stale and just tried in vain."""
        age, failed = self._age(known), self._failed_at
        resting = failed is not None and self._monotonic() - failed < _PAUSE
        return age < self.habits.fresh or (resting and age < self.habits.stale)

    def _age(self, known: Catalogue) -> float:
        return (self.clock.now() - known.at).total_seconds()

    def _of_service(self, known: Catalogue, service: ServiceId) -> tuple[str, ...]:
        return ("locations", part(known.location), "services", part(service))

    def _remember(self, rows: list[Row]) -> None:
        for row in rows:
            self._known[row.id] = row
            self._known.move_to_end(row.id)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    async def _in_calendar(self, known: Catalogue, id_: str, near: Row) -> Row | None:
        rows = await self.calendar(known, near.start, near.end)
        return next((row for row in rows if row.id == id_), None)

    async def _as_said(
        self, known: Catalogue, id_: str, said: Any, hint: Row | None
    ) -> Row:
        """What they say to whoever asks, believed only where it is this merchant's, and in the
        calendar unless it is cancelled."""
        start, end = told.instant(said, "from_date"), told.instant(said, "to_date")
        name = told.text(said, "merchant_name").casefold()
        if start is None or end is None or start >= end:
            raise NotFound(detail="no booking anybody can read")
        if name and name not in known.names:
            raise NotFound(detail="another merchant's booking")
        named = told_rows.service_of(said, known)
        word = told.text(said, "status", 40)
        about = Told(id_, told_rows.status_of(word), word, named, start, end)
        row = hint or Row(about, start, end)
        row = replace(row, start=start, end=end)
        if found := await self._in_calendar(known, id_, row):
            return found
        status = told_rows.status_of(word)
        if told.member(said, "is_cancelled") is True or status is Status.CANCELLED:
            return self.cancelled(row)
        if status in (Status.SERVED, Status.NO_SHOW):
            return replace(row, told=replace(row.told, status=status, word=word))
        raise NotFound(detail="not in this location's calendar")

    async def _sought(self, known: Catalogue, id_: str, hint: Row) -> Row:
        """A booking that is not where it was: moved, or cancelled and no more told of."""
        now = self.clock.now()
        first = min(hint.start, now) - _OVERLAP
        rows = await self.calendar(known, first, now + _AHEAD)
        found = next((row for row in rows if row.id == id_), None)
        return found or self.cancelled(hint)
