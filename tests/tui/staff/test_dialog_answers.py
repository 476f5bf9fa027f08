"""Keys go into a dialog, and a value comes out."""

from datetime import timedelta
from typing import Any

import pytest
from textual.screen import Screen

from kiosk.domain.branch import CounterId
from kiosk.domain.events import Deed
from kiosk.domain.serving import CounterChange, CounterStatus, Task
from kiosk.domain.ticket import Draft, Outcome, Result
from kiosk.tui.staff.dialogs.choose_counter import ChooseCounter
from kiosk.tui.staff.dialogs.deeds import Deeds
from kiosk.tui.staff.dialogs.finish import Finish
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.orders import CloseDayOrder, ServiceOrder, TellOrder
from kiosk.tui.staff.dialogs.reprint import Copy
from kiosk.tui.staff.dialogs.walk_in import NewWalkIn, WalkIn
from kiosk.tui.words import Words
from tests.tui.lobby import CARD, COLLECT, LICENCE, PASSPORT
from tests.tui.staff.all_dialogs import DIALOGS
from tests.tui.staff.hall import (
    BELA,
    BRANCH,
    COUNTERS,
    NOW,
    answer,
    given,
    keys,
    over,
    row,
    speaker,
    state,
)

NOTE = "wants a 10-year passport"


def task(deed: Deed, **more: Any) -> Task:
    return Task(deed, seen=7, **more)


def finished(*, call_next: bool = False, note: str = NOTE, **more: Any) -> Deeds:
    outcome = Outcome(**{"services": (PASSPORT,)} | more)
    tasks: tuple[Task, ...] = (task(Deed.FINISH, outcome=outcome),)
    if note != NOTE:
        tasks += (Task(Deed.NOTE, note=note),)
    return Deeds(tasks, call_next)


def sent(**more: Any) -> Deeds:
    return Deeds((task(Deed.TRANSFER, **more),))


def walk_in(service: Any, locale: str = "en", *, paper: bool = True) -> NewWalkIn:
    group = BRANCH.group_of(service)
    assert group
    draft = Draft(BRANCH.id, service, group.id, locale, "console-1")
    return NewWalkIn(draft, paper)


