"""Whether somebody with an appointment can check in here and now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.branch import BookingRules, Branch, BranchId, Words
from kiosk.domain.order import LATE_AFTER
from kiosk.domain.ticket import Ticket
from kiosk.errors import Reason


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The answer at the kiosk. `reason` None: welcome, and `is_late` is who waits as a walk-in.

    Otherwise NOT_APPOINTABLE (a ticket without a time), WRONG_BRANCH, WRONG_DAY, TOO_EARLY or
    TOO_LATE. `opens_at` (UTC) goes with TOO_EARLY and with a WRONG_DAY to come.
    """

    reason: Reason | None = None
    is_late: bool = False
    opens_at: datetime | None = None


def check_in(
    ticket: Ticket, rules: BookingRules, here: BranchId, today: date, now: datetime
) -> CheckIn:
    """What becomes of an appointment whose customer stands in branch `here` at `now`.

    `today` is the branch's business day. The window's edges count as within. Whether the ticket's
    status allows it is for the transitions to say.
    """
    if ticket.start_at is None:
        return CheckIn(Reason.NOT_APPOINTABLE)
    if ticket.branch != here:
        return CheckIn(Reason.WRONG_BRANCH)
    opens_at, closes_at = check_in_window(ticket.start_at, rules)
    if opens_at <= now <= closes_at:
        return CheckIn(is_late=now > ticket.start_at + LATE_AFTER)
    if now > closes_at:
        missed = Reason.TOO_LATE if ticket.day == today else Reason.WRONG_DAY
        return CheckIn(missed)
    early = Reason.TOO_EARLY if ticket.day == today else Reason.WRONG_DAY
    return CheckIn(early, opens_at=opens_at)


def check_in_window(start: datetime, rules: BookingRules) -> tuple[datetime, datetime]:
    """Between which instants checking in for an appointment at `start` is possible."""
    early, latest = timedelta(minutes=rules.early), timedelta(minutes=rules.latest)
    return start - early, start + latest


def when_to_arrive(ticket: Ticket, branch: Branch) -> tuple[datetime, datetime] | None:
    """What a customer is told of that window; None where nothing is known of one.

    Not before their business day begins, however early it may be: its turn would send them away
    again.
    """
    service = branch.service(ticket.service)
    rules = service.booking if service else None
    if ticket.start_at is None or rules is None:
        return None
    opens, closes = check_in_window(ticket.start_at, rules)
    begins = datetime.combine(ticket.day, branch.day_starts, ZoneInfo(branch.zone))
    return max(opens, begins), closes


def room_of(ticket: Ticket, branch: Branch) -> Words:
    """Where who takes part in a session goes, for nobody calls them there; {} for others."""
    booking = ticket.booking
    if booking is None or booking.session is None:
        return {}
    lane = next((one for one in branch.lanes if one.id == booking.lane), None)
    return lane.name if lane else {}
