"""Whom waiting tickets are kept for, as things stand."""

from kiosk.desk.plan import Plan
from kiosk.domain.branch import CounterId, StaffId
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import Ticket


def is_kept(ticket: Ticket) -> bool:
    """Whether a ticket is kept for a counter or an operator, whoever that is."""
    care = ticket.care
    return care is not None and (care.counter or care.operator) is not None


class Keeping:
    """Who is kept from whom in one branch, in one view of the store.

    A counter that is described no longer and an operator who was removed, or works in another
    branch now, are forgotten: who is kept for nobody else is anybody's, for nobody would come.
    """

    def __init__(self, view: Reading, plan: Plan) -> None:
        """`plan` is the branch as it is described now."""
        self._view, self._plan = view, plan
        self._names: dict[StaffId, str] = {}

    def is_from(
        self, ticket: Ticket, counter: CounterId, operator: StaffId | None
    ) -> bool:
        """Whether a ticket is kept for somebody else than who is at `counter`."""
        care = ticket.care
        if care is None or not is_kept(ticket) or self.is_forgotten(ticket):
            return False
        is_here = care.counter == counter
        is_theirs = care.operator is not None and care.operator == operator
        return not (is_here or is_theirs)

    def is_forgotten(self, ticket: Ticket) -> bool:
        """Whether a kept ticket is anybody's by now."""
        return is_kept(ticket) and not (self.counter(ticket) or self.operator(ticket))

    def counter(self, ticket: Ticket) -> CounterId | None:
        """The counter a ticket is kept for, if it is described."""
        where = ticket.care.counter if ticket.care else None
        return where if where and self._plan.branch.counter(where) else None

    def operator(self, ticket: Ticket) -> StaffId | None:
        """The operator a ticket is kept for, if they work here."""
        who = ticket.care.operator if ticket.care else None
        return who if who and self.name(who) else None

    def name(self, operator: StaffId) -> str:
        """Of an operator who works here; "" for all others."""
        known = self._names.get(operator)
        if known is None:
            known = self._names[operator] = self._look_up(operator)
        return known

    def _look_up(self, operator: StaffId) -> str:
        stored = self._view.operator(operator)
        if stored is None or stored.operator.branch not in (
            None,
            self._plan.branch.id,
        ):
            return ""
        return stored.operator.name
