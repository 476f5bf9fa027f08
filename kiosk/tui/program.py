"""What each of our screens is as a program: how it begins, how it looks, and how it ends."""

import logging
from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from kiosk.errors import BadConfig, KioskError
from kiosk.tui.faults import report
from kiosk.tui.starting import Starting
from kiosk.tui.themes import PLAIN, load_themes

AGAIN: Final = 75
"""The exit code of a program that is to begin again (EX_TEMPFAIL of sysexits.h)."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class QuickLook:
    """Known at once, before settings are read: how the first frame looks.

    `themes` is the folder of theme files, `theme` the name of one of them.
    """

    themes: Path
    theme: str = "kiosk-dark"


class Program(App[None], inherit_bindings=False):
    """Opens at once, gets ready behind its first frame, and never shows a traceback.

    Ends by itself only when something is wrong: `failure` then says what, and `return_code`
    isn't 0. `demo`: nothing was configured, and Ctrl+Q leaves. `theme_names` are those there are.
    """

    ALLOW_SELECT = False
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", priority=True, show=False)
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, quick: QuickLook) -> None:
        """Wears the theme of `quick`, or the first one there is."""
        super().__init__()
        self.failure: KioskError | None = None
        self.demo = False
        themes, problems = load_themes(quick.themes)
        for theme in themes.values():
            self.register_theme(theme)
        for problem in problems:
            _log.warning("theme left out: %s", problem.detail)
        self.theme_names = tuple(themes)
        self.wear(quick.theme if quick.theme in themes else next(iter(themes), None))

    @abstractmethod
    async def begin(self) -> None:
        """Get ready, behind the first frame, and show what there is. A KioskError is `failure`."""

    def get_default_screen(self) -> Screen[None]:
        """The first frame."""
        return Starting()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours, for a theme that doesn't name them."""
        return PLAIN

    def on_mount(self) -> None:
        """Show the first frame, then do the rest."""
        self.call_after_refresh(self._start)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker's unexpected error is as bad as any."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and isinstance(error, Exception):
            self._handle_exception(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the demo can be left."""
        if action == "leave":
            return self.demo
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Leave the demo."""
        self.exit(return_code=0)

    def wear(self, theme: str | None) -> None:
        """Put a theme on, if there is such a one."""
        if theme in self.theme_names:
            self.theme = theme

    def fail(self, error: KioskError) -> None:
        """End with `error`: exit code 2 for settings that can't be used, else 1."""
        self.failure = error
        self.exit(return_code=2 if isinstance(error, BadConfig) else 1)

    def note(self, error: Exception) -> str:
        """Log what nobody expected, as the `failure`; the reference to find it by."""
        reference = report(error)
        self.failure = KioskError(detail=f"unexpected error, reference {reference}")
        return reference

    def _start(self) -> None:
        self.run_worker(self._begin(), group="begin", exit_on_error=False)

    async def _begin(self) -> None:
        try:
            await self.begin()
        except KioskError as error:
            self.fail(error)

    def _handle_exception(self, error: Exception) -> None:
        """Log it and end with exit code 1: who started the program starts it again.

        Textual's own prints the traceback with local variables where customers read.
        """
        self.note(error)
        self.exit(return_code=1)
