"""What belongs together stands together, and nothing lies on anything else."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region
from textual.widget import Widget

from kiosk.tui.placing import in_groups

HEIGHTS = st.lists(
    st.lists(st.integers(0, 5), min_size=1, max_size=3), min_size=1, max_size=4
).filter(lambda groups: any(map(any, groups)))


@given(HEIGHTS, st.integers(0, 20), st.integers(0, 1), st.booleans())
def test_groups_fill_their_area_in_order(
    groups: list[list[int]], spare: int, inside: int, low: bool
) -> None:
    """Every height is kept, nothing overlaps, nothing leaves the area."""
    widgets = [[Widget() for _ in group] for group in groups]
    heights = {
        widget: height
        for row, group in zip(widgets, groups, strict=True)
        for widget, height in zip(row, group, strict=True)
    }
    area = Region(3, 2, 40, sum(heights.values()) + spare)
    placed = in_groups(area, widgets, heights, inside=inside, low=low)
    assert {w: h for w, h in heights.items() if h} == {
        w: region.height for w, region in placed.items()
    }
    regions = list(placed.values())
    assert all(area.contains_region(region) for region in regions)
    assert all(one.bottom <= other.y for one, other in pairwise(regions))


def test_groups_are_further_apart_than_their_parts() -> None:
    one, two, three = Widget(), Widget(), Widget()
    heights = {one: 1, two: 1, three: 1}
    placed = in_groups(Region(0, 0, 10, 11), [(one, two), (three,)], heights)
    near = placed[two].y - placed[one].bottom
    far = placed[three].y - placed[two].bottom
    assert (1, 3) == (near, far)


def test_air_is_above_and_below_as_well() -> None:
    """A button that touches the bar below it is pressed by mistake."""
    one, two = Widget(), Widget()
    placed = in_groups(Region(0, 0, 10, 6), [(one,), (two,)], {one: 1, two: 2})
    assert (1, 5) == (placed[one].y, placed[two].bottom)


def test_what_has_nothing_to_say_takes_no_air() -> None:
    one, silent, three = Widget(), Widget(), Widget()
    heights = {one: 1, silent: 0, three: 1}
    placed = in_groups(Region(0, 0, 10, 7), [(one, silent), (three,)], heights)
    assert {one, three} == placed.keys()
    assert 3 == placed[three].y - placed[one].bottom
