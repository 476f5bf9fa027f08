"""Names and PINs: who sits here."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from kiosk.domain.access import Operator
from kiosk.errors import Denied, Reason, TooBusy, Unavailable
from kiosk.tui.staff.dialogs.asking import AskingFrame
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.locked import SIGN_OUT, Locked
from kiosk.tui.staff.dialogs.sign_in import SignIn
from kiosk.tui.words import Words
from tests.tui.looks import rows_of
from tests.tui.staff.hall import (
    BELA,
    EVA,
    OPERATORS,
    answer,
    given,
    keys,
    never,
    over,
    refuse,
    speaker,
)


def knows(pin: str) -> Callable[[Operator, str], Awaitable[tuple[Operator, str]]]:
    async def check(operator: Operator, typed: str) -> tuple[Operator, str]:
        if typed != pin:
            raise Denied(Reason.PIN)
        return operator, "token"

    return check


def sign_in(check: Callable[[Operator, str], Awaitable[Any]]) -> Callable[[], SignIn]:
    return lambda: SignIn(speaker(), OPERATORS, check)


async def test_a_name_by_its_first_letters_and_a_pin() -> None:
    given = await answer(sign_in(knows("2748")), "=ev", "enter", "=2748", "enter")
    assert (EVA, "token") == given


async def test_names_are_found_without_their_accents() -> None:
    given = await answer(sign_in(knows("2748")), "=bela", "tab", "=2748", "enter")
    assert (BELA, "token") == given


async def test_a_pin_is_never_seen() -> None:
    async with over(sign_in(never())) as pilot:
        await keys(pilot, "=ev", "enter", "=2748")
        text = "\n".join(rows_of(pilot.app.screen))
        assert ("2748" in text, "••••" in text) == (False, True)


async def test_a_wrong_pin_is_said_and_the_name_stays() -> None:
    async with over(sign_in(knows("2748"))) as pilot:
        await keys(pilot, "=ev", "enter", "=1111", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        screen = pilot.app.screen
        pin = screen.query_one("#pin", Line)
        said = screen.query_one("#problem", Words).text
        assert ("The PIN is wrong.", "", True) == (said, pin.value, pin.has_focus)
        await keys(pilot, "=2748", "enter")
        await pilot.app.workers.wait_for_complete()
        assert [(EVA, "token")] == given(pilot)


async def test_a_pause_is_counted_down_and_kept() -> None:
    tries: list[str] = []

    async def check(operator: Operator, pin: str) -> str:
        tries.append(pin)
        if len(tries) == 1:
            raise TooBusy(Reason.PIN, retry_after=2)
        return "in"

    async with over(sign_in(check)) as pilot:
        await keys(pilot, "=ev", "enter", "=1111", "enter")
        await pilot.app.workers.wait_for_complete()
        screen = pilot.app.screen
        assert isinstance(screen, AskingFrame)
        said = screen.query_one("#problem", Words)
        assert "The PIN is wrong. Wait 2 seconds." == said.text
        await keys(pilot, "=2748", "enter")
        assert ["1111"] == tries
        screen.tick()
        assert "The PIN is wrong. Wait 1 second." == said.text
        screen.tick()
        assert "The PIN is wrong." == said.text
        await keys(pilot, "enter")
        await pilot.app.workers.wait_for_complete()
        assert ["in"] == given(pilot)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Denied(Reason.LOCKED), "Too many wrong PINs. A supervisor can open this name"),
        (Denied(Reason.FORBIDDEN), "This name works in another branch."),
        (TooBusy(Reason.LOCKED, retry_after=9), "Too many tries. Wait 9 seconds."),
        (Unavailable(), "No connection to the server."),
        (Unavailable(Reason.STORE_FULL), "That did not work. Nothing was changed."),
    ],
)
async def test_a_refusal_is_said_in_words(error: Exception, said: str) -> None:
    async with over(sign_in(refuse(error))) as pilot:
        await keys(pilot, "=ev", "enter", "=1111", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert said in pilot.app.screen.query_one("#problem", Words).text


async def test_a_locked_console_opens_for_its_operator_only() -> None:
    def locked() -> Locked:
        return Locked(speaker(), EVA, knows("2748"))

    assert (EVA, "token") == await answer(locked, "=2748", "enter")
    assert ... is await answer(locked, "=2749", "enter", "escape")


async def test_who_is_away_can_be_signed_out() -> None:
    def locked() -> Locked:
        return Locked(speaker(), EVA, never())

    assert SIGN_OUT is await answer(locked, "tab", "enter")


async def test_nothing_can_be_read_behind_a_locked_console() -> None:
    async with over(lambda: Locked(speaker(), EVA, never())) as pilot:
        assert "behind" not in "\n".join(rows_of(pilot.app.screen))
