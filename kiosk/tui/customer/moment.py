"""What is known at one moment, and decides what is on the glass."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.domain.branch import BranchState
from kiosk.tui.customer.number_given import Paper
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.session import NOBODY, Session
from kiosk.tui.panel import Panel

if TYPE_CHECKING:
    from kiosk.tui.customer.calendar import Calendar
    from kiosk.tui.customer.choose_session import Offered


@dataclass(frozen=True, slots=True)
class Outage:
    """Out of service: since when, and what the staff look for in the log."""

    since: datetime
    reference: str


@dataclass(frozen=True, slots=True)
class Moment:
    """All that decides what is on the glass."""

    now: datetime
    panel: Panel
    session: Session = NOBODY
    states: tuple[BranchState, ...] = ()
    sending: Sending = Sending.NOT_YET
    notice: str = ""
    paper: Paper = Paper.NONE
    printer_works: bool = True
    choosing_language: bool = False
    no_connection: bool = False
    outage: Outage | None = None
    calendar: "Calendar | None" = None
    kept_until: datetime | None = None
    offered: "Offered | None" = None
