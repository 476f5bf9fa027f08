"""Pictures of dots, and the quarter blocks that draw four of them in a cell.

A picture is a row of text for each row of dots, all equally long: "█" ink, " " none. A cell is
twice as high as it is wide, and so is a dot.
"""

from collections.abc import Iterable, Sequence
from typing import Final

Dots = tuple[str, ...]

INK: Final = "█"
BLOCKS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By which of its four dots have ink: upper left 1, upper right 2, lower left 4, right 8."""


def dots_of(lines: Sequence[str]) -> Dots:
    """The dots of what is drawn from blocks; any other sign has none."""
    return tuple(
        "".join(_pair(BLOCKS.find(sign), lower) for sign in line)
        for line in lines
        for lower in (0, 2)
    )


def _pair(block: int, shift: int) -> str:
    pair = max(0, block) >> shift
    return (INK if pair & 1 else " ") + (INK if pair & 2 else " ")


def in_cells(dots: Dots) -> list[str]:
    """A picture as lines of cells, an empty dot beside or below it where they are odd."""
    wide = [row + " " * (len(row) % 2) for row in dots]
    wide += [" " * len(wide[0])] * (len(wide) % 2) if wide else []
    return [
        "".join(
            BLOCKS[
                (upper[x] == INK)
                + 2 * (upper[x + 1] == INK)
                + 4 * (lower[x] == INK)
                + 8 * (lower[x + 1] == INK)
            ]
            for x in range(0, len(upper), 2)
        )
        for upper, lower in zip(wide[::2], wide[1::2], strict=True)
    ]


def beside(pictures: Iterable[Dots]) -> Dots:
    """Pictures of equal height in a row."""
    return tuple(map("".join, zip(*pictures, strict=True)))


def cropped(dots: Dots) -> Dots:
    """Without the rows above and below all ink."""
    inked = [y for y, row in enumerate(dots) if INK in row]
    return dots[inked[0] : inked[-1] + 1] if inked else ()


def padded(dots: Dots, above: int, below: int) -> Dots:
    """With so many empty rows more."""
    empty = " " * len(dots[0]) if dots else ""
    return (empty,) * above + dots + (empty,) * below


def bold(dots: Dots) -> Dots:
    """Every stroke a dot wider to the right, unless that would close a gap."""
    return tuple(map(_bold, dots))


def _bold(row: str) -> str:
    """A dot of ink spreads where there is room for another one beyond."""
    row = f" {row}  "
    return "".join(
        INK if row[x] == INK or (row[x - 1] == INK and row[x + 1] != INK) else " "
        for x in range(1, len(row) - 1)
    )
