"""What staff set in a branch: its counters, its services, its messages and its day."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, TypeVar

from kiosk.desk.days import close, reopen
from kiosk.desk.floor import Floor
from kiosk.desk.ground import Ground
from kiosk.domain.branch import (
    BranchId,
    CounterId,
    Message,
    ServiceId,
    Words,
)
from kiosk.domain.events import BranchDeed
from kiosk.domain.serving import (
    CounterChange,
    CounterState,
    CounterStatus,
    Entry,
)
from kiosk.domain.stored_lobby import PausedService
from kiosk.domain.storing import MOST_TOLD, Writing
from kiosk.errors import BadInput, NotFound
from kiosk.text import cells, clean

MOST_MESSAGE: Final = 200
"""Cells of a message."""

LONGEST_MESSAGE: Final = timedelta(days=365)

MOST_NAME: Final = 40
"""Cells of the name of who sits at a counter."""

MOST_REASON: Final = 80

_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")
_LANGUAGES: Final = 20

_DEEDS: Final = {
    CounterStatus.OPEN: BranchDeed.OPEN_COUNTER,
    CounterStatus.PAUSED: BranchDeed.PAUSE_COUNTER,
    CounterStatus.CLOSED: BranchDeed.CLOSE_COUNTER,
}

T = TypeVar("T")


class LobbyChanges(Ground):
    """Each change is kept with a line in the log, and everybody is told to look again."""

    async def change_counter(
        self, branch: BranchId, counter: CounterId, change: CounterChange, actor: str
    ) -> CounterState:
        """Open, pause or close a counter, sit down at it, or change what it serves."""
        floor = self._floor(branch)
        at = await self._settled(floor)
        _check_services(floor, change)
        before, day = floor.counter_state(counter), floor.day
        if day is None or _changed(before, change, at) == before:
            return before

        def save(tx: Writing) -> None:
            """From what it is by now: another change may have been on its way."""
            known = {one.counter: one for one in tx.counter_states(branch, day.seq)}
            now = known.get(counter, before)
            after = _changed(now, change, at)
            tx.save_counter_state(branch, day.seq, after)
            is_same = after.status is now.status
            deed = BranchDeed.CHANGE_COUNTER if is_same else _DEEDS[after.status]
            tx.add_entry(Entry(at, branch, deed, counter, actor, after.reason))

        await self._set(floor, save)
        return floor.counter_state(counter)

    async def pause_service(
        self,
        branch: BranchId,
        service: ServiceId,
        actor: str,
        *,
        paused: bool,
        reason: str = "",
    ) -> None:
        """Give no more numbers for a service, or give them again."""
        floor = self._floor(branch)
        at = await self._settled(floor)
        known = floor.paused.get(service)
        if service not in floor.plan.services and known is None:
            raise NotFound(detail=f"no service {service} in {branch}")
        why = clean(reason, MOST_REASON)
        if paused and (known is None or known.reason != why):
            pause = PausedService(service, at, actor, why)
            entry = Entry(at, branch, BranchDeed.PAUSE_SERVICE, service, actor, why)
            await self._set(floor, _noted(entry, lambda tx: tx.pause(branch, pause)))
        elif known and not paused:
            entry = Entry(at, branch, BranchDeed.RESUME_SERVICE, service, actor, why)
            await self._set(floor, _noted(entry, lambda tx: tx.resume(branch, service)))

    async def tell(
        self,
        branch: BranchId,
        text: Words,
        until: datetime,
        actor: str,
        *,
        on_board: bool = True,
        on_kiosk: bool = True,
    ) -> Message:
        """Show a message until then."""
        floor = self._floor(branch)
        at = await self._settled(floor)
        words = _words(text)
        _check_until(until, at)
        message = Message(self._new_id(), words, until, on_board, on_kiosk)
        said = next(iter(words.values()))
        entry = Entry(at, branch, BranchDeed.MESSAGE, "", actor, said)

        def change(tx: Writing) -> None:
            tx.drop_messages(branch, at)
            tx.add_message(branch, message)

        await self._set(floor, _noted(entry, change))
        return message

    async def untell(self, branch: BranchId, message: str, actor: str) -> None:
        """Take a message down."""
        floor = self._floor(branch)
        at = await self._settled(floor)
        known = {one.id: one for one in floor.messages(at)}.get(message)
        if known is None:
            return
        said = next(iter(known.text.values()), "")
        entry = Entry(at, branch, BranchDeed.TAKE_DOWN, "", actor, said)
        await self._set(
            floor, _noted(entry, lambda tx: tx.drop_message(branch, message))
        )

    async def close_day(self, branch: BranchId, actor: str) -> int:
        """End the business day before its time; how many tickets that ended."""
        return await asyncio.shield(self._close_day(self._floor(branch), actor))

    async def _close_day(self, floor: Floor, actor: str) -> int:
        at = await self._settled(floor)
        day = floor.day
        if day is None or day.closed_at is not None:
            return 0
        entry = Entry(at, floor.branch, BranchDeed.CLOSE_DAY, "", actor)

        def change(tx: Writing) -> int:
            ended = close(tx, day, at, actor)
            floor.day_closed(at)
            return ended

        ended = await self._set(floor, _noted(entry, change))
        if ended > MOST_TOLD:
            self._feed.skip(floor.branch)
        return ended

    async def reopen_day(self, branch: BranchId, actor: str) -> None:
        """Give numbers again on a day that was closed before its time."""
        floor = self._floor(branch)
        at = await self._settled(floor)
        day = floor.day
        if day is None or day.closed_at is None:
            return
        entry = Entry(at, branch, BranchDeed.REOPEN_DAY, "", actor)

        def change(tx: Writing) -> None:
            reopen(tx, floor.plan, day, at)
            floor.day_closed(None)

        await self._set(floor, _noted(entry, change))

    async def _set(self, floor: Floor, change: Callable[[Writing], T]) -> T:
        """Keep a change, take it over, and tell everybody.

        Who asked may go away meanwhile. Whatever became of it, what is in mind is what is kept.
        """

        async def keep() -> T:
            try:
                done = await self._store.write(change)
            finally:
                self._store.read(floor.recall)
            self._announce(floor)
            return done

        return await asyncio.shield(keep())


def _noted(entry: Entry, change: Callable[[Writing], T]) -> Callable[[Writing], T]:
    """A change with its line in the log."""

    def both(tx: Writing) -> T:
        done = change(tx)
        tx.add_entry(entry)
        return done

    return both


def _changed(before: CounterState, change: CounterChange, at: datetime) -> CounterState:
    """A counter after a change; one that changes nothing leaves it untouched."""
    after = before
    if change.status and change.status is not before.status:
        reason = clean(change.reason, MOST_REASON)
        after = replace(after, status=change.status, since=at, reason=reason)
    if change.operator is not None:
        after = replace(after, operator=clean(change.operator, MOST_NAME))
    if change.services is not None:
        after = replace(after, services=change.services or None)
    return after if after == before else replace(after, since=after.since or at)


def _check_services(floor: Floor, change: CounterChange) -> None:
    for service in change.services or ():
        if service not in floor.plan.services:
            raise NotFound(detail=f"no service {service} in {floor.branch}")


def _words(text: Words) -> Words:
    """What is to be said, cleaned. BadInput ("text")."""
    whole = {tag: clean(said, 2 * MOST_MESSAGE) for tag, said in text.items()}
    words = {tag: said for tag, said in whole.items() if said}
    if not words:
        raise BadInput(fields={"text": "is empty"})
    if len(words) > _LANGUAGES or not all(_TAG.fullmatch(tag) for tag in words):
        raise BadInput(fields={"text": "has what is no language"})
    if any(cells(said) > MOST_MESSAGE for said in words.values()):
        raise BadInput(fields={"text": f"is longer than {MOST_MESSAGE}"})
    return words


def _check_until(until: datetime, at: datetime) -> None:
    """BadInput ("until")."""
    if until.tzinfo is None:
        raise BadInput(fields={"until": "has no zone"})
    if until <= at:
        raise BadInput(fields={"until": "is over"})
    if until > at + LONGEST_MESSAGE:
        raise BadInput(fields={"until": "is later than a year from now"})
