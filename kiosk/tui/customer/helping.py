"""Help with the screen, for this customer alone: larger text, contrast, somebody to come."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from kiosk.domain.branch import BranchId
from kiosk.errors import KioskError
from kiosk.tui.customer.attention import Attention
from kiosk.tui.customer.guide import Guide
from kiosk.tui.customer.moment import Moment
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.session import state_of

_log = logging.getLogger(__name__)


class Helped(Guide, Protocol):
    """Whom it is for."""

    @property
    def moment(self) -> Moment:
        """What is known."""

    @property
    def attention(self) -> Attention:
        """Whether they are still there."""

    def know(self, **changes: Any) -> None:
        """Take note of something, and draw nothing."""

    def show(self) -> None:
        """Draw what is true now."""


class Helping:
    """What it changes is gone with the customer: `Visit.end` undoes it."""

    def __init__(
        self,
        ready: Ready,
        guide: Helped,
        other_theme: Callable[[], None],
        work: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`other_theme` puts the next one on; `work` runs something beside the screen."""
        self._ready, self._guide = ready, guide
        self._other_theme, self._work = other_theme, work
        self._visit = object()

    def ask(self) -> None:
        """To the page of it."""
        self._guide.know(helping=True)
        self._changed()

    def leave(self) -> None:
        """Back to where it was asked for."""
        self._guide.know(helping=False)
        self._guide.show()

    def larger(self) -> None:
        """Larger text, or not any more."""
        self._guide.know(large=not self._guide.moment.large)
        self._changed()

    def contrast(self) -> None:
        """The next theme."""
        self._other_theme()
        self._changed()

    def staff(self) -> None:
        """Somebody is to come to this screen."""
        state = state_of(self._guide.session, self._guide.states)
        if state:
            self._work(self._call(state.branch.id, self._visit), "staff")

    def forget(self) -> None:
        """The customer has gone; whether somebody comes is not told to the next one."""
        self._visit = object()

    async def _call(self, branch: BranchId, visit: object) -> None:
        """Nobody is promised where no console shows it."""
        backend, name = self._ready.backend, self._ready.name
        try:
            seen = await backend.summon(branch, name, name)
        except KioskError as error:
            _log.warning("staff were not called", extra={"said": str(error.reason)})
            seen = False
        if visit is self._visit:
            key = "help-staff-coming" if seen else "help-staff-nobody"
            self._guide.notify(self._guide.speaker.say(key))

    def _changed(self) -> None:
        """Somebody is there, or was."""
        self._guide.show()
        self._guide.attention.begin()
