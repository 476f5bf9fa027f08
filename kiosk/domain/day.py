"""A stored day of a branch."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.branch import BranchId


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """`seq` grows by one, `label` never shrinks; `closed_at` None while the day runs.

    A day that is still to come has a negative `seq`. `resumed_at`: when the clock was found set
    back to well before `opened_at`; None: never.
    """

    branch: BranchId
    seq: int
    label: date
    opened_at: datetime
    closed_at: datetime | None = None
    resumed_at: datetime | None = None


def planned_seq(label: date) -> int:
    """The `seq` of a day to come."""
    return -label.toordinal()
