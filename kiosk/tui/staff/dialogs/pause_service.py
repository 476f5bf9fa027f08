"""A service gives no more numbers."""

from kiosk.domain.branch import Branch, ServiceId
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.about import service_name
from kiosk.tui.staff.dialogs.orders import ServiceOrder
from kiosk.tui.staff.dialogs.reasons import ReasonFrame


class PauseService(ReasonFrame[ServiceOrder]):
    """Customers read the reason."""

    ENTER_SAVES = False

    def __init__(self, speaker: Speaker, branch: Branch, service: ServiceId) -> None:
        """It gives numbers now."""
        name = service_name(speaker, branch, service)
        super().__init__(
            speaker,
            speaker.say("staff-dialog-pause-title", service=name),
            speaker.say("staff-dialog-pause-text"),
        )
        self._service = service
        self.ask_reason(
            "staff-dialog-why-full",
            "staff-dialog-why-no-staff",
            "staff-dialog-why-technical",
        )
        self.answer("save", speaker.say("staff-dialog-pause"), "Ctrl+S", main=True)

    def read(self) -> ServiceOrder:
        """Raises Wrong."""
        return ServiceOrder(self._service, paused=True, reason=self.reason)
