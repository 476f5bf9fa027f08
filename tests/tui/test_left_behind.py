"""No number is left that nobody has: the kiosk died, or the customer went away, too early."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import stamina

from kiosk.domain.booking import Holder, Wanted
from kiosk.domain.branch import CounterId, NumberRange
from kiosk.domain.events import Deed
from kiosk.domain.intent import Intent
from kiosk.domain.ports import Capabilities, Once, PrintOrder
from kiosk.domain.ticket import Draft, Placed, Status
from kiosk.errors import (
    Ambiguous,
    Denied,
    KeyTrouble,
    KioskError,
    NotFound,
    Reason,
    Refused,
    Unavailable,
)
from kiosk.store.intents import FileIntents
from kiosk.tui.customer import taking
from kiosk.tui.customer.issuing import once_for
from tests.store.ends import die
from tests.tui import lobby
from tests.tui.clinic import HALF_PAST_NINE, clinic
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import CARD, MAIN, MORNING, PASSPORT, small_branch
from tests.tui.wires import Wire


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries come at once."""
    stamina.set_testing(True, attempts=5)
    monkeypatch.setattr(taking, "PAUSES", (0.0,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "intents"


@pytest.fixture
def place(folder: Path) -> Place:
    """A kiosk whose intents are in `folder`."""
    return Place([small_branch(3)], settings={"intents": FileIntents(folder)})


class Forgetful(Wire):
    """Without idempotency."""

    @property
    def capabilities(self) -> Capabilities:
        return replace(self.desk.capabilities, idempotent=False)


def wired(place: Place) -> Wire:
    wire = Wire(place.desk)
    place.wrap = lambda _: wire
    return wire


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def dead_kiosks(folder: Path) -> Intent:
    """What a kiosk that is no more had asked for."""
    draft = Draft(MAIN, CARD, None, "en")
    intent = Intent(draft, once_for(draft, "dead", "kiosk-1"), MORNING)
    theirs = FileIntents(folder)
    theirs.keep(intent)
    die(theirs)
    return intent


async def said_of(place: Place, intent: Intent) -> list[tuple[Deed, str]]:
    """The event rows of what the intent's key made, and their reasons."""
    placed = await place.desk.issue(intent.draft, intent.once, "kiosk-1")
    assert placed.replayed
    return [(e.deed, e.reason) for e in await place.desk.history(placed.ticket.id)]


async def ready_to_take(hand: Hand) -> None:
    await hand.walk("English", "ID card")


GIVEN_BACK = [(Deed.ISSUE, ""), (Deed.CANCEL, taking.RESTARTED)]


async def test_the_intent_is_on_disk_whenever_the_queue_is_asked(
    place: Place, folder: Path
) -> None:
    """Before the first attempt, not beside it; and no more once the number was shown."""
    seen: list[list[str]] = []

    class Watching(Wire):
        async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
            seen.append(files(folder))
            return await super().issue(draft, once, actor)

    place.wrap = lambda desk: Watching(desk, lost=[Ambiguous()])
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await hand.walk("Take a number")
        await hand.until_true(lambda: not files(folder))
        assert "NumberGiven" == hand.page
    assert [["key-1.json"]] * 2 == seen


async def test_an_appointment_nobody_saw_is_given_back_and_its_time_is_free(
    place: Place, folder: Path
) -> None:
    """Asked for again as it was asked for: the same time, under the same key."""
    place.branches = [clinic(lanes=1)]
    draft = Draft(MAIN, PASSPORT, start=HALF_PAST_NINE, holder=Holder("k" * 16))
    intent = Intent(draft, once_for(draft, "dead", "kiosk-1"), MORNING)
    theirs = FileIntents(folder)
    theirs.keep(intent)
    die(theirs)
    async with kiosk(place) as hand:
        await hand.until_true(lambda: not files(folder))
    placed = await place.desk.issue(draft, intent.once, "kiosk-1")
    assert (True, HALF_PAST_NINE) == (placed.replayed, placed.ticket.start_at)
    ticket = (await place.desk.ticket(placed.ticket.id)).ticket
    assert Status.CANCELLED is ticket.status
    (day,) = await place.desk.slots(Wanted(MAIN, PASSPORT), HALF_PAST_NINE.date())
    slot = day.at(HALF_PAST_NINE)
    assert slot
    assert 1 == slot.free


def test_another_time_is_another_request() -> None:
    """Under the same key it would be refused, not answered with the wrong time."""
    draft = Draft(MAIN, PASSPORT, start=HALF_PAST_NINE)
    later = replace(draft, start=HALF_PAST_NINE + timedelta(minutes=30))
    now = replace(draft, start=None)
    prints = {once_for(each, "k", "kiosk").fingerprint for each in (draft, later, now)}
    assert 3 == len(prints)


async def test_a_refusal_is_the_end_of_it(place: Place, folder: Path) -> None:
    place.branches = [small_branch(3, ranges=(NumberRange("a", "A", last=1),))]
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await place.desk.issue(Draft(MAIN, CARD), None, "somebody quicker")
        await hand.walk("Take a number")
        await hand.until_true(lambda: not files(folder))


async def test_nothing_is_asked_for_that_cannot_be_written_down(
    place: Place, folder: Path
) -> None:
    """A number is not promised on a broken disk; it goes on when the disk is whole."""
    wire = wired(place)
    folder.touch()
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await hand.tap("Take a number")
        await hand.until("TakeNumber", "No numbers can be given now.")
        assert [] == wire.asked
        folder.unlink()
        await hand.walk("Try again")
        assert "NumberGiven" == hand.page


async def test_what_the_queue_had_done_before_the_kiosk_died_is_given_back(
    place: Place, folder: Path
) -> None:
    intent = dead_kiosks(folder)
    await place.desk.load(place.branches[0])
    await place.desk.issue(intent.draft, intent.once, "kiosk-1")
    async with kiosk(place) as hand:
        await hand.until_true(lambda: not files(folder))
    assert GIVEN_BACK == await said_of(place, intent)


async def test_what_the_queue_never_heard_of_cannot_happen_any_more(
    place: Place, folder: Path
) -> None:
    """The lost request may still be on its way: its key is used up before it comes."""
    intent = dead_kiosks(folder)
    async with kiosk(place) as hand:
        await hand.until_true(lambda: not files(folder))
    assert GIVEN_BACK == await said_of(place, intent)


async def test_a_number_whose_paper_came_stays(
    place: Place, folder: Path, tmp_path: Path
) -> None:
    """Somebody has it in their hand."""
    intent = dead_kiosks(folder)
    printer = lobby.printer(lobby.Tray(), tmp_path / "front", place.clock.now)
    place.settings["printer"] = printer
    branch = place.branches[0]
    await place.desk.load(branch)
    placed = await place.desk.issue(intent.draft, intent.once, "kiosk-1")
    await printer.print(PrintOrder(placed, branch, "en"))
    async with kiosk(place) as hand:
        await hand.until_true(lambda: not files(folder))
    assert [(Deed.ISSUE, "")] == await said_of(place, intent)


async def test_a_number_that_was_called_meanwhile_is_the_counters(
    place: Place, folder: Path
) -> None:
    intent = dead_kiosks(folder)
    await place.desk.load(place.branches[0])
    placed = await place.desk.issue(intent.draft, intent.once, "kiosk-1")
    await place.desk.call(MAIN, CounterId("1"), "anna")
    async with kiosk(place) as hand:
        await hand.until_true(lambda: not files(folder))
    ticket = (await place.desk.ticket(placed.ticket.id)).ticket
    assert Status.CALLED is ticket.status


@pytest.mark.parametrize("way", ["too old", "cannot be asked twice"])
async def test_what_may_no_more_be_asked_for_is_not(
    place: Place, folder: Path, way: str
) -> None:
    """Its key is forgotten, or was never heard of: asking would make a number."""
    dead_kiosks(folder)
    wire = wired(place)
    if way == "too old":
        place.clock.pass_by(hours=25)
    else:
        wire = Forgetful(place.desk)
        place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await hand.until_true(lambda: not files(folder))
    assert [] == wire.asked


@pytest.mark.parametrize(
    "no", [Refused(Reason.CLOSED), NotFound(), KeyTrouble(Reason.KEY_REUSED)]
)
async def test_what_the_queue_says_no_to_is_over(
    place: Place, folder: Path, no: KioskError
) -> None:
    """It says what the key did before it says no."""
    dead_kiosks(folder)
    wire = wired(place)
    wire.errors = [no]
    async with kiosk(place) as hand:
        await hand.until_true(lambda: not files(folder))
    assert 1 == len(wire.asked)


async def test_it_is_tried_until_somebody_answers(place: Place, folder: Path) -> None:
    """Whatever is wrong today; and customers are served meanwhile."""
    intent = dead_kiosks(folder)
    wire = wired(place)
    wire.errors = [Unavailable(), Denied(), Unavailable(Reason.STORE_FULL), Ambiguous()]
    async with kiosk(place) as hand:
        await hand.until_true(lambda: not files(folder))
    assert GIVEN_BACK == await said_of(place, intent)


async def test_another_kiosks_live_intent_is_its_own(
    place: Place, folder: Path
) -> None:
    """Two kiosks on one data directory: one starts while the other waits for its answer."""
    draft = Draft(MAIN, CARD, None, "en")
    alive = FileIntents(folder)
    alive.keep(Intent(draft, once_for(draft, "alive", "kiosk-2"), MORNING))
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await hand.walk("Take a number")
        await hand.until_true(lambda: files(folder) == ["alive.json"])
    assert 1 == (await place.desk.branch(MAIN)).waiting


@pytest.mark.parametrize("way", ["Back", "Start over"])
async def test_a_customer_who_goes_away_in_doubt_leaves_no_number(
    place: Place, folder: Path, way: str
) -> None:
    """They did not see one; what the queue had made for them is given back."""
    wire = wired(place)
    wire.lost = [Ambiguous() for _ in range(5)]
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await hand.tap("Take a number")
        await hand.until("TakeNumber", "Try again: you get only one.")
        assert 1 == (await place.desk.branch(MAIN)).waiting
        assert ["key-1.json"] == files(folder)
        await hand.walk(way)
        await hand.until_true(lambda: not files(folder))
    assert 0 == (await place.desk.branch(MAIN)).waiting


async def test_an_answer_that_was_lost_stays_in_doubt_when_the_line_is_cut(
    place: Place, folder: Path
) -> None:
    """ "No connection" would say that there is no number."""
    wire = wired(place)
    wire.lost = [Ambiguous()]
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        wire.after = [Unavailable() for _ in range(4)]
        await hand.tap("Take a number")
        await hand.until("TakeNumber", "We don't know if you got a number.")
        assert ["key-1.json"] == files(folder)


async def test_a_number_that_comes_when_the_kiosk_is_broken_goes_back(
    place: Place, folder: Path
) -> None:
    """Neither on the glass nor on paper: nobody has it."""
    wire = wired(place)
    wire.gate = asyncio.Event()
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await hand.tap("Take a number")
        await hand.until_true(lambda: bool(wire.asked))
        assert hand.app._visit
        hand.app._visit.break_down("E-123456")
        await hand.until("OutOfService")
        wire.gate.set()
        await hand.until_true(lambda: not files(folder))
        assert "OutOfService" == hand.page
    assert place.tray
    assert ([], 0) == (place.tray.papers, (await place.desk.branch(MAIN)).waiting)
