"""A layout that puts every widget where a plan says; the one place that mirrors pages."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

Plan = Mapping[Widget, Region]
"""Widget → where it is, read from left to right. A widget without a place isn't drawn."""


class Placing(Layout):
    """Cells are counted from millimetres, so places are computed, not styled."""

    name: ClassVar[str] = "placing"

    def __init__(self, plan: Callable[[Size], Plan]) -> None:
        """`plan` answers with the places for a page of that size."""
        self._plan = plan
        self.mirrored = False

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Place those of `children` that have a place."""
        plan = self._plan(size)
        return [
            WidgetPlacement(
                mirror(plan[child], size.width) if self.mirrored else plan[child],
                Offset(),
                Spacing(),
                child,
            )
            for child in children
            if child in plan
        ]


def mirror(region: Region, cols: int) -> Region:
    """The same place on a page of `cols` columns that is read from right to left."""
    return Region(cols - region.x - region.width, *region[1:])


def in_rows(
    area: Region, heights: Sequence[int], gap: int = 0, *, low: bool = False
) -> list[Region]:
    """Stack regions of those `heights` in `area`: a block in its middle, or at its foot."""
    used = sum(heights) + gap * (len(heights) - 1)
    air = max(0, area.height - used)
    y = area.y + (air if low else air // 2)
    regions = []
    for height in heights:
        regions.append(Region(area.x, y, area.width, height))
        y += height + gap
    return regions


def in_middle(area: Region, width: int) -> Region:
    """The middle `width` columns of `area`."""
    width = min(width, area.width)
    return Region(area.x + (area.width - width) // 2, area.y, width, area.height)


def in_columns(area: Region, count: int, gap: int = 1) -> list[Region]:
    """`count` equal columns; columns that don't divide are left over at the end."""
    width = (area.width - gap * (count - 1)) // count
    spare = area.width - width * count - gap * (count - 1)
    x = area.x + spare // 2
    return [
        Region(x + index * (width + gap), area.y, width, area.height)
        for index in range(count)
    ]