CASES: list[tuple[str, tuple[str, ...], object]] = [
    ("finish", ("enter",), finished()),
    ("finish", ("ctrl+s",), finished()),
    ("finish", ("down", "enter"), finished(result=Result.CONTINUES)),
    ("finish", ("=w", "enter"), finished(result=Result.WRONG_SERVICE)),
    ("finish", ("f2",), finished(call_next=True)),
    ("finish", ("ctrl+enter",), finished(call_next=True)),
    ("finish", ("shift+tab", "enter"), finished(call_next=True)),
    (
        "finish",
        ("tab", "space", "down", "space", "enter"),
        finished(services=(COLLECT,)),
    ),
    ("finish", ("tab", "tab", "backspace", "=3", "enter"), finished(people=3)),
    (
        "finish",
        ("tab", "tab", "tab", "ctrl+u", "=paid", "enter"),
        finished(note="paid"),
    ),
    (
        "park",
        ("down", "enter"),
        task(Deed.PARK, reason="filling in a form"),
    ),
    (
        "park",
        ("tab", "=lost a child", "tab", "=10", "enter"),
        task(Deed.PARK, reason="lost a child", until=NOW + timedelta(minutes=10)),
    ),
    (
        "park",
        ("end", "tab", "tab", "=11:30", "ctrl+s"),
        task(
            Deed.PARK,
            reason="waiting for a colleague",
            until=NOW + timedelta(minutes=48),
        ),
    ),
    ("transfer", ("down", "enter"), sent(service=COLLECT)),
    ("transfer", ("=driv", "enter"), sent(service=LICENCE)),
    (
        "transfer",
        ("=counter 3", "tab", "down", "enter"),
        sent(counter=CounterId("3"), keep_place=False),
    ),
    ("transfer", ("=bela", "enter"), sent(operator=BELA.id)),
    (
        "transfer",
        ("=id c", "tab", "tab", "=!", "enter"),
        Deeds(
            (
                task(Deed.TRANSFER, service=CARD),
                Task(Deed.NOTE, note=f"{NOTE}!"),
            )
        ),
    ),
    ("note", ("=, please", "enter"), task(Deed.NOTE, note=f"{NOTE}, please")),
    ("note", ("ctrl+u", "enter"), task(Deed.NOTE, note="")),
    ("priority", ("=0", "enter"), task(Deed.PRIORITY)),
    (
        "priority",
        ("=2", "tab", "=p", "enter"),
        task(Deed.PRIORITY, priority=2, reason="pregnant"),
    ),
    (
        "priority",
        ("tab", "tab", "=crutches", "enter"),
        task(Deed.PRIORITY, priority=1, reason="crutches"),
    ),
    ("cancel", ("down", "ctrl+s"), task(Deed.CANCEL, reason="asked for it")),
    (
        "cancel",
        ("end", "tab", "tab", "tab", "enter"),
        task(Deed.CANCEL, reason="has left"),
    ),
    ("cancel", ("down", "enter", "enter", "enter"), None),
    ("no_show", ("enter",), None),
    ("no_show", ("ctrl+s",), task(Deed.NO_SHOW)),
    ("no_show", ("tab", "enter"), task(Deed.NO_SHOW)),
    ("check_in", ("enter",), True),
    ("check_in", ("shift+tab", "enter"), None),
    ("leave", ("enter",), None),
    ("leave", ("tab", "space"), True),
    ("choose_counter", ("end", "enter"), CounterId("3")),
    ("choose_counter", ("=2", "enter"), CounterId("2")),
    ("counter", ("=c", "enter"), CounterChange(CounterStatus.CLOSED)),
    (
        "counter",
        ("=p", "tab", "down", "enter"),
        CounterChange(CounterStatus.PAUSED, reason="break"),
    ),
    (
        "services",
        ("down", "space", "enter"),
        CounterChange(services=frozenset({PASSPORT, COLLECT, CARD})),
    ),
    ("reprint", ("enter",), Copy("lobby", "en")),
    (
        "reprint",
        ("down", "tab", "down", "tab", "backspace", "=3", "enter"),
        Copy("back office", "ar", 3),
    ),
    ("walk_in", ("down", "enter"), walk_in(PASSPORT)),
    ("walk_in", ("=coll", "enter"), walk_in(COLLECT)),
    ("walk_in", ("=docu card", "tab", "down", "enter"), walk_in(CARD, paper=False)),
    ("walk_in", ("=licence", "tab", "tab", "down", "enter"), walk_in(LICENCE, "ar")),
    ("details", ("enter",), None),
    (
        "pause_service",
        ("down", "ctrl+s"),
        ServiceOrder(PASSPORT, paused=True, reason="enough people for today"),
    ),
    ("close_day", ("tab", "=4", "ctrl+s"), CloseDayOrder()),
    ("close_day", ("tab", "=4", "enter", "enter"), None),
    (
        "new_message",
        ("=Fire drill at 12", "tab", "tab", "ctrl+u", "=20", "tab", "space", "ctrl+s"),
        TellOrder(
            {"en": "Fire drill at 12"},
            NOW + timedelta(minutes=20),
            on_board=False,
        ),
    ),
    (
        "new_message",
        ("=Drill", "tab", "=تدريب", "ctrl+s"),
        TellOrder({"en": "Drill", "ar": "تدريب"}, NOW + timedelta(hours=6, minutes=18)),
    ),
]


@pytest.mark.parametrize(("name", "pressed", "value"), CASES)
async def test_what_is_pressed_is_what_comes_out(
    name: str, pressed: tuple[str, ...], value: object
) -> None:
    assert value == await answer(lambda: DIALOGS[name](speaker()), *pressed)


@pytest.mark.parametrize("name", sorted(DIALOGS))
async def test_escape_changes_nothing(name: str) -> None:
    """But for a locked console, which it does not open either."""
    expected = ... if name == "locked" else None
    assert expected == await answer(lambda: DIALOGS[name](speaker()), "escape")


