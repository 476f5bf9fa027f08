"""At which counter somebody sits down."""

from collections.abc import Sequence

from kiosk.domain.branch import Branch, CounterId
from kiosk.domain.serving import CounterState, CounterStatus
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import counter_name
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.pick import Item, Pick, Tone
from kiosk.tui.staff.dialogs.wrong import Wrong
from kiosk.tui.written import BETWEEN


class ChooseCounter(Frame[CounterId]):
    """Says who is there already."""

    def __init__(
        self,
        speaker: Speaker,
        branch: Branch,
        states: Sequence[CounterState],
        here: CounterId | None = None,
    ) -> None:
        """`here` is the one chosen so far."""
        super().__init__(speaker, speaker.say("staff-dialog-choose-counter-title"))
        self._counter = Pick(
            [counter_item(speaker, branch, state) for state in states],
            id="counter",
            rtl=speaker.rtl,
            chosen=here,
            search=speaker.say("staff-dialog-type"),
            empty=speaker.say("staff-dialog-no-match"),
        )
        self.field(self._counter, speaker.say("staff-dialog-counter-label"))
        self.answer("save", speaker.say("staff-dialog-sit-down"), "Enter", main=True)

    def read(self) -> CounterId:
        """Raises Wrong."""
        if self._counter.value is None:
            raise Wrong(counter="staff-dialog-counter-missing")
        return self._counter.value


def counter_item(
    speaker: Speaker, branch: Branch, state: CounterState
) -> Item[CounterId]:
    """A counter, how it is, and who sits there."""
    words = [speaker.say(f"staff-counter-{state.status}"), clean(state.operator)]
    tone = Tone.PLAIN if state.status is CounterStatus.OPEN else Tone.QUIET
    name = counter_name(speaker, branch, state.counter)
    note = BETWEEN.join(word for word in words if word)
    return Item(state.counter, name, note, tone)
