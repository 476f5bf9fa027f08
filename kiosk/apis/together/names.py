"""What is ours and what is theirs: the ids of branches and services, both ways."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ticket import Draft


@dataclass(frozen=True, slots=True)
class Names:
    """Our ids → theirs. What is not in them is called the same on both sides."""

    branches: Mapping[BranchId, BranchId] = field(default_factory=dict)
    services: Mapping[ServiceId, ServiceId] = field(default_factory=dict)

    def branch(self, ours: BranchId) -> BranchId:
        """Their id of a branch of ours."""
        return self.branches.get(ours, ours)

    def service(self, ours: ServiceId) -> ServiceId:
        """Their id of a service of ours."""
        return self.services.get(ours, ours)

    def our_service(self, theirs: ServiceId) -> ServiceId:
        """Our id of a service of theirs; the first one that is mapped to it."""
        mapped = (ours for ours, one in self.services.items() if one == theirs)
        return next(mapped, theirs)

    def our_branch(self, theirs: BranchId) -> BranchId:
        """Our id of a branch of theirs; the first one that is mapped to it."""
        mapped = (ours for ours, one in self.branches.items() if one == theirs)
        return next(mapped, theirs)

    def draft(self, draft: Draft) -> Draft:
        """A draft as they are asked: they know nothing of our groups and holds."""
        return replace(
            draft,
            branch=self.branch(draft.branch),
            service=self.service(draft.service),
            group=None,
        )

    def wanted(self, wanted: Wanted, moving: str | None = None) -> Wanted:
        """A wish as they are asked; `moving` is their id of what is to be moved."""
        return replace(
            wanted,
            branch=self.branch(wanted.branch),
            service=self.service(wanted.service),
            moving=moving,
        )
