"""How the branches stand, for a visit that began when they stood otherwise."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.branch import BranchState
from kiosk.tui.customer.moment import Moment
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.session import state_of


def told(moment: Moment, found: Sequence[BranchState]) -> Moment:
    """`moment` once the branches stand like that.

    Whose number is asked for, or on the glass, stays at their branch, and that as it stood last,
    should it have been taken from the kiosk meanwhile: there must be something to say it with.
    """
    session = moment.session
    here = state_of(session, moment.states)
    if here is None or not (session.placed or moment.sending is not Sending.NOT_YET):
        return replace(moment, states=tuple(found))
    staying = () if any(s.branch.id == here.branch.id for s in found) else (here,)
    session = replace(session, branch=here.branch.id)
    return replace(moment, session=session, states=(*found, *staying))
