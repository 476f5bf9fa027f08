"""What all of the client stands on: the site's times and bookings as they were last told."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta
from time import monotonic
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.apis.http import Http
from kiosk.apis.ids import segment
from kiosk.apis.journal import Journal
from kiosk.apis.optimo import said
from kiosk.apis.optimo.budget import Budget
from kiosk.apis.optimo.calls import Calls
from kiosk.apis.optimo.catalogue import ANYBODY
from kiosk.apis.optimo.habits import SYSTEM, Habits
from kiosk.apis.optimo.rows import CALMLY, Ask, Known, Person, Row
from kiosk.apis.optimo.said import SaidBooking, SaidSlot
from kiosk.apis.unoffered import Unoffered
from kiosk.domain.booking import Booking
from kiosk.domain.branch import Branch, BranchId, LaneId, Service, ServiceId
from kiosk.domain.customer import CustomerId
from kiosk.domain.ports import Clock
from kiosk.domain.ticket import Kind, Placed, Theirs, Ticket, TicketId
from kiosk.errors import BadInput, NotFound, Reason, Unavailable

MOST_KNOWN: Final = 5_000
"""Bookings of which it is remembered what they are for and on which day."""

MOST_DAYS_KEPT: Final = 200
"""Days of times that are kept for a minute."""

LIMIT: Final = 100
"""Bookings of one part of a list; always said, as their pages name two defaults."""

MOST_PARTS: Final = 20
MOST_PARTS_OF_ALL: Final = 5
"""Parts of a day's list, and of the list of everything: a cursor that never ends is left there."""

MOST_LISTS_KEPT: Final = 40


