"""Somebody who stands at the counter joins a session."""

from dataclasses import dataclass

from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.line import Line


@dataclass(frozen=True, slots=True, repr=False)
class Somebody:
    """A name and a phone number as typed, both "" when not told."""

    name: str
    phone: str

    def __repr__(self) -> str:
        """Nothing of it."""
        return "Somebody(…)"


class Join(Frame[Somebody]):
    """A name to call them by; a phone number to know them again. Neither is needed."""

    def __init__(self, speaker: Speaker, session: str) -> None:
        """`session` in words."""
        title = speaker.say("staff-join-title", session=session)
        super().__init__(speaker, title, speaker.say("staff-join-text"))
        self._called = Line(id="name", rtl=speaker.rtl, most=60)
        self._number = Line(id="phone", rtl=speaker.rtl, most=24)
        self.field(self._called, speaker.say("staff-join-name"))
        self.field(self._number, speaker.say("staff-join-phone"))
        self.answer("save", speaker.say("staff-join"), "Enter", main=True)

    def read(self) -> Somebody:
        """Whatever was typed: the queue knows what a phone number is."""
        return Somebody(self._called.text.strip(), self._number.text.strip())
