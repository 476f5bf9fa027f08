"""What every queue tells who types a phone number, told once and run over each of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kiosk.domain.branch import BranchId
from kiosk.domain.customer import CustomerId
from kiosk.domain.ticket import Ticket
from kiosk.errors import BadInput, NotFound
from tests.contract.backends import Trial, needs, opened
from tests.contract.shop import CASH, MAIN, NOON
from tests.desk.hands import StoppedClock
from tests.desk.office import DAY, at, draft, office

ADA, BEN, NOBODY = "+36301234567", "+36207654321", "+36700000000"

pytestmark = needs("phones")


@pytest.fixture
async def trial(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Trial]:
    """Every backend in turn, with two desks for passports, three a customer."""
    place, clock = office(2, max_open=3), StoppedClock(NOON)
    async with opened(request.param, tmp_path, clock, place) as made:
        yield made


async def who(trial: Trial, phone: str) -> CustomerId:
    return (await trial.backend.identify(phone, "Ada Lovelace")).id


async def book(trial: Trial, phone: str, clock: str, days: int = 0) -> Ticket:
    when = draft(clock, DAY.replace(day=DAY.day + days))
    made = draft(start=when.start, customer=await who(trial, phone))
    return (await trial.backend.issue(made, None, "kiosk 1")).ticket


async def found(trial: Trial, phone: str) -> list[str]:
    placed = await trial.backend.by_phone(MAIN, phone)
    return [one.ticket.id for one in placed]


@needs("appointments")
async def test_a_phone_number_finds_what_is_to_come_today_and_nothing_else(
    trial: Trial,
) -> None:
    """The earliest first; not another day's, another's, nor what was given back."""
    late = await book(trial, ADA, "11:00")
    early = await book(trial, ADA, "09:30")
    await book(trial, ADA, "09:30", days=1)
    other = await book(trial, BEN, "09:30")
    assert [] == await found(trial, ADA), "all that is for another day"
    trial.clock.at = at("08:00")
    assert [early.id, late.id] == await found(trial, "+36 30 123 4567")
    assert [other.id] == await found(trial, BEN)
    await trial.backend.cancel(early.id, "kiosk 1")
    assert [late.id] == await found(trial, ADA)


@needs("own queue", "walkin")
async def test_a_number_taken_by_phone_is_found_until_it_is_over(trial: Trial) -> None:
    """With its place; and after a night nobody asks for it any more."""
    mine = draft(service=CASH, start=None, customer=await who(trial, ADA))
    taken = await trial.backend.issue(mine, None, "kiosk 1")
    (shown,) = await trial.backend.by_phone(MAIN, ADA)
    assert (taken.ticket.id, 0) == (shown.ticket.id, shown.place and shown.place.ahead)
    trial.clock.pass_by(days=1)
    assert [] == await found(trial, ADA)


async def test_who_is_known_and_who_is_not_are_told_the_same(trial: Trial) -> None:
    await who(trial, ADA)
    assert ([], []) == (await found(trial, ADA), await found(trial, NOBODY))
    with pytest.raises(BadInput) as wrong:
        await trial.backend.by_phone(MAIN, "12")
    assert {"phone"} == wrong.value.fields.keys()
    with pytest.raises(NotFound):
        await trial.backend.by_phone(BranchId("nowhere001"), ADA)
