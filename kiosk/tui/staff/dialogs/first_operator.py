"""Nobody is known yet: the first one is in charge."""

from collections.abc import Awaitable, Callable
from typing import Any

from kiosk.domain.operators import LONGEST_NAME
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.asking import AskingFrame
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.pin import MOST, new_pin
from kiosk.tui.staff.dialogs.wrong import Wrong


class FirstOperator(AskingFrame[Any]):
    """A name, and a PIN typed twice."""

    ENTER_SAVES = False

    def __init__(
        self, speaker: Speaker, create: Callable[[str, str], Awaitable[Any]]
    ) -> None:
        """`create` takes the name and the PIN; its answer is the dialog's. KioskError."""
        super().__init__(
            speaker,
            speaker.say("staff-dialog-first-title"),
            speaker.say("staff-dialog-first-text"),
        )
        self._create, rtl = create, speaker.rtl
        self._who = Line(id="name", rtl=rtl, most=LONGEST_NAME)
        self._pin = Line(id="pin", rtl=rtl, secret=True, digits=True, most=MOST)
        self._again = Line(id="again", rtl=rtl, secret=True, digits=True, most=MOST)
        self.field(self._who, speaker.say("staff-dialog-name"))
        self.field(self._pin, speaker.say("staff-dialog-pin"))
        self.field(self._again, speaker.say("staff-dialog-pin-again"))
        self.answer("save", speaker.say("staff-dialog-save"), "Ctrl+S", main=True)

    def action_enter(self) -> None:
        """The last field is the end of it."""
        if self.focused is self._again:
            self.action_save()
        else:
            super().action_enter()

    def read(self) -> tuple[str, str]:
        """Raises Wrong."""
        name = self._who.text
        if not name:
            raise Wrong(name="staff-dialog-name-missing")
        return name, new_pin(self._pin.value, self._again.value)

    def give(self, value: tuple[str, str]) -> None:
        """Ask for it to be done."""
        name, pin = value
        self.ask(lambda: self._create(name, pin))
