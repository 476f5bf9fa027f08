"""What every paper of a ticket has: its title or the mark of a copy, its code, who made it."""

from collections.abc import Iterator

from kiosk.domain.numbering import grouped
from kiosk.domain.ticket import TicketId
from kiosk.i18n.speaker import Speaker
from kiosk.printing.layout import Block, Line, Qr


def title(text: str, copy: int, speaker: Speaker) -> Line:
    """What this paper is; on the second and all after it, COPY and which instead."""
    if copy == 1:
        return Line(text)
    return Line(speaker.say("ticket-copy", copy=copy), bold=True, width=2)


def code(
    code8: str, ticket: TicketId, url: str | None, speaker: Speaker
) -> Iterator[Block]:
    """The QR code, a link if there is a page, and the digits for who can't scan it.

    A ticket without a code, as another system's, has only its page, or nothing.
    """
    if not (url or code8):
        return
    yield Qr(url or f"K1:{code8}:{ticket}")
    if url:
        yield Line(speaker.say("ticket-follow"))
    if code8:
        yield Line(f"{speaker.say('ticket-code')} {grouped(code8)}")


def support(kiosk: str, ticket: TicketId, speaker: Speaker) -> Line:
    """Which kiosk and which ticket it was, for whoever is asked about it."""
    ticket_id = speaker.say("ticket-id", id=ticket)
    return Line(f"{kiosk} - {ticket_id}" if kiosk else ticket_id)
