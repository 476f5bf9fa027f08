"""Whether the customer is still there, asked where nothing has been touched for a while."""

from collections.abc import Callable
from typing import Protocol

from textual.timer import Timer

from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.idle import IDLE_SECONDS, Idle
from kiosk.tui.customer.moment import Moment
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.session import NOBODY, Step
from kiosk.tui.customer.stage import Stage


class Attended(Protocol):
    """Whom it is about."""

    @property
    def moment(self) -> Moment:
        """What is known."""

    @property
    def step(self) -> Step:
        """Where the visit stands."""

    @property
    def speaker(self) -> Speaker:
        """Who speaks to this customer."""

    def show(self) -> None:
        """Draw what is true now."""

    def end(self) -> None:
        """The customer has gone."""


class Attention:
    """Asks in time, and ends the visit when nobody answers."""

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], Timer],
        visit: Attended,
        stage: Stage,
    ) -> None:
        """`later` calls back after seconds."""
        self._visit, self._stage = visit, stage
        self.idle = Idle(later, self.nobody_there)
        self._watched: Step | None = None

    def touched(self) -> None:
        """A finger, a key or a scan."""
        self.idle.touched()

    def begin(self) -> None:
        """Somebody is there, or was: what they changed is not the next customer's."""
        panel = self._visit.moment.panel
        self.idle.watch(panel.patience(IDLE_SECONDS[Step.BRANCH]))

    def said(self) -> None:
        """Something was said over the page: where nobody is known it is not there for ever."""
        if self._visit.moment.session == NOBODY:
            self.begin()

    def follow(self) -> None:
        """Wind up the clock when the page is another one; stop it while we work."""
        moment, step = self._visit.moment, self._visit.step
        if moment.looking or moment.sending in (Sending.UNDER_WAY, Sending.SLOW):
            step = Step.GIVEN
        elif moment.choosing_language or moment.helping:
            step = Step.BRANCH
        if step is not self._watched:
            self._watched = step
            seconds = IDLE_SECONDS.get(step)
            self.idle.watch(seconds and moment.panel.patience(seconds))

    def nobody_there(self) -> None:
        """Ask; on a page that knows no customer there is nobody to ask."""
        visit, moment = self._visit, self._visit.moment
        if moment.session == NOBODY:
            self._watched = None  # the page stays, and waits for nobody again
            visit.end()
            return
        self._stage.drop_dialogs()
        self._stage.still_there.ask(moment.panel, visit.speaker)
        self._stage.ask(self._stage.still_there, self._answered)

    def _answered(self, still_there: bool | None) -> None:
        if still_there:
            self.idle.touched()
            self._visit.show()
        else:
            self._visit.end()
