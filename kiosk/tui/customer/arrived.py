"""Why somebody with an appointment is not checked in, in words."""

from collections.abc import Sequence

from kiosk.domain.branch import BranchState, in_language
from kiosk.domain.ticket import Status, Ticket
from kiosk.errors import CheckInRefused, KioskError, Reason
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.insisting import is_lost


def refusal(
    ticket: Ticket, error: KioskError, states: Sequence[BranchState], speaker: Speaker
) -> str:
    """Names a time or a desk; a heading in its first line."""
    match error.reason:
        case Reason.TOO_EARLY if isinstance(error, CheckInRefused) and error.opens_at:
            time = speaker.time(error.opens_at)
            return speaker.say("check-in-early", time=time)
        case Reason.TOO_LATE:
            return speaker.say("check-in-late")
        case Reason.WRONG_DAY if ticket.start_at:
            day, time = (
                speaker.day(ticket.start_at),
                speaker.clear_time(ticket.start_at),
            )
            when = speaker.say("book-when", day=day, time=time)
            return speaker.say("check-in-another-day", when=when)
        case Reason.WRONG_BRANCH:
            return speaker.say(
                "check-in-elsewhere", where=_where(ticket, states, speaker)
            )
        case Reason.NOT_APPOINTABLE:
            return speaker.say("check-in-not-needed", number=clean(ticket.number))
    if ticket.status is Status.CALLED:
        return speaker.say("check-in-called", number=clean(ticket.number))
    return speaker.say("check-in-desk")


def in_doubt(error: KioskError, speaker: Speaker) -> str:
    """What to do when nobody answers; whether it was done may be known by now."""
    if is_lost(error):
        return speaker.say("mine-unknown")
    return speaker.error(error.reason)


def _where(ticket: Ticket, states: Sequence[BranchState], speaker: Speaker) -> str:
    """Name and address of the branch that expects them."""
    for state in states:
        branch = state.branch
        if branch.id == ticket.branch:
            words = (branch.name, branch.address)
            texts = (
                in_language(w, speaker.locale, branch.default_locale) for w in words
            )
            return ", ".join(clean(text) for text in texts if text)
    return ""
