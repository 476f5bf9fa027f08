"""Branches and what they offer, as far as Skiplino tells: names, groups, open or not.

It tells nothing of opening hours, counters, number ranges or who waits. What is not told stays
empty here, and nothing is made of it.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kiosk.apis.skiplino import said
from kiosk.apis.skiplino.calls import Calls, No, path
from kiosk.apis.skiplino.glimpses import Glimpses
from kiosk.apis.skiplino.habits import Habits
from kiosk.apis.skiplino.said import SaidBranch, SaidGroup, SaidService
from kiosk.domain.branch import (
    BookingRules,
    Branch,
    BranchId,
    BranchState,
    Group,
    GroupId,
    Opening,
    Service,
    ServiceId,
    ServiceState,
    Words,
)
from kiosk.domain.ports import Clock
from kiosk.domain.ticket import Draft
from kiosk.errors import KioskError, NotFound, Reason, Unavailable

_log = logging.getLogger(__name__)

FRESH: Final = timedelta(seconds=3)
"""How long an answer serves those who ask meanwhile: whether it is open is told live."""

LATELY: Final = timedelta(minutes=5)
"""How long a service is taken to be in its group: a booking names both."""

NAMES_KEPT: Final = timedelta(hours=24)
"""How long names in the other languages are kept."""

MOST_BRANCHES: Final = 200
_AT_ONCE: Final = 4
"""Calls at a time."""

Names = Mapping[str, str]
"""Id → name, in one language."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A branch with its groups, as told at `at`."""

    branch: SaidBranch
    groups: tuple[SaidGroup, ...]
    at: datetime

    def names(self) -> Names:
        """Everything that has a name."""
        named = {str(one.id): one.name for g in self.groups for one in g.services}
        named |= {f"{_GROUP}{group.id}": group.name for group in self.groups}
        return named | {f"{_BRANCH}{self.branch.id}": self.branch.name}

    def service(self, service: ServiceId) -> SaidService | None:
        """A service of it, or None."""
        every = (one for group in self.groups for one in group.services)
        return next((one for one in every if one.id == service), None)

    def group_of(self, service: ServiceId) -> GroupId | None:
        """The first group that lists a service, or None."""
        holds = (g.id for g in self.groups if any(s.id == service for s in g.services))
        return next(holds, None)

    def has(self, group: GroupId, service: ServiceId) -> bool:
        """Whether a group of it lists a service."""
        named = (one for one in self.groups if one.id == group)
        return any(one.id == service for known in named for one in known.services)


# Ids are of one kind each: a branch may have the id of a service.
_GROUP: Final = "group "
_BRANCH: Final = "branch "


