"""What a store keeps of times: claims on lanes, days to come, and who is to come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kiosk.domain.branch import BranchId, LaneId, ServiceId
from kiosk.domain.claims import Claim
from kiosk.domain.day import BusinessDay
from kiosk.domain.ticket import Status, Ticket


@dataclass(frozen=True, slots=True)
class Sought:
    """Which tickets with a time: those of a branch that begin from `first` to before `until`
    (both None: whenever), and stand at one of `statuses` (None: at any)."""

    branch: BranchId
    first: datetime | None = None
    until: datetime | None = None
    statuses: frozenset[Status] | None = None


class TimesRead(Protocol):
    """Questions about times."""

    def claims(self, branch: BranchId, ticks: range) -> Sequence[Claim]:
        """All claims of a branch on `ticks`, ended holds too; by tick, then lane."""
        ...

    def claims_of(self, owner: str) -> Sequence[Claim]:
        """What a ticket or a holder has claimed, in whatever branch; by tick, then lane."""
        ...

    def by_code(self, branch: BranchId, code8: str) -> Ticket | None:
        """The ticket of a code that is not over yet, or None."""
        ...

    def begun(self, branch: BranchId, now: datetime) -> Sequence[Ticket]:
        """Booked tickets whose time has begun by `now`; by `start_at`."""
        ...

    def booked(self, branch: BranchId) -> Mapping[tuple[ServiceId, LaneId], int]:
        """How many are booked for each service on each lane, whenever; zero is absent."""
        ...

    def checked_in(self, branch: BranchId) -> Sequence[Ticket]:
        """Waiting tickets that have a time; by `start_at`."""
        ...

    def appointments(
        self, sought: Sought, before: int | None, most: int
    ) -> Sequence[Ticket]:
        """Tickets with a time, the newest `seq` first, all of them below `before`."""
        ...

    def appointment_count(self, sought: Sought) -> int:
        """How many those are without `before` and `most`."""
        ...


class TimesWritten(TimesRead, Protocol):
    """Changes of times."""

    def claim(
        self,
        branch: BranchId,
        claims: Sequence[Claim],
        over: Collection[str],
        now: datetime,
    ) -> None:
        """Claim all of it: what is free, what ended by `now`, and what owners in `over` have.

        Refused SLOT_TAKEN when one tick is somebody else's; the transaction is then to be given
        up, for the ticks before it are claimed.
        """
        ...

    def free(self, owner: str, keep: Sequence[Claim] = ()) -> int:
        """Let go of all that `owner` has claimed except `keep`; how many ticks."""
        ...

    def drop_claims(self, branch: BranchId, before: int) -> int:
        """Forget the claims of a branch on ticks below `before`; how many."""
        ...

    def drop_holds(self, now: datetime) -> int:
        """Forget the holds that ended by `now`, and those of a clock that was ahead (`overlong`);
        how many ticks.
        """
        ...

    def plan_day(self, branch: BranchId, label: date, at: datetime) -> BusinessDay:
        """The row of a day to come, made when there is none. Its `seq` is negative.

        `open_day` with that label takes its numbers over.
        """
        ...
