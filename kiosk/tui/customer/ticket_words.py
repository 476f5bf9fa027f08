"""What is said of a ticket: what it is, who is before it, where and when to go."""

from datetime import datetime
from typing import Final

from kiosk.domain.branch import Branch, in_language
from kiosk.domain.ticket import Placed, Status, Ticket
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.age import Age

_TO_COME: Final = frozenset({Status.REQUESTED, Status.BOOKED})


def is_to_come(ticket: Ticket) -> bool:
    """Whether there is a time to come back at."""
    return ticket.start_at is not None and ticket.status in _TO_COME


def takes_part(ticket: Ticket) -> bool:
    """Whether it is a place in a session, to which nobody is called."""
    return ticket.booking is not None and ticket.booking.session is not None


def heading_of(ticket: Ticket) -> str:
    """The key of what it is called."""
    if is_to_come(ticket):
        return "given-appointment"
    return "arrived-title" if ticket.start_at else "number-title"


def standing_of(placed: Placed, speaker: Speaker, now: datetime) -> str:
    """Who is before this one, how long that takes, and when that was true; or when to come."""
    start = placed.ticket.start_at
    if start and (is_to_come(placed.ticket) or takes_part(placed.ticket)):
        day, time = speaker.day(start), speaker.clear_time(start)
        return speaker.say("book-when", day=day, time=time)
    place = placed.place
    age = Age.of([place.as_of] if place else [], now)
    if place is None or not age.shown:
        return ""
    parts = [speaker.say("ahead", count=place.ahead)]
    if place.wait:
        parts.append(speaker.wait(place.wait.lo, place.wait.hi))
    parts.append(age.admitted(speaker) or speaker.time(place.as_of))
    return " · ".join(parts)


def where_to_go(ticket: Ticket, branch: Branch, speaker: Speaker) -> str:
    """Where to wait; for a session its room too. Nothing of a `branch` that it isn't for."""
    if branch.id != ticket.branch:
        return ""
    rooms = [branch.where_to_wait]
    if takes_part(ticket):
        from kiosk.domain.checkin import room_of  # a walk-in has no use for it

        rooms.insert(0, room_of(ticket, branch))
    known = (in_language(one, speaker.locale, branch.default_locale) for one in rooms)
    return " · ".join(filter(None, map(clean, known)))


def on_arrival(ticket: Ticket, branch: Branch, speaker: Speaker) -> str:
    """From when to when to check in; for who is here the screen to watch, if it calls them."""
    if not is_to_come(ticket):
        if takes_part(ticket):
            return ""
        return speaker.say("number-watch", number=clean(ticket.number))
    from kiosk.domain.checkin import when_to_arrive  # a walk-in has no use for it

    window = when_to_arrive(ticket, branch)
    if window is None:
        return ""
    opens, closes = map(speaker.time, window)
    return speaker.say("appointment-arrive", opens=opens, closes=closes)
