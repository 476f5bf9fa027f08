"""Whether to leave the console."""

from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.question import Question


class Leave(Question):
    """Says who would be left at the counter."""

    def __init__(self, speaker: Speaker, serving: str = "") -> None:
        """`serving` is the number at the counter, "" for none."""
        title = speaker.say("staff-dialog-leave-title")
        text = speaker.say("staff-dialog-leave-text")
        if serving:
            text = speaker.say("staff-dialog-leave-serving", number=clean(serving))
        super().__init__(speaker, title, text, speaker.say("staff-dialog-leave"))
