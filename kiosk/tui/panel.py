"""A touch panel: so many cells on so many millimetres, and how big a finger's target is there."""

from dataclasses import dataclass
from math import ceil
from typing import TypeVar

Seconds = TypeVar("Seconds", int, float)

DEFAULT_MM = (345.0, 194.0)
"""A 15.6-inch panel: of the usual ones the one with the smallest cells, the safe guess."""

TARGET_MM = 20.0
"""Side of a target that standing people hit (Colle & Hiszem, Ergonomics 47, 2004)."""

PRIMARY_MM = (40.0, 25.0)
SMALLEST_CELL_MM = 3.5
"""Height of a cell whose capitals are about 2 mm: below it nobody reads standing."""

FEWEST = (60, 18)
"""Columns and rows without which a page can't hold its parts."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A grid of `cols` by `rows` cells on glass of `width_mm` by `height_mm`.

    `large`: who stands before it asked for larger text.
    """

    cols: int
    rows: int
    width_mm: float
    height_mm: float
    large: bool = False

    @classmethod
    def of(
        cls,
        cols: int,
        rows: int,
        mm: tuple[float, float] | None = None,
        *,
        large: bool = False,
    ) -> "Panel":
        """The panel behind a terminal of that size.

        Without `mm` it is the default one, turned upright when the grid is.
        """
        width, height = mm or DEFAULT_MM
        if mm is None and _is_tall(cols, rows):
            width, height = height, width
        return cls(max(1, cols), max(1, rows), width, height, large)

    @property
    def cell_mm(self) -> tuple[float, float]:
        """Width and height of one cell."""
        return self.width_mm / self.cols, self.height_mm / self.rows

    @property
    def target(self) -> tuple[int, int]:
        """Columns and rows of the smallest target: 20 mm, and room for a sign in a border.

        An odd number of rows, so that one line of words is in the middle.
        """
        return self._cells(TARGET_MM, TARGET_MM, at_least=(6, 3))

    @property
    def primary(self) -> tuple[int, int]:
        """Columns and rows of the smallest main button: 40 by 25 mm."""
        return self._cells(*PRIMARY_MM, at_least=(22, 3))

    def patience(self, seconds: Seconds) -> Seconds:
        """How long to wait for a customer: larger text is read more slowly."""
        return seconds * 2 if self.large else seconds

    @property
    def tall(self) -> bool:
        """Upright: things are stacked, and what is touched is in the lower half."""
        return _is_tall(self.cols, self.rows)

    @property
    def low(self) -> bool:
        """Few rows: large letters, and nothing that could be left out."""
        return self.rows < 22

    @property
    def airy(self) -> bool:
        """Rows enough to leave some free between the parts of a page."""
        return self.rows >= 33

    @property
    def margin(self) -> int:
        """Columns left free at both sides."""
        return 1 if self.cols < 80 else 2

    @property
    def too_few_cells(self) -> bool:
        """Not even the smallest page fits."""
        return self.cols < FEWEST[0] or self.rows < FEWEST[1]

    @property
    def too_small_cells(self) -> bool:
        """The letters, or the cells' shape, are beyond what people can read and hit."""
        width, height = self.cell_mm
        return height < SMALLEST_CELL_MM or not 1.2 <= height / width <= 3.2

    def _cells(
        self, width_mm: float, height_mm: float, at_least: tuple[int, int]
    ) -> tuple[int, int]:
        cell_width, cell_height = self.cell_mm
        rows = max(at_least[1], ceil(height_mm / cell_height))
        return max(at_least[0], ceil(width_mm / cell_width)), rows | 1


def _is_tall(cols: int, rows: int) -> bool:
    """A cell is about twice as high as it is wide."""
    return rows * 2 > cols * 1.2
