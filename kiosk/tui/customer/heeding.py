"""A scan in the middle of whatever the customer does."""

from collections.abc import Callable
from typing import Any, Protocol

from kiosk.domain.scanned import Scanned
from kiosk.tui.customer.finding import Finding
from kiosk.tui.customer.moment import Moment
from kiosk.tui.customer.number_given import Paper
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.session import Step
from kiosk.tui.customer.stage import Stage


class Heeded(Protocol):
    """Whose scan it is."""

    @property
    def moment(self) -> Moment:
        """What is known."""

    @property
    def step(self) -> Step:
        """Where the visit stands."""

    @property
    def finding(self) -> Finding:
        """The way in for who comes back."""

    def end(self) -> None:
        """The customer has gone."""


class Heeding:
    """While we work a scan is kept, the latest alone; then it is looked for from any page."""

    def __init__(self, visit: Heeded, stage: Stage, later: Callable[..., Any]) -> None:
        """`later` calls something with its arguments, in the app's own turn."""
        self._visit, self._stage, self._later = visit, stage, later
        self._kept: Scanned | None = None

    def scanned(self, found: Scanned) -> None:
        """Something of ours was held under the scanner, or nothing we know."""
        if is_busy(self._visit.moment):
            self._kept = found
            return
        self._kept = None
        of_ours = found.code8 or found.ticket
        if self._visit.step is Step.GIVEN and of_ours:
            self._visit.end()
        self._stage.drop_dialogs()
        self._visit.finding.by_scan(found)

    def go_on(self) -> None:
        """What was kept has its turn. A number that was just given stays on the glass."""
        if self._kept is None or is_busy(self._visit.moment):
            return
        kept, self._kept = self._kept, None
        if self._visit.step is not Step.GIVEN:
            self._later(self._take_up, kept)

    def _take_up(self, kept: Scanned) -> None:
        """What came of the work is read first, if it says so over the page."""
        if self._stage.says_something:
            self._kept = kept
        else:
            self.scanned(kept)

    def forget(self) -> None:
        """The customer has gone."""
        self._kept = None


def is_busy(moment: Moment) -> bool:
    """Whether what is under way must come to its end first."""
    sending = moment.sending in (Sending.UNDER_WAY, Sending.SLOW)
    printing = moment.paper in (Paper.PRINTING, Paper.STILL)
    return sending or moment.looking or (printing and bool(moment.session.placed))