class Catalogue:
    """What the branches offer, asked for again when it is no longer fresh."""

    def __init__(
        self, calls: Calls, clock: Clock, habits: Habits, glimpses: Glimpses
    ) -> None:
        """`glimpses` tells who waits, where that is known."""
        self._calls, self._clock, self._habits = calls, clock, habits
        self._glimpses = glimpses
        self._offers: dict[BranchId, Offer] = {}
        self._listed: tuple[datetime, tuple[SaidBranch, ...]] | None = None
        self._names: dict[tuple[str, BranchId], tuple[datetime, Names]] = {}
        self._few = asyncio.Semaphore(_AT_ONCE)
        self.left_out = 0

    async def states(self) -> Sequence[BranchState]:
        """Every branch as it stands, in their order; one whose tree can't be read is left out."""
        listed = await self._list(self._habits.locale, fresh=False)
        told = await asyncio.gather(
            *(self._state(one) for one in listed), return_exceptions=True
        )
        states: list[BranchState] = []
        for one in told:
            if isinstance(one, BranchState):
                states.append(one)
            elif not isinstance(one, No | NotFound):
                raise one
        self._count(len(told) - len(states))
        return states

    async def state(self, branch: BranchId) -> BranchState:
        """One branch as it stands. NotFound."""
        return await self._state(await self._branch(branch, fresh=False))

    async def offer(self, branch: BranchId, *, fresh: bool = False) -> Offer:
        """What a branch offers. NotFound."""
        return await self._offer(await self._branch(branch, fresh=fresh), fresh=fresh)

    async def known(self, draft: Draft) -> Offer:
        """What a branch offers, as it was told lately when that has what a draft names, or as it
        was told last when nothing is told now: whether it still is so, the booking tells.
        NotFound."""
        kept = self._offers.get(draft.branch)
        if kept is None or kept.service(draft.service) is None:
            return await self.offer(draft.branch)
        if self._clock.now() - kept.at < LATELY:
            return kept
        try:
            return await self.offer(draft.branch)
        except Unavailable:
            return kept

    async def _branch(self, branch: BranchId, *, fresh: bool) -> SaidBranch:
        listed = await self._list(self._habits.locale, fresh=fresh)
        found = next((one for one in listed if one.id == branch), None)
        if found is None:
            raise NotFound(detail="no such branch")
        return found

    async def _list(self, locale: str, *, fresh: bool) -> tuple[SaidBranch, ...]:
        now, usual = self._clock.now(), locale == self._habits.locale
        if usual and self._listed and not fresh and now - self._listed[0] < FRESH:
            return self._listed[1]
        rows = (await self._calls.read("/branches", locale=locale)).get("data")
        found = tuple(said.once_each(rows, said.branch))
        self._count(said.left_out(rows, found))
        if usual:
            self._listed = now, found[:MOST_BRANCHES]
        return found[:MOST_BRANCHES]

    async def _offer(self, branch: SaidBranch, *, fresh: bool = False) -> Offer:
        known = self._offers.get(branch.id)
        if known and not fresh and self._clock.now() - known.at < FRESH:
            return known
        groups = await self._tree(branch.id, self._habits.locale)
        offer = Offer(branch, groups, self._clock.now())
        self._offers[branch.id] = offer
        return offer

    async def _tree(self, branch: BranchId, locale: str) -> tuple[SaidGroup, ...]:
        where = path("branches", branch, "tree")
        try:
            async with self._few:
                rows = (await self._calls.read(where, locale=locale)).get("data")
        except No as error:
            raise NotFound(detail="no such branch") from error
        found = tuple(said.once_each(rows, said.group))
        self._count(said.left_out(rows, found))
        return tuple(group for group in found if group.services)

    async def _state(self, branch: SaidBranch) -> BranchState:
        offer = await self._offer(branch)
        names = {self._habits.locale: offer.names()}
        for locale in self._habits.locales[1:]:
            names[locale] = await self._names_in(locale, offer)
        return self._standing(offer, self._described(offer, names))

    async def _names_in(self, locale: str, offer: Offer) -> Names:
        """Names in another language; none when they can't be had: the usual ones serve."""
        key, now = (locale, offer.branch.id), self._clock.now()
        kept = self._names.get(key)
        is_whole = kept and kept[1].keys() >= offer.names().keys()
        if kept and is_whole and now - kept[0] < NAMES_KEPT:
            return kept[1]
        try:
            listed = await self._list(locale, fresh=True)
            groups = await self._tree(offer.branch.id, locale)
        except KioskError as error:
            _log.warning("names are not to be had", extra={"reason": error.reason})
            return kept[1] if kept else {}
        here = next((b for b in listed if b.id == offer.branch.id), offer.branch)
        names = {**offer.names(), **Offer(here, groups, now).names()}
        self._names[key] = now, names
        return names

    def _described(self, offer: Offer, names: Mapping[str, Names]) -> Branch:
        def words(key: str) -> Words:
            return {tag: known[key] for tag, known in names.items() if key in known}

        every = {one.id: one for group in offer.groups for one in group.services}
        return Branch(
            id=offer.branch.id,
            name=words(f"{_BRANCH}{offer.branch.id}"),
            zone=self._habits.zone.key,
            default_locale=self._habits.locale,
            locales=self._habits.locales,
            groups=tuple(
                Group(g.id, words(f"{_GROUP}{g.id}"), tuple(s.id for s in g.services))
                for g in offer.groups
            ),
            services=tuple(
                self._service(one, words(str(one.id))) for one in every.values()
            ),
            ranges=(),
            counters=(),
            hours=(),
        )

    def _service(self, one: SaidService, name: Words) -> Service:
        bookable = one.appointable and self._habits.secret
        rules = BookingRules(
            self._habits.minutes,
            range="",
            notice=0,
            days_ahead=self._habits.days_ahead,
        )
        return Service(
            one.id,
            name,
            range="",
            appointable=bookable,
            booking=rules if bookable else None,
        )

    def _standing(self, offer: Offer, branch: Branch) -> BranchState:
        every = {one.id: one for group in offer.groups for one in group.services}
        services = {id_: self._service_state(one, offer) for id_, one in every.items()}
        is_open = offer.branch.is_open
        if is_open is None:
            is_open = any(one.is_open for one in services.values())
        glimpses = [self._glimpses.of(id_) for id_ in every]
        seen = [one.at for one in glimpses if one is not None]
        return BranchState(
            branch=branch,
            opening=Opening(is_open, until=None),
            waiting=sum(one.waiting for one in services.values()),
            services=services,
            as_of=min([offer.at, *seen]),
            seq=0,
            counted=len(seen) == len(glimpses),
        )

    def _service_state(self, one: SaidService, offer: Offer) -> ServiceState:
        is_open = one.is_open
        if is_open is None:
            is_open = offer.branch.is_open is not False
        about = self._glimpses.of(one.id)
        ahead = about.ahead if about else 0
        return ServiceState(
            service=one.id,
            is_open=is_open,
            waiting=ahead,
            ahead=ahead,
            wait_lo=None,
            wait_hi=None,
            counters_open=0,
            closed_reason=None if is_open else Reason.CLOSED.value,
        )

    def _count(self, more: int) -> None:
        if more > 0:
            self.left_out += more
            _log.warning("rows that can't be used are left out", extra={"rows": more})
