"""A number somebody asked a kiosk for, until it is known what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft


@dataclass(frozen=True, slots=True)
class Intent:
    """What was asked for under which key, first at `at` (aware, UTC).

    Of an appointment it holds start, holder and customer as well: what is asked for again is
    the same time for the same person.
    """

    draft: Draft
    once: Once
    at: datetime


class Intents(Protocol):
    """Intents on disk, so that a kiosk that dies leaves word of them.

    All methods touch the disk and raise Unavailable STORE_FULL or STORE_FAILED when it refuses.
    """

    def keep(self, intent: Intent) -> None:
        """Write an intent down; durable when it returns. One that is kept already stays."""
        ...

    def drop(self, intent: Intent) -> None:
        """It is known what came of it: forget it."""
        ...

    def left(self) -> Sequence[Intent]:
        """Take over the intents of kiosks that are no more, oldest first."""
        ...
