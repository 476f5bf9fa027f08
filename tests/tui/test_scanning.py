"""A scanner at the kiosk: on any page, its keys press nothing and type nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from textual import events

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchId
from kiosk.domain.numbering import with_check_digit
from kiosk.domain.scanned import Scanned, ScannerState, Spelling
from kiosk.domain.ticket import Draft, Placed
from kiosk.tui.customer.app import CustomerApp
from kiosk.tui.customer.enter_code import EnterCode
from kiosk.tui.customer.scanning import Scans
from kiosk.tui.customer.visit import Visit
from tests.tui.clinic import HALF_PAST_NINE, clinic
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.keyboard import PERSON, SCANNER, scan, type_keys
from tests.tui.lobby import MAIN, PASSPORT

CODES = [with_check_digit(f"482177{n}") for n in range(10)]
QUICK = 0.100
"""Seconds in which somebody wants to see that they were heard."""


@dataclass
class Ears:
    """What the visit is told, and when."""

    found: list[Scanned] = field(default_factory=list)
    at: list[float] = field(default_factory=list)

    def hear(self, _visit: object, found: Scanned) -> None:
        self.found.append(found)
        self.at.append(monotonic())

    async def until(self, hand: Hand, *codes: str) -> None:
        """Wait for these codes, and no other scan, in that order."""
        await hand.until_true(lambda: len(self.found) >= len(codes))
        assert [Scanned(code) for code in codes] == self.found
        self.found.clear()


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    """In place of what becomes of a scan."""
    ears = Ears()
    monkeypatch.setattr(Visit, "scanned", lambda *told: ears.hear(*told), raising=False)
    return ears


def place(**settings: object) -> Place:
    """Where appointments are made, at nine on Tuesday."""
    place = Place([clinic()], settings=settings)
    place.clock.at = HALF_PAST_NINE - timedelta(minutes=30)
    return place


async def pages(hand: Hand) -> AsyncIterator[str]:
    """Through pages with buttons, keys and a field each."""
    yield "Attract"
    await hand.walk("English")
    yield "ChooseErrand"
    await hand.walk("I have an appointment")
    yield "EnterCode"
    await hand.walk("Back", "I need a service")
    yield "ChooseService"
    await hand.walk("Passport: new", "Book a time")
    yield "EnterPhone"
    hand.app._at_work.notify("Closed\nUntil nine.")
    await hand.until("Dialog")
    yield "Dialog"


async def test_a_scan_presses_and_types_nothing_on_any_page(ears: Ears) -> None:
    """With a button in focus, ended by Enter, by Tab or by nothing."""
    waits = []
    async with kiosk(place()) as hand:
        ends = iter([("enter",), (), ("tab",), ("enter", "ctrl+j"), (), ("enter",)])
        async for page in pages(hand):
            type_keys(hand.app, ["tab"], PERSON, ago=-0.3)
            await hand.settle()
            focused, text = hand.app.focused, hand.text
            assert focused
            code, end = CODES.pop(0), next(ends)
            last = scan(hand.app, code, *end)
            await ears.until(hand, code)
            waits.append(ears.at[-1] - last - (0 if end else QUICK - 0.020))
            assert (page, focused, text) == (hand.page, hand.app.focused, hand.text)
            type_keys(hand.app, ["shift+tab"], PERSON, ago=-0.3)
            await hand.settle()
            CODES.append(code)
    assert QUICK > sorted(waits)[len(waits) // 2]


async def test_who_types_at_a_keyboard_is_heard_in_order(ears: Ears) -> None:
    async with kiosk(place()) as hand:
        await hand.walk("English", "I have an appointment")
        page = hand.app.screen
        assert isinstance(page, EnterCode)
        type_keys(hand.app, "12345678", PERSON, ago=PERSON)
        type_keys(hand.app, ["backspace"], PERSON)
        await hand.until_true(lambda: page.typed == "1234567")
        type_keys(hand.app, "9", PERSON)
        await hand.until_true(lambda: page.typed == "12345679")
        type_keys(hand.app, ["escape"], PERSON)
        await hand.until("ChooseErrand")
    assert [] == ears.found


async def test_a_scan_while_somebody_types_leaves_what_they_typed(ears: Ears) -> None:
    async with kiosk(place()) as hand:
        await hand.walk("English", "I have an appointment")
        page = hand.app.screen
        assert isinstance(page, EnterCode)
        type_keys(hand.app, "482", PERSON, ago=1)
        scan(hand.app, CODES[0], "enter")
        await ears.until(hand, CODES[0])
        assert "482" == page.typed
        type_keys(hand.app, "1", PERSON, ago=-0.3)
        await hand.until_true(lambda: page.typed == "4821")


async def test_the_same_paper_at_once_again_is_one_scan(ears: Ears) -> None:
    async with kiosk(place()) as hand:
        for code in (CODES[0], CODES[0], CODES[1], CODES[0]):
            scan(hand.app, code, "enter")
        await ears.until(hand, CODES[0], CODES[1], CODES[0])
        scan(hand.app, "what anybody prints", "enter")
        await hand.until_true(lambda: bool(ears.found))
        assert [Scanned()] == ears.found


async def test_no_key_leaves_a_page_that_it_should_not(ears: Ears) -> None:
    """Signals, the palette, screenshots, the function keys, a paste: nothing happens."""
    odd = [f"ctrl+{key}" for key in "cpqsvxyz"] + ["ctrl+backslash", "alt+f4", "print"]
    odd += [f"f{number}" for number in range(1, 13)] + ["insert", "home", "pagedown"]
    async with kiosk(place()) as hand:
        async for page in pages(hand):
            stack, text = list(hand.app.screen_stack), hand.text
            type_keys(hand.app, odd, PERSON)
            hand.app.post_message(events.Paste(f"{CODES[0]}\n\x1b[31m"))
            await hand.settle()
            assert (page, stack, text) == (hand.page, hand.app.screen_stack, hand.text)
            assert hand.app.is_running
    assert [] == ears.found


async def test_a_scan_shows_that_somebody_is_there(
    ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    touches: list[None] = []
    monkeypatch.setattr(Visit, "touched", lambda _: touches.append(None))
    async with kiosk(place()) as hand:
        scan(hand.app, CODES[0], "enter")
        await ears.until(hand, CODES[0])
        scan(hand.app, CODES[0], "enter")  # a paper left in the light is nobody
        await hand.settle()
    assert 1 == len(touches)


@dataclass
class Line:
    """A scanner with a line of its own, that reads what it is given."""

    state: ScannerState = ScannerState.READY
    texts: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    over: bool = False

    async def listen(self, heard: Callable[[str], None]) -> None:
        try:
            while True:
                heard(await self.texts.get())
        finally:
            self.over = True


async def test_a_scanners_own_line_is_heard_and_rings_where_it_should(
    ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[None] = []
    monkeypatch.setattr(CustomerApp, "bell", lambda _: rung.append(None))
    line = Line()
    scans = Scans(keys=False, beep=True, spelling=Spelling(prefix="]Q1"))
    async with kiosk(place(scanner=line, scans=scans)) as hand:
        for text in ("x", f"]Q1{CODES[0]}", "", f"]Q1{CODES[0]}", CODES[1]):
            line.texts.put_nowait(text)
        await ears.until(hand, CODES[0], CODES[1])
        await hand.walk("English", "I have an appointment")
        type_keys(hand.app, CODES[2], SCANNER)  # with such a scanner, keys are keys
        page = hand.app.screen
        assert isinstance(page, EnterCode)
        await hand.until_true(lambda: page.typed == CODES[2])
    assert (2, True) == (len(rung), line.over)


@dataclass
class Slow:
    """A desk that looks a code up when the gate opens."""

    desk: Desk
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __getattr__(self, name: str) -> Any:
        """Everything else at once."""
        return getattr(self.desk, name)

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        await self.gate.wait()
        return await self.desk.by_code(branch, code8)


async def test_a_paper_leads_to_its_ticket_and_is_seen_to_be_read_before() -> None:
    here = place()
    slow = Slow(here.desk)
    here.wrap = lambda _: slow
    async with kiosk(here) as hand:
        placed = await here.desk.issue(Draft(MAIN, PASSPORT), None, "another kiosk")
        ticket = placed.ticket
        scan(hand.app, f"K1:{ticket.code8}:{ticket.id}", "enter")
        await hand.until_true(lambda: "Reading your code…" in hand.text)
        slow.gate.set()
        await hand.until("MyTicket", ticket.number)
