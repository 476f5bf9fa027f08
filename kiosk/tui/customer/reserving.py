"""The way to an appointment: days and times, the one that is kept, and whose it will be."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from textual.timer import Timer

from kiosk.domain.booking import Hold, Holder, Wanted
from kiosk.domain.branch import Branch, Service
from kiosk.domain.customer import Identified
from kiosk.domain.slots import Slot, nearest
from kiosk.domain.ticket import Draft, TicketId
from kiosk.errors import KioskError, Reason, SlotTaken
from kiosk.tui.customer.calendar import DAYS_AT_ONCE, Calendar, Missed
from kiosk.tui.customer.confirm_time import COUNTED_SECONDS
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.session import Session, Step, asked_before

STRIP_FROM_TODAY = 3
"""So many days from today are surely on a strip that begins with it."""

_WAITING = (Step.TIME, Step.BOOK)
"""Where a customer waits for what becomes of a time."""

_log = logging.getLogger(__name__)


class Guide(Protocol):
    """Who leads the customer from page to page."""

    @property
    def session(self) -> Session:
        """The choices so far."""

    @property
    def step(self) -> Step:
        """The page that follows from them."""

    def go(self, session: Session) -> None:
        """To the page that follows from these choices."""

    def show(self) -> None:
        """Draw what is true now."""

    def complain(self, error: KioskError) -> None:
        """Say what happened, over the page as it is."""


class Reserving:
    """One customer's times. Nothing of them stays when it is told to `forget`.

    What is held is let go when the customer has gone; what was not answered before that is
    not listened to any more.
    """

    def __init__(
        self,
        ready: Ready,
        guide: Guide,
        work: Callable[[Coroutine[Any, Any, None], str], None],
        later: Callable[[float, Callable[[], None]], Timer],
    ) -> None:
        """`work` runs something beside the screen, in a group of that name; `later` in so many
        seconds."""
        self._ready, self._guide, self._work, self._later = ready, guide, work, later
        self._ticking: Timer | None = None
        self._wanted: Wanted | None = None
        self._zone = ZoneInfo("UTC")
        self._held: Hold | None = None
        self._who: Identified | None = None
        self._is_asking = False
        self.calendar: Calendar | None = None

    @property
    def kept_until(self) -> datetime | None:
        """The end of the hold on the chosen time, if it was held."""
        held = self._held
        return (
            held.expires_at
            if held and held.start == self._guide.session.start
            else None
        )

    @property
    def holder(self) -> Holder | None:
        """Who holds the chosen time; None where nothing is held."""
        return self._held.holder if self._held else None

    def open(
        self, branch: Branch, service: Service, *, moving: TicketId | None = None
    ) -> None:
        """Ask for the times of a service, before anybody looks at them; for a ticket that is
        `moving` its own time is free."""
        wanted, rules = self._wanted, service.booking
        asked = (branch.id, service.id, moving)
        if wanted and (wanted.branch, wanted.service, wanted.moving) == asked:
            self.refresh()
            return
        self._let_go()
        self._is_asking = False
        holder = Holder(f"kiosk-visit-{self._ready.new_key()}")
        self._wanted = Wanted(branch.id, service.id, holder=holder, moving=moving)
        self._zone = ZoneInfo(branch.zone)
        today = self._ready.clock.now().astimezone(self._zone).date()
        last = today + timedelta(days=rules.days_ahead) if rules else None
        self.calendar = Calendar(today, last)
        self._ask(today)

    def refresh(self) -> None:
        """Ask again for the days that are looked at."""
        calendar = self.calendar
        if calendar:
            self._ask(calendar.first or calendar.today)

    def want_time(self) -> None:
        """A time rather than a number now."""
        can = self._ready.backend.capabilities
        self._guide.go(self._guide.session.reserve(asked_before(can)))

    def look_at(self, day: date) -> None:
        """At the times of a day, and where there are none at the next day that has some."""
        if self.calendar is None:
            return
        self.calendar = self.calendar.look_at(day)
        first = self.calendar.first or self.calendar.today
        if not 0 <= (day - first).days < DAYS_AT_ONCE // 2:
            self.calendar = self.calendar.turn_to(day)
        self._guide.show()
        if self.calendar.lacks(day, 1):
            self._ask(day)
        elif self.calendar.next_free is None and self.calendar.known[day].reason:
            self._run(self._find_next(day + timedelta(days=1)))

    def turn_to(self, first: date) -> None:
        """Begin the strip with that day; the one looked at stays."""
        if self.calendar is None:
            return
        self.calendar = self.calendar.turn_to(first)
        self._guide.show()
        first = self.calendar.first or first
        if self.calendar.lacks(first):
            self._ask(first)

    def choose(self, slot: Slot) -> None:
        """Have that time kept, and go on with it."""
        self._keep(slot.start)

    def check_again(self) -> None:
        """Have the chosen time kept once more; its hold has ended."""
        if start := self._guide.session.start:
            self._keep(start)

    def lost(self, error: SlotTaken) -> None:
        """The chosen time went to somebody else."""
        if start := self._guide.session.start:
            self._run(self._miss(start, error))

    async def draft(self, draft: Draft) -> Draft:
        """`draft` for the time chosen, and for the customer: known by now, or made known.

        Nobody is made known who leaves before the last touch. KioskError.
        """
        session, wanted = self._guide.session, self._wanted
        if session.phone and self._who is None:
            self._who = await self._ready.backend.identify(
                session.phone, session.name or "", draft.locale
            )
        return replace(
            draft,
            start=session.start,
            holder=wanted.holder if wanted and self._held else None,
            customer=self._who.id if session.phone and self._who else None,
        )

    def tell_phone(self, e164: str) -> None:
        """The number to find the booking by; "" for none."""
        self._who = None
        self._guide.go(replace(self._guide.session, phone=e164))

    def tell_name(self, name: str) -> None:
        """Whose it will be."""
        self._who = None
        self._guide.go(replace(self._guide.session, name=name))

    def forget(self) -> None:
        """The customer has gone, with a number or without."""
        self._let_go()
        self._wanted = self.calendar = self._who = None
        self._count_down()
        self._is_asking = False

    def _let_go(self) -> None:
        held, self._held = self._held, None
        if held:
            self._work(self._release(held.holder), "release")

    async def _release(self, holder: Holder) -> None:
        try:
            await self._ready.backend.release(holder)
        except KioskError as error:  # it ends by itself
            _log.info("a hold was not released", extra={"said": str(error.reason)})

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        self._work(work, "times")

    def _ask(self, first: date, days: int = DAYS_AT_ONCE) -> None:
        if self._wanted:
            self._run(self._learn(self._wanted, first, days))

    async def _learn(self, wanted: Wanted, first: date, days: int) -> None:
        backend, at = self._ready.backend, self._ready.clock.now()
        try:
            found = await backend.slots(wanted, first, days)
            if self.calendar and wanted is self._wanted:
                self.calendar = replace(self.calendar.learn(found), at=at)
                if self.calendar.day is None:
                    await self._begin(wanted, self.calendar)
        except KioskError as error:
            self._fail(wanted, error.reason)
        if wanted is self._wanted:
            self._guide.show()

    async def _begin(self, wanted: Wanted, calendar: Calendar) -> None:
        """Look at the first day with a free time, wherever it is."""
        day = calendar.next_free
        if day is None:
            after = max(calendar.known, default=calendar.today)
            day = await self._ready.backend.next_free(wanted, after)
        if wanted is not self._wanted or self.calendar is None:
            return
        if day is None:
            self.calendar = replace(self.calendar, none_left=True)
            return
        self.calendar = self.calendar.learn([day]).look_at(day.day)
        if (day.day - self.calendar.today).days >= STRIP_FROM_TODAY:
            self.calendar = self.calendar.turn_to(day.day)
            if self.calendar.lacks(day.day):
                self._ask(day.day)

    async def _find_next(self, first: date) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        try:
            day = await self._ready.backend.next_free(wanted, first)
        except KioskError as error:
            self._fail(wanted, error.reason)
            return
        if day and self.calendar and wanted is self._wanted:
            self.calendar = self.calendar.learn([day])
            self._guide.show()

    def _fail(self, wanted: Wanted, reason: Reason) -> None:
        """What is known already stays; without anything the customer hears why."""
        if self.calendar and wanted is self._wanted and self.calendar.chosen is None:
            self.calendar = replace(self.calendar, failed=reason)
            self._guide.show()

    def _keep(self, start: datetime) -> None:
        if self._wanted and not self._is_asking:
            self._is_asking = True
            self._run(self._hold(self._wanted, start))

    async def _hold(self, wanted: Wanted, start: datetime) -> None:
        backend = self._ready.backend
        held = None
        try:
            if backend.capabilities.hold:
                held = await backend.hold(wanted, start)
        except SlotTaken as error:
            if wanted is self._wanted:
                await self._miss(start, error)
            return
        except KioskError as error:
            if wanted is self._wanted:
                self._guide.complain(error)
            return
        finally:
            if wanted is self._wanted:
                self._is_asking = False
        if wanted is not self._wanted:  # they have gone meanwhile
            if held:
                await self._release(held.holder)
            return
        self._held = held
        if self._guide.step not in _WAITING:  # they went back meanwhile
            return
        session = self._guide.session
        key = session.key if session.start == start else None
        self._guide.go(session.come_at(start, key or self._ready.new_key()))
        self._count_down()

    def _count_down(self) -> None:
        """Draw anew each second that is counted, and when there are none left."""
        if self._ticking:
            self._ticking.stop()
            self._ticking = None
        if until := self.kept_until:
            left = (until - self._ready.clock.now()).total_seconds()
            if left > 0:
                seconds = max(1.0, left - COUNTED_SECONDS)
                self._ticking = self._later(seconds, self._tick)

    def _tick(self) -> None:
        self._guide.show()
        self._count_down()

    async def _miss(self, start: datetime, error: SlotTaken) -> None:
        """Back to the times: those of the day as they are now, the nearest first."""
        wanted, calendar = self._wanted, self.calendar
        if wanted is None or calendar is None:
            return
        day = start.astimezone(self._zone).date()
        try:
            calendar = calendar.learn(await self._ready.backend.slots(wanted, day))
        except KioskError as failure:
            _log.info("times did not come", extra={"said": str(failure.reason)})
        if wanted is not self._wanted:
            return
        known = calendar.known.get(day)
        slots = (
            [slot for slot in known.free if slot.start in error.nearest]
            if known
            else []
        )
        if known and not slots:
            slots = list(nearest(known.slots, start))
        self.calendar = replace(
            calendar.look_at(day), missed=Missed(start, tuple(slots))
        )
        if self._guide.step in _WAITING:
            self._guide.go(self._guide.session.come_at(None, None))
