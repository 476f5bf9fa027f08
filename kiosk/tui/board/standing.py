"""What a board knows: the calls, the branch around them, and how old all of it is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from kiosk.domain.announcing import Announcement, Announcing, Staleness, staleness
from kiosk.domain.branch import BranchState
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.ports import Clock
from kiosk.errors import Reason
from kiosk.tui.board.hearing import Heard, Lost, Read
from kiosk.tui.board.view import Moment

TURN_SECONDS: Final = 10.0
"""How long the foot shows the same."""

_SKEW: Final = timedelta(seconds=2)
"""A clock that is wrong by less is right."""


class Standing:
    """Takes in what is heard, and lets time pass."""

    def __init__(self, clock: Clock, ticks: Callable[[], float]) -> None:
        """Nothing is known."""
        self.calls = Announcing()
        self.state: BranchState | None = None
        self.branches: tuple[BranchState, ...] | None = None
        """Those there are, where it isn't one; None before anybody said so."""
        self.lost: Reason | None = None
        """Why there was no answer the last time there was none."""
        self._clock, self._ticks = clock, ticks
        self._skew = timedelta()
        self._heard = ticks()
        self._heard_at = clock.now()

    @property
    def now(self) -> datetime:
        """The present instant by the queue's clock."""
        return self._clock.now() + self._skew

    @property
    def stale(self) -> Staleness:
        """How far to be trusted."""
        return staleness(self._ticks() - self._heard)

    @property
    def current(self) -> Announcement | None:
        """The call that is announced now."""
        return self.calls.current

    def tell(self, heard: Heard) -> None:
        """Take in what was heard."""
        match heard:
            case Lost(reason):
                self.lost = reason
                return
            case Read((state,)):
                self._take(state)
            case Read(states):
                self.branches, self.state = states, None
            case BranchState():
                self._take(heard, afresh=True)
            case TicketEvent():
                self.calls = self.calls.heard(heard, self.now)
            case BranchChanged():
                pass  # the state is read again
        self._heard, self._heard_at = self._ticks(), self.now

    def advance(self, *, busy: bool) -> bool:
        """Let time pass; whether another call is announced since. `busy`: one is being said."""
        before = self.calls.current
        self.calls = self.calls.at(self.now, busy=busy)
        after = self.calls.current
        return after is not None and after != before

    def moment(self, *, reduced_motion: bool) -> Moment | None:
        """What there is to be seen now; None before anything is known."""
        if self.state is None:
            return None
        return Moment(
            state=self.state,
            shown=self.calls.shown(),
            stale=self.stale,
            now=self.now,
            heard_at=self._heard_at,
            turn=int(self._ticks() // TURN_SECONDS),
            reduced_motion=reduced_motion,
        )

    def _take(self, state: BranchState, *, afresh: bool = False) -> None:
        skew = state.as_of - self._clock.now()
        self._skew = skew if abs(skew) > _SKEW else timedelta()
        self.calls = self.calls.read(state, self.now, afresh=afresh)
        if self.state is None or afresh or state.as_of >= self.state.as_of:
            self.state = state
        self.branches = None
