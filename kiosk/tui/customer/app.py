"""The kiosk as a program: what a touch may do, how it begins, and how it ends."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.errors import NoWidget
from textual.message import Message

from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.told import ToldByPages
from kiosk.tui.faults import FAULT_SECONDS, report
from kiosk.tui.panel import Panel
from kiosk.tui.program import Program, QuickLook
from kiosk.tui.tap_guard import TapGuard, Touch
from kiosk.tui.tile import Tile

if TYPE_CHECKING:
    from textual.driver import Driver

    from kiosk.domain.scanned import Scanned
    from kiosk.tui.customer.scanning import Scanning
    from kiosk.tui.customer.visit import Visit

_TUI = Path(__file__).parents[1]


class CustomerApp(ToldByPages, Program):
    """Hears every touch first. What nobody expected is shown with its reference before it ends."""

    CSS_PATH: ClassVar[list[Any]] = [
        _TUI / "parts.tcss",
        _TUI / "customer" / "page.tcss",
    ]

    def __init__(
        self, prepare: Callable[[], Awaitable[Ready]], quick: QuickLook
    ) -> None:
        """`prepare` runs behind the first frame; a KioskError of it becomes `failure`."""
        super().__init__(quick)
        self._prepare = prepare
        self._prepared: Ready | None = None
        self._visit: Visit | None = None
        self._guard = TapGuard()
        self._finger_counts = False
        self._faults = 0
        self._own_theme = self.theme

    async def on_event(self, event: events.Event) -> None:
        """Let through what a customer means, and nothing else."""
        if isinstance(event, events.Paste):
            return
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            if not (self._visit and self.screen_stack):
                return
            if self._visit.overlay.knocked(event, self.screen):
                return
            if not self._means_something(event):
                return
            if isinstance(event, events.Key):
                await self._type(self._scanning.key(event))
                return
            if isinstance(event, events.MouseDown):
                self._visit.touched()
        await super().on_event(event)

    async def _type(self, keys: Sequence[events.Key]) -> None:
        """A person's keys, which a scanner's would look like for a moment."""
        for key in keys:
            if self._visit and self.screen_stack:
                self._visit.touched()
                await super().on_event(key)

    async def _grown_quiet(self) -> None:
        await self._type(self._scanning.quiet())

    def get_driver_class(self) -> "type[Driver]":
        """One that a stranger's code can tell nothing of the terminal."""
        from kiosk.tui.customer.glass_driver import GlassDriver

        return GlassDriver

    def on_resize(self) -> None:
        """Another panel, as it were; Textual takes note of its size only after this."""
        if self._visit:
            self.call_next(self._visit.show)

    @property
    def _at_work(self) -> "Visit":
        assert self._visit  # noqa: S101  pages exist only once it does
        return self._visit

    async def begin(self) -> None:
        """Import the pages, then prepare: two threads at once would only wait for each other."""
        await asyncio.to_thread(import_module, "kiosk.tui.customer.visit")
        self._prepared = ready = await self._prepare()
        from kiosk.tui.customer.stage import Stage
        from kiosk.tui.customer.visit import Visit

        self.demo = ready.demo
        self.wear(ready.theme)
        self._own_theme = self.theme
        self._visit = Visit(
            self,
            ready,
            Stage(self, self._guard),
            themes=len(self.theme_names),
            other_theme=self._other_theme,
            reset_theme=self._reset_theme,
        )
        self._visit.begin()
        self.call_after_refresh(self._listen)

    @cached_property
    def _scanning(self) -> "Scanning":
        from kiosk.tui.customer.scanning import Scanning, Scans

        wanted = self._prepared.scans if self._prepared else None
        return Scanning(self, wanted or Scans(), self._scanned, self._grown_quiet)

    def _listen(self) -> None:
        """To the scanner, from when there is something to see."""
        scanning = self._scanning
        scanning.overhear = self._at_work.overlay.heard
        if self._prepared and self._prepared.scanner:
            listening = self._prepared.scanner.listen(scanning.heard)
            self.run_worker(listening, group="scanner", exit_on_error=False)

    def _scanned(self, found: "Scanned") -> None:
        self._at_work.touched()
        self._at_work.scanned(found)

    def _means_something(self, event: events.InputEvent) -> bool:
        """Keys, and the first finger's coming and going; no hovering, wheel or bounce."""
        match event:
            case events.MouseDown(button=1):
                self._finger_counts = self._admits(event)
                return self._finger_counts
            case events.MouseUp():
                return self._finger_counts
            case events.MouseEvent():
                return False
            case _:
                return True

    def _admits(self, event: events.MouseDown) -> bool:
        try:
            found, _ = self.get_widget_at(event.x, event.y)
        except NoWidget:
            return False
        tile = found if isinstance(found, Tile) and not found.disabled else None
        mm = self._prepared.screen_mm if self._prepared else None
        admitted = self._guard.admits(
            Touch(event.x, event.y, event.time),
            Panel.of(*self.size, mm).target,
            repeats=tile is not None and tile.repeats,
        )
        if admitted and tile:
            tile.capture_mouse()  # before the finger can leave, however quick it is
        return admitted

    def _other_theme(self) -> None:
        names = self.theme_names
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def _reset_theme(self) -> None:
        if self.theme != self._own_theme:
            self.theme = self._own_theme

    def _leave_with(self, return_code: int) -> None:
        self.exit(return_code=return_code)

    async def _dispatch_message(self, message: Message) -> None:
        """As ever, but the app's own queue outlives a handler's error: it shows K12."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Log it, show a reference instead of a traceback, and end with exit code 1.

        Textual's own prints the traceback with local variables where customers read.
        """
        self._faults += 1
        reference = self.note(error)
        if self._faults > 1 or not self._visit:
            self._leave_with(1)
            return
        asyncio.get_running_loop().call_later(FAULT_SECONDS, self._leave_with, 1)
        try:
            self._visit.break_down(reference)
        except Exception as second:
            report(second)
            self._leave_with(1)
