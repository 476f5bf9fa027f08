"""A layout that puts every widget where a plan says; the one place that mirrors pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from kiosk.tui.growing import grown

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


_AIR = ((3, 1), (2, 1), (1, 1), (1, 0), (0, 0))
"""Rows between groups and inside them, the most generous first."""


def in_groups(
    area: Region,
    groups: Iterable[Iterable[Widget]],
    heights: Mapping[Widget, int],
    *,
    inside: int = 1,
    low: bool = False,
    widths: Mapping[Widget, int] | None = None,
) -> dict[Widget, Region]:
    """Stack groups of widgets in `area`: what belongs together is nearer to each other.

    Where there is air, some is above and below, and at most `inside` rows of it within a
    group. Widgets without a height are left out, and take none. Larger text gets what rows it
    needs, as far as there are any; `widths` are of those that will be narrower than `area`.
    """
    heights = grown(heights, area, widths)
    shown = [[w for w in group if heights[w]] for group in groups]
    shown = [group for group in shown if group]
    rows, room = sum(map(len, shown)), area.height - sum(heights.values())
    apart, inside = next(
        (apart, min(inside, most))
        for apart, most in _AIR
        if not apart
        or apart * (len(shown) - 1) + min(inside, most) * (rows - len(shown)) + 2
        <= room
    )
    blocks = [
        sum(heights[w] for w in group) + inside * (len(group) - 1) for group in shown
    ]
    return {
        widget: region
        for group, block in zip(
            shown, in_rows(area, blocks, apart, low=low), strict=True
        )
        for widget, region in zip(
            group, in_rows(block, [heights[w] for w in group], inside), strict=True
        )
    }


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
