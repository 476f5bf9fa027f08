"""Out of service because somebody works on this kiosk."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.frame import Frame
from kiosk.tui.customer.in_all_languages import InAllLanguages


class Paused(InAllLanguages):
    """Nothing to touch but the clock."""

    def show(
        self, frame: Frame, speakers: Sequence[Speaker], name: str, since: datetime
    ) -> None:
        """`name` is the kiosk's."""
        said = [
            (
                speaker.say("out-title"),
                f"{speaker.say('upkeep-staff-know')}\n{speaker.say('out-valid')}",
                speaker.rtl,
            )
            for speaker in speakers
        ]
        own = frame.speaker
        self.tell(frame, said, f"{name} · {own.say('out-since', time=own.time(since))}")
