"""One customer's visit: what they chose so far, and which page that leads to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kiosk.domain.branch import (
    Branch,
    BranchId,
    BranchState,
    GroupId,
    Service,
    ServiceId,
    ServiceState,
)
from kiosk.domain.sessions import GroupSession
from kiosk.domain.ticket import Placed
from kiosk.errors import Reason

if TYPE_CHECKING:
    from kiosk.domain.ports import Capabilities


class Step(StrEnum):
    """Where a visit stands; each is a page."""

    ATTRACT = "attract"
    CLOSED = "closed"
    BRANCH = "branch"
    ERRAND = "errand"
    CODE = "code"
    FIND_PHONE = "find-phone"
    FOUND = "found"
    MINE = "mine"
    LEAVE = "leave"
    GROUP = "group"
    SERVICE = "service"
    CONFIRM = "confirm"
    PHONE = "phone"
    NAME = "name"
    TIME = "time"
    MEETING = "meeting"
    BOOK = "book"
    GIVEN = "given"


TO_A_TIME = frozenset({Step.PHONE, Step.NAME, Step.TIME, Step.MEETING, Step.BOOK})
"""The pages of an appointment, or of a place in a session."""


WITH_A_TICKET = frozenset(
    {Step.CODE, Step.FIND_PHONE, Step.FOUND, Step.MINE, Step.LEAVE}
)
"""The pages for who comes back."""


class Errand(StrEnum):
    """What somebody came for; the value is the key of what is said about it."""

    SERVICE = "errand-service"
    APPOINTMENT = "errand-appointment"


_CHOICES = (
    "placed",
    "joins",
    "start",
    "moving",
    "leaving",
    "mine",
    "found",
    "by_phone",
    "name",
    "phone",
    "later",
    "service",
    "group",
    "errand",
    "branch",
    "locale",
)
"""Newest first: the order in which "Back" takes them back."""


@dataclass(frozen=True, slots=True, repr=False)
class Session:
    """Choices so far; None is not chosen yet. A new visit is `Session()`.

    `key` is the idempotency key of the number that is about to be taken: made when the last
    button appears and kept for every attempt of it. `later`: a time is wanted instead of a
    number now; `asks` are the pages before the one with the times. `phone` is E.164 and "" when
    it was skipped, `name` as typed, `start` an aware instant; `joins` is the session instead where
    a service is given to several at once. `errand` is asked for only where there are appointments.

    `mine` is the ticket somebody came with, once it was `found`; `known`: it came up where they
    wanted another one. They may be `moving` it to another time, or `leaving` it. `by_phone`: it is
    looked for by a phone number rather than by its code.
    """

    locale: str | None = None
    branch: BranchId | None = None
    group: GroupId | None = None
    service: ServiceId | None = None
    key: str | None = None
    placed: Placed | None = None
    later: bool | None = None
    asks: tuple[Step, ...] = ()
    phone: str | None = None
    name: str | None = None
    start: datetime | None = None
    joins: GroupSession | None = None
    errand: Errand | None = None
    by_phone: bool | None = None
    found: tuple[Placed, ...] | None = None
    mine: Placed | None = None
    known: bool = False
    moving: bool | None = None
    leaving: bool | None = None

    @property
    def service_wanted(self) -> ServiceId | None:
        """The service that a time is looked for: of the ticket that is moved, else the chosen one."""
        return self.mine.ticket.service if self.mine and self.moving else self.service

    def speak(self, locale: str) -> "Session":
        """Go on in `locale`; nothing else changes."""
        return replace(self, locale=locale)

    def at(self, branch: BranchId) -> "Session":
        """At that branch."""
        return Session(locale=self.locale, branch=branch)

    def come_for(self, errand: Errand) -> "Session":
        """Have come for that."""
        return replace(self, errand=errand)

    def about(self, group: GroupId) -> "Session":
        """Look at the services of that group."""
        return replace(self, group=group, service=None, key=None)

    def want(self, service: ServiceId, key: str) -> "Session":
        """Want a number for that service, to be taken once under `key`."""
        return replace(self, service=service, key=key)

    def reserve(self, asks: tuple[Step, ...] = ()) -> "Session":
        """Want a time for it rather than a number now; `asks` as above."""
        return replace(self, later=True, asks=asks, key=None)

    def come_at(self, start: datetime | None, key: str | None) -> "Session":
        """Want that time, to be booked once under `key`; None: another one."""
        return replace(self, start=start, key=key)

    def join(self, session: GroupSession | None, key: str | None) -> "Session":
        """Want a place in that, to be taken once under `key`; None: in another one."""
        return replace(self, joins=session, key=key)

    def got(self, placed: Placed) -> "Session":
        """Have a number."""
        return replace(self, placed=placed)

    def find_by_phone(self) -> "Session":
        """Be found by a phone number."""
        return replace(self, by_phone=True)

    def choose_from(self, found: Sequence[Placed]) -> "Session":
        """Have several tickets; which one is it about?"""
        return replace(self, found=tuple(found), mine=None)

    def own(self, placed: Placed, *, known: bool = False) -> "Session":
        """Have come with that ticket."""
        return replace(
            self,
            mine=placed,
            known=known,
            moving=None,
            leaving=None,
            placed=None,
            start=None,
        )

    def move(self) -> "Session":
        """Want another time for it."""
        return replace(self, moving=True, start=None, joins=None, key=None)

    def leave(self) -> "Session":
        """Be about to give it back."""
        return replace(self, leaving=True)

    def stay(self) -> "Session":
        """Keep it after all."""
        return replace(self, leaving=None)

    def choose_again(self) -> "Session":
        """Want none of the services after all."""
        return Session(self.locale, self.branch, self.group, errand=self.errand)

    def __repr__(self) -> str:
        """Nothing of who the customer is."""
        return f"Session({self.locale}, {self.branch}, {self.service})"


NOBODY = Session()
"""The visit of the next customer, before the first touch."""


def state_of(session: Session, states: Sequence[BranchState]) -> BranchState | None:
    """The branch the visit is at: the chosen one, or the only one there is."""
    if session.branch is None:
        return states[0] if len(states) == 1 else None
    return state_at(session.branch, states)


def state_at(branch: BranchId, states: Sequence[BranchState]) -> BranchState | None:
    """That branch as it stands."""
    return next((s for s in states if s.branch.id == branch), None)


def offered(branch: Branch, group: GroupId | None) -> tuple[Service, ...]:
    """The services to choose from, in the order of the groups; those of no group last."""
    ids = [
        service
        for each in branch.groups
        if group is None or each.id == group
        for service in each.services
    ]
    if group is None:
        ids += [service.id for service in branch.services]
    found = (branch.service(service) for service in dict.fromkeys(ids))
    return tuple(service for service in found if service)


def groups_first(branch: Branch, tiles: int) -> bool:
    """Whether to ask for the topic: there are several, and one page can't hold all services."""
    return len(branch.groups) > 1 and len(offered(branch, None)) > tiles


