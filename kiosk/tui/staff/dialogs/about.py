"""How a ticket, a service and a counter are called in a dialog."""

from datetime import timedelta

from kiosk.domain.branch import Branch, CounterId, ServiceId, in_language
from kiosk.domain.serving import Row
from kiosk.domain.ticket import Status
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.written import BETWEEN


def service_name(speaker: Speaker, branch: Branch, service: ServiceId) -> str:
    """In the staff's language; the id of a service that is not there any more."""
    found = branch.service(service)
    if found is None:
        return clean(service)
    return clean(in_language(found.name, speaker.locale, branch.default_locale))


def counter_name(speaker: Speaker, branch: Branch, counter: CounterId) -> str:
    """ "Counter 3", or its own name, with what is written above it if that isn't in it."""
    found, sign = branch.counter(counter), clean(counter)
    words = found.name if found else {}
    own = clean(in_language(words, speaker.locale, branch.default_locale))
    if not own:
        return speaker.say("staff-dialog-counter", counter=sign)
    return own if sign in own else f"{sign} {own}"


def ticket_line(speaker: Speaker, row: Row, branch: Branch | None = None) -> str:
    """ "A042 · Passport: new · Kovács A." """
    parts = [clean(row.ticket.number), clean(row.who)]
    if branch:
        parts.insert(1, service_name(speaker, branch, row.ticket.service))
    return BETWEEN.join(part for part in parts if part)


def status_word(speaker: Speaker, status: Status) -> str:
    """Where a ticket stands."""
    word = str(status).replace("_", "-")
    return speaker.say(f"staff-status-{word}")


def minutes(speaker: Speaker, time: timedelta) -> str:
    """ "12 min"; a time that runs backwards is none."""
    count = max(0, int(time.total_seconds() // 60))
    return speaker.say("staff-minutes", count=count)
