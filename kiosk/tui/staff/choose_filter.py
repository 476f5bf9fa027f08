"""Which service's people a list shows."""

from dataclasses import dataclass

from kiosk.domain.branch import ServiceId
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.wrong import Wrong
from kiosk.tui.staff.voice import Voice


@dataclass(frozen=True, slots=True)
class Filter:
    """Only people for one service; None: all."""

    service: ServiceId | None


class ChooseFilter(Frame[Filter]):
    """All, or one of the branch's services."""

    def __init__(self, voice: Voice, now: ServiceId | None) -> None:
        """`now` is what is shown already."""
        super().__init__(voice.speaker, voice.say("staff-filter-title"))
        services = [Filter(service.id) for service in voice.branch.services]
        self._pick: Pick[Filter] = Pick(
            [
                Item(Filter(None), voice.say("staff-filter-all")),
                *(
                    Item(one, voice.service(one.service))
                    for one in services
                    if one.service
                ),
            ],
            id="service",
            rtl=voice.rtl,
            chosen=Filter(now),
            search=voice.say("staff-dialog-type"),
            empty=voice.say("staff-dialog-no-match"),
            tall=10,
        )
        self.field(self._pick, voice.say("staff-dialog-service"))
        self.answer("save", voice.say("staff-filter-show"), "Enter", main=True)

    def read(self) -> Filter:
        """Raises Wrong."""
        if self._pick.value is None:
            raise Wrong(service="staff-dialog-service-missing")
        return self._pick.value
