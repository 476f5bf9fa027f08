"""A theme is a file; a bad one is refused with the reason, and the others are there."""

from pathlib import Path

import pytest
from textual.color import Color

from kiosk.errors import BadConfig
from kiosk.paths import share
from kiosk.tui.themes import PLAIN, load_theme, load_themes
from tests.tui.looks import Cell

PAIRS = [
    ("tile-text", "tile"),
    ("main-text", "main"),
    ("aside-text", "aside"),
    ("closed-text", "closed"),
    ("pressed-text", "pressed"),
    ("band-text", "band"),
    ("alert-text", "alert"),
    ("ink", "paper"),
]
EDGES = [("tile-edge", "tile"), ("main-edge", "main"), ("aside-edge", "aside")]


def contrast(ink: str, ground: str) -> float:
    """WCAG 2 contrast of two colours as written."""
    return Cell("x", Color.parse(ink), Color.parse(ground)).contrast


@pytest.fixture(params=sorted(share("themes").glob("*.toml")), ids=lambda f: f.stem)
def theme(request: pytest.FixtureRequest) -> dict[str, str]:
    """The colours of each theme there is."""
    loaded = load_theme(request.param)
    return {"background": loaded.background or "", **PLAIN, **loaded.variables}


def test_words_are_seven_to_one_on_their_ground(theme: dict[str, str]) -> None:
    faint = [pair for pair in PAIRS if contrast(*map(theme.get, pair)) < 7]  # type: ignore[arg-type]
    assert [] == faint


def test_what_can_be_touched_stands_out_three_to_one(theme: dict[str, str]) -> None:
    """Its edge from the page, or, where the page is as light, from itself."""
    page = theme["background"]
    faint = [
        edge
        for edge, fill in EDGES
        if contrast(theme[edge], page) < 3 and contrast(theme[fill], page) < 3
    ]
    assert [] == faint


def test_both_themes_of_the_house_are_there() -> None:
    themes, problems = load_themes(share("themes"))
    assert (["kiosk-dark", "kiosk-light"], []) == (sorted(themes), problems)
    assert (True, False) == (themes["kiosk-dark"].dark, themes["kiosk-light"].dark)


@pytest.mark.parametrize(
    ("text", "key", "problem"),
    [
        ("primary = ", "theme", "Invalid value"),
        ('primray = "#fff"', "primray", "unknown key"),
        ('background = "#fff"', "primary", "missing"),
        ('primary = "#fff"\n[variables]\ntile = 3', "variables.tile", "not a colour"),
        ('primary = "reddish"', "primary", "not a colour"),
        ('primary = "#fff"\ndark = "yes"', "dark", "not true or false"),
    ],
)
def test_a_bad_theme_says_what_is_wrong(
    tmp_path: Path, text: str, key: str, problem: str
) -> None:
    file = tmp_path / "odd.toml"
    file.write_text(text)
    with pytest.raises(BadConfig) as refusal:
        load_theme(file)
    assert (str(file), key) == (refusal.value.file, refusal.value.key)
    assert problem in refusal.value.problem


def test_a_bad_theme_is_left_out_and_the_others_are_there(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("primary = 1")
    (tmp_path / "good.toml").write_text('primary = "#123456"')
    themes, problems = load_themes(tmp_path)
    assert (["good"], 1) == (list(themes), len(problems))
