"""The technician's pages, each made when it is first needed."""

from functools import cached_property
from typing import TYPE_CHECKING

from kiosk.tui.customer.stage import Stage

if TYPE_CHECKING:
    from kiosk.tui.customer.enter_pin import EnterPin
    from kiosk.tui.customer.findings import Findings
    from kiosk.tui.customer.maintenance import Maintenance
    from kiosk.tui.customer.paused import Paused
    from kiosk.tui.customer.screen_check import ScreenCheck
    from kiosk.tui.customer.still_at_work_dialog import StillAtWorkDialog


class UpkeepPages:
    """On the customers' stage, which wipes them with the others."""

    def __init__(self, stage: Stage) -> None:
        """None made."""
        self._stage = stage

    @cached_property
    def pin(self) -> "EnterPin":
        """The way in."""
        from kiosk.tui.customer.enter_pin import EnterPin

        return self._stage.take_in(EnterPin())

    @cached_property
    def menu(self) -> "Maintenance":
        """K18."""
        from kiosk.tui.customer.maintenance import Maintenance

        return self._stage.take_in(Maintenance())

    @cached_property
    def findings(self) -> "Findings":
        """The self-test, and what was scanned."""
        from kiosk.tui.customer.findings import Findings

        return self._stage.take_in(Findings())

    @cached_property
    def screen(self) -> "ScreenCheck":
        """The glass itself."""
        from kiosk.tui.customer.screen_check import ScreenCheck

        return self._stage.take_in(ScreenCheck())

    @cached_property
    def paused(self) -> "Paused":
        """Out of service for a while."""
        from kiosk.tui.customer.paused import Paused

        return self._stage.take_in(Paused())

    @cached_property
    def still_there(self) -> "StillAtWorkDialog":
        """Before it leaves by itself."""
        from kiosk.tui.customer.still_at_work_dialog import StillAtWorkDialog

        return self._stage.take_in(StillAtWorkDialog())
