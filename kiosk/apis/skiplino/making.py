"""Booking a number or a time, so that a lost answer never makes two of one."""

import logging
from collections import OrderedDict
from datetime import datetime
from typing import Final
from uuid import uuid4

from kiosk.apis.asking import Asked
from kiosk.apis.journal import Journal
from kiosk.apis.skiplino.booking import Asking, Under, Wish, wish_of
from kiosk.apis.skiplino.calls import Calls, No
from kiosk.apis.skiplino.catalogue import Catalogue
from kiosk.apis.skiplino.days import Days
from kiosk.apis.skiplino.habits import SYSTEM, Habits
from kiosk.apis.skiplino.lanes import Lanes
from kiosk.apis.skiplino.register import Register
from kiosk.apis.skiplino.said import SaidTicket
from kiosk.domain.booking import Wanted
from kiosk.domain.customer import CustomerId
from kiosk.domain.errands import Errand, ErrandId
from kiosk.domain.ports import Clock, Once
from kiosk.errors import (
    Ambiguous,
    BadInput,
    KeyTrouble,
    KioskError,
    NotFound,
    Reason,
    Refused,
    TooBusy,
)

_log = logging.getLogger(__name__)

MOST_REMEMBERED: Final = 1000
_LANES_TRIED: Final = 3
"""How many lanes are tried for one booking: a company may allow one ticket a customer."""

NOBODY_THERE: Final = frozenset({"customerId", "customerExternalId"})


