"""What the paper of an appointment says: above all when to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.checkin import room_of, when_to_arrive
from kiosk.domain.ports import PrintOrder
from kiosk.domain.ticket import TicketId
from kiosk.i18n.speaker import Speaker
from kiosk.printing.layout import Big, Block, Cut, Doc, Gap, Line, Pair
from kiosk.printing.parts import code, support, title
from kiosk.printing.ticket import purpose, words_of


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
    opens: datetime | None = None
    closes: datetime | None = None
    """Between these two the customer checks in, where that is known."""
    address: str = ""
    name: str = ""
    where: str = ""
    bring: str = ""
    kiosk: str = ""
    url: str | None = None
    copy: int = 1


def appointment_of(order: PrintOrder) -> Appointment | None:
    """The paper of an order's ticket; None when that has no time. It names nobody."""
    ticket, branch = order.placed.ticket, order.branch
    if ticket.start_at is None:
        return None
    service = branch.service(ticket.service)
    opens, closes = when_to_arrive(ticket, branch) or (None, None)
    wheres = (room_of(ticket, branch), branch.where_to_wait)
    return Appointment(
        ticket=ticket.id,
        code8=ticket.code8,
        number=ticket.number,
        branch=words_of(order, branch.name),
        service=purpose(order),
        starts=ticket.start_at,
        opens=opens,
        closes=closes,
        address=words_of(order, branch.address),
        where=" · ".join(filter(None, (words_of(order, one) for one in wheres))),
        bring=words_of(order, service.bring)
        if service and not service.sensitive
        else "",
        kiosk=order.kiosk,
        url=order.url,
        copy=order.copy,
    )


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
        *_which_hour(paper, speaker),
        Line(paper.service, bold=True, height=2),
        *_facts(paper, speaker),
        *code(paper.code8, paper.ticket, paper.url, speaker),
        *_told(_arrival(paper, speaker)),
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


def _which_hour(paper: Appointment, speaker: Speaker) -> Iterator[Block]:
    """An hour that comes twice that day, with its offset."""
    clear = speaker.clear_time(paper.starts)
    if clear != speaker.time(paper.starts):
        yield Line(clear, bold=True)


def _arrival(paper: Appointment, speaker: Speaker) -> str:
    if not (paper.opens and paper.closes):
        return ""
    opens, closes = speaker.time(paper.opens), speaker.time(paper.closes)
    return speaker.say("appointment-arrive", opens=opens, closes=closes)
