"""K13 by phone: the number a ticket of today was booked under."""

from typing import Any

from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.enter_phone import EnterPhone
from kiosk.tui.customer.frame import Frame
from kiosk.tui.tile import Label, Look


class FindPhone(EnterPhone):
    """Asks for the same as K7, for another reason; whoever has none is told the same as others."""

    ASKS = "find-phone-question", "find-phone-why"

    def __init__(self) -> None:
        """Nothing typed, nothing missed."""
        super().__init__()
        self._missed: tuple[str, dict[str, Any]] | None = None

    def look(self, frame: Frame, zone: str, *, looking: bool) -> None:
        """Ask. While the queue is `looking` there is no second touch and no way back."""
        self.show(frame, zone, may_skip=False)
        if looking:
            on = frame.speaker.say("code-looking")
            self.go_on.show(Label(on, look=Look.PRIMARY, rtl=frame.speaker.rtl))
        self.locked = looking

    def complain(self, key: str, **values: Any) -> None:
        """Say under the field that nothing was found, until something else is typed."""
        self._missed = (key, values)
        self.say_again()

    def wipe(self) -> None:
        """Forget that, too."""
        super().wipe()
        self._missed = None

    def changed(self) -> None:
        """Something else was typed."""
        self._missed = None

    def trouble_of(self, speaker: Speaker) -> str:
        """Nobody has that number here today."""
        if self._missed:
            key, values = self._missed
            return speaker.say(key, **values)
        return super().trouble_of(speaker)
