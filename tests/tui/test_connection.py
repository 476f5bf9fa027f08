"""What a kiosk says when nobody answers it, and how it comes back."""

import pytest

from kiosk.errors import Reason
from kiosk.tui.customer import connection
from kiosk.tui.customer.live import Pace
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import small_branch
from tests.tui.wires import Wire


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same steps, a hundred times as fast."""
    monkeypatch.setattr(connection, "BANNER_SECONDS", 0.1)
    monkeypatch.setattr(connection, "OUT_SECONDS", 0.6)
    monkeypatch.setattr("kiosk.tui.customer.visit.PACE", Pace(0.01, 0.05, 0.01, 0.5))


def cut_off(place: Place) -> Wire:
    """The wire between `place` and its queue."""
    wire = Wire(place.desk)
    place.wrap = lambda _: wire
    return wire


@pytest.mark.usefixtures("hurried")
async def test_first_a_banner_then_out_of_service_then_back_by_itself() -> None:
    place = Place([small_branch(3)])
    wire = cut_off(place)
    async with kiosk(place) as hand:
        wire.cut = True
        await hand.until("Attract", "No connection. Trying again…")
        await hand.until("OutOfService", "This kiosk is not working right now")
        assert "kiosk-1 · Reference OFFLINE · since 10:42" in hand.text
        assert "Do you have a number? It is still valid." in hand.text
        assert [] == hand.tiles
        wire.cut = False
        await hand.until("Attract", "Open until 17:00")
        assert "No connection" not in hand.text


@pytest.mark.usefixtures("hurried")
async def test_a_number_on_the_glass_stays_though_the_queue_is_gone() -> None:
    place = Place([small_branch(3)])
    wire = cut_off(place)
    async with kiosk(place) as hand:
        await hand.walk("English", "ID card", "Take a number")
        wire.cut = True
        await hand.until("NumberGiven", "No connection")
        await hand.until_true(lambda: hand.app._at_work._connection.out)
        assert "NumberGiven" == hand.page
        await hand.walk("Done")
        assert "OutOfService" == hand.page


@pytest.mark.usefixtures("hurried")
async def test_who_was_on_the_way_is_not_kept_for_the_next_customer() -> None:
    place = Place([small_branch(3)])
    wire = cut_off(place)
    async with kiosk(place) as hand:
        await hand.walk("English", "ID card")
        wire.cut = True
        await hand.until("OutOfService")
        wire.cut = False
        await hand.until("Attract")


async def test_a_branch_nobody_knows_is_told_to_whoever_sets_the_kiosk_up() -> None:
    place = Place(settings={"branch": "elsewhere1"})
    async with kiosk(place, until="SelfTest") as hand:
        assert 'There is no branch "elsewhere1".' in hand.text


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((50, 15), "The screen has 50 × 15 characters and needs 60 × 18."),
        ((240, 70), "Buttons would be smaller than 15 mm."),
    ],
)
async def test_a_panel_too_small_says_what_is_needed(
    size: tuple[int, int], said: str
) -> None:
    async with kiosk(Place(), size, until="SelfTest") as hand:
        assert said in hand.text


async def test_a_small_panel_is_taken_if_the_settings_say_so() -> None:
    async with kiosk(Place(settings={"allow_small": True}), (240, 70)) as hand:
        await _is_whole(hand)


async def test_a_panel_that_grows_is_a_kiosk_again() -> None:
    async with kiosk(Place(), (50, 15), until="SelfTest") as hand:
        await hand.pilot.resize_terminal(87, 24)
        await hand.until("Attract")


async def test_a_terminal_may_change_its_size_on_any_page() -> None:
    async with kiosk(Place()) as hand:
        await hand.walk("English", "Documents")
        for size in ((66, 18), (120, 40), (60, 50)):
            await hand.pilot.resize_terminal(*size)
            await hand.settle()
            await _is_whole(hand)


async def _is_whole(hand: Hand) -> None:
    from tests.tui.looks import cut, overlaps

    assert ([], []) == (cut(hand.app.screen), overlaps(hand.app.screen))


def test_every_reason_can_be_a_reference() -> None:
    """Short, and fit to be read out to somebody on the telephone."""
    assert all(reason.upper().isascii() for reason in Reason)
