"""What a counter serves today."""

from kiosk.domain.branch import Branch
from kiosk.domain.serving import CounterChange, CounterState
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.about import counter_name, service_name
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.wrong import Wrong


class ChangeServices(Frame[CounterChange]):
    """All of them ticked is as the counter is described, if it is for all."""

    def __init__(self, speaker: Speaker, branch: Branch, state: CounterState) -> None:
        """As it is today is ticked."""
        name = counter_name(speaker, branch, state.counter)
        super().__init__(
            speaker, speaker.say("staff-dialog-services-title", counter=name)
        )
        described = branch.counter(state.counter)
        usual = described.services if described else frozenset()
        every = frozenset(service.id for service in branch.services)
        self._usual = usual or every
        self._services = Pick(
            [
                Item(service.id, service_name(speaker, branch, service.id))
                for service in branch.services
            ],
            id="services",
            rtl=speaker.rtl,
            ticked=state.services or self._usual,
        )
        self.field(self._services, speaker.say("staff-dialog-services-label"))
        self.answer("save", speaker.say("staff-dialog-save"), "Enter", main=True)

    def read(self) -> CounterChange:
        """Raises Wrong."""
        ticked = frozenset(self._services.ticked)
        if not ticked:
            raise Wrong(services="staff-dialog-services-missing")
        return CounterChange(services=frozenset() if ticked == self._usual else ticked)
