"""What changes under a customer's eyes says so where it stands, and nothing else moves."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import time

import pytest
import stamina

from kiosk.domain.branch import (
    Branch,
    BranchId,
    BranchState,
    NumberRange,
    ServiceId,
    WeekRule,
    Window,
)
from kiosk.domain.scanned import Scanned
from kiosk.domain.ticket import Draft
from kiosk.errors import Ambiguous, NotFound
from kiosk.tui.customer import visit
from kiosk.tui.customer.live import Pace
from kiosk.tui.letters import Letters
from kiosk.tui.tile import Tile
from tests.tui.clinic import HALF_PAST_NINE, clinic
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import (
    ADDRESS,
    BILL,
    CARD,
    MAIN,
    PARKING,
    PASSPORT,
    TAX,
    WEEK,
    branch,
    small_branch,
)
from tests.tui.wires import Wire

BOSS = "Eva"
UNTIL_ELEVEN = (WeekRule(WEEK, (Window(time(8), time(11)),)),)


@pytest.fixture(autouse=True)
def lively(monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue is read as soon as something happens, and retries come at once."""
    monkeypatch.setattr(visit, "PACE", Pace(0.01, 0.05, 0.01))
    stamina.set_testing(True, attempts=3)


def layout(hand: Hand) -> list[tuple[str, object]]:
    """Where every tile is, and what its first line says."""
    return [(tile.label.text, tile.region) for tile in hand.tiles]


def middle(tile: Tile) -> tuple[int, int]:
    return tile.region.x + 3, tile.region.y + 1


async def pause(place: Place, service: ServiceId, *, paused: bool = True) -> None:
    await place.desk.pause_service(MAIN, service, BOSS, paused=paused)


async def taken(place: Place, service: ServiceId) -> None:
    """Somebody else takes a number."""
    await place.desk.issue(Draft(MAIN, service), None, "another kiosk")


def town_hall() -> Branch:
    """Eight services; bills are paid until eleven, and there is one number for taxes."""
    there = small_branch(8)
    changes = {BILL: {"hours": UNTIL_ELEVEN}, TAX: {"range": "b"}}
    services = tuple(
        replace(one, **changes.get(one.id, {}))  # type: ignore[arg-type]  # of any field
        for one in there.services
    )
    ranges = (*there.ranges, NumberRange("b", "B", last=1))
    return replace(there, services=services, ranges=ranges)


async def test_a_service_that_closes_says_so_where_it_stands() -> None:
    """Paused, full, out of numbers, out of hours: page and tiles stay; a press explains."""
    place = Place([town_hall()])
    async with kiosk(place, (66, 18)) as hand:
        await hand.walk("English")
        await hand.tap("›")
        before = layout(hand)
        assert "2 / 2" in hand.text
        await pause(place, ADDRESS)
        await taken(place, PARKING)
        await taken(place, TAX)
        place.clock.pass_by(minutes=18)  # eleven o'clock
        for name, note, why in [
            ("Address", "CLOSED · not just now", "No numbers are given for Address"),
            ("Parking", "CLOSED · full for today", "Parking permit is full for today"),
            ("Tax", "CLOSED · no numbers left today", "There are no numbers left"),
            ("Pay", "CLOSED · opens tomorrow 08:00", "Pay a bill is closed now."),
        ]:
            await hand.until_true(lambda: hand.tile(name).label.note == note)  # noqa: B023  # it is called in this turn of the loop
            assert before == layout(hand)
            await hand.walk(name)
            assert why in hand.text
            await hand.walk("OK")
            assert before == layout(hand), "the page that was looked at"
        await pause(place, ADDRESS, paused=False)
        await hand.until_true(lambda: "CLOSED" not in hand.tile("Address").label.note)
        await hand.walk("Address")
        assert "TakeNumber" == hand.page


async def test_a_finger_on_a_service_that_closes_hears_why() -> None:
    """It came down while there were numbers, and left when there were none."""
    place = Place([small_branch(4)])
    async with kiosk(place) as hand:
        await hand.walk("English")
        hand.down(*middle(hand.tile("ID card")))
        await pause(place, CARD)
        await hand.until_true(lambda: "CLOSED" in hand.tile("ID card").label.note)
        hand.up(*middle(hand.tile("ID card")))
        await hand.until("Dialog", "No numbers are given for ID card just now.")
        await hand.walk("OK")
        assert "ChooseService" == hand.page


