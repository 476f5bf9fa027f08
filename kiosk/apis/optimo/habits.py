"""How one OptimoCMS site is spoken to: what it offers, in which words, and how often.

It tells no catalogue, so what is booked there is written down here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kiosk.apis.optimo.words import folded
from kiosk.domain.branch import Branch, BranchId, Service
from kiosk.domain.ticket import Status

SYSTEM: Final = "optimo"
"""What errands and tickets name it by."""

WORDS: Final[Mapping[str, Status]] = {
    "pending": Status.REQUESTED,
    "confirmed": Status.BOOKED,
    "checked_in": Status.WAITING,
    "in_progress": Status.SERVING,
    "completed": Status.SERVED,
    "no_show": Status.NO_SHOW,
    "noshow": Status.NO_SHOW,
    "cancelled": Status.CANCELLED,
    "canceled": Status.CANCELLED,
}
"""Words that are taken for a status, folded. No page of theirs lists any."""

A_MINUTE: Final = {"starter": 10, "professional": 20, "agency": 60}
A_MONTH: Final = {"starter": 1_000, "professional": 5_000, "agency": 50_000}
"""Calls of the published plans."""


@dataclass(frozen=True, slots=True)
class Habits:
    """A site, and what is known of it.

    `branches` are described as they would be in a branch file; a service's length is its
    `booking.minutes`, its `days_ahead` is as far as is looked, and the lanes' `staff` are their
    ids of people. Ids are theirs. `tells_branch`: they are asked with `branchId`; leave it out
    where the site has one branch only.

    `cancel`, `check_in` ("" when there is none) are the words that are sent; `words` are read
    besides `WORDS`, folded. `a_minute` and `a_month` bound the calls; of the month's a twentieth
    is kept for what customers have begun. `fresh` seconds times are taken as they are; once in
    `list_every` seconds a day's bookings are read by themselves; `days_at_once` of times are read
    for one question, as each is a call. `guest` is the name of who tells none: they want one.
    """

    site: str
    branches: tuple[Branch, ...]
    key: str = field(default="", repr=False)
    prefix: str = "/v1"
    tells_branch: bool = False
    cancel: str = "cancelled"
    check_in: str = ""
    words: Mapping[str, Status] = field(default_factory=dict)
    a_minute: int = A_MINUTE["starter"]
    a_month: int = A_MONTH["starter"]
    fresh: float = 60.0
    list_every: float = 0.0
    days_at_once: int = 3
    search_days: int = 14
    guest: str = "Guest"

    @property
    def pause(self) -> float:
        """Seconds between two lists that nobody asked for: half of the month's calls at most."""
        if self.list_every > 0:
            return self.list_every
        return 30 * 86_400 / max(1.0, self.a_month / 2)

    def status_of(self, word: str) -> Status:
        """What a word of theirs means; UNKNOWN for one that is not known."""
        known = {folded(one): status for one, status in self.words.items()}
        return {**WORDS, **known}.get(folded(word), Status.UNKNOWN)

    def branch(self, branch: BranchId) -> Branch | None:
        """A branch that is described, or None."""
        return next((one for one in self.branches if one.id == branch), None)

    def only_service(self, branch: Branch) -> Service | None:
        """The service a booking must be for that names none, or None where it can't be told."""
        return branch.services[0] if len(branch.services) == 1 else None
