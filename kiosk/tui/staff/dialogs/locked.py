"""The console is locked: its operator comes back, or signs out."""

from enum import Enum
from typing import Any, Final

from kiosk.domain.access import Operator
from kiosk.domain.operators import LONGEST_PIN
from kiosk.errors import KioskError
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.asking import AskingFrame
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.sign_in import Check
from kiosk.tui.staff.dialogs.wrong import Wrong


class Left(Enum):
    """They went for good."""

    SIGN_OUT = "sign out"


SIGN_OUT: Final = Left.SIGN_OUT


class Locked(AskingFrame[Any]):
    """Nothing closes it but the PIN or signing out; what is behind it can't be read."""

    def __init__(self, speaker: Speaker, operator: Operator, unlock: Check) -> None:
        """`unlock` tries a PIN; its answer is the dialog's."""
        super().__init__(
            speaker,
            speaker.say("staff-dialog-locked-title"),
            speaker.say("staff-dialog-locked-text", who=clean(operator.name)),
            back=(speaker.say("staff-dialog-sign-out"), ""),
        )
        self._operator, self._unlock = operator, unlock
        self._pin = Line(
            id="pin", rtl=speaker.rtl, secret=True, digits=True, most=LONGEST_PIN
        )
        self.field(self._pin, speaker.say("staff-dialog-pin"))
        self.add_class("-hiding")
        self.answer("save", speaker.say("staff-dialog-unlock"), "Enter", main=True)

    def action_close(self) -> None:
        """Escape empties the field; only the answer itself signs out."""
        self._pin.value = ""

    def action_back(self) -> None:
        """Somebody else may sign in."""
        self.leave(SIGN_OUT)

    def read(self) -> str:
        """Raises Wrong."""
        if not self._pin.value:
            raise Wrong(pin="staff-dialog-pin-missing")
        return self._pin.value

    def give(self, value: str) -> None:
        """Ask whether it is right."""
        self.ask(lambda: self._unlock(self._operator, value))

    def refused(self, error: KioskError) -> str:
        """The PIN is to be typed anew."""
        self._pin.value = ""
        return super().refused(error)
