"""Who sits here, and their PIN."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from kiosk.domain.access import Operator
from kiosk.domain.operators import LONGEST_PIN
from kiosk.errors import KioskError, Reason
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.asking import AskingFrame
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.wrong import Wrong

Check = Callable[[Operator, str], Awaitable[Any]]
"""Tries a PIN; its answer is the dialog's. Raises KioskError."""


class SignIn(AskingFrame[Any]):
    """A wrong PIN is said, with the pause to keep; the name stays, the PIN goes."""

    def __init__(
        self,
        speaker: Speaker,
        operators: Sequence[Operator],
        sign_in: Check,
        *,
        offline: str = "",
    ) -> None:
        """`operators` are those who may sit here; `offline` says why the list may be old."""
        title = speaker.say("staff-dialog-sign-in-title")
        super().__init__(speaker, title, offline)
        self._sign_in, rtl = sign_in, speaker.rtl
        by_name = sorted(operators, key=lambda one: one.name.casefold())
        self._who = Pick(
            [
                Item(one, clean(one.name), speaker.say(f"staff-dialog-role-{one.role}"))
                for one in by_name
            ],
            id="who",
            rtl=rtl,
            chosen=by_name[0] if len(by_name) == 1 else None,
            search=speaker.say("staff-dialog-type"),
            empty=speaker.say("staff-dialog-no-match"),
        )
        self._pin = Line(id="pin", rtl=rtl, secret=True, digits=True, most=LONGEST_PIN)
        self.field(self._who, speaker.say("staff-dialog-name"))
        self.field(self._pin, speaker.say("staff-dialog-pin"))
        self.answer("save", speaker.say("staff-dialog-sign-in"), "Enter", main=True)

    def action_enter(self) -> None:
        """After the name comes the PIN."""
        if self.focused is self._who and self._who.value and not self._pin.value:
            self.set_focus(self._pin)
        else:
            self.action_save()

    def read(self) -> tuple[Operator, str]:
        """Raises Wrong."""
        who, pin = self._who.value, self._pin.value
        if who is None:
            raise Wrong(who="staff-dialog-name-missing")
        if not pin:
            raise Wrong(pin="staff-dialog-pin-missing")
        return who, pin

    def give(self, value: tuple[Operator, str]) -> None:
        """Ask whether it is right."""
        who, pin = value
        self.ask(lambda: self._sign_in(who, pin))

    def refused(self, error: KioskError) -> str:
        """The PIN is to be typed anew."""
        self._pin.value = ""
        self.set_focus(self._pin)
        if error.reason is Reason.FORBIDDEN:
            return self.speaker.say("staff-dialog-said-elsewhere")
        return super().refused(error)
