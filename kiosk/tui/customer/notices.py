"""What staff have to say to everybody, until it is over."""

from datetime import datetime

from kiosk.domain.branch import BranchState, Message, in_language
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean

_LONGEST = 200
"""Characters of one message."""


def notices(state: BranchState | None, speaker: Speaker, now: datetime) -> str:
    """What is to be read on the kiosks of a branch at `now`, in the language spoken; "" when
    nothing is."""
    if state is None:
        return ""
    said = (
        _said(message, state, speaker)
        for message in state.messages
        if message.on_kiosk and message.until > now
    )
    return " · ".join(said)


def _said(message: Message, state: BranchState, speaker: Speaker) -> str:
    """With its end, when somebody who waits may live to see it: before the branch closes."""
    own = state.branch.default_locale
    text = clean(in_language(message.text, speaker.locale, own), limit=_LONGEST)
    closes = state.opening.until
    if closes is None or message.until >= closes:
        return text
    return speaker.say("notice-until", text=text, time=speaker.time(message.until))
