"""Larger text: words drawn from block cells, whole or not at all."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import cells
from kiosk.tui.customer.idle import IDLE_SECONDS
from kiosk.tui.customer.number_given import Paper
from kiosk.tui.customer.session import Step
from kiosk.tui.dots import BLOCKS
from kiosk.tui.enlarged import aligned, enlarged
from kiosk.tui.panel import Panel
from kiosk.tui.tile import Label, Look, Tile
from tests.tui.hand import Place, kiosk
from tests.tui.walks import press


def test_a_name_is_drawn_in_four_rows() -> None:
    """As people read it, so that a change of the letters is seen here."""
    assert [
        "▀█▀         ▗█ ▟▀▙ ",
        " █  ▀▜▖▜▗▛   █  ▗▛ ",
        " █ ▗▛▜▌▗▜▖   █ ▗▛  ",
        " ▀  ▀▀▘▀ ▀  ▝▀▘▀▀▀ ",
    ] == enlarged("Tax 12", 40, 4)


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("Passport: new", False),
        ("Őrség, Straße, čeština", False),
        ("جواز سفر جديد", True),
        ("شهادة الميلاد A042", True),
    ],
)
def test_letters_of_the_languages_offered_are_drawn(text: str, rtl: bool) -> None:
    assert enlarged(text, 120, 12, rtl=rtl)


@pytest.mark.parametrize("text", ["护照", "", "x" * 300, "\N{SNOWMAN}"])
def test_what_cannot_be_drawn_is_left_to_plain_letters(text: str) -> None:
    assert [] == enlarged(text, 120, 40)


def test_words_wrap_and_digits_alone_are_lower() -> None:
    assert 8 == len(enlarged("Childcare place registration", 60, 8))
    assert [] == enlarged("Childcare place registration", 60, 4)
    assert (3, []) == (len(enlarged("11:30", 24, 3)), enlarged("Today", 24, 3))


@given(
    st.text("aZ9é :·\nجواز٣ő-_", max_size=60),
    st.integers(1, 80),
    st.integers(1, 20),
    st.booleans(),
)
def test_it_never_takes_more_room_than_there_is(
    text: str, width: int, height: int, rtl: bool
) -> None:
    rows = enlarged(text, width, height, rtl=rtl)
    assert len(rows) <= height
    assert all(cells(row) <= width and not set(row) - set(BLOCKS) for row in rows)


def test_lines_stand_where_their_style_says() -> None:
    sides = [aligned(["██"], 6, side) for side in ("left", "center", "right")]
    assert ["██    ", "  ██  ", "    ██"] == sides


async def test_a_tile_leaves_its_note_out_for_its_name_but_not_why_it_is_closed() -> (
    None
):
    """At the smallest panel a tile of the list has four rows."""
    async with kiosk(Place(), (66, 18)) as hand:
        await press(hand, "larger")
        await hand.walk("English")
        await press(hand, "choice-0")
        await hand.until("ChooseService")
        tile = hand.app.screen.query_one("#choice-0", Tile)
        tile.show(Label("Passport: new", "9 waiting"))
        assert (4, []) == (len(tile.enlarged()[0]), tile.enlarged()[1])
        tile.show(Label("Passport: new", "closed", Look.CLOSED))
        assert (0, ["closed"]) == (len(tile.enlarged()[0]), tile.enlarged()[1])


async def test_half_as_many_choices_in_one_column() -> None:
    async with kiosk(Place(), (87, 24)) as hand:
        await press(hand, "larger")
        await hand.walk("English")
        await hand.until("ChooseGroup")
        tiles = [t for t in hand.tiles if str(t.id).startswith("choice")]
        assert (3, 1) == (len(tiles), len({tile.region.x for tile in tiles}))


async def test_who_reads_larger_text_has_twice_the_time_until_they_are_asked() -> None:
    """And twice the time to answer, and to read their number."""
    async with kiosk(Place()) as hand:
        await press(hand, "larger")
        await hand.walk("English")
        await hand.until("ChooseGroup")
        attention, stage = hand.app._at_work.attention, hand.app._at_work._stage
        assert 2 * IDLE_SECONDS[Step.GROUP] == attention.idle._seconds
        attention.nobody_there()
        await hand.until("StillThereDialog")
        assert 40 == stage.still_there.left
        await press(hand, "yes")
        await press(hand, "choice-0")
        await hand.until("ChooseService")
        await press(hand, "choice-0")
        await hand.until("TakeNumber")
        await press(hand, "take")
        await hand.until("NumberGiven")
        await hand.until_true(lambda: stage.given.left is not None)
        seconds = Paper.TAKE.seconds
        assert seconds is not None
        assert stage.given.left in (2 * seconds, 2 * seconds - 1)


def test_patience_is_doubled_for_larger_text_alone() -> None:
    assert 20 == Panel.of(87, 24).patience(20)
    assert 40 == Panel.of(87, 24, large=True).patience(20)


def test_nothing_is_drawn_for_who_does_not_need_it() -> None:
    """Fonts and pictures are loaded with the first larger word, not with the kiosk."""
    code = (
        "import sys, kiosk.tui.customer.attract, kiosk.tui.customer.choices\n"
        "found = {'PIL', 'pyfiglet', 'kiosk.tui.enlarged'} & set(sys.modules)\n"
        "sys.exit(str(found) if found else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False
    )
    assert (0, b"") == (done.returncode, done.stderr)
