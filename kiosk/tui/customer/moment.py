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
    """All that decides what is on the glass.

    `looking`: a ticket is being looked for. `helping`: the customer asked for help with this
    screen. `large`: they read larger text.
    """

    now: datetime
    panel: Panel
    session: Session = NOBODY
    states: tuple[BranchState, ...] = ()
    sending: Sending = Sending.NOT_YET
    notice: str = ""
    paper: Paper = Paper.NONE
    printer_works: bool = True
    choosing_language: bool = False
    helping: bool = False
    looking: bool = False
    large: bool = False
    no_connection: bool = False
    outage: Outage | None = None
    calendar: "Calendar | None" = None
    kept_until: datetime | None = None
    offered: "Offered | None" = None


def without_customer(moment: Moment) -> Moment:
    """The same, with nothing of who stood there: only what is true of queue, panel and printer."""
    return Moment(
        now=moment.now,
        panel=moment.panel,
        states=moment.states,
        printer_works=moment.printer_works,
        no_connection=moment.no_connection,
        outage=moment.outage,
    )
