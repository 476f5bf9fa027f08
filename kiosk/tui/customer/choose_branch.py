"""K1b: where this is, on a kiosk that serves several branches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from textual.message import Message

from kiosk.domain.branch import BranchId, BranchState, in_language
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.age import Age
from kiosk.tui.customer.choices import Choice, Choices
from kiosk.tui.customer.frame import Frame
from kiosk.tui.tile import Label, Look


class ChooseBranch(Choices[BranchId]):
    """The branches there are, with their address, and whether they are open."""

    @dataclass
    class Chosen(Message):
        """At that branch."""

        branch: BranchId

    def show(self, frame: Frame, states: Sequence[BranchState]) -> None:
        """Each with its own figures, as long as those are young enough to be true."""
        ages = [Age.of_state(state, frame.now) for state in states]
        oldest = max((age for age in ages if age.shown), default=Age())
        self.ask(
            replace(frame, age=oldest.admitted(frame.speaker)),
            frame.speaker.say("branch-question"),
            [
                Choice(state.branch.id, _label(state, frame, counts=age.shown))
                for state, age in zip(states, ages, strict=True)
            ],
        )

    def chosen(self, value: BranchId) -> Message:
        """A branch's id."""
        return self.Chosen(value)


def branch_name(state: BranchState, speaker: Speaker) -> str:
    """The branch's name in the language spoken, cleaned."""
    branch = state.branch
    return clean(in_language(branch.name, speaker.locale, branch.default_locale))


def _label(state: BranchState, frame: Frame, *, counts: bool) -> Label:
    speaker, branch = frame.speaker, state.branch
    address = clean(in_language(branch.address, speaker.locale, branch.default_locale))
    standing = [address] if address else []
    standing.append(_standing(state, speaker, frame.now))
    if counts and state.opening.is_open:
        standing.append(speaker.say("waiting-short", count=state.waiting))
    look = Look.CHOICE if state.opening.is_open else Look.CLOSED
    return Label(branch_name(state, speaker), " · ".join(standing), look, speaker.rtl)


def _standing(state: BranchState, speaker: Speaker, now: datetime) -> str:
    if state.opening.is_open:
        return speaker.say("branch-open")
    if state.opening.until is None:
        return speaker.say("branch-closed-long")
    return speaker.say("branch-closed", when=speaker.when(state.opening.until, now))
