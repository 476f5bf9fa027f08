"""Whether somebody with an appointment has arrived."""

from datetime import datetime

from kiosk.domain.serving import Row
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.question import Question


class CheckIn(Question):
    """Enter is yes."""

    def __init__(self, speaker: Speaker, row: Row, now: datetime) -> None:
        """`now` is aware."""
        ticket = row.ticket
        text = speaker.say("staff-dialog-check-in-walk-in", now=speaker.time(now))
        if ticket.start_at:
            at = speaker.when(ticket.start_at, now)
            text = speaker.say(
                "staff-dialog-check-in-text", at=at, now=speaker.time(now)
            )
        who = clean(row.who) or clean(ticket.number)
        super().__init__(
            speaker,
            speaker.say("staff-dialog-check-in-title", who=who),
            text,
            speaker.say("staff-dialog-check-in"),
            harmless=True,
        )
