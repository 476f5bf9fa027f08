"""How old the figures on the glass are: young, admittedly old, or too old to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil, inf

from kiosk.domain.branch import BranchState
from kiosk.i18n.speaker import Speaker

YOUNG_SECONDS = 30.0
"""Figures up to that age pass for what is true now."""

SHOWN_SECONDS = 120.0
"""Older ones are not shown at all: nobody should plan an hour by them."""


@dataclass(frozen=True, slots=True, order=True)
class Age:
    """The age of the oldest figure of a page. One from the future is as good as new."""

    seconds: float = 0.0

    @classmethod
    def of(cls, instants: Iterable[datetime], now: datetime) -> "Age":
        """How long ago the first of `instants` was."""
        return cls(max(((now - each).total_seconds() for each in instants), default=0))

    @classmethod
    def of_state(cls, state: BranchState | None, now: datetime) -> "Age":
        """Of who waits at a branch; never shown where nobody knows."""
        if state is None or not state.counted:
            return cls.unknown()
        return cls.of([state.as_of], now)

    @classmethod
    def unknown(cls) -> "Age":
        """Of figures that nobody knows: never shown."""
        return cls(inf)

    @property
    def shown(self) -> bool:
        """Whether the figures may be seen."""
        return self.seconds <= SHOWN_SECONDS

    def admitted(self, speaker: Speaker) -> str:
        """ "updated 2 min ago", never less than it is; "" while young or not shown."""
        if self.seconds <= YOUNG_SECONDS or not self.shown:
            return ""
        return speaker.say("updated-ago", minutes=ceil(self.seconds / 60))
