"""Somebody is sent on: to another service, a counter or an operator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.domain.access import Operator
from kiosk.domain.branch import CounterId, ServiceId, StaffId
from kiosk.domain.events import Deed
from kiosk.domain.serving import Lobby, Row, Task
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import counter_name, service_name, ticket_line
from kiosk.tui.staff.dialogs.choose_counter import counter_item
from kiosk.tui.staff.dialogs.deeds import Deeds, with_note
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.note import MOST_NOTE
from kiosk.tui.staff.dialogs.pick import Item, Pick, Tone
from kiosk.tui.staff.dialogs.wrong import Wrong
from kiosk.tui.written import BETWEEN


@dataclass(frozen=True, slots=True)
class Target:
    """One of the three is there."""

    service: ServiceId | None = None
    counter: CounterId | None = None
    operator: StaffId | None = None


class Transfer(Frame[Deeds]):
    """Beside each target, how it is there now."""

    def __init__(
        self,
        speaker: Speaker,
        lobby: Lobby,
        row: Row,
        operators: Sequence[Operator] = (),
    ) -> None:
        """`operators` are those of the branch."""
        line = ticket_line(speaker, row, lobby.state.branch)
        super().__init__(
            speaker, speaker.say("staff-dialog-transfer-title", ticket=line)
        )
        self._row, rtl = row, speaker.rtl
        self._target = Pick(
            [
                *_services(speaker, lobby, row),
                *_counters(speaker, lobby, row),
                *_operators(speaker, lobby, operators),
            ],
            id="target",
            rtl=rtl,
            search=speaker.say("staff-dialog-type"),
            empty=speaker.say("staff-dialog-no-match"),
        )
        self._place = Pick(
            [
                Item(True, speaker.say("staff-dialog-keep-place")),
                Item(False, speaker.say("staff-dialog-end-of-queue")),
            ],
            id="place",
            rtl=rtl,
            chosen=True,
        )
        note = row.ticket.care.note if row.ticket.care else ""
        self._note = Line(note, id="note", rtl=rtl, most=MOST_NOTE)
        self.field(self._target, speaker.say("staff-dialog-to"))
        self.field(self._place, speaker.say("staff-dialog-place"))
        self.field(self._note, speaker.say("staff-dialog-note"))
        self.answer("save", speaker.say("staff-dialog-transfer"), "Enter", main=True)

    def read(self) -> Deeds:
        """Raises Wrong."""
        target, ticket = self._target.value, self._row.ticket
        if target is None:
            raise Wrong(target="staff-dialog-to-missing")
        task = Task(
            Deed.TRANSFER,
            seen=ticket.version,
            service=target.service,
            counter=target.counter,
            operator=target.operator,
            keep_place=self._place.value is not False,
        )
        return Deeds(with_note(ticket, task, self._note.text))


def _services(speaker: Speaker, lobby: Lobby, row: Row) -> Iterable[Item[Target]]:
    branch, states = lobby.state.branch, lobby.state.services
    for service in branch.services:
        if service.id != row.ticket.service:
            state = states.get(service.id)
            note = [speaker.say("waiting-short", count=state.waiting if state else 0)]
            if state and not state.counters_open:
                note.append(speaker.say("staff-dialog-no-counter"))
            name = service_name(speaker, branch, service.id)
            yield Item(Target(service=service.id), name, BETWEEN.join(note))


def _counters(speaker: Speaker, lobby: Lobby, row: Row) -> Iterable[Item[Target]]:
    branch = lobby.state.branch
    for state in lobby.counters:
        if state.counter != row.ticket.counter:
            item = counter_item(speaker, branch, state)
            yield Item(Target(counter=state.counter), item.text, item.note, item.tone)


def _operators(
    speaker: Speaker, lobby: Lobby, operators: Sequence[Operator]
) -> Iterable[Item[Target]]:
    branch = lobby.state.branch
    sitting = {state.operator: state.counter for state in lobby.counters}
    for operator in operators:
        at = sitting.get(operator.name)
        note = counter_name(speaker, branch, at) if at else ""
        tone = Tone.PLAIN if at else Tone.QUIET
        yield Item(Target(operator=operator.id), clean(operator.name), note, tone)
