"""One booking being made: asked for once, known again by the reference in its customer.

Their bookings know no idempotency keys. One is sent all the same: their pages have it elsewhere,
and who does not heed it is not harmed.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.apis.asking import Seen
from kiosk.apis.http import Answer
from kiosk.apis.members import text
from kiosk.apis.optimo.client_times import TimesCalls
from kiosk.apis.optimo.rows import FOR_SOMEBODY, ONCE, Known, Person, Row
from kiosk.apis.optimo.said import SaidBooking, SaidSlot
from kiosk.apis.optimo.saying import booking_in, call_off
from kiosk.apis.optimo.slots_told import chosen
from kiosk.apis.outcomes import Unseen
from kiosk.domain.branch import Branch, BranchId, Service, ServiceId, StaffId
from kiosk.domain.errands import Errand
from kiosk.domain.ticket import FINAL
from kiosk.errors import (
    Ambiguous,
    BadInput,
    Denied,
    KioskError,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
    Unavailable,
)

SKEW: Final = timedelta(minutes=2)
"""How far their clock may be from ours."""

_OF_A_TIME: Final = frozenset({"startTime", "date"})
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, repr=False)
class Wish:
    """What is to be booked, and for whom. `more` is what a booking that is moved has of its
    customer besides."""

    branch: Branch
    service: Service
    start: datetime
    person: Person
    staff: StaffId | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The branch's day of it."""
        return self.start.astimezone(ZoneInfo(self.branch.zone)).date()

    def about(self) -> dict[str, Any]:
        """What the errand keeps: nothing of a person."""
        return {
            "branch": self.branch.id,
            "service": self.service.id,
            "date": self.day.isoformat(),
            "start": self.start.isoformat(),
        }