WRONG: list[tuple[str, tuple[str, ...], str, str]] = [
    ("finish", ("tab", "tab", "backspace", "=0", "enter"), "people", "1 to 99 people."),
    ("park", ("enter",), "reason", "Choose a reason, or write one."),
    (
        "park",
        ("down", "tab", "tab", "=soon", "enter"),
        "until",
        "Write minutes (10) or a time (11:30).",
    ),
    (
        "park",
        ("down", "tab", "tab", "=09:30", "enter"),
        "until",
        "That time is over.",
    ),
    ("transfer", ("enter",), "target", "Choose where to."),
    ("transfer", ("=nothing like it", "enter"), "target", "Choose where to."),
    ("priority", ("enter",), "reason", "Choose a reason, or write one."),
    ("cancel", ("ctrl+s",), "reason", "Choose a reason, or write one."),
    ("choose_counter", ("enter",), "counter", "Choose a counter."),
    ("counter", ("=p", "enter"), "reason", "Choose a reason, or write one."),
    (
        "services",
        ("space", "down", "down", "space", "enter"),
        "services",
        "Tick one service at least.",
    ),
    ("reprint", ("tab", "tab", "backspace", "=4", "enter"), "copies", "1 to 3 copies."),
    ("walk_in", ("enter",), "errand", "Choose a service."),
    ("walk_in", ("=address", "enter"), "errand", "Choose a service."),
    ("find", ("=A", "enter"), "what", "Type 2 letters at least."),
    ("close_day", ("tab", "=3", "ctrl+s"), "count", "Type how many are still here."),
    ("new_message", ("ctrl+s",), "text-en", "Write the message."),
    (
        "new_message",
        ("=Drill", "tab", "tab", "ctrl+u", "ctrl+s"),
        "until",
        "Write until when it is shown.",
    ),
    (
        "new_message",
        ("=Drill", "tab", "tab", "tab", "space", "down", "space", "ctrl+s"),
        "where",
        "Tick one place at least.",
    ),
    ("sign_in", ("ctrl+s",), "who", "Choose or type a name."),
    ("sign_in", ("down", "enter", "enter"), "pin", "Type the PIN."),
]


@pytest.mark.parametrize(("name", "pressed", "field", "said"), WRONG)
async def test_what_is_wrong_is_said_beside_it_and_what_was_typed_stays(
    name: str, pressed: tuple[str, ...], field: str, said: str
) -> None:
    async with over(lambda: DIALOGS[name](speaker())) as pilot:
        await keys(pilot, *pressed)
        screen: Screen[Any] = pilot.app.screen
        complaint = screen.query_one(f"#{field}-complaint", Words)
        typed = {key[1:] for key in pressed if key.startswith("=")}
        control = screen.query_one(f"#{field}")

        assert [] == given(pilot)
        assert said == complaint.text
        assert complaint.region.area
        assert control is screen.focused
        if isinstance(control, Line) and control.text:
            assert control.text in typed


async def test_what_was_wrong_can_be_put_right() -> None:
    expected = task(Deed.PARK, reason="paying")
    given = await answer(lambda: DIALOGS["park"](speaker()), "enter", "=p", "enter")
    assert expected == given


async def test_a_console_without_a_printer_asks_for_no_paper() -> None:
    def dialog() -> WalkIn:
        return WalkIn(speaker(), state(), printer=False, source="console-1")

    assert walk_in(PASSPORT, paper=False) == await answer(dialog, "down", "enter")


async def test_a_counter_that_is_chosen_already_needs_one_key() -> None:
    def dialog() -> ChooseCounter:
        return ChooseCounter(speaker(), BRANCH, COUNTERS, CounterId("2"))

    assert CounterId("2") == await answer(dialog, "enter")


async def test_a_ticket_without_a_note_is_finished_without_one() -> None:
    given = await answer(lambda: Finish(speaker(), BRANCH, row()), "enter")
    assert 1 == len(given.tasks)
