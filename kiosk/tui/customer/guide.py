"""Who leads the customer from page to page, as those see it who are led along."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from kiosk.domain.branch import BranchState
from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.session import Session


class Guide(Protocol):
    """Who leads the customer from page to page."""

    @property
    def session(self) -> Session:
        """The choices so far."""

    @property
    def states(self) -> Sequence[BranchState]:
        """The branches this kiosk knows."""

    @property
    def speaker(self) -> Speaker:
        """Who speaks to this customer."""

    def go(self, session: Session, **changes: Any) -> None:
        """To the page that follows from these choices."""

    def notify(self, text: str, then: Callable[[], None] | None = None) -> None:
        """A sentence over the page; `then` follows on it."""

    def end(self) -> None:
        """The customer has gone."""
