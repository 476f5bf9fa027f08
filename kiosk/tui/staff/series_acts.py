"""What staff do with series: look at what a rule comes to, book it, change some of it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from kiosk.domain.customer import CustomerId, Details
from kiosk.domain.ports import Once
from kiosk.domain.series import Occurrence, Series, SeriesWish
from kiosk.domain.sessions import SessionId, SessionPlan
from kiosk.domain.ticket import Draft, TicketId
from kiosk.errors import Ambiguous, Refused
from kiosk.tui.staff.acting import Acting
from kiosk.tui.staff.dialogs.change_series import ChangeSeries
from kiosk.tui.staff.dialogs.dates import ShowDates
from kiosk.tui.staff.dialogs.join import Somebody
from kiosk.tui.staff.dialogs.move_date import MoveDate
from kiosk.tui.staff.dialogs.new_dates import NewDates, PlanDates

if TYPE_CHECKING:
    from kiosk.domain.ports import Backend

T = TypeVar("T")

_NOBODY: Final = Somebody("", "")


class SeriesActs(Acting):
    """Forms over the console, each kept until its answer was good."""

    @property
    def _backend(self) -> "Backend":
        return self._console.ready.backend

    async def plan(self) -> None:
        """A session or an appointment, once or by a rule."""
        now = self._console.ready.clock.now()
        wanted = await self._ask(PlanDates(self._speaker, self._branch, now))
        if wanted is None:
            return
        service = self._branch.service(wanted.service)
        people: tuple[CustomerId, ...] = ()
        if service and not service.places and wanted.who != _NOBODY:
            who = await self._doing.have(lambda: self.known(wanted.who))
            if who is None:
                return
            people = (who,)
        if wanted.rule is not None:
            await self._series(wanted, people)
        elif service and service.places:
            await self._session(wanted)
        else:
            await self._appointment(wanted, people)

    async def change(self, of: TicketId | SessionId, start: datetime) -> None:
        """Call off or move a date, and others with it."""
        series = await self._doing.have(lambda: self._found(of))
        if series is None:
            return
        dialog = ChangeSeries(self._speaker, self._branch, series, start)
        change = await self._ask(dialog)
        if change is None:
            return
        actor = self._console.seat.post.actor
        done = await self._doing.have(
            lambda: self._backend.change_series(of, change, actor)
        )
        if done:
            self._say(
                "staff-series-changed", count=len(done.dates), left=len(done.left)
            )

    async def known(self, somebody: Somebody) -> CustomerId:
        """Whoever it is, made known. KioskError."""
        if somebody.phone:
            return (await self._backend.identify(somebody.phone, somebody.name)).id
        return (await self._backend.add_customer(Details(name=somebody.name))).id

    async def _series(self, wanted: NewDates, people: tuple[CustomerId, ...]) -> None:
        """Date by date, until somebody is content with them."""
        if wanted.rule is None:
            return
        wish = SeriesWish(
            self._branch.id,
            wanted.service,
            wanted.start.astimezone(UTC),
            wanted.rule,
            customers=people,
            locale=self._speaker.locale,
        )
        left_out: frozenset[datetime] = frozenset()
        while True:
            dates = await self._doing.have(partial(self._backend.preview, wish))
            if dates is None:
                return
            dialog = ShowDates(
                self._speaker, self._branch, wanted.service, dates, left_out
            )
            answer = await self._ask(dialog)
            if answer is None:
                return
            left_out = frozenset(one.original for one in dates) - answer.wanted
            if answer.moved is None:
                break
            chosen = next(one for one in dates if one.original == answer.moved)
            wish = await self._moved(wish, chosen)
            left_out -= {chosen.original}
        skipped = dict.fromkeys(left_out)
        wish = replace(
            wish,
            instead={**wish.instead, **skipped},
            on_conflict=answer.on_conflict,
        )
        made = await self._once(
            lambda once, actor: self._backend.create_series(wish, once, actor)
        )
        if made:
            count = sum(bool(one.ticket or one.session) for one in made.dates)
            self._say("staff-series-made", count=count)

    async def _moved(self, wish: SeriesWish, date: Occurrence) -> SeriesWish:
        start = await self._ask(MoveDate(self._speaker, self._branch, date.start))
        if start is None:
            return wish
        instead = {**wish.instead, date.original: start.astimezone(UTC)}
        return replace(wish, instead=instead)

    async def _session(self, wanted: NewDates) -> None:
        plan = SessionPlan(
            self._branch.id, wanted.service, wanted.start.astimezone(UTC)
        )
        made = await self._once(
            lambda once, actor: self._backend.plan_session(plan, once, actor)
        )
        if made:
            self._say("staff-series-made", count=1)

    async def _appointment(
        self, wanted: NewDates, people: tuple[CustomerId, ...]
    ) -> None:
        await self._doing.issue(
            Draft(
                self._branch.id,
                wanted.service,
                locale=self._speaker.locale,
                source=f"counter {self._console.seat.post.counter}",
                start=wanted.start.astimezone(UTC),
                customer=people[0] if people else None,
            )
        )

    async def _once(self, deed: Callable[[Once, str], Awaitable[T]]) -> T | None:
        """A lost answer is asked for under the same key."""
        actor = self._console.seat.post.actor
        once = Once(actor, self._console.ready.new_key(), "")

        async def twice() -> T:
            try:
                return await deed(once, actor)
            except Ambiguous:
                return await deed(once, actor)

        return await self._doing.have(twice)

    async def _found(self, of: TicketId | SessionId) -> Series:
        series = await self._backend.series_of(of)
        if series is None:
            raise Refused(detail=f"{of} is of no series")
        return series

    def _say(self, key: str, **args: int) -> None:
        self._console.done(self._console.voice.say(key, **args))
