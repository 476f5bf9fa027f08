"""What came of a visit."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.domain.branch import Branch
from kiosk.domain.events import Deed
from kiosk.domain.serving import Row, Task
from kiosk.domain.ticket import Outcome, Result
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import service_name, ticket_line
from kiosk.tui.staff.dialogs.deeds import Deeds, with_note
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.note import MOST_NOTE
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.wrong import Wrong

MOST_PEOPLE = 99


class Finish(Frame[Deeds]):
    """Enter is enough: solved, for one person, the service of the ticket."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+enter,ctrl+j,f2", "finish_and_call"),
    ]

    def __init__(self, speaker: Speaker, branch: Branch, row: Row) -> None:
        """Of the ticket of `row`."""
        line = ticket_line(speaker, row, branch)
        super().__init__(speaker, speaker.say("staff-dialog-finish-title", ticket=line))
        self._row, self._call_next = row, False
        rtl, ticket = speaker.rtl, row.ticket
        self._result = Pick(
            [Item(r, speaker.say(f"staff-dialog-result-{_word(r)}")) for r in Result],
            id="result",
            rtl=rtl,
            chosen=Result.SOLVED,
        )
        names = [(s.id, service_name(speaker, branch, s.id)) for s in branch.services]
        names.sort(key=lambda one: one[0] != ticket.service)
        self._services = Pick(
            [Item(service, name) for service, name in names],
            id="services",
            rtl=rtl,
            ticked=[ticket.service],
        )
        self._people = Line("1", id="people", rtl=rtl, digits=True, most=3)
        note = ticket.care.note if ticket.care else ""
        self._note = Line(note, id="note", rtl=rtl, most=MOST_NOTE)
        self.field(self._result, speaker.say("staff-dialog-result"))
        self.field(self._services, speaker.say("staff-dialog-services"))
        self.field(self._people, speaker.say("staff-dialog-people"))
        self.field(self._note, speaker.say("staff-dialog-note"))
        self.answer("save", speaker.say("staff-dialog-finish"), "Enter", main=True)
        self.answer(
            "next", speaker.say("staff-dialog-finish-and-call"), "F2", main=True
        )

    def read(self) -> Deeds:
        """Raises Wrong."""
        result = self._result.value or Result.SOLVED
        people = people_of(self._people.text)
        outcome = Outcome(result, self._services.ticked, people)
        ticket = self._row.ticket
        task = Task(Deed.FINISH, seen=ticket.version, outcome=outcome)
        return Deeds(
            with_note(ticket, task, clean(self._note.text, 400)), self._call_next
        )

    def pressed(self, name: str) -> None:
        """The last button."""
        self.action_finish_and_call()

    def action_finish_and_call(self) -> None:
        """And call the next one."""
        self._call_next = True
        self.action_save()
        self._call_next = False


def people_of(text: str) -> int:
    """How many were served. Raises Wrong (field "people")."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_PEOPLE:
        raise Wrong(people="staff-dialog-people-wrong")
    return int(text)


def _word(result: Result) -> str:
    return str(result).replace("_", "-")
