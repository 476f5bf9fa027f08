"""The page a name is typed on, with each of its keyboards, on every panel."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from textual.geometry import Region

from kiosk.tui.customer.enter_name import EnterName
from kiosk.tui.customer.frame import plan_frame
from kiosk.tui.panel import Panel
from tests.tui.grids import GRIDS
from tests.tui.hand import Hand, kiosk
from tests.tui.looks import faults
from tests.tui.test_appointment_pages import pages, place_of
from tests.tui.walks import press


async def to_name(hand: Hand, language: str) -> EnterName:
    async for page in pages(hand, place_of(), language):
        if page == "name":
            break
    assert isinstance(hand.app.screen, EnterName)
    return hand.app.screen


def boards(page: EnterName) -> Iterator[str]:
    """One after the other on the keys, all there are."""
    keys = page.keys
    keys.turn(keys.others)
    yield "names"
    for index in range(len(keys.board.keys)):
        keys.turn(keys.letters[index])
        first = keys.board.name
        yield first
        if keys.more.display:
            keys.turn(keys.more)
            while keys.board.name != first:
                yield keys.board.name
                keys.turn(keys.more)
        keys.turn(keys.others)
    keys.turn(keys.others)


def wrong(page: EnterName, panel: Panel) -> list[tuple[str | None, Region]]:
    """Keys that a finger may miss, that lie on one another, or beside the page."""
    main = plan_frame(panel).main
    placed = page.places(plan_frame(panel), panel)
    regions = list(placed.values())
    return [
        (widget.id, region)
        for widget, region in placed.items()
        if not main.contains_region(region)
        or any(region.overlaps(other) for other in regions if other is not region)
        or (
            widget not in (page.field, page.question)
            and (region.width < panel.target[0] or region.height < panel.target[1])
        )
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_keyboard_has_room_on_every_panel(language: str) -> None:
    found = {}
    async with kiosk(place_of()) as hand:
        page = await to_name(hand, language)
        frame = page.frame
        assert frame
        for size in (*GRIDS, (60, 18), (192, 56), (48, 43)):
            panel = Panel.of(*size)
            page.keys.show(replace(frame, panel=panel))
            for board in boards(page):
                found[size, board] = wrong(page, panel)
    assert {} == {where: keys for where, keys in found.items() if keys}
    assert len(found) > 100


async def test_keyboards_are_drawn_whole_where_panels_are_smallest() -> None:
    """Names of keyboards are not cut."""
    found = []
    async with kiosk(place_of(), (66, 18)) as hand:
        page = await to_name(hand, "en")
        for way in ("others", "others", "order", "more"):
            await press(hand, way)
            found += faults(hand.app.screen, Panel.of(66, 18).target)
    assert "ÁÉÍ" == page.keys.board.name
    assert [] == found


async def test_the_same_keys_lead_there_and_back() -> None:
    async with kiosk(place_of()) as hand:
        page = await to_name(hand, "en")
        names = [page.keys.board.name]
        for way in ("order", "order", "more", "order", "others", "others"):
            await press(hand, way)
            names.append(page.keys.board.name)
        await press(hand, "others", "key-4")
        names.append(page.keys.board.name)
        hand.app._at_work.end()
        await hand.until("Attract")
        await to_name(hand, "en")  # the next customer
        names.append(page.keys.board.name)
        assert "Qffq" == page.typed
    assert names == [
        *("QWERTY", "ABC", "QWERTY", "ÁÉÍ", "QWERTY", "", "QWERTY", "ا ب ت", "QWERTY"),
    ]


async def test_one_letter_is_said_to_be_too_short_until_another_comes() -> None:
    """A keyboard's space and hyphen are typed like its letters."""
    async with kiosk(place_of()) as hand:
        page = await to_name(hand, "en")
        page.typed = ""
        await hand.pilot.press("a")
        await hand.until_true(lambda: page.typed == "A")
        await hand.tap("Continue")
        assert "Your name: at least 2 letters" == page.question.text
        await hand.pilot.press("-", "b", "space", "c")
        await hand.until_true(lambda: page.typed == "A-B C")
        assert "Your name" == page.question.text
