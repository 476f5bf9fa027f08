"""Who walks away leaves nothing behind; who is still there loses nothing."""

import pytest

from kiosk.tui.customer.idle import IDLE_SECONDS
from kiosk.tui.customer.session import Step
from kiosk.tui.customer.still_there_dialog import StillThereDialog
from tests.tui.hand import Hand, Place, kiosk

WAYS = {
    Step.GROUP: ("English",),
    Step.SERVICE: ("English", "Documents"),
    Step.CONFIRM: ("English", "Documents", "Passport: new"),
}


@pytest.mark.parametrize("step", WAYS)
async def test_a_page_that_is_left_alone_asks_and_then_clears(
    step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its clock runs from the last touch; that it is wound up for so long is told before it is
    hurried, so that a busy machine asks nobody too early."""
    monkeypatch.setattr(StillThereDialog, "SECONDS", 1)
    async with kiosk(Place()) as hand:
        await hand.walk(*WAYS[step])
        clock = hand.app._at_work.attention.idle
        assert IDLE_SECONDS[step] == clock._seconds
        clock.watch(0.01)
        await hand.until("StillThereDialog", "Are you still there?")
        await hand.until("Attract")
        assert [] == traces(hand)


async def test_who_answers_goes_on_where_they_were() -> None:
    async with kiosk(Place()) as hand:
        await hand.walk(*WAYS[Step.CONFIRM])
        hand.app._at_work.attention.nobody_there()
        await hand.until("StillThereDialog", "This screen clears in 20 seconds.")
        await hand.walk("Yes, continue")
        assert "TakeNumber" == hand.page


async def test_who_has_finished_can_say_so() -> None:
    async with kiosk(Place()) as hand:
        await hand.walk(*WAYS[Step.SERVICE])
        hand.app._at_work.attention.nobody_there()
        await hand.until("StillThereDialog")
        await hand.walk("Clear now")
        assert "Attract" == hand.page


async def test_a_kiosk_nobody_touches_asks_nobody() -> None:
    async with kiosk(Place()) as hand:
        assert None is hand.app._at_work.attention.idle._timer


async def test_the_number_leaves_by_itself_and_takes_its_traces_along() -> None:
    async with kiosk(Place()) as hand:
        await hand.walk(*WAYS[Step.CONFIRM], "Take a number")
        await hand.until("NumberGiven", "Done (12)")
        page = hand.app._at_work._stage.given
        page.left = 1
        await hand.until("Attract")
        assert ([], None, ()) == (traces(hand), page.placed, page.code.lines)


def traces(hand: Hand) -> list[str]:
    """What a page that is not shown still says."""
    found = []
    for page in hand.app._at_work._stage.pages:
        if page is not hand.app.screen:
            found += [w.text for w in page.query("Words")]  # type: ignore[attr-defined]
            found += [w.label.text for w in page.query("Tile")]  # type: ignore[attr-defined]
    return [text for text in found if text]
