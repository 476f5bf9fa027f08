"""What the paper of an appointment says: above all when to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.ticket import TicketId
from kiosk.i18n.speaker import Speaker
from kiosk.printing.layout import Big, Block, Cut, Doc, Gap, Line, Pair
from kiosk.printing.parts import code, support, title


@dataclass(frozen=True, slots=True)
class Appointment:
    """The words and times of one such paper, in the language it is printed in.

    Instants are aware. Texts that are "" are left out. `service` is what may lie about: the
    group's name where the service is sensitive, and then nothing to bring. `name` is no more of
    the customer's than their neighbours may read, such as initials.
    """

    ticket: TicketId
    code8: str
    number: str
    branch: str
    service: str
    starts: datetime
    opens: datetime
    closes: datetime
    """Between these two the customer checks in."""
    address: str = ""
    name: str = ""
    where: str = ""
    bring: str = ""
    kiosk: str = ""
    url: str | None = None
    copy: int = 1


def appointment_doc(paper: Appointment, speaker: Speaker) -> Doc:
    """The paper: where, the day and the time, what for, the number, the code, how to arrive.

    `speaker` speaks its language in the branch's zone. Not longer than a walk-in ticket.
    """
    blocks = (
        Line(paper.branch, bold=True),
        *_told(paper.address),
        Gap(),
        title(speaker.say("appointment-title"), paper.copy, speaker),
        Line(speaker.date(paper.starts), bold=True, height=2),
        Big(speaker.time(paper.starts)),
        Line(paper.service, bold=True, height=2),
        *_facts(paper, speaker),
        *code(paper.code8, paper.ticket, paper.url, speaker),
        Line(_arrival(paper, speaker)),
        *_told(paper.bring and speaker.say("ticket-bring", things=paper.bring)),
        support(paper.kiosk, paper.ticket, speaker),
        Cut(),
    )
    return Doc(blocks, rtl=speaker.rtl)


def _told(text: str) -> Iterator[Block]:
    if text:
        yield Line(text)


def _facts(paper: Appointment, speaker: Speaker) -> Iterator[Block]:
    yield Pair(speaker.say("appointment-number"), paper.number)
    if paper.name:
        yield Pair(speaker.say("appointment-name"), paper.name)
    if paper.where:
        yield Pair(speaker.say("ticket-where"), paper.where)


def _arrival(paper: Appointment, speaker: Speaker) -> str:
    opens, closes = speaker.time(paper.opens), speaker.time(paper.closes)
    return speaker.say("appointment-arrive", opens=opens, closes=closes)