def can_be_booked(service: Service | None, standing: ServiceState | None) -> bool:
    """Whether a service that stands so is booked for a time, here or elsewhere."""
    if standing is not None and standing.closed_reason == Reason.PAUSED:
        return False
    return service is not None and service.appointable


def has_appointments(branch: Branch) -> bool:
    """Whether somebody may come to this branch at a time that was booked."""
    return any(service.booking for service in branch.services)


def can_be_taken(standing: ServiceState | None) -> bool:
    """Whether a number for a service that stands so would be given."""
    return standing is not None and standing.is_open and not standing.closed_reason


def next_step(
    session: Session,
    states: Sequence[BranchState],
    tiles: int,
    *,
    check_in: bool = False,
) -> Step:
    """The page for a visit that has come so far. `tiles` is what a page of services holds.

    A step with one option is left out. `check_in`: the queue takes note of who comes at a time.
    """
    if session.placed:
        return Step.GIVEN
    if session.locale is None:
        return Step.CLOSED if all_closed(states) else Step.ATTRACT
    state = state_of(session, states)
    if state is None:
        return Step.BRANCH
    if session.mine:
        return _step_with(session, session.mine, states)
    if session.found:
        return Step.FOUND
    service = state.branch.service(session.service) if session.service else None
    if service:
        later = session.later or not service.walkin
        return _step_to_a_time(session, service) if later else Step.CONFIRM
    if session.errand is Errand.APPOINTMENT:
        return Step.FIND_PHONE if session.by_phone else Step.CODE
    asks = check_in and session.group is None and has_appointments(state.branch)
    if asks and session.errand is None:
        return Step.ERRAND
    if session.group is None and groups_first(state.branch, tiles):
        return Step.GROUP
    return Step.SERVICE


def _step_with(session: Session, mine: Placed, states: Sequence[BranchState]) -> Step:
    """The page for who came with a ticket; times only of what is still offered."""
    there = state_at(mine.ticket.branch, states)
    if session.moving and there and there.branch.service(mine.ticket.service):
        return Step.BOOK if session.start else Step.TIME
    return Step.LEAVE if session.leaving else Step.MINE


def _step_to_a_time(session: Session, service: Service) -> Step:
    """The page of an appointment: who, when, and is that right."""
    told = {Step.PHONE: session.phone, Step.NAME: session.name}
    for step in session.asks:
        if told[step] is None:
            return step
    if service.places:
        return Step.BOOK if session.joins else Step.MEETING
    return Step.BOOK if session.start else Step.TIME


def asked_before(can: "Capabilities") -> tuple[Step, ...]:
    """The pages before the one with times or sessions: who comes, as far as the queue keeps that."""
    asks = (Step.PHONE,) if can.customers else ()
    return (*asks, Step.NAME) if can.customers and can.wants_name else asks


def back(
    session: Session,
    states: Sequence[BranchState],
    tiles: int,
    *,
    check_in: bool = False,
) -> Session:
    """The visit one page earlier; `Session()` when that is the first page."""
    here = next_step(session, states, tiles, check_in=check_in)
    earlier = session
    for choice in _CHOICES:
        taken_back: dict[str, Any] = {choice: None, "key": None}
        earlier = replace(earlier, **taken_back)
        if next_step(earlier, states, tiles, check_in=check_in) is not here:
            return earlier if earlier.locale else Session()
    return Session()


def all_closed(states: Sequence[BranchState]) -> bool:
    """Nobody can take a number anywhere: the branch is closed, and so is every service."""
    return bool(states) and not any(
        state.opening.is_open or any(s.is_open for s in state.services.values())
        for state in states
    )
