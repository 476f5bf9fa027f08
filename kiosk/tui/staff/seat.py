"""Who works at which counter."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.access import IN_CHARGE, Operator
from kiosk.tui.staff.following import Post


@dataclass(frozen=True, slots=True)
class Seat:
    """`operator` None: nobody signs in here, and the server alone knows what is allowed.

    `colleagues` are all who may sign in at the branch.
    """

    post: Post
    operator: Operator | None = None
    colleagues: Sequence[Operator] = ()

    @property
    def in_charge(self) -> bool:
        """Whether they may do what supervisors do."""
        return self.operator is None or self.operator.role in IN_CHARGE

    @property
    def may_choose(self) -> bool:
        """Whether they may call somebody out of turn."""
        return self.operator is None or self.in_charge or self.operator.may_choose
