"""A board on every panel: everything has its place, fits, and can be read."""

import pytest
from textual.geometry import Region

from kiosk.domain.branch import Counter, CounterId
from kiosk.tui.board.plan import plan_board
from kiosk.tui.panel import Panel
from tests.tui.board.hall import SIZES, Hall, board, branch
from tests.tui.looks import cells, cut, faint, missing, overlaps, scrolls

BETWEEN = [(60, 23), (72, 26), (90, 27), (110, 36), (132, 43), (160, 50), (200, 60)]


def regions(cols: int, rows: int) -> list[Region]:
    plan = plan_board(Panel.of(cols, rows))
    lines = [part for row in plan.rows for part in (row.number, row.counter, row.age)]
    single = (
        plan.place,
        plan.clock,
        plan.number_head,
        plan.number,
        plan.arrow,
        plan.counter_head,
        plan.counter,
        plan.again,
        plan.caption,
        plan.figures,
        plan.updated,
        plan.line,
    )
    return [*single, *lines]


@pytest.mark.parametrize("size", [*SIZES, *BETWEEN], ids="{0[0]}x{0[1]}".format)
def test_every_part_has_a_place_of_its_own(size: tuple[int, int]) -> None:
    panel, found = Region(0, 0, *size), regions(*size)
    assert [] == [
        one for one in found if not panel.contains_region(one) or not one.area
    ]
    assert [] == [
        (one, other)
        for index, one in enumerate(found)
        for other in found[index + 1 :]
        if one.overlaps(other)
    ]


def test_every_grid_from_the_smallest_up_has_at_least_four_lines_and_large_letters() -> (
    None
):
    odd = [
        (cols, rows)
        for cols in range(60, 200, 7)
        for rows in range(23, 70, 3)
        for plan in [plan_board(Panel.of(cols, rows))]
        if not 4 <= len(plan.rows) <= 6
        or plan.number.height < 5
        or plan.counter.height < 5
        or plan.line.bottom > rows
    ]
    assert [] == odd


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("locales", [("en", "ar"), ("ar", "en")], ids=["en", "ar"])
@pytest.mark.parametrize("theme", ["kiosk-dark", "kiosk-light"])
async def test_a_busy_board_is_whole_and_legible(
    size: tuple[int, int], locales: tuple[str, ...], theme: str
) -> None:
    hall = Hall(theme=theme, settings={"locales": locales, "reduced_motion": True})
    async with board(hall, size) as eye:
        for counter in ("1", "2", "4", "5", "12"):
            await hall.call(counter)
            await eye.after(60)
        await eye.sees("A005")
        screen = eye.app.screen
        assert [] == overlaps(screen)
        assert [] == cut(screen)
        assert [] == [
            one for one in missing(screen) if one and not one.startswith("row")
        ]
        assert [] == scrolls(screen)
        assert set() == faint(screen, 7.0)


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
async def test_a_number_is_five_rows_high_at_least(size: tuple[int, int]) -> None:
    """One with three letters and four digits is so where it can be."""
    async with board(size=size) as eye:
        await eye.hall.call("1")
        await eye.sees("A001")
        glyphs = eye.app._board.number
        for number, least in {"A042": 5, "M999": 5, "A1000": 5, "ABC1000": 3}.items():
            drawn = glyphs._drawn(number)
            assert least <= len(drawn), number
            assert max(map(len, drawn)) <= glyphs.content_size.width
        row = eye.app._board.rows[0].number  # a counter beside it is no digit of it
        assert max(map(len, row._drawn("ABC1000"))) < row.content_size.width - 1


NAMES = {
    "3": {},
    "2B": {},
    "4": {"en": "Room 2"},
    "5": {"en": "Information desk, on the left"},
    "6": {"en": "Sala Ł"},
    "7": {"en": "4"},
    "information-desk-on-the-left": {},
}


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
async def test_whatever_a_counter_is_called_it_can_be_found(
    size: tuple[int, int],
) -> None:
    """Large letters of its name, or of its id with the name below, or the name in words."""
    counters = tuple(Counter(CounterId(one), name) for one, name in NAMES.items())
    hall = Hall([branch(counters=counters)], settings={"locales": ("en",)})
    async with board(hall, size) as eye:
        for counter, name in NAMES.items():
            number = await hall.call(counter)
            await eye.after(9)
            await eye.sees(number)
            shown, words = eye.app._board.counter, name.get("en", counter)
            width, height = shown.content_size
            lines = shown.lines()
            assert (True, True) == (len(lines) <= height, max(map(len, lines)) <= width)
            if len(lines) < 3 or len(counter) > 10:
                assert words.replace(" ", "") == "".join(lines).replace(" ", "")
            elif shown.needs_caption:
                assert words == eye.app._board.caption.text
            assert [] == cut(eye.app.screen)


async def test_arabic_is_read_from_the_right() -> None:
    async with board(Hall(settings={"locales": ("ar", "en")})) as eye:
        await eye.hall.call("1")
        await eye.sees("A001")
        shown = eye.app._board
        assert shown.number.region.x > shown.counter.region.x
        assert shown.place.region.x > shown.clock.region.x


async def test_a_flash_fills_its_band_from_edge_to_edge() -> None:
    """A stripe left out of it would be what one sees."""
    async with board() as eye:
        await eye.hall.call("1")
        await eye.sees("A001")
        assert eye.app._board.has_class("-flash")
        shown = eye.app._board
        top, bottom = shown.number.region.y, shown.again.region.bottom
        grounds = {
            cell.ground if cell.sign in " ▀▄" else cell.ink
            for row in cells(eye.app.screen)[top:bottom]
            for cell in (row[0], row[-1])
        }
        assert 1 == len(grounds)
