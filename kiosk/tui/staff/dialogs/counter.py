"""A counter opens, pauses or closes."""

from kiosk.domain.serving import CounterChange, CounterState, CounterStatus
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.reasons import ReasonFrame


class ChangeCounter(ReasonFrame[CounterChange]):
    """What it is now is chosen; a pause needs a reason."""

    def __init__(self, speaker: Speaker, state: CounterState, name: str = "") -> None:
        """`name` is what the counter is called, "" for its id."""
        name = name or speaker.say("staff-dialog-counter", counter=clean(state.counter))
        title = speaker.say("staff-dialog-counter-title", counter=name)
        super().__init__(speaker, title)
        self._status = Pick(
            [
                Item(one, speaker.say(f"staff-dialog-counter-{one}"))
                for one in CounterStatus
            ],
            id="status",
            rtl=speaker.rtl,
            chosen=state.status,
        )
        self.field(self._status, speaker.say("staff-dialog-state"))
        self.ask_reason(
            "staff-dialog-why-break",
            "staff-dialog-why-back-office",
            "staff-dialog-why-meeting",
            "staff-dialog-why-technical",
        )
        self.answer("save", speaker.say("staff-dialog-save"), "Enter", main=True)

    def read(self) -> CounterChange:
        """Raises Wrong."""
        status = self._status.value or CounterStatus.OPEN
        reason = self.reason if status is CounterStatus.PAUSED else ""
        return CounterChange(status=status, reason=reason)
