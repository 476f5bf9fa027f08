"""Papers kept in a list: for tests, and for a place without a printer."""

from typing import Self

from kiosk.domain.ports import Outcome, PrinterStatus
from kiosk.printing.job import Job
from kiosk.printing.rendered import Rendered
from kiosk.printing.transport import Delivery, Place


class Memory:
    """A transport whose papers can be looked at."""

    def __init__(self) -> None:
        """No paper yet."""
        self.papers: list[Rendered] = []

    @classmethod
    def at(cls, place: Place) -> Self:
        """Needs nothing."""
        return cls()

    async def status(self) -> PrinterStatus:
        """Always ready."""
        return PrinterStatus(ready=True)

    async def deliver(self, job: Job, paper: Rendered, *, tidy: bool) -> Delivery:
        """PRINTED at once."""
        self.papers.append(paper)
        return Delivery(Outcome.PRINTED)
