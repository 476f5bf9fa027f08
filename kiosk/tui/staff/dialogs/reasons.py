"""Why something is done: one of a few reasons, or somebody's own words."""

from typing import Generic

from kiosk.tui.staff.dialogs.frame import Frame, Value
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.wrong import Wrong

MOST_REASON = 120


def reason_of(chosen: str | None, own: str) -> str:
    """Own words count before the list. Raises Wrong when there is neither."""
    if not (own or chosen):
        raise Wrong(reason="staff-dialog-reason-missing")
    return own or chosen or ""


class ReasonFrame(Frame[Value], Generic[Value]):
    """A dialog that asks for a reason."""

    def ask_reason(self, *keys: str) -> None:
        """`keys` are the sentences to choose from."""
        said = [self.speaker.say(key) for key in keys]
        rtl = self.speaker.rtl
        self.reasons = Pick([Item(text, text) for text in said], id="reason", rtl=rtl)
        self.own = Line(id="own", rtl=rtl, most=MOST_REASON)
        self.field(self.reasons, self.speaker.say("staff-dialog-reason"))
        self.field(self.own, self.speaker.say("staff-dialog-own-words"))

    @property
    def reason(self) -> str:
        """The one given. Raises Wrong."""
        return reason_of(self.reasons.value, self.own.text)
