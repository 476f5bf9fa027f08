"""What the spool asks of a way to a printer."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from kiosk.domain.ports import Outcome, PrinterStatus
from kiosk.errors import Reason
from kiosk.printing.job import Job
from kiosk.printing.profiles import Profile
from kiosk.printing.rendered import Rendered


@dataclass(frozen=True, slots=True)
class Place:
    """Where a printer is and what kind it is, as the settings say; each kind takes its own."""

    profile: Profile
    host: str = ""
    port: int = 9100
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of sending one paper. `reason` goes with NOT_PRINTED and UNKNOWN."""

    outcome: Outcome
    reason: Reason | None = None
    detail: str = ""


class Transport(Protocol):
    """A way to one printer. The caller holds the printer's lock; trouble is in the answer."""

    @classmethod
    def at(cls, place: Place) -> Self:
        """Made without touching the printer. BadInput when `place` lacks what this kind needs."""
        ...

    async def status(self) -> PrinterStatus:
        """How the printer is, within 2 s."""
        ...

    async def deliver(self, job: Job, paper: Rendered, *, tidy: bool) -> Delivery:
        """Send one paper and wait for what becomes of it; every wait has an end.

        NOT_PRINTED only if not one byte of it can have reached the printer. `tidy`: what
        happened to the paper before is unknown, so part it from this one.
        """
        ...


def not_printed(reason: Reason, detail: str = "") -> Delivery:
    """Nothing was sent."""
    return Delivery(Outcome.NOT_PRINTED, reason, detail)


def unknown(reason: Reason, detail: str = "") -> Delivery:
    """Some of it was sent, and nobody knows how much is on paper."""
    return Delivery(Outcome.UNKNOWN, reason, detail)
