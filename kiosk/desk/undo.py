"""What somebody did last, taken back."""

from datetime import datetime, timedelta
from typing import Final

from kiosk.desk.ground import found_ticket
from kiosk.desk.step import changed, keep
from kiosk.domain.branch import BranchId
from kiosk.domain.claims import Claim
from kiosk.domain.events import Deed
from kiosk.domain.serving import UNDO_SECONDS
from kiosk.domain.stored_serving import Leg, Undo
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.tasks import ends_a_leg
from kiosk.domain.ticket import Status, Ticket
from kiosk.domain.transitions import taken_back
from kiosk.errors import NotFound, Reason, Refused

UNDO_WITHIN: Final = timedelta(seconds=UNDO_SECONDS)

_AT_COUNTER: Final = frozenset({Status.CALLED, Status.SERVING})


def remember(
    tx: Writing,
    before: Ticket,
    after: Ticket,
    deed: Deed,
    at: datetime,
    actor: str,
    claims: tuple[Claim, ...] = (),
) -> None:
    """Note how to take back what led from one ticket to the other; its event row is the newest."""
    newest = tx.last_seq()
    tx.keep_undo(Undo(actor, deed, at, before, after.version, newest, claims))


def let_go(tx: Writing, ticket: Ticket) -> tuple[Claim, ...]:
    """Free the time of somebody who won't come; what it was."""
    if ticket.booking is None:
        return ()
    claims = tuple(tx.claims_of(ticket.id))
    tx.free(ticket.id)
    return claims


def take_back(
    tx: Writing, branch: BranchId, actor: str, at: datetime
) -> tuple[Undo, Ticket]:
    """Take back what `actor` did last. Errors as `kiosk.domain.staff.Serving.undo`."""
    undo = tx.undo(branch, actor)
    if (
        undo is None
        or at > undo.at + UNDO_WITHIN
        or tx.has_acted(branch, actor, undo.event)
    ):
        detail = f"{actor} did nothing in {branch} that can be taken back"
        raise NotFound(detail=detail)
    there = found_ticket(tx, undo.before.id)
    _check_day(tx, there, undo.before.is_final)
    if there.version != undo.version:
        raise changed(tx, there)
    _check_counter(tx, undo.before)
    back = taken_back(there, undo.before, at)
    if undo.claims:
        tx.claim(branch, undo.claims, {there.id}, at)
    stored = keep(tx, there, back, Deed.UNDO, at, actor, undo.deed)
    if ends_a_leg(undo.before, undo.deed):
        tx.drop_leg(Leg(undo.before, undo.at))
    tx.drop_undo(branch, actor)
    return undo, stored


def _check_day(view: Reading, ticket: Ticket, was_final: bool) -> None:
    """Nobody comes back into a day that is over; a note on who was gone already can."""
    if was_final or ticket.day_seq < 0:
        return
    day = view.day(ticket.branch)
    if day is None or day.seq != ticket.day_seq or day.closed_at:
        detail = f"{ticket.number}: its day was closed"
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)


def _check_counter(view: Reading, before: Ticket) -> None:
    if before.status not in _AT_COUNTER or before.counter is None:
        return
    there = view.at_counter(before.branch, before.counter)
    if there and there.id != before.id:
        detail = f"{before.number}: {there.number} is at counter {before.counter}"
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)
