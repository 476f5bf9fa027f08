"""Whether the server answers, since when it does not, and how old what is shown is."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.errors import Reason


@dataclass
class Link:
    """`heard`: when the server last said anything. `lost`: since when it does not answer."""

    heard: datetime | None = None
    lost: datetime | None = None
    reason: Reason = Reason.OFFLINE

    @property
    def up(self) -> bool:
        """Whether what is shown is live."""
        return self.heard is not None and self.lost is None

    def found(self, now: datetime) -> bool:
        """The server said something; whether it is back."""
        was_lost, self.lost, self.heard = self.lost, None, now
        return was_lost is not None

    def missed(self, now: datetime, reason: Reason) -> bool:
        """The server did not answer; whether that is news."""
        is_news, self.reason = self.lost is None, reason
        if is_news:
            self.lost = now
        return is_news
