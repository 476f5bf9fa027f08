"""What a walk-in ticket says, in the order a person needs it."""

from collections.abc import Iterator

from kiosk.domain.branch import Words, in_language
from kiosk.domain.ports import PrintOrder
from kiosk.domain.ticket import Place
from kiosk.i18n.speaker import Speaker
from kiosk.printing.layout import (
    Big,
    Block,
    Cut,
    Doc,
    Gap,
    Line,
    Pair,
)
from kiosk.printing.parts import code, support, title
from kiosk.text import clean


def ticket_doc(order: PrintOrder, speaker: Speaker) -> Doc:
    """The ticket as a paper: where, the number, what for, how long, the code, what to bring.

    `speaker` speaks the order's language in the branch's zone. What is not known is left out,
    and so are the names of a sensitive service and of what to bring for it: the paper lies
    about. The second paper of a ticket and all after it say COPY and which, where others say
    what the large letters are.

    On 80 and on 58 mm it is at most 110 mm long, from knife to knife, for texts of usual length:
    no rules, lines without air, and white only where a scanner needs it.
    """
    ticket = order.placed.ticket
    blocks = (
        *_head(order),
        Gap(),
        *_number(order, speaker),
        *_facts(order, speaker),
        *code(ticket.code8, ticket.id, order.url, speaker),
        Gap(),
        *_advice(order, speaker),
        support(order.kiosk, ticket.id, speaker),
        Cut(),
    )
    return Doc(blocks, rtl=speaker.rtl)


def _head(order: PrintOrder) -> Iterator[Block]:
    yield Line(words_of(order, order.branch.name), bold=True)
    if address := words_of(order, order.branch.address):
        yield Line(address)


def _number(order: PrintOrder, speaker: Speaker) -> Iterator[Block]:
    yield title(speaker.say("ticket-number"), order.copy, speaker)
    yield Big(order.placed.ticket.number)
    if what := purpose(order):
        yield Line(what, bold=True, height=2)


def purpose(order: PrintOrder) -> str:
    """The service's name, or its group's when the service is nobody else's business."""
    branch, ticket = order.branch, order.placed.ticket
    service = branch.service(ticket.service)
    if service is None:
        return ""
    if not service.sensitive:
        return words_of(order, service.name)
    chosen = next((group for group in branch.groups if group.id == ticket.group), None)
    group = chosen or branch.group_of(service.id)
    return words_of(order, group.name) if group else ""


def _facts(order: PrintOrder, speaker: Speaker) -> Iterator[Block]:
    ticket = order.placed.ticket
    day, time = speaker.date(ticket.joined_at), speaker.time(ticket.joined_at)
    taken = speaker.say("when-date", date=day, time=time)
    yield Pair(speaker.say("ticket-taken"), taken)
    if order.placed.place:
        yield from _place(order.placed.place, speaker)
    if where := words_of(order, order.branch.where_to_wait):
        yield Pair(speaker.say("ticket-where"), where)


def _place(place: Place, speaker: Speaker) -> Iterator[Block]:
    label = speaker.say("ticket-before-you", time=speaker.time(place.as_of))
    yield Pair(label, speaker.say("ticket-people", count=place.ahead))
    if place.wait:
        wait = speaker.wait(place.wait.lo, place.wait.hi, short=True)
        yield Pair(speaker.say("ticket-wait"), wait)


def _advice(order: PrintOrder, speaker: Speaker) -> Iterator[Block]:
    service = order.branch.service(order.placed.ticket.service)
    bring = words_of(order, service.bring) if service and not service.sensitive else ""
    missed = words_of(order, order.branch.missed)
    if bring:
        yield Line(speaker.say("ticket-bring", things=bring))
    if missed:
        yield Line(missed)


def words_of(order: PrintOrder, words: Words) -> str:
    """The text in the language of the paper, cleaned."""
    text = in_language(words, order.locale, order.branch.default_locale)
    return clean(text, limit=240)
