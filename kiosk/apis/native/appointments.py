"""Times over our own dialect: the client's half of `kiosk.domain.reserving.Appointments`.

What reads slots is loaded with the first that are asked for: a kiosk's first page shows none.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from msgspec import json

from kiosk.apis.native import translate, wire, wire_slots
from kiosk.apis.native.calls import Calls, path
from kiosk.apis.native.instants import start_to_wire
from kiosk.domain.booking import Hold, Holder, Wanted
from kiosk.domain.booking import holder as checked
from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.ticket import Placed, TicketId
from kiosk.errors import BadInput

if TYPE_CHECKING:
    from kiosk.domain.slots import DaySlots

HOLDER: Final = "x-holder"
"""The header that says who holds a time. In a path or query it would be logged."""


def said_holder(holder: Holder | None) -> dict[str, str]:
    """The header; none for nobody. BadInput for a word that is no holder."""
    return {} if holder is None else {HOLDER: checked(holder)}


class AppointmentCalls:
    """See `Appointments`. What is the same when done twice is asked again when it gets lost."""

    _calls: Calls

    async def slots(
        self, wanted: Wanted, first: date | None = None, days: int = 1
    ) -> "Sequence[DaySlots]":
        """The times of some days."""
        from kiosk.apis.native.translate_slots import day_from_wire

        params = _asked(wanted, first) | {"days": str(days)}
        where = path("branches", wanted.branch, "services", wanted.service, "slots")
        said = await self._calls.read(
            where, wire_slots.Days, params, said_holder(wanted.holder)
        )
        return [day_from_wire(day) for day in said.days]

    async def next_free(
        self, wanted: Wanted, first: date | None = None
    ) -> "DaySlots | None":
        """The first day with a free time."""
        from kiosk.apis.native.translate_slots import day_from_wire

        where = path("branches", wanted.branch, "services", wanted.service, "next-day")
        said = await self._calls.read(
            where,
            wire_slots.NextDay,
            _asked(wanted, first),
            said_holder(wanted.holder),
        )
        return day_from_wire(said.day) if said.day else None

    async def hold(self, wanted: Wanted, start: datetime) -> Hold:
        """Keep a time."""
        from kiosk.apis.native.translate_slots import hold_from_wire

        if wanted.holder is None:
            raise BadInput(fields={"holder": "is missing"})
        asked = {
            "branch": wanted.branch,
            "service": wanted.service,
            "start": start_to_wire(start),
            "staff": wanted.staff,
            "moving": wanted.moving,
        }
        said = await self._calls.repeatable(
            "PUT",
            path("hold"),
            json.encode(asked),
            wire_slots.Hold,
            lambda said: said.start == start,
            said_holder(wanted.holder),
        )
        return hold_from_wire(said, wanted.holder)

    async def release(self, holder: Holder) -> None:
        """Let go of what is held."""
        await self._calls.tell("DELETE", path("hold"), said_holder(holder))

    async def reschedule(
        self,
        ticket: TicketId,
        start: datetime,
        actor: str,
        *,
        holder: Holder | None = None,
        staff: StaffId | None = None,
        as_staff: bool = False,
    ) -> Placed:
        """Move an appointment."""
        asked = {"start": start_to_wire(start), "staff": staff, "as_staff": as_staff}
        said = await self._calls.repeatable(
            "POST",
            path("tickets", ticket, "reschedule"),
            json.encode(asked),
            wire.Ticket,
            lambda said: (said.id, said.start_at) == (ticket, start),
            said_holder(holder),
        )
        return translate.placed_from_wire(said)

    async def check_in(self, ticket: TicketId, here: BranchId, actor: str) -> Placed:
        """Somebody with an appointment is here."""
        body = json.encode({"branch": here})
        where = path("tickets", ticket, "check-in")
        return translate.placed_from_wire(
            await self._calls.repeatable(
                "POST", where, body, wire.Ticket, lambda said: said.id == ticket
            )
        )

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        """The ticket of a code."""
        where = path("branches", branch, "tickets", "find")
        body = json.encode({"code": code8})
        return translate.placed_from_wire(
            await self._calls.look_up(where, body, wire.Ticket)
        )

    async def by_phone(self, branch: BranchId, phone: str) -> Sequence[Placed]:
        """The tickets of a phone number."""
        where = path("branches", branch, "tickets", "of-phone")
        body = json.encode({"phone": phone})
        said = await self._calls.look_up(where, body, wire.Tickets)
        return [translate.placed_from_wire(one) for one in said.tickets]

    async def calendar(self, ticket: TicketId) -> str:
        """An appointment as a calendar file, RFC 5545."""
        return await self._calls.text(
            path("tickets", ticket, "calendar"), "text/calendar"
        )


def _asked(wanted: Wanted, first: date | None) -> dict[str, str]:
    given = {
        "day": first.isoformat() if first else None,
        "staff": wanted.staff,
        "moving": wanted.moving,
    }
    return {name: value for name, value in given.items() if value is not None}
