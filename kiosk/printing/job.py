"""A print job as the spool keeps it: nothing of it says more than the paper itself."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import AwareDatetime, ConfigDict, TypeAdapter

from kiosk.domain.ports import Outcome, Printed
from kiosk.domain.ticket import TicketId
from kiosk.errors import Reason


class State(StrEnum):
    """Where a job stands: waiting, at the printer, or finished with an outcome."""

    QUEUED = "QUEUED"
    SENDING = "SENDING"
    PRINTED = "PRINTED"
    NOT_PRINTED = "NOT_PRINTED"
    UNKNOWN = "UNKNOWN"
    BLIND = "BLIND"


UNFINISHED = frozenset({State.QUEUED, State.SENDING})


@dataclass(frozen=True, slots=True)
class Job:
    """One try to put a ticket on paper. `copy` 1 carries no mark. Instants are aware.

    `data` (ESC/POS) and `text` are there while it is queued, for whoever sends it then.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )

    id: str
    ticket: TicketId
    number: str
    copy: int
    state: State
    created: AwareDatetime
    finished: AwareDatetime | None = None
    reason: Reason | None = None
    detail: str = ""
    data: bytes = b""
    text: str = ""

    @staticmethod
    def from_json(raw: bytes) -> "Job":
        """A job as it was kept. ValueError when that can't be read."""
        return _ADAPTER.validate_json(raw)

    def to_json(self) -> bytes:
        """As it is kept."""
        return _ADAPTER.dump_json(self, exclude_defaults=True)

    @property
    def may_exist(self) -> bool:
        """Whether its paper exists, may exist, or may come yet."""
        return self.state is not State.NOT_PRINTED

    def sending(self) -> Self:
        """At the printer: from here on nobody may send it again."""
        return replace(self, state=State.SENDING, data=b"", text="")

    def ended(
        self, outcome: Outcome, reason: Reason | None, detail: str, at: datetime
    ) -> Self:
        """Finished; what was to be printed is forgotten."""
        return replace(
            self,
            state=State(outcome),
            finished=at,
            reason=reason,
            detail=detail,
            data=b"",
            text="",
        )

    def result(self) -> Printed:
        """What to tell who ordered it; only of a finished job."""
        return Printed(
            self.id, Outcome(self.state), self.copy, self.reason, self.detail
        )


_ADAPTER = TypeAdapter(Job)
