"""What a choice leads to: which page, or a sentence that says why not."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.branch import BranchId, BranchState, GroupId, Service, ServiceId
from kiosk.tui.customer.appointing import Appointing
from kiosk.tui.customer.choose_service import explain
from kiosk.tui.customer.guide import Guide
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.session import Errand, Session, Step, can_be_taken, state_of
from kiosk.tui.customer.stage import Stage

if TYPE_CHECKING:
    from kiosk.domain.sessions import GroupSession
    from kiosk.domain.slots import Slot


class Chooser(Guide, Protocol):
    """Who leads the customer, and knows the page a choice leads to."""

    @property
    def step(self) -> Step:
        """Where the visit stands."""

    def earlier(self) -> Session:
        """The visit one page earlier; a new one when that is the first page."""

    def show(self) -> None:
        """Draw what is true now."""


class Choosing:
    """The customer's choices, from the branch to the time."""

    def __init__(
        self, ready: Ready, guide: Chooser, stage: Stage, ways: Appointing
    ) -> None:
        """`ways` lead to anything but a number now."""
        self._ready, self._guide, self._stage, self._ways = ready, guide, stage, ways

    def branch(self, branch: BranchId) -> None:
        """At that branch."""
        self._guide.go(self._guide.session.at(branch))

    def errand(self, errand: Errand) -> None:
        """A service, or an appointment."""
        self._guide.go(self._guide.session.come_for(errand))

    def group(self, group: GroupId) -> None:
        """The services of that group."""
        self._stage.service.first_page()
        self._guide.go(self._guide.session.about(group))

    def service(self, chosen: ServiceId) -> None:
        """A number for that service, or a time, if it is open; else why it isn't."""
        state, service = self._found(chosen)
        standing = state.services.get(chosen) if state else None
        session = self._guide.session
        if state and service and self._ways.leads_to(service, standing):
            self._ways.open(state.branch, service)
            self._guide.go(session.want(chosen, self._ready.new_key()))
            if not service.walkin:
                self.time_wanted()
        elif can_be_taken(standing):
            self._guide.go(session.want(chosen, self._ready.new_key()))
        else:
            self.explain(chosen)

    def explain(self, chosen: ServiceId | None = None) -> None:
        """Why there is no number for that service now."""
        guide = self._guide
        state, service = self._found(chosen or guide.session.service)
        if not (state and service):
            guide.show()
            return
        now = self._ready.clock.now()
        guide.notify(explain(state, service, guide.speaker, now))

    def time_wanted(self) -> None:
        """A time, or a place in a session, rather than a number now."""
        _, service = self._found(self._guide.session.service)
        if service:
            self._ways.want(service)

    def session(self, session: "GroupSession") -> None:
        """A place in that session, if there is one; else that there is none."""
        if session.free:
            self._ways.joining.choose(session)
        else:
            self._guide.notify(self._guide.speaker.say("session-explain-full"))

    def time(self, slot: "Slot") -> None:
        """That time, if it is free; else why it isn't."""
        guide = self._guide
        mine = guide.session.mine if guide.session.moving else None
        if mine and mine.ticket.start_at == slot.start:
            guide.notify(guide.speaker.say("time-explain-yours"))
            return
        if slot.reason is None:
            self._ways.reserving.choose(slot)
            return
        from kiosk.tui.customer.reserved import explained

        self._guide.notify(explained(slot, self._guide.speaker))

    def back(self) -> None:
        """One page back."""
        guide, session = self._guide, self._guide.earlier()
        if session == Session():
            guide.end()
            return
        guide.go(session)
        if guide.step is Step.CONFIRM:  # the way to a time had no key for a number
            guide.go(replace(session, key=self._ready.new_key()))

    def _found(
        self, chosen: ServiceId | None
    ) -> tuple[BranchState | None, Service | None]:
        """The branch as it stands, and that service of it."""
        state = state_of(self._guide.session, self._states)
        return state, state.branch.service(chosen) if state and chosen else None

    @property
    def _states(self) -> Sequence[BranchState]:
        return self._guide.states