async def test_the_last_page_flips_and_flips_back() -> None:
    """And a touch under way when it closes gets a sentence; the way on is where it was."""
    place = Place([small_branch(4)])
    wire = Wire(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await hand.walk("English", "ID card")
        before = layout(hand)
        hand.down(*middle(hand.tile("Take a number")))
        await pause(place, CARD)
        await hand.until_true(
            lambda: hand.tile("Take a number").label.note == "not just now"
        )
        assert before == layout(hand)
        hand.up(*middle(hand.tile("Take a number")))
        await hand.until("Dialog", "No numbers are given for ID card just now.")
        await hand.walk("OK")
        assert [] == wire.asked, "nothing was asked for in vain"
        await pause(place, CARD, paused=False)
        await hand.until_true(lambda: not hand.tile("Take a number").label.note)

        wire.gate = asyncio.Event()
        await hand.tap("Take a number")
        await pause(place, CARD)
        await hand.settle()
        assert "not just now" not in hand.text, "it is on its way"
        wire.gate.set()
        await hand.until("Dialog", "No numbers are given for this service now.")
        await hand.walk("OK")
        assert "ChooseService" == hand.page
        assert "CLOSED · not just now" == hand.tile("ID card").label.note


async def test_who_took_the_last_number_in_doubt_gets_it() -> None:
    """There are none left, since it is theirs: trying again must stay possible."""
    place = Place([small_branch(8)])
    wire = Wire(place.desk, lost=[Ambiguous() for _ in range(3)])
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await hand.walk("English")
        await hand.tap("›")
        await hand.walk("Parking")
        await hand.tap("Take a number")
        await hand.until("TakeNumber", "Try again")
        await hand.until_true(
            lambda: "full" in str(hand.app._at_work.states[0].services[PARKING])
        )
        await hand.walk("Try again")
        assert "A001" == hand.app.screen.query_one("#number", Letters).text


@dataclass
class Changing(Wire):
    """A queue whose branches are taken away, or renamed."""

    gone: set[BranchId] = field(default_factory=set)

    async def branches(self) -> Sequence[BranchState]:
        found = await self.desk.branches()
        return [one for one in found if one.branch.id not in self.gone]

    async def branch(self, branch: BranchId) -> BranchState:
        if branch in self.gone:
            raise NotFound(detail="no such branch")
        return await self.desk.branch(branch)


STATION = BranchId("otherbranch")


def station() -> Branch:
    return replace(small_branch(3), id=STATION, name={"en": "Station"})


async def test_a_group_or_service_that_is_taken_away_leads_to_a_calm_place() -> None:
    """The file of the branch was edited and read anew while somebody stood there."""
    place = Place([branch()])
    there = branch()
    async with kiosk(place) as hand:
        await hand.walk("English", "Documents")
        assert "ChooseService" == hand.page
        fewer = replace(there, groups=there.groups[1:])
        await place.desk.load(fewer)
        await hand.until("ChooseService", "No services here")
        await hand.walk("Back", "Tax")
        await hand.walk("Pay a bill")
        left = tuple(one for one in there.services if one.id != BILL)
        groups = tuple(
            replace(g, services=tuple(s for s in g.services if s != BILL))
            for g in fewer.groups
        )
        await place.desk.load(replace(fewer, services=left, groups=groups))
        await hand.until("ChooseService", "Tax return")
        assert "Pay a bill" not in hand.text


async def test_who_chooses_a_time_of_what_is_taken_away_is_led_back() -> None:
    """A new time, and another one for what was booked: to the services, to the ticket."""
    place = Place([clinic()])
    there = clinic()
    left = tuple(one for one in there.services if one.id != PASSPORT)
    groups = (replace(there.groups[0], services=tuple(one.id for one in left)),)
    fewer = replace(there, services=left, groups=groups)
    async with kiosk(place) as hand:
        await hand.walk("English", "I need a service", "Passport: new", "Book a time")
        await hand.walk("Continue without")
        await hand.until("ChooseTime", "free")
        await hand.tap("Tue")
        await hand.walk("09:30")
        await place.desk.load(fewer)
        await hand.until("ChooseService", "ID card")
        await place.desk.load(there)
        await hand.walk("Start over")
        booked = Draft(MAIN, PASSPORT, start=HALF_PAST_NINE)
        placed = await place.desk.issue(booked, None, "another kiosk")
        hand.app._at_work.scanned(Scanned(placed.ticket.code8))
        await hand.until("MyTicket")
        await hand.walk("Change the time")
        await hand.until("ChooseTime", "free")
        await place.desk.load(fewer)
        await hand.until("MyTicket", "Change the time")
        await hand.walk("Change the time")
        assert "Dialog" == hand.page


async def test_a_finger_on_what_is_taken_away_takes_nothing_else() -> None:
    """Its tile is another service's when it leaves."""
    place = Place([small_branch(4)])
    there = small_branch(4)
    async with kiosk(place) as hand:
        await hand.walk("English")
        spot = middle(hand.tile("Passport: collect"))
        hand.down(*spot)
        await place.desk.load(replace(there, services=there.services[::-1]))
        groups = (replace(there.groups[0], services=there.groups[0].services[2:]),)
        services = there.services[2:]
        await place.desk.load(replace(there, services=services, groups=groups))
        await hand.until_true(lambda: "Passport" not in hand.text)
        hand.up(*spot)
        await hand.settle()
        assert "ChooseService" == hand.page
        await hand.walk("Driving")
        assert "Dialog" == hand.page, "the next touch counts"


async def test_a_branch_that_is_taken_away_leads_to_the_others() -> None:
    place = Place([small_branch(3), station()])
    wire = Changing(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await hand.walk("English", "Station", "ID card")
        wire.gone = {STATION}
        await hand.until("ChooseBranch", "Main Street Branch")
        await hand.walk("Main Street")
        assert "ChooseService" == hand.page


async def test_a_number_stays_on_the_glass_though_its_branch_is_gone() -> None:
    """Asked for before, given after; the only branch, then one of two."""
    place = Place([small_branch(3)])
    wire = Changing(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await hand.walk("English", "ID card")
        wire.gate = asyncio.Event()
        await hand.tap("Take a number")
        wire.gone = {MAIN}
        await hand.until_true(lambda: hand.app._at_work.session.branch == MAIN)
        wire.gate.set()
        await hand.until("NumberGiven", "ID card")
        assert "Main Street Branch" in hand.text
        await hand.walk("Done")
        await hand.until("SelfTest", "There is no branch")
        wire.gone = set()
        await hand.until("Attract")
