"""Bookings of theirs with what is known of them beside, and how they are asked for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kiosk.apis.optimo.said import SaidBooking
from kiosk.domain.branch import Branch, BranchId, Service, ServiceId


@dataclass(frozen=True, slots=True)
class Ask:
    """How something is asked for: `urgent` for somebody who waits, `patient` with more tries."""

    urgent: bool = False
    patient: bool = True


CALMLY: Final = Ask()
FOR_SOMEBODY: Final = Ask(urgent=True)
ONCE: Final = Ask(urgent=True, patient=False)


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Who books, kept in mind between typing and booking."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a booking of theirs is, beside what they tell of it."""

    branch: BranchId
    service: ServiceId | None
    day: date | None
    staff: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A booking that can be used: it begins at `start` (UTC) at a branch."""

    told: SaidBooking
    branch: Branch
    service: Service | None
    start: datetime
    end: datetime
    staff: str = ""

    @property
    def id(self) -> str:
        """Theirs."""
        return self.told.id
