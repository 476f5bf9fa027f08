"""A kiosk that asks another system by itself: real screens, its client, and a public key."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.access import Role
from kiosk.domain.branch import CounterId
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft, Placed, Status
from kiosk.store.intents import FileIntents
from kiosk.tui.customer import connection
from kiosk.tui.customer.live import Pace
from kiosk.tui.figure import Figure
from tests.apis.skiplino.over_own_routes import There, over_own_routes
from tests.desk.hands import StoppedClock
from tests.store.ends import die
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import MAIN, MORNING, small_branch

BOOK = "POST /tickets/book"
UNKNOWN = "We don't know if you got a number. Go to the information desk."


@asynccontextmanager
async def elsewhere() -> AsyncIterator[There]:
    """Their server with three services, and a client with no more than a public key."""
    clock, branch = StoppedClock(MORNING), small_branch(3)
    async with over_own_routes(
        branch, role=Role.PUBLIC, clock=clock, journaled=False
    ) as there:
        yield there


@pytest.fixture(name="there")
async def _there() -> AsyncIterator[There]:
    async with elsewhere() as there:
        yield there


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return tmp_path / "intents"


@pytest.fixture(name="place")
def _place(there: There, folder: Path) -> Place:
    """A kiosk over that client, with nothing of ours between."""
    return Place(
        [small_branch(3)],
        wrap=lambda _: there.client,
        clock=there.clock,
        settings={"intents": FileIntents(folder)},
    )


async def waiting(there: There) -> int:
    return (await there.desk.branch(MAIN)).waiting


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def booked(there: There) -> int:
    """How often a number was asked for."""
    return there.wire.asked.count(BOOK)


@dataclass
class Held:
    """The client; what is asked of it for a number waits for the gate."""

    there: There
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.there.client, name)

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        await self.gate.wait()
        return await self.there.client.issue(draft, once, actor)


async def lose_a_number(hand: Hand, there: There) -> None:
    """Touch the last button; they do their part, and nobody hears of it."""
    there.wire.lose = BOOK.__eq__
    await hand.walk("English", "ID card")
    await hand.walk("Take a number")
    there.wire.lose = lambda _: False


async def test_a_number_is_theirs_on_the_glass_and_on_paper(
    there: There, place: Place, folder: Path
) -> None:
    async with kiosk(place) as hand:
        await hand.walk("English", "ID card", "Take a number")
        assert "NumberGiven" == hand.page
        await hand.until("NumberGiven", "Take your ticket below")
        await hand.until_true(lambda: not files(folder))
    assert place.tray
    assert ["A001 en kiosk-1"] == place.tray.papers
    called = await there.desk.call(MAIN, CounterId("1"), "anna")
    assert called
    assert ("A001", 1) == (called.ticket.number, booked(there))


async def test_no_figure_is_shown_that_nobody_knows(there: There, place: Place) -> None:
    """Neither a wait before the number is taken, nor a code that nothing here reads."""
    async with kiosk(place) as hand:
        await hand.walk("English", "ID card")
        figures = [(one.figure, one.words) for one in hand.app.screen.query(Figure)]
        assert [("", ""), ("", "waiting time not known")] == figures
        await hand.walk("Take a number")
        assert "your ticket code" not in hand.text


async def test_there_are_numbers_only(place: Place) -> None:
    async with kiosk(place) as hand:
        await hand.walk("English")
        assert "ChooseService" == hand.page
        await hand.walk("ID card")
        assert not [tile for tile in hand.tiles if "appointment" in tile.label.text]


async def test_a_lost_answer_sends_to_the_desk_and_is_never_asked_for_again(
    there: There, place: Place, folder: Path
) -> None:
    """Trying again could make a second one, and the first can't be looked up."""
    async with kiosk(place) as hand:
        await lose_a_number(hand, there)
        assert UNKNOWN in hand.text
        assert not [tile for tile in hand.tiles if "again" in tile.label.text]
        await hand.walk("OK")
        assert "Attract" == hand.page
        await hand.until_true(lambda: not files(folder))
    assert place.tray
    assert ([], 1, 1) == (place.tray.papers, booked(there), await waiting(there))


async def test_a_kiosk_that_died_in_doubt_asks_for_no_second_number(
    there: There, place: Place, folder: Path
) -> None:
    async with kiosk(place) as hand:
        await lose_a_number(hand, there)
        assert ["key-1.json"] == files(folder)
        die(place.settings["intents"])
    place.settings["intents"] = FileIntents(folder)
    again = there.again()
    place.wrap = lambda _: again
    async with kiosk(place) as hand:
        await hand.until_true(lambda: not files(folder))
    await again.aclose()
    assert place.tray
    assert ([], 1, 1) == (place.tray.papers, booked(there), await waiting(there))


async def test_a_number_nobody_saw_is_given_back_as_it_is_known(
    there: There, place: Place, folder: Path
) -> None:
    """Nobody need ask again for what was answered."""
    held = Held(there)
    place.wrap = lambda _: held
    async with kiosk(place) as hand:
        await hand.walk("English", "ID card")
        await hand.tap("Take a number")
        await hand.until_true(lambda: bool(files(folder)))
        hand.app._at_work.break_down("E-123456")
        await hand.until("OutOfService")
        held.gate.set()
        await hand.until_true(lambda: not files(folder))
    assert place.tray
    assert ([], 1, 0) == (place.tray.papers, booked(there), await waiting(there))


async def test_a_refusal_is_no_doubt(there: There, place: Place) -> None:
    """Their queue is closed meanwhile: nothing was made, and the kiosk says so."""
    async with kiosk(place) as hand:
        await hand.walk("English", "ID card")
        await there.desk.close_day(MAIN, "anna")
        await hand.tap("Take a number")
        await hand.until_true(lambda: "This service is closed now." in hand.text)
    assert 0 == await waiting(there)


async def test_who_is_called_there_is_read_from_there(
    there: There, place: Place
) -> None:
    async with kiosk(place) as hand:
        await hand.walk("English", "ID card", "Take a number")
    called = await there.desk.call(MAIN, CounterId("1"), "anna")
    assert called
    seen = await there.client.ticket(called.ticket.id)
    assert Status.SERVING is seen.ticket.status


async def test_they_are_away_and_back(
    there: There, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BANNER_SECONDS", 0.1)
    monkeypatch.setattr(connection, "OUT_SECONDS", 0.6)
    monkeypatch.setattr("kiosk.tui.customer.visit.PACE", Pace(0.01, 0.05, 0.01, 0.5))
    async with kiosk(place) as hand:
        there.wire.refuse = lambda _: True
        there.clock.pass_by(seconds=5)
        await hand.until("OutOfService", "This kiosk is not working right now")
        there.wire.refuse = lambda _: False
        await hand.until("Attract")
