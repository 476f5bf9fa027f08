"""K17: closed, and when it opens again."""

from collections.abc import Sequence
from datetime import timedelta

from kiosk.domain.branch import BranchState, in_language
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.frame import Frame
from kiosk.tui.customer.in_all_languages import InAllLanguages


class Closed(InAllLanguages):
    """Leaves by itself when the branch opens."""

    def show(
        self,
        frame: Frame,
        states: Sequence[BranchState],
        speakers: Sequence[Speaker],
        hint: str,
    ) -> None:
        """When the first of `states` opens; why it is closed, if the calendar knows."""
        opens = [state for state in states if state.opening.until]
        first = min(opens, key=lambda s: s.opening.until or frame.now, default=None)
        said = [
            (speaker.say("closed-title"), _until(first, speaker, frame), speaker.rtl)
            for speaker in speakers
        ]
        self.tell(frame, said, hint, _hour(first, frame))


def _hour(state: BranchState | None, frame: Frame) -> str:
    """When it opens, if the hour alone says it: within a day."""
    until = state.opening.until if state else None
    if until is None or until - frame.now > timedelta(days=1):
        return ""
    return frame.speaker.time(until)


def _until(state: BranchState | None, speaker: Speaker, frame: Frame) -> str:
    if state is None or state.opening.until is None:
        return speaker.say("closed-long")
    label = in_language(
        state.opening.label, speaker.locale, state.branch.default_locale
    )
    until = speaker.say(
        "closed-until", when=speaker.when(state.opening.until, frame.now)
    )
    return f"{clean(label)}\n{until}" if label else until
