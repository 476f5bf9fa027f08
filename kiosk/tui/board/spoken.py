"""A call as a sentence to be spoken: letters and digits one by one."""

from collections.abc import Sequence

from kiosk.domain.branch import Branch, Call
from kiosk.i18n.speaker import Speaker
from kiosk.tui.board.view import sign_of

_PAUSE = {True: "، ", False: ", "}


def sentences_of(
    call: Call, branch: Branch, speakers: Sequence[Speaker]
) -> list[tuple[str, str]]:
    """Language tag and words, for each language in its order."""
    return [(one.locale, sentence(call, branch, one)) for one in speakers]


def sample(speaker: Speaker) -> str:
    """A sentence to try a voice with."""
    number = _PAUSE[speaker.rtl].join(_said(sign, speaker) for sign in "A042")
    return speaker.say("board-say", number=number, counter=_said("3", speaker))


def sentence(call: Call, branch: Branch, speaker: Speaker) -> str:
    """ "Number A, zero, four, two, counter three." """
    number = _PAUSE[speaker.rtl].join(_said(sign, speaker) for sign in call.number)
    sign = sign_of(call, branch, speaker)
    if sign.name:
        return speaker.say("board-say-named", number=number, counter=sign.name)
    return speaker.say("board-say", number=number, counter=_said(sign.id, speaker))


def _said(sign: str, speaker: Speaker) -> str:
    """A single digit as a word: engines read a lone one in whatever language they please."""
    if len(sign) == 1 and sign in "0123456789":
        return speaker.say(f"board-digit-{sign}")
    return sign
