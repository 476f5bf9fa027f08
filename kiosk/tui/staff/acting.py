"""How the keys of a console have things asked and done."""

from typing import TYPE_CHECKING, TypeVar

from textual.screen import ModalScreen

from kiosk.domain.events import Deed
from kiosk.domain.serving import Row, Task
from kiosk.tui.staff.plan import Part

if TYPE_CHECKING:
    from kiosk.domain.branch import Branch
    from kiosk.i18n.speaker import Speaker
    from kiosk.tui.staff.console import Console
    from kiosk.tui.staff.doing import Doing

V = TypeVar("V")


class Acting:
    """Runs beside the screen, since a dialog is waited for."""

    def __init__(self, console: "Console") -> None:
        """On that screen."""
        self._console = console

    @property
    def _doing(self) -> "Doing":
        return self._console.doing

    @property
    def _speaker(self) -> "Speaker":
        return self._console.voice.speaker

    @property
    def _branch(self) -> "Branch":
        return self._console.voice.branch

    async def _ask(self, dialog: "ModalScreen[V | None]") -> V | None:
        """What a dialog was dismissed with."""
        return await self._console.app.push_screen_wait(dialog)

    async def _do_asked(self, row: Row, dialog: "ModalScreen[Task | None]") -> None:
        task = await self._ask(dialog)
        if task:
            await self._doing.do(row.ticket, task)

    async def _do(self, row: Row, deed: Deed) -> Row | None:
        task = Task(deed, seen=row.ticket.version)
        return await self._doing.do(row.ticket, task)

    def _then_enter(self, part: Part) -> None:
        """Go to a panel once the news stands there: Textual paints all for another focus."""
        self._console.call_after_refresh(self._console.enter, part)
