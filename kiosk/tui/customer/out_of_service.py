"""K12: this kiosk does not work now; what to do, and a reference for the staff."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.frame import Frame
from kiosk.tui.customer.in_all_languages import InAllLanguages


class OutOfService(InAllLanguages):
    """No button: it leaves by itself, or the program ends."""

    def show(
        self,
        frame: Frame,
        speakers: Sequence[Speaker],
        *,
        name: str,
        reference: str,
        since: datetime,
    ) -> None:
        """`name` is the kiosk's, `reference` the one in the log."""
        said = [
            (
                speaker.say("out-title"),
                f"{speaker.say('out-desk')}\n{speaker.say('out-valid')}",
                speaker.rtl,
            )
            for speaker in speakers
        ]
        own = frame.speaker
        foot = " · ".join(
            (
                name,
                own.say("out-reference", reference=reference),
                own.say("out-since", time=own.time(since)),
            )
        )
        self.tell(frame, said, foot)
