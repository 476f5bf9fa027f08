"""Series: a rule in their words, and the dates they made of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.apis.merchant.calling_off import call_off
from kiosk.apis.merchant.calls import said_at
from kiosk.apis.merchant.client_bookings import BookingCalls
from kiosk.apis.merchant.making import Making, Wish
from kiosk.apis.merchant.told_branch import Catalogue
from kiosk.apis.merchant.told_rows import Row
from kiosk.domain.branch import Service
from kiosk.domain.hours import Timetable
from kiosk.domain.ports import Once
from kiosk.domain.recurrence import check_rule, dates, ends_by
from kiosk.domain.reserving import MOST_DAYS
from kiosk.domain.series import (
    Changed,
    Every,
    Occurrence,
    OnConflict,
    Rule,
    Scope,
    Series,
    SeriesChange,
    SeriesWish,
)
from kiosk.domain.sessions import MOST_AHEAD, SeriesId, SessionId
from kiosk.domain.ticket import TicketId
from kiosk.errors import BadInput, NotFound, Reason, Refused, SlotTaken

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_MOST_SERIES: Final = 500


def rule_to_wire(rule: Rule, until: datetime | None) -> Mapping[str, Any]:
    """A rule as they read it. Refused NOT_OFFERED: their program knows no years.

    They count nothing, so `until` is the last of the dates where the rule has a count.
    """
    if rule.every is Every.YEARLY:
        raise Refused(Reason.NOT_OFFERED, detail="nothing is yearly there")
    wire: dict[str, Any] = {
        "frequency": rule.every.value.upper(),
        "interval": rule.interval,
        "weekdays": [WEEKDAYS[day] for day in sorted(rule.weekdays)],
    }
    end = rule.until or until
    return wire | ({"until": said_at(end)} if end else {})


class SeriesCalls(BookingCalls):
    """Series, made by their rule. They keep no name for one: what was made here is known here
    until we end, by the id of its first date."""

    async def preview(self, wish: SeriesWish) -> Sequence[Occurrence]:
        """The dates up to three months ahead, against the times that are free now."""
        known, service = await self._wished(wish)
        return await self._dates(known, service, wish)

    async def create_series(
        self, wish: SeriesWish, once: Once | None, actor: str
    ) -> Series:
        """Have them make it. They ask nobody whether its times are free, so dates that are not
        are cancelled at once (SKIP), or nothing is asked for (ABORT)."""
        if once is not None and once in self.series_by_key:
            return self.series_by_key[once]
        known, service = await self._wished(wish)
        planned = await self._dates(known, service, wish)
        can = [date for date in planned if date.reason is None]
        first = planned[0]
        if not can or (
            wish.on_conflict is OnConflict.ABORT and len(can) < len(planned)
        ):
            raise SlotTaken(detail="a date of it can't be had")
        if first.reason is not None:
            raise SlotTaken(first.reason, detail="its first date can't be had")
        asked = await self._asked(known, service, wish, first)
        before = await self._span(known, planned)
        row = await self.made(Making(self, asked), asked, once)
        old = {found.id for found in before}
        rows = [new for new in await self._span(known, planned) if new.id not in old]
        series = await self._read_back(known, wish, planned, row, rows)
        self._note_series(series, once)
        return series

    async def series(self, series: SeriesId) -> Series:
        """One that was made here. NotFound."""
        if series not in self.made_series:
            raise NotFound(detail="no such series, or made before we began")
        return self.made_series[series]

    async def series_of(self, of: TicketId | SessionId) -> Series | None:
        """The series of a booking; None where it is not known."""
        return next(
            (
                series
                for series in self.made_series.values()
                if any(date.ticket == of for date in series.dates)
            ),
            None,
        )

    async def change_series(
        self, of: TicketId | SessionId, change: SeriesChange, actor: str
    ) -> Changed:
        """Cancel or move one date; they have no way to change more than one."""
        series = await self.series_of(of)
        if series is None:
            raise Refused(Reason.NOT_ALLOWED_NOW, detail="of no series known here")
        if change.scope is not Scope.THIS:
            raise Refused(Reason.NOT_OFFERED, detail="one date at a time")
        ticket = TicketId(of)
        touched = next(date for date in series.dates if date.ticket == of)
        if change.start is not None:
            await self.reschedule(ticket, change.start, actor, as_staff=True)
        else:
            await self.cancel(ticket, actor, change.reason, as_staff=True)
        return Changed(series, (touched,))

    async def _wished(self, wish: SeriesWish) -> tuple[Catalogue, Service]:
        known, service = await self.service(wish.branch, wish.service)
        check_rule(wish.rule, wish.start)
        rule_to_wire(wish.rule, None)
        if wish.instead or wish.staff or wish.lane:
            detail = "only a rule's own dates, and nobody by name"
            raise Refused(Reason.NOT_OFFERED, detail=detail)
        if len(wish.customers) > 1:
            raise BadInput(fields={"customers": "are more than one"})
        if service.places is not None or service.id in known.grouped:
            raise Refused(Reason.NOT_OFFERED, detail="it is given in sessions")
        return known, service

    async def _dates(
        self, known: Catalogue, service: Service, wish: SeriesWish
    ) -> list[Occurrence]:
        until = self.clock.now() + timedelta(days=MOST_AHEAD)
        starts = dates(wish.rule, wish.start, known.zone, until)
        if not starts:
            raise BadInput(fields={"rule": "has no date in three months"})
        free = await self._free_from(known, service, starts[0], starts[-1])
        beyond = await self._beyond(known, service, starts)
        return [*_verdicts(starts, free | beyond, service.minutes, known.zone)]

    async def _beyond(
        self, known: Catalogue, service: Service, starts: Sequence[datetime]
    ) -> frozenset[datetime]:
        """Of the dates after the last that is told of, those when it is open and nobody else has
        the time. Staff are not bound to how far ahead customers book."""
        last = (await self.limits(known, service.id)).last
        late = [at for at in starts if last and at.astimezone(known.zone).date() > last]
        if not late:
            return frozenset()
        length = timedelta(minutes=service.minutes)
        taken = await self.around(known, late[0], late[-1] + length)
        hours = Timetable(known.branch)

        def is_free(at: datetime) -> bool:
            spans = hours.spans(at.astimezone(known.zone).date())
            is_open = any(start <= at and at + length <= end for start, end in spans)
            return is_open and not any(
                row.live and row.overlaps(at, at + length) for row in taken
            )

        return frozenset(filter(is_free, late))

    async def _free_from(
        self, known: Catalogue, service: Service, start: datetime, end: datetime
    ) -> frozenset[datetime]:
        today = self.clock.now().astimezone(known.zone).date()
        day = max(today, start.astimezone(known.zone).date())
        last = end.astimezone(known.zone).date()
        found: set[datetime] = set()
        while day <= last:
            days = min(MOST_DAYS, (last - day).days + 1)
            for starts in (await self.free(known, service.id, day, days)).values():
                found.update(starts)
            day += timedelta(days=days)
        return frozenset(found)

    async def _asked(
        self, known: Catalogue, service: Service, wish: SeriesWish, first: Occurrence
    ) -> Wish:
        rule, until = wish.rule, None
        if rule.count is not None:
            far = first.start + timedelta(days=366 * 20)
            until = dates(rule, wish.start, known.zone, far, most=rule.count)[-1]
        people = await self.attending(next(iter(wish.customers), None))
        wire = rule_to_wire(rule, until)
        start, end = first.start, first.end
        return Wish(known, service, start, end, people, note=wish.note, rule=wire)

    async def _span(
        self, known: Catalogue, planned: Sequence[Occurrence]
    ) -> Sequence[Row]:
        return await self.calendar(known, planned[0].start, planned[-1].end)

    async def _read_back(
        self,
        known: Catalogue,
        wish: SeriesWish,
        planned: Sequence[Occurrence],
        first: Row,
        rows: Sequence[Row],
    ) -> Series:
        """Which dates they made; those that were not free are cancelled again."""
        limit = (await self.limits(known, wish.service)).last
        made = {
            row.start: row
            for row in rows
            if row.told.service in (None, wish.service)
            and row.told.name == first.told.name
            and row.marks <= first.marks
        }
        found = []
        for date in planned:
            row = made.get(date.start)
            if row and date.reason is not None:
                await call_off(self, row.id, "")
            too_far = limit and date.start.astimezone(known.zone).date() > limit
            why_not = Reason.TOO_FAR if too_far else Reason.SLOT_TAKEN
            found.append(_as_made(date, row, why_not))
        last = planned[-1].start
        return Series(
            id=SeriesId(first.id),
            branch=wish.branch,
            service=wish.service,
            start=first.start,
            rule=wish.rule,
            zone=known.zone.key,
            made_until=last,
            dates=tuple(found),
            ended=ends_by(wish.rule, wish.start, known.zone, last),
        )

    def _note_series(self, series: Series, once: Once | None) -> None:
        self.made_series[series.id] = series
        if once is not None:
            self.series_by_key[once] = series
        while len(self.made_series) > _MOST_SERIES:
            del self.made_series[next(iter(self.made_series))]
        while len(self.series_by_key) > _MOST_SERIES:
            del self.series_by_key[next(iter(self.series_by_key))]


def _as_made(date: Occurrence, row: Row | None, why_not: Reason) -> Occurrence:
    if date.reason is not None:
        return date
    if row is None:
        return replace(date, reason=why_not)
    return replace(date, ticket=TicketId(row.id))


def _verdicts(
    starts: Sequence[datetime], free: frozenset[datetime], minutes: int, zone: ZoneInfo
) -> Iterator[Occurrence]:
    length = timedelta(minutes=minutes)
    offset = starts[0].astimezone(zone).utcoffset()
    for start in starts:
        before, offset = offset, start.astimezone(zone).utcoffset()
        yield Occurrence(
            original=start,
            start=start,
            end=start + length,
            reason=None if start in free else Reason.SLOT_TAKEN,
            shifted=offset != before,
        )
