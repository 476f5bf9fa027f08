"""What a technician has over the customers' pages, loaded when somebody knocks."""

from collections.abc import Callable, Coroutine
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.screen import Screen

from kiosk.tui.customer.knocking import Knocking
from kiosk.tui.customer.paper import PaperTray
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.skew import Corrected
from kiosk.tui.customer.stage import Stage

if TYPE_CHECKING:
    from kiosk.tui.customer.moment import Moment
    from kiosk.tui.customer.upkeep import Host, Upkeeping


class Overlay:
    """Nothing, until then."""

    def __init__(
        self,
        app: App[None],
        ready: Ready,
        stage: Stage,
        host: "Host",
        paper: PaperTray,
        clock: Corrected,
        *,
        themes: int,
        run: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`clock` knows how wrong the kiosk's own one is; `themes`: how many there are."""
        self._app, self._ready, self._stage, self._host = app, ready, stage, host
        self._knocking = Knocking()
        self._paper, self._clock, self._themes, self._run = paper, clock, themes, run

    @cached_property
    def upkeep(self) -> "Upkeeping":
        """The technician's way."""
        from kiosk.tui.customer.upkeep import Upkeeping
        from kiosk.tui.customer.upkeep_look import Looking

        ready, paper = self._ready, self._paper
        looking = Looking(ready, paper, self._clock, themes=self._themes)
        return Upkeeping(
            self._app, ready, self._stage, self._host, looking, paper, self._run
        )

    def knocked(self, event: events.Event, screen: Screen[Any]) -> bool:
        """Whether that touch was the last of a knock, and somebody may be let in."""
        return self._knocking.heard(event, screen) and self.begin()

    def begin(self) -> bool:
        """Somebody knocked, or showed the card; whether there is a PIN to be let in by."""
        may = self._ready.upkeep is not None and self._ready.upkeep.exists
        if may:
            self.upkeep.begin()
        return may

    @property
    def open(self) -> bool:
        """Whether the technician's pages are on the glass."""
        return self._began and self.upkeep.at is not None

    def shown(self, moment: "Moment") -> bool:
        """Draw them, if they are open."""
        return self.open and self.upkeep.shown(moment)

    def leave(self) -> None:
        """Customers have the kiosk again."""
        if self.open:
            self.upkeep.leave()

    def touched(self) -> None:
        """Somebody is there."""
        if self.open:
            self.upkeep.touched()

    def heard(self, text: str) -> bool:
        """A scan as it came; whether it was meant for these pages."""
        return self.open and self.upkeep.heard(text)

    @property
    def _began(self) -> bool:
        return "upkeep" in vars(self)
