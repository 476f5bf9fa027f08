"""One booking at Skiplino, as the journal wants it: asked for once, and found again."""

import logging
from collections.abc import Awaitable, Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from kiosk.apis.asking import Seen
from kiosk.apis.skiplino import said
from kiosk.apis.skiplino.calls import Calls
from kiosk.apis.skiplino.register import MOST_TICKETS, Register
from kiosk.apis.skiplino.rows import Rows, ticket_in, written
from kiosk.apis.skiplino.said import SaidTicket
from kiosk.domain.branch import BranchId, GroupId, ServiceId
from kiosk.domain.errands import Errand
from kiosk.domain.ticket import FINAL
from kiosk.errors import Ambiguous, KioskError, NotFound, Reason, Refused, Unavailable

_log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 3.0
"""How long one look at a list may take; the journal looks again."""

MOST_PAGES: Final = 20
"""Two hundred tickets of one lane within minutes: a list that goes on is not theirs."""


class Under(StrEnum):
    """Whose name a booking carries, as an errand's mark: a lane, a customer's id, or nobody's."""

    LANE = "lane"
    CUSTOMER = "customer"
    NOBODY = "nobody"


_MEMBER: Final[Mapping[Under, tuple[str, str]]] = {
    Under.LANE: ("customerExternalId", "externalId"),
    Under.CUSTOMER: ("customerId", "id"),
}
"""What the mark is called in a booking, and in a list."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is booked: a number, or with a `start` a time. Nothing of a person is in it."""

    branch: BranchId
    group: GroupId
    service: ServiceId
    start: datetime | None
    under: Under
    locale: str = ""

    def about(self) -> dict[str, Any]:
        """As an errand keeps it."""
        start = written(self.start) if self.start else None
        return {
            "branch": self.branch,
            "group": self.group,
            "service": self.service,
            "start": start,
            "under": str(self.under),
            "locale": self.locale,
        }


def wish_of(about: Mapping[str, Any]) -> Wish:
    """What an errand was for."""
    return Wish(
        BranchId(about["branch"]),
        GroupId(about["group"]),
        ServiceId(about["service"]),
        said.instant(about["start"]),
        Under(about["under"]),
        about["locale"],
    )


class Asking:
    """`kiosk.apis.asking.Asked` for one booking."""

    def __init__(
        self,
        calls: Calls,
        register: Register,
        skew: timedelta,
        wish: Wish,
        handed_out: Container[str] = (),
        first: Callable[[], Awaitable[KioskError | None]] | None = None,
    ) -> None:
        """`skew`: how far their clock may be from ours. `handed_out`: ids that others have.
        `first` is asked before the first request, for a reason not to send it."""
        self._calls, self._register, self._rows = calls, register, Rows(calls)
        self._skew, self._wish, self._first = skew, wish, first
        self._handed_out = handed_out

    async def post(self, errand: Errand) -> SaidTicket:
        """One request. Ambiguous as well for an answer that is not the ticket asked for."""
        first, self._first = self._first, None
        if first and (refusal := await first()):
            raise refusal
        wish = self._wish
        body: dict[str, Any] = {
            "serviceId": wish.service,
            "groupOfServiceId": wish.group,
        }
        if wish.start is not None:
            body["time"] = written(wish.start)
        if wish.under in _MEMBER:
            body[_MEMBER[wish.under][0]] = errand.mark
        answer = await self._calls.change(
            "POST", "/tickets/book", body, locale=wish.locale
        )
        found = ticket_in(answer)
        if found is None or not self._is_meant(found, errand):
            raise Ambiguous(detail="answered with something else than what was booked")
        return found

    async def look_up(self, errand: Errand) -> Sequence[Seen[SaidTicket]]:
        """The tickets under its mark that may be this booking, oldest first.

        Unavailable also where one of them has no number: it can't be handed out, and nothing may
        be booked beside it.
        """
        if self._wish.under not in _MEMBER:
            raise Refused(Reason.NOT_OFFERED, detail="a public key can't look it up")
        found = [one for one in await self._since(errand) if self._may_be(one, errand)]
        if any(not one.number and one.status not in FINAL for one in found):
            raise Unavailable(Reason.UPSTREAM, detail="a ticket without a number")
        found.reverse()
        found.sort(key=lambda one: one.booked_at or errand.at)
        return [
            Seen(str(one.id), one.status not in FINAL, one.booked_at, one)
            for one in found
        ]

    async def undo(self, id: str) -> None:
        """Cancel a ghost; what is over, or gone, is fine."""
        try:
            await self._rows.cancel(id, within=LOOK_SECONDS)
        except (Refused, NotFound) as error:
            _log.info("nothing to cancel", extra={"reason": str(error.reason)})

    async def fetch(self, id: str) -> SaidTicket:
        """A ticket as it stands now."""
        return await self._rows.get(id, self._wish.locale)

    def id_of(self, value: SaidTicket) -> str:
        """Its id."""
        return value.id

    def _is_meant(self, found: SaidTicket, errand: Errand) -> bool:
        """Whether an answer is a ticket to believe in, and this one."""
        wish = self._wish
        if not found.number or found.status in FINAL:
            return False
        if found.branch not in (None, wish.branch):
            return False
        if wish.under is Under.CUSTOMER and found.customer not in (None, errand.mark):
            return False
        return self._may_be(found, errand)

    def _may_be(self, found: SaidTicket, errand: Errand) -> bool:
        if found.id in errand.before or found.id in self._handed_out:
            return False
        if self._is_older(found, errand):
            return False
        return (found.service, found.start) == (self._wish.service, self._wish.start)

    def _is_older(self, found: SaidTicket, errand: Errand) -> bool:
        """Whether it was booked before there was an errand."""
        since = errand.at - self._skew
        return found.booked_at is not None and found.booked_at < since

    async def _since(self, errand: Errand) -> list[SaidTicket]:
        """What was booked under its mark since then, newest first, each once."""
        who = {_MEMBER[self._wish.under][1]: errand.mark}
        found: dict[str, SaidTicket] = {}
        for number in range(1, MOST_PAGES + 1):
            try:
                page = await self._register.tickets(
                    who, number, MOST_TICKETS, within=LOOK_SECONDS
                )
            except NotFound:
                break
            new = [one for one in page.items if one.id not in found]
            found.update((one.id, one) for one in new)
            is_last = number * page.limit >= page.total
            if not new or is_last or any(self._is_older(one, errand) for one in new):
                break
        return list(found.values())