@dataclass(slots=True)
class Making:
    """See `kiosk.apis.asking.Asked`. Without a `wish` it can be looked for, not asked for."""

    there: TimesCalls
    wish: Wish | None = None
    posted: bool = False

    async def post(self, errand: Errand) -> Row:
        """Ask for it, if the time is still free."""
        wish = self.wish
        if wish is None:
            raise Unavailable(detail="who it was for is not known any more")
        slot = await self._slot(wish)
        self.posted = True
        told = await self._asked(wish, slot, errand.mark)
        self.there.forget_times(wish.branch.id, wish.service.id, wish.day)
        return self._as_wanted(wish, slot, told, errand.mark)

    async def look_up(self, errand: Errand) -> Sequence[Seen[Row]]:
        """The bookings of that day that carry the mark; where they strip what they don't know,
        those of that time and phone number that were made since."""
        try:
            day = date.fromisoformat(str(errand.about["date"]))
        except (KeyError, ValueError) as error:
            raise Unavailable(Reason.UPSTREAM, detail="an errand of no day") from error
        try:
            listed = await self.there.listed(day, ask=ONCE)
        except (Denied, NotFound, Refused) as error:
            raise Unavailable(Reason.UPSTREAM, detail=error.detail) from error
        found = [one for one in listed if one.ref == errand.mark]
        if not found:
            found = [one for one in listed if self._may_be(one, errand)]
        seen = [self._seen(one, errand) for one in found]
        return sorted(seen, key=lambda one: (one.at is None, one.at, one.id))

    async def undo(self, id: str) -> None:
        """Cancel a booking; one that is over already is fine."""
        await call_off(self.there, id)

    async def fetch(self, id: str) -> Row:
        """The booking as it stands."""
        return await self.there.booking(id, FOR_SOMEBODY)

    def id_of(self, value: Row) -> str:
        """Theirs."""
        return value.id

    async def _slot(self, wish: Wish) -> SaidSlot:
        """The row of the time, read just now. SlotTaken; Unavailable OFFLINE: nothing was sent."""
        there = self.there
        if wish.start <= there.clock.now() and not self.posted:
            raise SlotTaken(Reason.PAST)
        try:
            told = await there.times(wish.branch, wish.service, wish.day, now=True)
        except (Unavailable, Ambiguous, NotFound, BadInput) as error:
            raise Unavailable(detail=error.detail) from error
        slot = chosen(told, wish.start, wish.staff)
        if slot is not None:
            return slot
        if all(one.start != wish.start for one in told):
            raise BadInput(fields={"start": "is not one of the day's times"})
        raise await there.taken(wish.branch, wish.service, wish.start)

    async def _asked(self, wish: Wish, slot: SaidSlot, mark: str) -> SaidBooking:
        """One request; a second one only where they say that it is the person they don't want."""
        body = self._body(wish, slot, mark)
        try:
            answer = await self._sent(body, mark)
        except BadInput as error:
            if "staffId" not in body or not _names(error, "staffId"):
                raise await self._no(wish, error) from error
            _LOG.info("they take no staffId")
            body.pop("staffId")
            try:
                answer = await self._sent(body, f"{mark}-2")
            except (BadInput, Refused) as other:
                raise await self._no(wish, other) from other
        except Refused as error:
            raise await self._no(wish, error) from error
        return _told(answer)

    async def _sent(self, body: Mapping[str, Any], once: str) -> Answer:
        where = self.there.where("bookings")
        return await self.there.calls.change("POST", where, body, once=once)

    def _body(self, wish: Wish, slot: SaidSlot, mark: str) -> dict[str, Any]:
        person = {"name": wish.person.name or self.there.habits.guest}
        phone = {"phone": wish.person.phone} if wish.person.phone else {}
        body: dict[str, Any] = {
            "serviceId": wish.service.id,
            "date": wish.day.isoformat(),
            "startTime": slot.raw,
            "customer": {**wish.more, **person, **phone, "ref": mark},
        }
        if slot.staff:
            body["staffId"] = slot.staff
        if self.there.habits.tells_branch:
            body["branchId"] = wish.branch.id
        return body

    async def _no(self, wish: Wish, error: KioskError) -> KioskError:
        """Their no to a booking: what is known to be a time's is told with the nearest ones.

        A 400 that names no member may be anything: the times tell whether it is this one's.
        """
        self.there.forget_times(wish.branch.id, wish.service.id, wish.day)
        if isinstance(error, BadInput):
            named = set(error.fields)
            if named and not named & _OF_A_TIME:
                return BadInput(detail=error.detail, fields=_ours(error.fields))
            if not named and await self._is_free(wish):
                return error
        return await self.there.taken(
            wish.branch, wish.service, wish.start, detail=error.detail
        )

    async def _is_free(self, wish: Wish) -> bool:
        try:
            told = await self.there.times(wish.branch, wish.service, wish.day)
        except KioskError:
            return False
        return chosen(told, wish.start, wish.staff) is not None

    def _as_wanted(
        self, wish: Wish, slot: SaidSlot, told: SaidBooking, mark: str
    ) -> Row:
        """What they say they booked, if that is what was asked for. Ambiguous when it is not."""
        zone = ZoneInfo(wish.branch.zone)
        same_time = told.raw == slot.raw or told.start(zone) == wish.start
        if not same_time or told.day not in (None, wish.day):
            raise Ambiguous(detail="answered with another time")
        if told.ref not in ("", mark):
            raise Ambiguous(detail="answered with somebody else's booking")
        if self.there.habits.status_of(told.word) in FINAL:
            raise Ambiguous(detail="answered with a booking that is over")
        self._remember(told.id, wish.branch.id, wish.service.id, wish.day, slot.staff)
        row = self.there.read(told)
        if row is None:
            raise Ambiguous(detail="answered with a booking nobody can read")
        return row

    def _may_be(self, one: SaidBooking, errand: Errand) -> bool:
        """Whether a booking without a reference is the one: same time, same phone number, made
        since. Without a phone number nobody can tell."""
        wish = self.wish
        if wish is None or "ref" in one.customer or not wish.person.phone:
            return False
        start = one.start(ZoneInfo(wish.branch.zone))
        made = one.created_at
        return (
            start == wish.start
            and _digits(text(one.customer, "phone")) == _digits(wish.person.phone)
            and made is not None
            and made >= errand.at - SKEW
        )

    def _seen(self, one: SaidBooking, errand: Errand) -> Seen[Row]:
        about = errand.about
        branch, service = (
            BranchId(str(about["branch"])),
            ServiceId(str(about["service"])),
        )
        day = one.day or date.fromisoformat(str(about["date"]))
        if self.there.habits.branch(branch):
            self._remember(one.id, branch, service, day, one.staff)
        row = self.there.read(one)
        if row is None:
            raise Unavailable(Reason.UPSTREAM, detail="a booking nobody can read")
        live = self.there.habits.status_of(one.word) not in FINAL
        return Seen(one.id, live, one.created_at, row)

    def _remember(
        self, id_: str, branch: BranchId, service: ServiceId, day: date, staff: str
    ) -> None:
        self.there.remember(id_, Known(branch, service, day, staff))


def _told(answer: Answer) -> SaidBooking:
    """The booking in the answer to a create. Unseen for a yes without one; Ambiguous."""
    if not answer.body.strip():
        raise Unseen(detail="booked, and not told what")
    told = booking_in(answer)
    if told is None:
        raise Ambiguous(detail="a success that names no booking")
    return told


def _names(error: BadInput, member: str) -> bool:
    return member in error.fields or member in error.detail


def _ours(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Their names of members as ours: "customer.phone" is "phone"."""
    return {name.removeprefix("customer."): what for name, what in fields.items()}


def _digits(phone: str) -> str:
    """A phone number as far as two spellings of it agree: its last nine digits."""
    return "".join(letter for letter in phone if letter.isdecimal())[-9:]
