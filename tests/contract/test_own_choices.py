"""Who comes back has a button for what their queue can do, whichever it is, and each works."""

from pathlib import Path
from typing import Final

import pytest

from kiosk.domain.own_ticket import own_choices
from kiosk.domain.ticket import Status, Ticket
from tests.contract.backends import BACKENDS, Trial, opened
from tests.contract.shop import CASH, MAIN, NOON
from tests.desk.hands import StoppedClock
from tests.desk.office import at, draft, office

BY_THEMSELVES: Final = ("skiplino client", "merchant client", "optimo client")
"""They give no codes of ours and take nobody's word that they are here."""


def short(trial: Trial, ticket: Ticket) -> str:
    """C check in, M another time, L give it back, P print again."""
    names = {"check-in": "C", "move": "M", "leave": "L", "print": "P"}
    own = own_choices(ticket, trial.backend.capabilities)
    return "".join(names[one.removeprefix("mine-")] for one in own)


@pytest.mark.parametrize("name", [one for one in BACKENDS if one != "together"])
async def test_every_button_of_a_ticket_with_a_time_works(
    name: str, tmp_path: Path
) -> None:
    async with opened(name, tmp_path, StoppedClock(NOON), office(2)) as trial:
        backend, way = trial.backend, "ML" if name in BY_THEMSELVES else "CMLP"
        wish = draft("09:30", customer=await trial.visitor())
        ticket = (await backend.issue(wish, None, "kiosk")).ticket
        assert way == short(trial, ticket)
        if "P" in way:
            assert ticket == (await backend.by_code(MAIN, ticket.code8)).ticket
        ticket = (await backend.reschedule(ticket.id, at("10:00"), "kiosk")).ticket
        assert (at("10:00"), way) == (ticket.start_at, short(trial, ticket))
        if "C" in way:
            trial.clock.at = at("09:50")
            ticket = (await backend.check_in(ticket.id, MAIN, "kiosk")).ticket
            assert (Status.WAITING, "LP") == (ticket.status, short(trial, ticket))
        ticket = (await backend.cancel(ticket.id, "kiosk")).ticket
        assert (Status.CANCELLED, "") == (ticket.status, short(trial, ticket))


@pytest.mark.parametrize("name", ["together", "beside skiplino", "skiplino client"])
async def test_who_waits_with_a_number_may_leave(name: str, tmp_path: Path) -> None:
    """And have it printed again where it has a code."""
    async with opened(name, tmp_path, StoppedClock(NOON), office()) as trial:
        wish = draft(service=CASH, start=None)
        ticket = (await trial.backend.issue(wish, None, "kiosk")).ticket
        assert ("L" if name in BY_THEMSELVES else "LP") == short(trial, ticket)
        gone = (await trial.backend.cancel(ticket.id, "kiosk")).ticket
        assert (Status.CANCELLED, "") == (gone.status, short(trial, gone))
