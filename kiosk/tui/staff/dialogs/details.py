"""Everything that is known of a ticket, and what happened to it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from kiosk.domain.access import Operator
from kiosk.domain.branch import Branch, StaffId
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.serving import Row
from kiosk.domain.ticket import Care, Outcome, Ticket
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import (
    counter_name,
    service_name,
    status_word,
    ticket_line,
)
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.turns import turn
from kiosk.tui.written import BETWEEN

Fact = tuple[str, str]
"""What it is called, and what it is."""


Say = Callable[[str, str], Fact]

_DEEDS = frozenset[str](Deed)


class Details(Frame[None]):
    """To be read; any answer closes it."""

    def __init__(
        self,
        speaker: Speaker,
        branch: Branch,
        row: Row,
        events: Sequence[TicketEvent] = (),
        operators: Sequence[Operator] = (),
    ) -> None:
        """`events` are those of this ticket, in any order; `operators` have the names."""
        line = ticket_line(speaker, row)
        super().__init__(
            speaker, speaker.say("staff-dialog-details-title", ticket=line)
        )
        names = {operator.id: operator.name for operator in operators}
        facts = _facts(speaker, branch, row, names)
        known = [fact for fact in facts if fact[1]]
        self._facts = _list("facts", speaker, known)
        past = sorted(events, key=lambda event: event.seq)
        self._events = _list(
            "events", speaker, [event_line(speaker, branch, event) for event in past]
        )
        self.field(self._facts, speaker.say("staff-dialog-known"))
        self.field(self._events, speaker.say("staff-dialog-history"))

    def wide(self, cols: int) -> int:
        """Histories have long lines."""
        return min(cols - 4, 110)

    def action_save(self) -> None:
        """There is nothing to save."""
        self.leave(None)


def _list(name: str, speaker: Speaker, lines: Iterable[tuple[str, ...]]) -> Pick[int]:
    items = [Item(index, line) for index, line in enumerate(lines)]
    empty = speaker.say("staff-dialog-no-history")
    return Pick(items, id=name, rtl=speaker.rtl, empty=empty)


def _facts(
    speaker: Speaker, branch: Branch, row: Row, names: Mapping[StaffId, str]
) -> Iterable[Fact]:
    ticket = row.ticket

    def fact(name: str, value: str) -> Fact:
        return speaker.say(f"staff-dialog-fact-{name}"), clean(value, 200)

    yield fact("number", BETWEEN.join([ticket.number, ticket.code8]))
    yield fact("service", service_name(speaker, branch, ticket.service))
    since = speaker.time(ticket.status_at)
    yield fact("status", f"{status_word(speaker, ticket.status)}{BETWEEN}{since}")
    who = [row.who, f"*** {row.phone}" if row.phone else ""]
    yield fact("who", BETWEEN.join(part for part in who if part))
    if ticket.start_at:
        yield fact("appointment", speaker.time(ticket.start_at))
    yield fact("joined", f"{speaker.time(ticket.joined_at)}{BETWEEN}{ticket.source}")
    yield from _at_counter(speaker, branch, ticket, fact)
    care = ticket.care or Care()
    yield from _care(speaker, branch, care, fact)
    if care.operator:
        yield fact("kept-for", names.get(care.operator, care.operator))
    if ticket.priority:
        level = speaker.say(f"staff-dialog-priority-{min(ticket.priority, 2)}")
        yield fact(
            "priority", BETWEEN.join(p for p in (level, care.priority_reason) if p)
        )
    yield fact("language", ticket.locale)
    if theirs := ticket.theirs:
        words = [theirs.system, theirs.id, theirs.word]
        yield fact("theirs", BETWEEN.join(clean(word) for word in words if word))
        yield fact("only-here", speaker.say("staff-dialog-only-here"))


def _at_counter(
    speaker: Speaker, branch: Branch, ticket: Ticket, fact: Say
) -> Iterable[Fact]:
    if ticket.called_at:
        times = speaker.say("staff-dialog-times", count=ticket.call_count)
        yield fact("called", f"{speaker.time(ticket.called_at)}{BETWEEN}{times}")
    if ticket.counter:
        yield fact("counter", counter_name(speaker, branch, ticket.counter))
    if ticket.serving_at:
        yield fact("serving", speaker.time(ticket.serving_at))
    if ticket.finished_at:
        yield fact("finished", speaker.time(ticket.finished_at))


def _care(speaker: Speaker, branch: Branch, care: Care, fact: Say) -> Iterable[Fact]:
    yield fact("said", care.said)
    yield fact("note", care.note)
    if care.counter:
        yield fact("kept-for", counter_name(speaker, branch, care.counter))
    until = speaker.time(care.parked_until) if care.parked_until else ""
    yield fact("parked", BETWEEN.join(p for p in (care.park_reason, until) if p))
    if care.outcome:
        yield fact("outcome", _outcome(speaker, branch, care.outcome))


def _outcome(speaker: Speaker, branch: Branch, outcome: Outcome) -> str:
    word = str(outcome.result).replace("_", "-")
    names = [service_name(speaker, branch, service) for service in outcome.services]
    result = speaker.say(f"staff-dialog-result-{word}")
    return BETWEEN.join([result, *names])


def event_line(speaker: Speaker, branch: Branch, event: TicketEvent) -> tuple[str, ...]:
    """When, what, and by whom, where and why."""
    counter = counter_name(speaker, branch, event.counter) if event.counter else ""
    rest = [counter, clean(event.actor), _why(speaker, event)]
    return (
        speaker.time(event.at),
        _deed(speaker, event.deed),
        BETWEEN.join(part for part in rest if part),
    )


def _deed(speaker: Speaker, deed: str) -> str:
    return speaker.say(f"staff-dialog-deed-{deed.replace('_', '-')}")


def _why(speaker: Speaker, event: TicketEvent) -> str:
    """What the program itself noted in our words, what somebody wrote as they did."""
    if event.deed is Deed.CALL:
        return turn(speaker, event.reason)
    if event.deed is Deed.UNDO and event.reason in _DEEDS:
        return _deed(speaker, event.reason)
    return clean(event.reason, 120)
