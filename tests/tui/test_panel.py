"""Millimetres decide how many cells a target has, and whether a panel can be a kiosk."""

import pytest

from kiosk.tui.panel import Panel


@pytest.mark.parametrize(
    ("mm", "grid", "target"),
    [
        # 15.6-inch: 20 mm in cells, an odd number of rows so that one line has a middle
        ((345, 194), (66, 18), (6, 3)),
        ((345, 194), (87, 24), (6, 3)),
        ((345, 194), (80, 30), (6, 5)),
        ((345, 194), (100, 35), (6, 5)),
        ((345, 194), (120, 40), (7, 5)),
        ((708, 398), (80, 30), (6, 3)),  # 32-inch
        ((268, 476), (60, 50), (6, 3)),  # 21.5-inch upright
        ((217, 136), (100, 35), (10, 7)),  # 10.1-inch
    ],
)
def test_a_target_is_twenty_millimetres(
    mm: tuple[float, float], grid: tuple[int, int], target: tuple[int, int]
) -> None:
    panel = Panel.of(*grid, mm)
    width, height = panel.cell_mm
    assert target == panel.target
    assert target[0] * width >= 20
    assert target[1] * height >= 20


@pytest.mark.parametrize(
    ("mm", "grid", "refused"),
    [
        (None, (66, 18), False),
        (None, (120, 40), False),
        (None, (60, 50), False),
        ((217, 136), (120, 40), True),  # letters of 2 mm
        ((268, 476), (80, 30), True),  # a landscape grid on an upright panel
        ((336, 598), (60, 50), False),
        (None, (240, 70), True),
    ],
)
def test_a_panel_nobody_can_read_or_hit_is_refused(
    mm: tuple[float, float] | None, grid: tuple[int, int], refused: bool
) -> None:
    assert refused is Panel.of(*grid, mm).too_small_cells


def test_without_millimetres_the_glass_is_turned_with_the_grid() -> None:
    assert (345.0, 194.0) == (Panel.of(87, 24).width_mm, Panel.of(87, 24).height_mm)
    assert (194.0, 345.0) == (Panel.of(60, 50).width_mm, Panel.of(60, 50).height_mm)


@pytest.mark.parametrize(
    ("grid", "few"), [((60, 18), False), ((59, 18), True), ((60, 17), True)]
)
def test_too_few_cells_are_too_few_on_any_glass(
    grid: tuple[int, int], few: bool
) -> None:
    assert few is Panel.of(*grid, (2000, 1500)).too_few_cells
