"""K13: which of them, where a phone number has several tickets today."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from kiosk.domain.branch import Branch
from kiosk.domain.ticket import Placed
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.choices import Choice, Choices
from kiosk.tui.customer.choose_service import service_name
from kiosk.tui.customer.frame import Frame
from kiosk.tui.tile import Label


class ChooseTicket(Choices[Placed]):
    """Hours and services, no names."""

    @dataclass(repr=False)
    class Chosen(Message):
        """This one."""

        placed: Placed

    def show(self, frame: Frame, branch: Branch, found: Sequence[Placed]) -> None:
        """Ask which of `found`, all of this branch."""
        speaker = frame.speaker
        large = frame.panel.large
        choices = [
            Choice(one, _label(one, branch, speaker, large=large)) for one in found
        ]
        self.ask(frame, speaker.say("find-which"), choices)

    def chosen(self, value: Placed) -> Message:
        """Go on with that one."""
        return self.Chosen(value)


def _label(placed: Placed, branch: Branch, speaker: Speaker, *, large: bool) -> Label:
    """The service, and the time below it; `large`: the time above, since notes may be left out."""
    ticket = placed.ticket
    service = branch.service(ticket.service)
    name = service_name(branch, service, speaker) if service else clean(ticket.number)
    start = ticket.start_at
    note = speaker.clear_time(start) if start else clean(ticket.number)
    return Label(*((note, name) if large else (name, note)), rtl=speaker.rtl)
