"""Somebody comes back: their ticket is looked for by its code, a phone number or a scan."""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Any, Protocol

from kiosk.domain.branch import BranchId
from kiosk.domain.numbering import is_code8
from kiosk.domain.scanned import Scanned
from kiosk.domain.ticket import Placed
from kiosk.errors import KioskError, NotFound, Reason, Refused, TooBusy
from kiosk.tui.customer.guide import Guide
from kiosk.tui.customer.insisting import insist
from kiosk.tui.customer.misses import MOST_MISSES, Misses
from kiosk.tui.customer.moment import Moment
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.session import has_appointments, state_of

_log = logging.getLogger(__name__)


class Way(StrEnum):
    """How they said who they are; the value is the key of what is said when nobody has it."""

    CODE = "code-unknown"
    PHONE = "find-none"
    SCAN = "scan-unknown"


class Seeker(Guide, Protocol):
    """Who comes back, and whatever else they do meanwhile."""

    @property
    def moment(self) -> Moment:
        """What is known."""


class Asked(Protocol):
    """A page on which something was typed to be looked for."""

    def complain(self, key: str, **values: Any) -> None:
        """Say under the field what is wrong."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where codes and phone numbers are typed."""

    code: Callable[[], Asked]
    phone: Callable[[], Asked]


Search = Callable[[Sequence[BranchId]], Awaitable[Sequence[Placed]]]


class Finding:
    """One customer's search, and what is remembered of everybody's misses.

    A ticket is looked for here first, then at the other branches that the kiosk knows: who is at
    the wrong one is told so.
    """

    def __init__(
        self,
        ready: Ready,
        guide: Seeker,
        pages: Pages,
        work: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`work` runs something beside the screen, in a group of that name."""
        self._ready, self._guide, self._pages, self._work = ready, guide, pages, work
        self._misses, self._missed = Misses(), 0
        self._visit = object()

    def by_code(self, code: str) -> None:
        """Look for eight digits, whatever they are."""
        search = self._coded(code) if is_code8(code) else None
        self._begin(Way.CODE, search)

    def by_phone(self, e164: str) -> None:
        """Look for who has a phone number, among today's at this branch alone."""

        async def search(branches: Sequence[BranchId]) -> Sequence[Placed]:
            backend = self._ready.backend
            return await insist(lambda: backend.by_phone(branches[0], e164))

        self._begin(Way.PHONE, search)

    def by_scan(self, found: Scanned) -> None:
        """Look for what was held under the scanner."""
        if found.code8:
            self._begin(Way.SCAN, self._coded(found.code8))
        elif found.ticket:
            ticket = found.ticket

            async def search(branches: Sequence[BranchId]) -> Sequence[Placed]:
                placed = await insist(lambda: self._ready.backend.ticket(ticket))
                return () if placed.ticket.is_final else (placed,)

            self._begin(Way.SCAN, search)
        else:
            self._complain(Way.SCAN, Way.SCAN)

    def forget(self) -> None:
        """The customer has gone; what is not answered yet is listened to no more."""
        self._missed, self._visit = 0, object()

    def _coded(self, code: str) -> Search:
        async def search(branches: Sequence[BranchId]) -> Sequence[Placed]:
            for branch in branches[:-1]:
                try:
                    return (await self._at(branch, code),)
                except NotFound:
                    continue
            return (await self._at(branches[-1], code),)

        return search

    async def _at(self, branch: BranchId, code: str) -> Placed:
        return await insist(lambda: self._ready.backend.by_code(branch, code))

    def _begin(self, way: Way, search: Search | None) -> None:
        guide, branches = self._guide, self._branches()
        if not branches:
            self._go_on()
        elif pause := self._misses.pause(self._ready.clock.now()):
            self._complain(way, "code-wait", seconds=ceil(pause.total_seconds()))
        elif search is None:
            self._miss(way)
        else:
            self._work(self._look(way, search, branches, self._visit), "find")
            guide.go(guide.session, looking=True)

    def _branches(self) -> Sequence[BranchId]:
        """This branch first."""
        guide = self._guide
        here = state_of(guide.session, guide.states)
        ids = [state.branch.id for state in ([here] if here else [])]
        return tuple(dict.fromkeys([*ids, *(s.branch.id for s in guide.states)]))

    async def _look(
        self, way: Way, search: Search, branches: Sequence[BranchId], visit: object
    ) -> None:
        found: Sequence[Placed] = ()
        failure: KioskError | None = None
        try:
            found = await search(branches)
        except NotFound:
            pass
        except KioskError as error:
            failure = error
        if not (found or failure):
            self._misses.note(self._ready.clock.now())
        if visit is not self._visit:
            return
        if _has_gone_on(self._guide.moment):
            self._go_on()
        elif failure:
            self._fail(way, failure)
        elif found:
            self._missed = 0
            session = _with(self._guide, found)
            over = {"helping": False, "choosing_language": False}
            self._guide.go(session, looking=False, **over)
        else:
            self._miss(way)

    def _fail(self, way: Way, error: KioskError) -> None:
        speaker = self._guide.speaker
        if isinstance(error, TooBusy):
            self._complain(way, "code-wait", seconds=error.retry_after)
        elif isinstance(error, Refused) and error.reason is Reason.NOT_OFFERED:
            self._miss(way)
        else:
            _log.warning("nothing was found", extra={"said": str(error.reason)})
            self._go_on()
            self._guide.notify(speaker.error(error.reason))

    def _miss(self, way: Way) -> None:
        """One answer, whatever is wrong with it."""
        self._missed += 1
        self._complain(way, way)
        if self._missed >= MOST_MISSES:
            text = self._guide.speaker.say("code-give-up")
            self._guide.notify(text, self._guide.end)

    def _complain(self, way: Way, key: str, **values: Any) -> None:
        """Under the field it was typed in, or over the page of a scan."""
        if way is Way.SCAN:
            self._go_on()
            if key == Way.SCAN and not self._can_be_typed():
                key = "code-give-up"
            self._guide.notify(self._guide.speaker.say(key, **values))
            return
        page = self._pages.code() if way is Way.CODE else self._pages.phone()
        page.complain(key, **values)
        self._go_on()

    def _can_be_typed(self) -> bool:
        """Whether a page asks for codes: no, where nobody comes at a time that was booked."""
        check_in = self._ready.backend.capabilities.check_in
        branches = (state.branch for state in self._guide.states)
        return check_in and any(has_appointments(branch) for branch in branches)

    def _go_on(self) -> None:
        """The page takes touches again."""
        self._guide.go(self._guide.session, looking=False)


def _has_gone_on(moment: Moment) -> bool:
    """Whether another last touch came meanwhile: what it comes to is not taken off the glass."""
    under_way = moment.sending in (Sending.UNDER_WAY, Sending.SLOW)
    return under_way or moment.session.placed is not None


def _with(guide: Guide, found: Sequence[Placed]) -> Any:
    """The visit with what was found: one ticket, or several to choose from."""
    session = guide.session.speak(guide.session.locale or guide.speaker.locale)
    known = {state.branch.id for state in guide.states}
    if session.branch is None and len(known) > 1:
        session = session.at(found[0].ticket.branch)
    return session.own(found[0]) if len(found) == 1 else session.choose_from(found)
