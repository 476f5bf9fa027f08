"""K3: what it is about, when one page can't hold all services."""

from dataclasses import dataclass

from textual.message import Message

from kiosk.domain.branch import BranchState, Group, GroupId, in_language
from kiosk.text import clean
from kiosk.tui.customer.choices import Choice, Choices
from kiosk.tui.customer.frame import Frame
from kiosk.tui.tile import Label


class ChooseGroup(Choices[GroupId]):
    """The groups of a branch, with how many services and how many people they have."""

    @dataclass
    class Chosen(Message):
        """The services of that group."""

        group: GroupId

    def show(self, frame: Frame, state: BranchState, *, counts: bool) -> None:
        """`counts` False hides figures that are too old to be true."""
        self.ask(
            frame,
            frame.speaker.say("group-question"),
            [
                Choice(group.id, _label(group, state, frame, counts=counts))
                for group in state.branch.groups
            ],
        )

    def chosen(self, value: GroupId) -> Message:
        """A group's id."""
        return self.Chosen(value)


def _label(group: Group, state: BranchState, frame: Frame, *, counts: bool) -> Label:
    speaker = frame.speaker
    name = in_language(group.name, speaker.locale, state.branch.default_locale)
    notes = [speaker.say("group-services", count=len(group.services))]
    if counts:
        here = [state.services[s] for s in group.services if s in state.services]
        waiting = sum(service.waiting for service in here)
        notes.append(speaker.say("people-waiting", count=waiting))
    return Label(clean(name), " · ".join(notes), rtl=speaker.rtl)
