"""Takes numbers so that none is left that nobody has, whenever the kiosk dies."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from kiosk.domain.intent import Intent
from kiosk.domain.ticket import Placed
from kiosk.errors import (
    BadInput,
    KeyTrouble,
    KioskError,
    NotFound,
    Reason,
    Refused,
    Unavailable,
)
from kiosk.tui.customer.insisting import is_lost
from kiosk.tui.customer.issuing import take_number
from kiosk.tui.customer.ready import Ready

RESTARTED = "kiosk restarted"
LEFT = "customer left without it"
NOT_SHOWN = "never shown"

KEPT = timedelta(hours=24)
"""So long a queue knows a key. After it the day of its number has ended as well."""

PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between tries to settle; the last one stays."""

_log = logging.getLogger(__name__)


class Taking:
    """Writes down that a number is asked for, asks for it, and settles what nobody waits for.

    Settling asks again under the same key. Looking whether there is a number would not do: the
    lost request may still be on its way, and comes to nothing only once its key is used.
    """

    def __init__(
        self,
        ready: Ready,
        work: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`work` runs something beside the screen, in a group of that name."""
        self._ready, self._work = ready, work
        self._in_doubt: Intent | None = None
        self._given: dict[str, Placed] = {}

    async def take(self, intent: Intent) -> Placed:
        """The number. Its intent stays on disk until it was `shown`, or `forsake`n.

        Raises KioskError; what is Ambiguous is in doubt until it is asked for once more.
        """
        await asyncio.to_thread(self._ready.intents.keep, intent)
        try:
            placed = await take_number(self._ready.backend, intent.draft, intent.once)
        except KioskError as error:
            if is_lost(error):
                self._in_doubt = intent
            else:
                self._in_doubt = None
                await self._drop(intent)
            raise
        self._in_doubt = None
        self._given[intent.once.key] = placed
        return placed

    def shown(self, intent: Intent) -> None:
        """The customer has seen the number: it is theirs."""
        self._work(self._drop(intent), "intents")

    def forsake(self, intent: Intent, why: str = NOT_SHOWN) -> None:
        """Nobody will get what came of it."""
        self._work(self._settle(intent, why), "intents")

    def wanted(self, key: str | None) -> None:
        """What is wanted now; anything else that is in doubt was left behind."""
        intent = self._in_doubt
        if intent and intent.once.key != key:
            self._in_doubt = None
            self.forsake(intent, LEFT)

    async def settle_left(self) -> None:
        """Settle what kiosks left behind that died meanwhile."""
        try:
            left = await asyncio.to_thread(self._ready.intents.left)
        except Unavailable as error:
            _log.error("intents can't be read", extra={"said": error.detail})
            return
        for intent in left:
            await self._settle(intent, RESTARTED)

    async def _settle(self, intent: Intent, why: str) -> None:
        """Until it is done, however long nobody answers."""
        tries = 0
        while True:
            try:
                said = await self._settled(intent, why)
            except KioskError as error:
                _tell("an intent can't be settled yet", intent, said=str(error.reason))
            else:
                _tell(said, intent, why=why)
                await self._drop(intent)
                return
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1

    async def _settled(self, intent: Intent, why: str) -> str:
        """What came of an intent, for the log. KioskError: not known yet."""
        ready = self._ready
        placed = self._given.get(intent.once.key)
        if placed is None:
            if never := self._why_never(intent):
                return never
            try:
                placed = await take_number(ready.backend, intent.draft, intent.once)
            except KioskError as error:
                if is_final(error):
                    return f"an intent came to nothing: {error.reason}"
                raise
        ticket = placed.ticket.id
        if ready.printer and await ready.printer.copies(ticket):
            return f"ticket {ticket} was printed, and stays"
        try:
            await ready.backend.cancel(ticket, intent.once.owner, why)
        except (Refused, NotFound) as error:
            return f"ticket {ticket} had gone on: {error.reason}"
        return f"ticket {ticket} was cancelled"

    def _why_never(self, intent: Intent) -> str:
        """Why it must not be asked for again; "" when it may."""
        if self._ready.clock.now() - intent.at > KEPT:
            return "an intent is too old to ask for"
        if not self._ready.backend.capabilities.idempotent:
            return "an intent can't be asked for: there may be a number nobody has"
        return ""

    async def _drop(self, intent: Intent) -> None:
        """A file that can't be removed is settled at the next start: that is logged then."""
        self._given.pop(intent.once.key, None)
        try:
            await asyncio.to_thread(self._ready.intents.drop, intent)
        except Unavailable as error:
            _tell("an intent can't be dropped", intent, said=error.detail)


def is_final(error: KioskError) -> bool:
    """Whether the queue has said no, and will not say anything else."""
    if isinstance(error, KeyTrouble):
        return error.reason is not Reason.KEY_RUNNING
    return isinstance(error, Refused | NotFound | BadInput)


def _tell(what: str, intent: Intent, **more: str) -> None:
    service = {"branch": intent.draft.branch, "service": intent.draft.service}
    _log.warning(what, extra={"key": intent.once.key, **service, **more})
