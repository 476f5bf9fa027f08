"""Somebody comes at their time: a code is looked for, and who has it is checked in."""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Final, Protocol, TypeVar

from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.numbering import is_code8
from kiosk.domain.ticket import Placed
from kiosk.errors import KioskError, NotFound, Refused, Unavailable
from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.arrived import in_doubt, refusal
from kiosk.tui.customer.enter_code import EnterCode
from kiosk.tui.customer.issuing import is_worth_asking_again
from kiosk.tui.customer.number_given import Paper
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.session import Session, state_of

SECONDS: Final = 12.0
"""For all attempts together."""

MOST_MISSES: Final = 5
"""So many in one visit end it."""

_FREE: Final = 3
_REMEMBERED: Final = timedelta(minutes=10)
_PAUSE: Final = timedelta(seconds=5)
_LONGEST: Final = timedelta(seconds=60)

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Misses:
    """Codes that nobody has, whoever typed them: the more there are, the longer is the wait.

    A branch has few live codes among ten million, so what matters is how many can be tried.
    """

    def __init__(self) -> None:
        """None."""
        self._at: list[datetime] = []

    def note(self, now: datetime) -> None:
        """One more."""
        self._at = [*self._recent(now), now]

    def pause(self, now: datetime) -> timedelta:
        """How long from `now` on nobody may try: nothing for the first three in ten minutes,
        then 5 s, 10 s, 20 s, 40 s, and 60 s from then on."""
        recent = self._recent(now)
        if len(recent) <= _FREE:
            return timedelta()
        doublings = min(len(recent) - _FREE - 1, 4)
        pause = min(_PAUSE * (1 << doublings), _LONGEST)
        return max(timedelta(), pause - abs(now - recent[-1]))

    def _recent(self, now: datetime) -> list[datetime]:
        """A clock that was set makes nobody wait for longer."""
        return [at for at in self._at if abs(now - at) < _REMEMBERED]


class Guide(Protocol):
    """Who leads the customer from page to page."""

    @property
    def session(self) -> Session:
        """The choices so far."""

    @property
    def states(self) -> Sequence[BranchState]:
        """The branches this kiosk knows."""

    @property
    def speaker(self) -> Speaker:
        """Who speaks to this customer."""

    def go(self, session: Session, **changes: Any) -> None:
        """To the page that follows from these choices."""

    def notify(self, text: str, then: Callable[[], None] | None = None) -> None:
        """A sentence over the page; `then` follows on it."""

    def end(self) -> None:
        """The customer has gone."""


class Arriving:
    """One customer's codes, and what is remembered of everybody's misses.

    A ticket is looked for here first, then at the other branches that the kiosk knows: who is at
    the wrong one is told so.
    """

    def __init__(
        self,
        ready: Ready,
        guide: Guide,
        page: EnterCode,
        work: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`work` runs something beside the screen, in a group of that name."""
        self._ready, self._guide, self._page, self._work = ready, guide, page, work
        self._misses, self._missed = Misses(), 0
        self._visit = object()

    def come(self, code: str) -> None:
        """Look for eight digits, and check in who has them."""
        guide = self._guide
        here = state_of(guide.session, guide.states)
        if here is None:
            self._go_on()
        elif pause := self._misses.pause(self._ready.clock.now()):
            self._page.complain("code-wait", seconds=ceil(pause.total_seconds()))
            self._go_on()
        elif not is_code8(code):
            self._miss()
        else:
            branches = [here.branch.id, *(state.branch.id for state in guide.states)]
            branches = list(dict.fromkeys(branches))
            self._work(self._come(code, branches, self._visit), "arrive")
            guide.go(guide.session, sending=Sending.UNDER_WAY)

    def forget(self) -> None:
        """The customer has gone; what is not answered yet is listened to no more."""
        self._missed, self._visit = 0, object()

    async def _come(
        self, code: str, branches: Sequence[BranchId], visit: object
    ) -> None:
        here, name, backend = branches[0], self._ready.name, self._ready.backend
        found: Placed | None = None
        try:
            found = await self._find(code, branches)
            ticket = found.ticket.id
            placed = await insist(lambda: backend.check_in(ticket, here, name))
        except KioskError as error:
            if isinstance(error, NotFound):
                self._misses.note(self._ready.clock.now())
            if visit is self._visit:
                self._fail(error, found)
            return
        if visit is self._visit:
            session = self._guide.session.got(placed)
            self._guide.go(session, sending=Sending.NOT_YET, paper=Paper.NEEDLESS)

    async def _find(self, code: str, branches: Sequence[BranchId]) -> Placed:
        for branch in branches[:-1]:
            try:
                return await self._by_code(branch, code)
            except NotFound:
                continue
        return await self._by_code(branches[-1], code)

    async def _by_code(self, branch: BranchId, code: str) -> Placed:
        return await insist(lambda: self._ready.backend.by_code(branch, code))

    def _fail(self, error: KioskError, found: Placed | None) -> None:
        guide, speaker = self._guide, self._guide.speaker
        if isinstance(error, NotFound):
            self._miss()
            return
        self._go_on()
        if found and isinstance(error, Refused):
            guide.notify(refusal(found.ticket, error, guide.states, speaker))
        else:
            _log.warning("nobody checked in", extra={"said": str(error.reason)})
            guide.notify(in_doubt(error, speaker))

    def _miss(self) -> None:
        """One answer, whatever is wrong with the code."""
        self._missed += 1
        self._page.complain("code-unknown")
        self._go_on()
        if self._missed >= MOST_MISSES:
            text = self._guide.speaker.say("code-give-up")
            self._guide.notify(text, self._guide.end)

    def _go_on(self) -> None:
        """The page takes touches again."""
        self._guide.go(self._guide.session, sending=Sending.NOT_YET)


async def insist(ask: Callable[[], Awaitable[T]], seconds: float = SECONDS) -> T:
    """The answer to something that may be asked as often as one likes. KioskError."""
    import stamina  # not before somebody types a code: opening the kiosk is quicker without

    async for attempt in stamina.retry_context(
        on=lambda error: is_worth_asking_again(error, repeatable=True),
        attempts=None,
        timeout=seconds,
        wait_initial=0.2,
        wait_max=3.0,
        wait_jitter=0.2,
    ):
        with attempt:
            return await ask()
    raise Unavailable(detail="no attempt was made")
