"""Looking for a ticket, and at one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from kiosk.domain.branch import CounterId, StaffId
from kiosk.domain.events import Deed
from kiosk.domain.order import CHOSEN, Why
from kiosk.domain.serving import Row
from kiosk.domain.ticket import Care, Outcome, Result, Status
from kiosk.errors import Unavailable
from kiosk.tui.staff.dialogs.details import Details, event_line
from kiosk.tui.staff.dialogs.find import Find
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.words import Words
from kiosk.tui.written import BETWEEN
from tests.tui.looks import rows_of
from tests.tui.staff.hall import (
    BRANCH,
    HISTORY,
    NOW,
    OPERATORS,
    SERVING,
    WAITING,
    ago,
    given,
    keys,
    over,
    refuse,
    row,
    rows,
    speaker,
)


@dataclass
class Desk:
    """Remembers what it was asked."""

    found: Sequence[Row] = WAITING
    asked: list[str] = field(default_factory=list)

    async def find(self, text: str) -> Sequence[Row]:
        self.asked.append(text)
        return self.found

    def dialog(self) -> Find:
        return Find(speaker(), BRANCH, self.find)


async def test_what_is_found_is_chosen_with_the_arrows() -> None:
    desk = Desk()
    async with over(desk.dialog) as pilot:
        await keys(pilot, "=a04", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        text = "\n".join(rows_of(pilot.app.screen))
        assert "▸ A044 · ID card · Szabó E." in text
        await keys(pilot, "down", "enter")
        assert [WAITING[1]] == given(pilot)
        assert ["a04"] == desk.asked


async def test_who_is_not_found_can_be_looked_for_otherwise() -> None:
    desk = Desk(found=())
    async with over(desk.dialog) as pilot:
        await keys(pilot, "=Toth", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        what = pilot.app.screen.query_one("#what", Line)
        assert "nothing found today" in "\n".join(rows_of(pilot.app.screen))
        assert ("Toth", True) == (what.text, what.has_focus)
        await keys(pilot, "=h", "enter")
        await pilot.app.workers.wait_for_complete()
        assert ["Toth", "Tothh"] == desk.asked


async def test_a_search_without_a_server_says_so_and_keeps_the_words() -> None:
    async with over(lambda: Find(speaker(), BRANCH, refuse(Unavailable()))) as pilot:
        await keys(pilot, "=Toth", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        screen = pilot.app.screen
        assert "No connection" in screen.query_one("#problem", Words).text
        assert "Toth" == screen.query_one("#what", Line).text


async def test_what_failed_can_be_asked_again_with_the_same_words() -> None:
    async with over(lambda: Find(speaker(), BRANCH, refuse(Unavailable()))) as pilot:
        await keys(pilot, "=Toth", "enter")
        await pilot.app.workers.wait_for_complete()
        screen = pilot.app.screen
        assert isinstance(screen, Find)
        screen._find = rows(*WAITING)
        await keys(pilot, "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "A044" in "\n".join(rows_of(pilot.app.screen))


CARED = row(
    status=Status.PARKED,
    priority=2,
    start_at=ago(-18),
    care=Care(
        note="10-year passport",
        priority_reason="pregnant",
        counter=CounterId("3"),
        operator=StaffId("eva0000001"),
        park_reason="filling in a form",
        parked_until=NOW + timedelta(minutes=10),
        outcome=Outcome(Result.CONTINUES),
    ),
)


@pytest.mark.parametrize(
    "said",
    [
        "A042 · 48217739",
        "Passport: new",
        "parked · 10:22",
        "Kovács A. · *** 67",
        "Appointment 11:00",
        "10-year passport",
        "Kept for Counter 3",
        "Kept for Eva Nagy",
        "filling in a form · 10:52",
        "To be continued",
        "urgent · pregnant",
    ],
)
async def test_everything_that_is_known_is_told(said: str) -> None:
    async with over(
        lambda: Details(speaker(), BRANCH, CARED, (), OPERATORS), (120, 40)
    ) as pilot:
        text = " ".join(" ".join(rows_of(pilot.app.screen)).split())
        assert said in text


async def test_what_happened_is_told_in_its_order() -> None:
    history = tuple(reversed(HISTORY))

    def dialog() -> Details:
        return Details(speaker(), BRANCH, SERVING, history)

    async with over(dialog, (120, 40)) as pilot:
        lines = [line for line in rows_of(pilot.app.screen) if "Eva Nagy" in line]
        text = "\n".join(rows_of(pilot.app.screen))
    assert "10:22  number taken  front" in text
    assert "10:32  called        Counter 1 · Eva Nagy · longest waiting" in lines[0]
    assert ["10:32", "10:34", "10:35"] == [
        time for line in lines for time in ("10:32", "10:34", "10:35") if time in line
    ]


@pytest.mark.parametrize(
    ("deed", "reason", "locale", "said"),
    [
        (Deed.CALL, Why.APPOINTMENT, "en", "appointment is due"),
        (Deed.CALL, Why.WALKIN, "ar", "الأطول انتظارًا"),
        (Deed.CALL, CHOSEN, "en", "called out of turn"),
        (Deed.UNDO, "start", "en", "begun"),
        (Deed.UNDO, "call", "ar", "نودي"),
        (Deed.UNDO, "a later one", "en", "a later one"),
        (Deed.PARK, "photo", "ar", "photo"),
    ],
)
def test_why_it_happened_is_told_in_the_readers_language(
    deed: Deed, reason: str, locale: str, said: str
) -> None:
    event = replace(HISTORY[0], deed=deed, reason=reason)
    assert said == event_line(speaker(locale), BRANCH, event)[2].split(BETWEEN)[-1]


@pytest.mark.parametrize("deed", list(Deed))
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_deed_has_a_word(deed: Deed, locale: str) -> None:
    key = f"staff-dialog-deed-{str(deed).replace('_', '-')}"
    assert key != speaker(locale).say(key)
