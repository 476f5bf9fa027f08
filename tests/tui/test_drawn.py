"""What is drawn from blocks: numbers as large as the room, and codes that a reader reads."""

import pytest
import zxingcpp
from PIL import Image

from kiosk.tui.block_letters import bold, large
from kiosk.tui.qr import qr_lines


@pytest.mark.parametrize(
    ("number", "room", "size"),
    [
        ("A042", (35, 5), (32, 5)),
        ("A042", (80, 12), (64, 10)),
        ("A042", (120, 20), (96, 15)),
        ("A1000", (34, 5), (19, 3)),
        ("A042", (15, 3), (15, 3)),
        ("A042", (10, 5), (4, 1)),  # nothing fits: as it is
    ],
)
def test_a_number_is_as_large_as_its_room(
    number: str, room: tuple[int, int], size: tuple[int, int]
) -> None:
    lines = large(number, *room)
    assert size == (max(map(len, lines)), len(lines))
    assert {len(lines[0])} == set(map(len, lines))


@pytest.mark.parametrize("number", ["A042", "B1000", "Z999"])
def test_numbers_look_different(number: str) -> None:
    shapes = {tuple(large(f"{number[:-1]}{digit}", 80, 5)) for digit in range(10)}
    assert 10 == len(shapes)


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ((32, 5), (32, 5)),
        ((48, 8), (48, 8)),
        ((64, 10), (64, 10)),
        ((79, 99), (64, 10)),
        ((999, 99), (128, 20)),
        ((31, 5), None),
        ((99, 4), None),
    ],
)
def test_bold_letters_grow_by_halves(
    room: tuple[int, int], size: tuple[int, int] | None
) -> None:
    lines = bold("A042", *room)
    assert size == ((len(lines[0]), len(lines)) if lines else None)
    assert {len(line) for line in lines} <= {size[0] if size else 0}


def test_a_nought_is_no_eight_from_afar() -> None:
    """Half of an 8 lights the middle row; a nought leaves it dark."""
    nought, eight = ([line.strip() for line in bold(n, 20, 5)] for n in "08")
    assert (" " in nought[2], " " in eight[2]) == (True, False)


@pytest.mark.parametrize("data", ["K1:48217739:k3j9x0q2ab", "K1:00000000:0000000000"])
def test_the_code_on_the_glass_is_read_back(data: str) -> None:
    """From its cells, drawn as a terminal draws half blocks: one module wide, two high."""
    lines = qr_lines(data)
    assert (len(lines), len(lines[0])) in {(15, 29), (13, 25)}
    assert [data] == [code.text for code in zxingcpp.read_barcodes(_picture(lines))]


def _picture(lines: list[str]) -> Image.Image:
    picture = Image.new("L", (len(lines[0]), 2 * len(lines)), 255)
    for y, line in enumerate(lines):
        for x, sign in enumerate(line):
            if sign in "█▀":
                picture.putpixel((x, 2 * y), 0)
            if sign in "█▄":
                picture.putpixel((x, 2 * y + 1), 0)
    return picture.resize(
        (picture.width * 6, picture.height * 6), Image.Resampling.NEAREST
    )
