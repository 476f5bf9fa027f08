"""Tickets of theirs: fetched, cancelled, moved. Each of it may be asked for again."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from kiosk.apis.http import DEADLINE
from kiosk.apis.patience import patiently
from kiosk.apis.skiplino import said
from kiosk.apis.skiplino.calls import Calls, No, path
from kiosk.apis.skiplino.said import SaidTicket
from kiosk.domain.ticket import FINAL, Status
from kiosk.errors import (
    Ambiguous,
    KioskError,
    NotFound,
    Reason,
    Refused,
    TooBusy,
    Unavailable,
)


def written(start: datetime) -> str:
    """An instant as Skiplino wants it: UTC, milliseconds, Z."""
    shown = (
        start.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
    )
    return f"{shown}Z"


def ticket_in(answer: Mapping[str, Any]) -> SaidTicket | None:
    """The ticket of an answer, in an envelope or bare; None when there is none."""
    return said.ticket(answer.get("data", answer))


class Rows:
    """The tickets one has the id of."""

    def __init__(self, calls: Calls) -> None:
        """`calls` knows the key."""
        self._calls = calls

    async def get(
        self, id: str, locale: str = "", within: float = DEADLINE
    ) -> SaidTicket:
        """A ticket as it stands. NotFound; Unavailable for an answer about another one."""
        try:
            answer = await self._calls.read(
                path("tickets", id), locale=locale, within=within
            )
        except No as error:
            raise NotFound(detail="no such ticket") from error
        found = ticket_in(answer)
        if found is None or found.id != id:
            raise Unavailable(Reason.UPSTREAM, detail="answered with another ticket")
        return found

    async def cancel(
        self, id: str, locale: str = "", within: float = DEADLINE
    ) -> SaidTicket:
        """Cancel one, and read that it is. NotFound; Refused NOT_CANCELLABLE.

        Theirs is a 409 for what is cancelled already, also by a call whose answer was lost.
        """
        where = path("tickets", id, "cancel")

        async def ask(left: float) -> SaidTicket:
            try:
                answer = await self._calls.change(
                    "POST", where, locale=locale, within=left
                )
            except No as error:
                return await self._cancelled_after(error, id, locale, left)
            found = ticket_in(answer)
            if found is None or found.id != id or found.status is not Status.CANCELLED:
                found = await self.get(id, locale, left)
            if found.status is not Status.CANCELLED:
                raise Ambiguous(detail="said to be cancelled, and is not")
            return found

        return await _persistently(ask, within)

    async def move(
        self,
        id: str,
        start: datetime,
        who: Mapping[str, str],
        locale: str = "",
        within: float = DEADLINE,
    ) -> SaidTicket:
        """Move an appointment of `who`, and read that it is. No, NotFound."""
        where = path("tickets", id, "change-time")
        body = {"time": written(start), **who}

        async def ask(left: float) -> SaidTicket:
            answer = await self._calls.change(
                "POST", where, body, locale=locale, within=left
            )
            found = ticket_in(answer)
            if found is None or found.id != id or found.start != start:
                found = await self.get(id, locale, left)
            if found.start != start or found.status in FINAL:
                raise Ambiguous(detail="said to be moved, and is not")
            return found

        return await _persistently(ask, within)

    async def _cancelled_after(
        self, error: No, id: str, locale: str, left: float
    ) -> SaidTicket:
        """What a refused cancel means: it may be what is wanted."""
        found = await self.get(id, locale, left)
        if found.status is Status.CANCELLED:
            return found
        raise Refused(Reason.NOT_CANCELLABLE, detail=error.detail) from error


async def _persistently(
    ask: Callable[[float], Awaitable[SaidTicket]], within: float
) -> SaidTicket:
    """The answer of `ask`, tried again. Once one was lost, no other failure says that nothing
    happened."""
    lost = False

    async def attempt(left: float) -> SaidTicket:
        nonlocal lost
        try:
            return await ask(left)
        except KioskError as error:
            lost = lost or isinstance(error, Ambiguous)
            raise

    try:
        return await patiently(attempt, within)
    except (Unavailable, TooBusy) as error:
        if lost:
            raise Ambiguous(detail=f"lost, then {error.detail}") from error
        raise
