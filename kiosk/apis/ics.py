"""An appointment as a calendar file: iCalendar (RFC 5545), with the names of RFC 7986.

Times are in UTC: a single appointment needs no zone, and a calendar shows it in its owner's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from icalendar import Calendar, Event, vCalAddress, vText

from kiosk import __version__
from kiosk.domain.branch import Branch, Words, in_language
from kiosk.domain.ticket import Status, Ticket
from kiosk.errors import Reason, Refused
from kiosk.text import clean

MIME: Final = "text/calendar"

_NOBODY: Final = "invalid:nomail"
"""RFC 5546 wants the organizer's address, and a branch reads no mail."""

_LINE_CELLS: Final = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar keeps of an appointment. Instants are aware; texts are in `locale`.

    `uid` stays for life, and `sequence` grows with every change, so that a later file takes the
    place of an earlier one. `stamp` is when it was last changed.
    """

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    location: str
    description: str
    organizer: str
    locale: str
    is_cancelled: bool = False


def entry_of(ticket: Ticket, branch: Branch, locale: str | None = None) -> Entry:
    """The entry of an appointment, in `locale` or the ticket's own language.

    Refused NOT_APPOINTABLE for a ticket without a time.
    """
    booking, start = ticket.booking, ticket.start_at
    if booking is None or start is None:
        raise Refused(Reason.NOT_APPOINTABLE, detail="this ticket has no time")
    tag = locale or ticket.locale

    def said(words: Words) -> str:
        return in_language(words, tag, branch.default_locale)

    is_cancelled = ticket.status is Status.CANCELLED
    return Entry(
        uid=f"{ticket.id}@{branch.id}",
        sequence=booking.changes + is_cancelled,
        stamp=max(booking.booked_at, ticket.status_at),
        start=start,
        end=booking.end_at,
        summary=said(_matter(ticket, branch)) or ticket.number,
        location=", ".join(filter(None, (said(branch.name), said(branch.address)))),
        description="\n".join(filter(None, map(said, _advice(ticket, branch)))),
        organizer=said(branch.name),
        locale=tag,
        is_cancelled=is_cancelled,
    )


def _matter(ticket: Ticket, branch: Branch) -> Words:
    """What it is about: the service's group where the service is nobody else's business."""
    service = branch.service(ticket.service)
    group = next((g for g in branch.groups if g.id == ticket.group), None)
    if service is None or service.sensitive:
        return group.name if group else {}
    return service.name


def _advice(ticket: Ticket, branch: Branch) -> Iterator[Words]:
    """Number and code, what to bring, and where to go."""
    code = f"{ticket.code8[:4]}-{ticket.code8[4:]}"
    yield {branch.default_locale: f"{ticket.number} · {code}"}
    service = branch.service(ticket.service)
    if service and not service.sensitive:
        yield service.bring
    yield branch.where_to_wait


def written(entry: Entry) -> bytes:
    """The file: UTF-8, CRLF, lines of 75 octets at most."""
    calendar = Calendar()
    calendar.add("prodid", f"-//queue-kiosk//kiosk {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method(entry))
    calendar.add("name", _text(entry.organizer, entry.locale))
    calendar.add_component(_event(entry))
    file: bytes = calendar.to_ical()
    return file


def method(entry: Entry) -> str:
    """What the file wants of a calendar, RFC 5546; its media type says so too."""
    return "CANCEL" if entry.is_cancelled else "PUBLISH"


def _event(entry: Entry) -> Event:
    organizer = vCalAddress(_NOBODY)
    organizer.params["CN"] = clean(entry.organizer, _LINE_CELLS)
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", entry.start.astimezone(UTC))
    event.add("dtend", entry.end.astimezone(UTC))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("organizer", organizer)
    for name in ("summary", "location", "description"):
        if text := getattr(entry, name):
            event.add(name, _text(text, entry.locale))
    return event


def _text(text: str, locale: str) -> vText:
    """RFC 5545, 3.3.11: no control characters but line breaks."""
    lines = (clean(line, _LINE_CELLS) for line in text.splitlines())
    return vText("\n".join(lines), params={"LANGUAGE": locale})
