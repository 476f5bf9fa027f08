"""The supervisor's screen: what it says, and the orders that leave it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from kiosk.domain.branch import CounterId
from kiosk.domain.serving import (
    CounterChange,
    CounterStatus,
    KioskHealth,
    Lobby,
    Summons,
)
from kiosk.errors import Denied, KioskError, Reason
from kiosk.tui.staff.dialogs.orders import (
    AttendOrder,
    CloseDayOrder,
    CounterOrder,
    Order,
    ReopenDayOrder,
    ServiceOrder,
    TellOrder,
    UntellOrder,
)
from kiosk.tui.staff.dialogs.pick import Pick
from kiosk.tui.staff.dialogs.supervisor import Supervisor
from kiosk.tui.words import Words
from tests.tui.lobby import ADDRESS, COLLECT, PASSPORT
from tests.tui.looks import rows_of
from tests.tui.staff.hall import (
    BRANCH,
    COUNTERS,
    NOW,
    WAITING,
    ago,
    given,
    hall,
    keys,
    over,
    rows,
    speaker,
    state,
)


@dataclass
class Office:
    """Keeps what was ordered."""

    lobby: Lobby = field(default_factory=hall)
    error: KioskError | None = None
    orders: list[Order] = field(default_factory=list)

    def screen(self, locale: str = "en") -> Supervisor:
        screen = Supervisor(speaker(locale), self.act, rows(*WAITING))
        screen.show(self.lobby, WAITING, NOW)
        return screen

    async def act(self, order: Order) -> None:
        self.orders.append(order)
        if self.error:
            raise self.error


@asynccontextmanager
async def supervising(
    office: Office, *pressed: str, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Pilot[Any]]:
    async with over(office.screen, size) as pilot:
        await keys(pilot, *pressed)
        yield pilot


QUEUE, KIOSKS, MESSAGES = ("tab",), ("tab", "tab"), ("tab", "tab", "tab")
EVERYTHING = frozenset(service.id for service in BRANCH.services)

CASES: list[tuple[tuple[str, ...], Order]] = [
    (
        ("enter", "=c", "enter"),
        CounterOrder(CounterId("1"), CounterChange(CounterStatus.CLOSED)),
    ),
    (
        ("down", "o", "=p", "tab", "=m", "enter"),
        CounterOrder(
            CounterId("2"), CounterChange(CounterStatus.PAUSED, reason="meeting")
        ),
    ),
    (
        ("end", "o", "=o", "ctrl+s"),
        CounterOrder(CounterId("3"), CounterChange(CounterStatus.OPEN)),
    ),
    (
        ("s", "space", "enter"),
        CounterOrder(CounterId("1"), CounterChange(services=EVERYTHING - {PASSPORT})),
    ),
    (
        (*QUEUE, "down", "enter", "down", "ctrl+s"),
        ServiceOrder(COLLECT, paused=True, reason="enough people for today"),
    ),
    (
        (*QUEUE, *["down"] * 4, "p", "ctrl+s"),
        ServiceOrder(ADDRESS, paused=False),
    ),
    (
        ("m", "=Tea is ready", "ctrl+s"),
        TellOrder({"en": "Tea is ready"}, NOW + timedelta(hours=6, minutes=18)),
    ),
    ((*MESSAGES, "delete", "ctrl+s"), UntellOrder("m1")),
    ((*MESSAGES, "enter", "tab", "enter"), UntellOrder("m1")),
    (("x", "tab", "=4", "ctrl+s"), CloseDayOrder()),
]


@pytest.mark.parametrize(("pressed", "order"), CASES)
async def test_what_is_answered_is_ordered(
    pressed: tuple[str, ...], order: Order
) -> None:
    office = Office()
    async with supervising(office, *pressed) as pilot:
        await pilot.app.workers.wait_for_complete()
        assert [order] == office.orders
        assert isinstance(pilot.app.screen, Supervisor)


@pytest.mark.parametrize("key", ["o", "s", "p", "m", "x"])
async def test_nothing_is_ordered_by_opening_a_question(key: str) -> None:
    office = Office()
    async with supervising(office, key, "escape") as pilot:
        await pilot.app.workers.wait_for_complete()
        assert [] == office.orders
        assert isinstance(pilot.app.screen, Supervisor)


async def test_a_day_that_was_closed_can_go_on() -> None:
    office = Office(hall(day_closed=True))
    async with supervising(office, "x", "ctrl+s") as pilot:
        await pilot.app.workers.wait_for_complete()
        assert [ReopenDayOrder()] == office.orders
        assert "the day is closed" in rows_of(pilot.app.screen)[0]


async def test_a_refusal_is_said_on_the_screen() -> None:
    office = Office(error=Denied(Reason.FORBIDDEN))
    async with supervising(office, "o", "=c", "enter") as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        said = pilot.app.screen.query_one("#problem", Words).text
        assert "This needs a supervisor." == said


async def test_what_is_not_there_can_not_be_taken_down() -> None:
    office = Office(hall(state=state(messages=())))
    async with supervising(office, "delete") as pilot:
        await pilot.pause()
        said = pilot.app.screen.query_one("#problem", Words).text
        assert "Choose a line first." == said
        assert "messages" == (pilot.app.screen.focused or pilot.app.screen).id


async def test_escape_goes_back_to_the_console() -> None:
    async with supervising(Office(), "escape") as pilot:
        assert [None] == given(pilot)


async def test_the_screen_says_how_the_lobby_is() -> None:
    async with supervising(Office()) as pilot:
        text = "\n".join(rows_of(pilot.app.screen))
    for said in (
        "! Driving licence: 3 people wait, and no counter is open for it",
        "! ID card: somebody has waited 31 min",
        "! side door has been silent for 4 min",
        "Eva Nagy",
        "A042 serving · 7 min",
        "Passport: new, ID card",
        "ends at 11:27",
        "no counter",
        "paused · enough people for today",
        "paper low",
        "no paper",
        "A031 · v0.4.0 · silent for 4 min",
        "The lift is out of order. Use the ramp.",
        "until 13:42",
    ):
        assert said in text, text


async def test_of_many_alerts_the_gravest_are_said_and_the_others_counted() -> None:
    kiosks = tuple(KioskHealth(f"kiosk {n}", "1", ago(5)) for n in range(4))
    async with supervising(Office(hall(kiosks=kiosks)), size=(80, 24)) as pilot:
        lines = rows_of(pilot.app.screen)[1:5]
    assert ["! Driving", "! ID card:", "! kiosk 0", "and 3 more"] == [
        " ".join(line.split()[:count])
        for line, count in zip(lines, (2, 3, 3, 3), strict=True)
    ]


async def test_who_is_asked_for_help_goes_with_one_key() -> None:
    """Or by the mouse; and where nobody asks there is nothing to press."""
    office = Office(hall(summons=(Summons("front", ago(3)), Summons("side", ago(1)))))
    async with supervising(office, "y", size=(80, 24)) as pilot:
        assert "! front: a customer needs help (3 min)" in rows_of(pilot.app.screen)[1]
        await pilot.click("#attend")
        await pilot.pause()
        assert [AttendOrder("front")] * 2 == office.orders
        screen = pilot.app.screen
        assert isinstance(screen, Supervisor)
        screen.show(hall(), WAITING, NOW)
        await keys(pilot, "y")
        assert "I am going" not in "".join(rows_of(pilot.app.screen))
        assert 2 == len(office.orders)


async def test_news_leaves_the_chosen_lines_where_they_are() -> None:
    office = Office()
    async with supervising(office, "down") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Supervisor)
        chosen = screen.query_one("#counters", Pick)
        changed = replace(COUNTERS[0], status=CounterStatus.CLOSED)
        lobby = hall(counters=(COUNTERS[2], COUNTERS[1], changed))
        screen.show(lobby, WAITING, NOW + timedelta(minutes=1))
        await pilot.pause()
        assert CounterId("2") == chosen.value
        assert "10:43" in rows_of(pilot.app.screen)[0]


async def test_the_mouse_does_as_the_keys() -> None:
    office = Office()
    async with supervising(office) as pilot:
        await pilot.click("#counters", offset=(4, 2))
        await pilot.click("#change")
        await pilot.pause()
        await keys(pilot, "=c", "enter")
        await pilot.app.workers.wait_for_complete()
        expected = CounterOrder(CounterId("3"), CounterChange(CounterStatus.CLOSED))
        assert [expected] == office.orders