class Site(Unoffered):
    """Reads, and what was read. Instants are aware UTC; days are local to a branch."""

    def __init__(
        self,
        http: Http,
        clock: Clock,
        habits: Habits,
        journal: Journal | None = None,
        budget: Budget | None = None,
        *,
        monotonic: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """`http` carries no key of its own and is closed by `aclose`. A `budget` is shared by all
        clients of a site. Without a `journal` a create in doubt is looked up, and never asked for
        again."""
        self.habits, self.clock, self.journal = habits, clock, journal
        self.budget = budget or Budget(
            habits.a_minute, habits.a_month, clock, monotonic
        )
        self.calls = Calls(http, habits, clock, self.budget, monotonic)
        self.sleep = sleep
        self.people: OrderedDict[CustomerId, Person] = OrderedDict()
        self._http, self._monotonic = http, monotonic
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._times: OrderedDict[
            tuple[BranchId, ServiceId, date], tuple[float, Sequence[SaidSlot]]
        ] = OrderedDict()
        self._lists: OrderedDict[date, tuple[float, dict[str, SaidBooking]]] = (
            OrderedDict()
        )
        self._reading = asyncio.Lock()

    async def aclose(self) -> None:
        """Let go of all connections."""
        await self._http.aclose()

    def here(self, branch: BranchId) -> Branch:
        """A branch of the site. NotFound."""
        found = self.habits.branch(branch)
        if found is None:
            raise NotFound(detail="no such branch")
        return found

    def offer(self, branch: BranchId, service: ServiceId) -> tuple[Branch, Service]:
        """A service of a branch. NotFound."""
        found = self.here(branch)
        offered = found.service(service)
        if offered is None:
            raise NotFound(detail="no such service")
        return found, offered

    def where(self, *parts: str) -> str:
        """A path of the site's bookings."""
        return "/".join(("/sites", segment(self.habits.site), "booking", *parts))

    # times

    async def times(
        self, branch: Branch, service: Service, day: date, *, now: bool = False
    ) -> Sequence[SaidSlot]:
        """The times of a day, at most `habits.fresh` seconds old, or read `now`: somebody is
        about to book one of them. Of all people at once, as each question is a call."""
        key = (branch.id, service.id, day)
        if now:
            return await self._read_times(key, branch, now=True)
        async with self._reading:
            since, known = self._times.get(key, (float("-inf"), ()))
            if self._monotonic() - since < self.habits.fresh:
                return known
            return await self._read_times(key, branch, now=False)

    def forget_times(self, branch: BranchId, service: ServiceId, day: date) -> None:
        """They have just changed."""
        self._times.pop((branch, service, day), None)

    async def _read_times(
        self, key: tuple[BranchId, ServiceId, date], branch: Branch, *, now: bool
    ) -> Sequence[SaidSlot]:
        _, service, day = key
        params = {"serviceId": service, "date": day.isoformat()}
        if self.habits.tells_branch:
            params["branchId"] = branch.id
        try:
            data, _ = await self.calls.read(
                self.where("slots"), params, urgent=now, patient=not now
            )
        except BadInput as error:
            raise Unavailable(Reason.UPSTREAM, detail=error.detail) from error
        found = said.slots(data, day, ZoneInfo(branch.zone))
        self._times[key] = (self._monotonic(), found)
        self._times.move_to_end(key)
        while len(self._times) > MOST_DAYS_KEPT:
            self._times.popitem(last=False)
        return found

    # bookings

    async def listed(
        self, day: date | None, *, until: str | None = None, ask: Ask = CALMLY
    ) -> list[SaidBooking]:
        """The bookings of a day (None: of all), following the cursors; as far as `until` (an id).

        A cursor they don't take any more is followed by one more try from the top. Unavailable
        UPSTREAM when the list has no end.
        """
        try:
            found = await self._followed(day, until, ask)
        except BadInput:
            found = await self._again(day, until, ask)
        if day is not None:
            self._keep_list(day, found)
        return list(found.values())

    async def _again(
        self, day: date | None, until: str | None, ask: Ask
    ) -> dict[str, SaidBooking]:
        try:
            return await self._followed(day, until, ask)
        except BadInput as error:
            raise Unavailable(Reason.UPSTREAM, detail=error.detail) from error

    async def lately_listed(self, day: date, within: float) -> list[SaidBooking]:
        """The same of a day, at most so many seconds old; what was done since by us is in it."""
        since, known = self._lists.get(day, (float("-inf"), {}))
        if self._monotonic() - since < within:
            return list(known.values())
        return await self.listed(day)

    async def _followed(
        self, day: date | None, until: str | None, ask: Ask
    ) -> dict[str, SaidBooking]:
        found: dict[str, SaidBooking] = {}
        seen: set[str] = set()
        params = {"limit": str(LIMIT)}
        if day is not None:
            params["date"] = day.isoformat()
        for _ in range(MOST_PARTS if day else MOST_PARTS_OF_ALL):
            part = await self._part(params, ask)
            found.update({one.id: one for one in part.rows})
            if part.after is None or until in found:
                return found
            if part.after in seen:
                break
            seen.add(part.after)
            params = {**params, "cursor": part.after}
        raise Unavailable(Reason.UPSTREAM, detail="a list without an end")

    async def _part(self, params: Mapping[str, str], ask: Ask) -> said.Part:
        """BadInput for a cursor that is none any more."""
        where = self.where("bookings")
        try:
            data, whole = await self.calls.read(
                where, params, urgent=ask.urgent, patient=ask.patient
            )
        except BadInput as error:
            if "cursor" in params:
                raise
            raise Unavailable(Reason.UPSTREAM, detail=error.detail) from error
        return said.part(data, whole)

    def _keep_list(self, day: date, found: dict[str, SaidBooking]) -> None:
        self._lists[day] = (self._monotonic(), found)
        self._lists.move_to_end(day)
        while len(self._lists) > MOST_LISTS_KEPT:
            self._lists.popitem(last=False)

    async def booking(self, id_: str, ask: Ask = CALMLY) -> Row:
        """A booking as it stands, out of the list of its day, or of all of them where its day is
        not known. NotFound; Unavailable where the list is too long to be sure."""
        segment(id_)
        known = self._known.get(id_)
        if known is not None and known.day is not None:
            rows = await self.listed(known.day, ask=ask)
            if found := next((one for one in rows if one.id == id_), None):
                return self._usable(found)
        rows = await self.listed(None, until=id_, ask=ask)
        found = next((one for one in rows if one.id == id_), None)
        if found is None:
            raise NotFound(detail="no such booking")
        return self._usable(found)

    def _usable(self, told: SaidBooking) -> Row:
        row = self.read(told)
        if row is None:
            raise Unavailable(Reason.UPSTREAM, detail="a booking nobody can read")
        return row

    def read(self, told: SaidBooking) -> Row | None:
        """A booking with what is known of it beside; None for one without a time."""
        known = self._about(told)
        branch = self.here(known.branch)
        start = told.start(ZoneInfo(branch.zone))
        if start is None:
            return None
        service = branch.service(known.service) if known.service else None
        minutes = service.booking.minutes if service and service.booking else 30
        end = start + timedelta(minutes=minutes)
        self.remember(told.id, replace(known, day=told.day or known.day))
        if told.day is not None and told.day in self._lists:
            self._lists[told.day][1][told.id] = told
        return Row(told, branch, service, start, end, told.staff or known.staff)

    def _about(self, told: SaidBooking) -> Known:
        """What it is for: what they tell, else what we booked, else what it can only be."""
        known = self._known.get(told.id)
        first = self.habits.branches[0]
        named = self.habits.branch(BranchId(told.branch)) if told.branch else None
        branch = named or (self.here(known.branch) if known else first)
        service: ServiceId | None = ServiceId(told.service) if told.service else None
        if service is None and known is not None:
            service = known.service
        if service is None and (only := self.habits.only_service(branch)):
            service = only.id
        staff = known.staff if known else ""
        return Known(branch.id, service, told.day, staff)

    def remember(self, id_: str, known: Known) -> None:
        """Know again what a booking is for, and on which day it is."""
        self._known[id_] = known
        self._known.move_to_end(id_)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    def placed(self, row: Row, locale: str = "", source: str = "") -> Placed:
        """A booking as a ticket. It has no number and no code: they know none."""
        now, branch = self.clock.now().astimezone(UTC), row.branch
        service = row.service.id if row.service else ServiceId("")
        group = branch.group_of(service)
        at = row.told.created_at or now
        word = row.told.word
        ticket = Ticket(
            id=TicketId(row.id),
            number="",
            code8="",
            branch=branch.id,
            group=group.id if group else None,
            service=service,
            day=row.start.astimezone(ZoneInfo(branch.zone)).date(),
            day_seq=0,
            kind=Kind.APPOINTMENT,
            status=self.habits.status_of(word),
            status_at=at,
            joined_at=at,
            rank_at=row.start,
            locale=locale or branch.default_locale,
            source=source or SYSTEM,
            start_at=row.start,
            booking=Booking(row.end, LaneId(row.staff or ANYBODY), at),
            theirs=Theirs(SYSTEM, row.id, word, now),
        )
        return Placed(ticket, None)
