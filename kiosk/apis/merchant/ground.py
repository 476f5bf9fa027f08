"""What all calls of the merchant's client stand on: its catalogue and its free times."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from typing import Final

from kiosk.apis.http import DEADLINE, Http
from kiosk.apis.ids import segment
from kiosk.apis.journal import Journal
from kiosk.apis.merchant import told_times
from kiosk.apis.merchant.calls import Calls, said_at
from kiosk.apis.merchant.habits import Habits
from kiosk.apis.merchant.told_branch import Catalogue, catalogue, places_told
from kiosk.apis.merchant.told_rows import Row
from kiosk.apis.merchant.told_times import FreeDays, Limits
from kiosk.apis.unoffered import Unoffered
from kiosk.domain.branch import BranchId, Places, Service, ServiceId
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.ports import Clock, Once
from kiosk.domain.series import Series
from kiosk.domain.sessions import SeriesId
from kiosk.errors import (
    KioskError,
    NotFound,
    TooBusy,
    Unavailable,
)

STAFF_SERVICES: Final = "/merchant/calendar/services"

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
        return ("locations", segment(known.location), "services", segment(service))
