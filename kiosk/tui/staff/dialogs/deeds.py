"""What a form comes to when it is more than one deed."""

from dataclasses import dataclass, replace

from kiosk.domain.events import Deed
from kiosk.domain.serving import Task
from kiosk.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Deeds:
    """To be done in this order, up to the first that is refused; then perhaps call the next."""

    tasks: tuple[Task, ...]
    call_next: bool = False


def with_note(ticket: Ticket, task: Task, note: str) -> tuple[Task, ...]:
    """`task`, and then the note if it is another than before."""
    before = ticket.care.note if ticket.care else ""
    if note == before:
        return (task,)
    return task, replace(Task(Deed.NOTE), note=note)