class Making:
    """Makes bookings: journaled under a lane or a customer, or once and never again."""

    def __init__(
        self,
        calls: Calls,
        clock: Clock,
        habits: Habits,
        journal: Journal | None,
        register: Register,
        catalogue: Catalogue,
        days: Days,
    ) -> None:
        """Without a `journal`, or with a public key, nothing that got lost is asked again."""
        self._calls, self._clock, self._habits = calls, clock, habits
        self._journal, self._register = journal, register
        self._catalogue, self._days = catalogue, days
        self.lanes = Lanes(register, habits, self._in_doubt)
        self._done: OrderedDict[tuple[str, str], tuple[str, SaidTicket | None]]
        self._done = OrderedDict()
        self._handed_out: OrderedDict[str, None] = OrderedDict()
        self.ambiguous = 0

    async def make(
        self,
        wish: Wish,
        customer: CustomerId | None,
        once: Once | None,
        then: str | None = None,
    ) -> SaidTicket:
        """What was booked. `customer` is whose appointment it is. Errors as `Backend.issue`.

        `then` is cancelled when the new one is certain.
        """
        try:
            made = await self._made(wish, customer, once, then)
        except Ambiguous:
            self.ambiguous += 1
            _log.warning("nobody knows of a booking", extra={"count": self.ambiguous})
            raise
        self._handed_out[made.id] = None
        while len(self._handed_out) > MOST_REMEMBERED:
            self._handed_out.popitem(last=False)
        return made

    async def _made(
        self,
        wish: Wish,
        customer: CustomerId | None,
        once: Once | None,
        then: str | None,
    ) -> SaidTicket:
        if wish.under is Under.NOBODY:
            return await self._without_trace(wish, once)
        if wish.under is Under.CUSTOMER and customer is not None:
            return await self._once(wish, customer, once, then=then)
        return await self._in_a_lane(wish, once)

    def asked_for(self, errand: Errand) -> Asked[SaidTicket]:
        """What the journal asks to go on with an errand."""
        return self._asking(wish_of(errand.about), checked=True)

    async def _in_a_lane(self, wish: Wish, once: Once | None) -> SaidTicket:
        """A definite no may be about the lane alone: then another one is tried."""
        tried: list[str] = []
        while True:
            async with self.lanes.one(tried) as lane:
                before = self.lanes.before(lane)
                try:
                    found = await self._journaled(wish, lane, once, before)
                except TooBusy:
                    tried.append(lane)
                    if lane in self._in_doubt() and len(tried) < _LANES_TRIED:
                        continue  # the sweep is looking through it
                    raise
                except No as error:
                    tried.append(lane)
                    reason = await self._of_the_lane(error, wish, lane)
                    if reason and len(tried) < _LANES_TRIED:
                        continue
                    raise reason or await self.why(error, wish) from error
                if wish.start is not None:
                    self.lanes.reserve(lane)
                return found

    async def _of_the_lane(self, error: No, wish: Wish, lane: str) -> KioskError | None:
        """The reason of a no that may be another one under another name; None: it won't be."""
        if error.status == 422 and error.members & NOBODY_THERE:
            self.lanes.forget(lane)
            return NotFound(detail="a lane's customer is gone")
        if error.status != 400:
            return None
        why = await self.why(error, wish)
        if why.reason is not Reason.NOT_ALLOWED_NOW:
            raise why from error
        self.lanes.reserve(lane)
        return why

    async def _once(
        self,
        wish: Wish,
        mark: str,
        once: Once | None,
        *,
        then: str | None = None,
    ) -> SaidTicket:
        try:
            return await self._journaled(wish, mark, once, then=then)
        except No as error:
            raise await self.why(error, wish) from error

    async def _journaled(
        self,
        wish: Wish,
        mark: str,
        once: Once | None,
        before: tuple[str, ...] = (),
        then: str | None = None,
    ) -> SaidTicket:
        asked = self._asking(wish)
        if self._journal is None:
            return await self._unjournaled(asked, wish, mark, once)
        return await self._journal.make(
            SYSTEM, asked, mark, wish.about(), once, before, then
        )

    async def _without_trace(self, wish: Wish, once: Once | None) -> SaidTicket:
        """A booking that nobody can look up."""
        try:
            return await self._journaled(wish, f"nobody:{uuid4().hex}", once)
        except No as error:
            raise await self.why(error, wish) from error

    async def _unjournaled(
        self,
        asked: Asked[SaidTicket],
        wish: Wish,
        mark: str,
        once: Once | None,
    ) -> SaidTicket:
        """One request for one key, as long as this process lives."""
        key = (once.owner, once.key) if once else ("", uuid4().hex)
        if key in self._done:
            return self._replayed(key, once)
        fingerprint = once.fingerprint if once else ""
        self._done[key] = fingerprint, None
        while len(self._done) > MOST_REMEMBERED:
            self._done.popitem(last=False)
        now = self._clock.now()
        errand = Errand(ErrandId(""), SYSTEM, mark, wish.about(), now, now)
        try:
            made = await asked.post(errand)
        except Ambiguous:
            raise
        except KioskError:
            self._done.pop(key, None)
            raise
        self._done[key] = fingerprint, made
        return made

    def _replayed(self, key: tuple[str, str], once: Once | None) -> SaidTicket:
        fingerprint, made = self._done[key]
        if once and fingerprint != once.fingerprint:
            raise KeyTrouble(
                Reason.KEY_REUSED, detail="asked for something else before"
            )
        if made is None:
            raise Ambiguous(detail="asked before, and nobody knows what came of it")
        return made

    def _asking(self, wish: Wish, *, checked: bool = False) -> Asking:
        start = wish.start
        ground = self._calls, self._register, self._habits.skew, wish
        if start is None or checked:
            return Asking(*ground, self._handed_out)
        wanted, begins = Wanted(wish.branch, wish.service), start

        async def first() -> KioskError | None:
            return await self._days.taken(wanted, begins)

        return Asking(*ground, self._handed_out, first)

    async def why(self, error: No, wish: Wish) -> KioskError:
        """Our reason for their no. Their sentence is for people, so tree and times tell; it is
        kept as the detail."""
        if error.status == 422:
            return await self._wrong(error, wish)
        if error.status == 404:
            return NotFound(detail=error.detail)
        if error.status != 400:
            return error
        if await self._closed(wish):
            return Refused(Reason.CLOSED, detail=error.detail)
        if wish.start is None:
            return Refused(Reason.NOT_ALLOWED_NOW, detail=error.detail)
        wanted = Wanted(wish.branch, wish.service)
        taken = await self._days.taken(wanted, wish.start)
        if taken is None:
            return Refused(Reason.NOT_ALLOWED_NOW, detail=error.detail)
        taken.detail = error.detail
        return taken

    async def _closed(self, wish: Wish) -> bool:
        """Whether a service takes nobody now. A time to come is not refused for that."""
        if wish.start is not None:
            return False
        try:
            offer = await self._catalogue.offer(wish.branch, fresh=True)
        except NotFound:
            return True
        except KioskError:
            return False
        known = offer.service(wish.service)
        return known is None or False in (offer.branch.is_open, known.is_open)

    async def _wrong(self, error: No, wish: Wish) -> KioskError:
        """422: something that was named is not there, or not to be had that way."""
        if error.members & {"serviceId", "groupOfServiceId"}:
            return NotFound(detail="no such service in that group")
        if error.members & NOBODY_THERE:
            return BadInput(detail=error.detail, fields={"customer": "is unknown"})
        if "time" in error.members and wish.start is not None:
            return await self._wrong_time(error, wish, wish.start)
        fields = dict.fromkeys(sorted(error.members) or ["request"], "is refused")
        return BadInput(detail=error.detail, fields=fields)

    async def _wrong_time(self, error: No, wish: Wish, start: datetime) -> KioskError:
        try:
            known = (await self._catalogue.offer(wish.branch, fresh=True)).service(
                wish.service
            )
        except KioskError:
            known = None
        if known and not known.appointable:
            return Refused(Reason.NOT_APPOINTABLE, detail=error.detail)
        return BadInput(detail=error.detail, fields={"start": "is refused"})

    def _in_doubt(self) -> frozenset[str]:
        return self._journal.busy(SYSTEM) if self._journal else frozenset()
