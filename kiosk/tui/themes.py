"""Themes: one TOML file a theme, whose keys are the fields of Textual's `Theme`."""

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from textual.color import Color, ColorParseError
from textual.theme import Theme

from kiosk.errors import BadConfig

_FIELDS = {field.name for field in fields(Theme)} - {"name"}
_SWITCHES = {"dark", "ansi"}
_NUMBERS = {"luminosity_spread", "text_alpha"}


PLAIN = {
    "tile": "#12395C",
    "tile-text": "#FFFFFF",
    "tile-edge": "#7FB2E5",
    "main": "#FFD400",
    "main-text": "#0B1F33",
    "main-edge": "#0B1F33",
    "aside": "#16304A",
    "aside-text": "#FFFFFF",
    "aside-edge": "#5F86AB",
    "closed": "#1A2B3C",
    "closed-text": "#B8C7D6",
    "closed-edge": "#5C7389",
    "pressed": "#FFFFFF",
    "pressed-text": "#0B1F33",
    "band": "#061423",
    "band-text": "#FFFFFF",
    "quiet": "#B8C7D6",
    "paper": "#FFFFFF",
    "ink": "#0B1F33",
    "alert": "#FFB000",
    "alert-text": "#1A1A1A",
}
"""Colours of our own, over those every Textual theme has."""


def load_theme(file: Path) -> Theme:
    """The theme in `file`, called as the file is. Raises BadConfig."""
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadConfig(file=str(file), key="theme", problem=str(error)) from error
    _check(file, table)
    return Theme(name=file.stem, **table)


def load_themes(folder: Path) -> tuple[dict[str, Theme], list[BadConfig]]:
    """Themes by name in order of name, and what is wrong with those left out."""
    themes, problems = {}, []
    for file in sorted(folder.glob("*.toml")):
        try:
            themes[file.stem] = load_theme(file)
        except BadConfig as problem:
            problems.append(problem)
    return themes, problems


def _check(file: Path, table: dict[str, Any]) -> None:
    """Refuse what `Theme` would only trip over when it draws."""
    for key, value in table.items():
        if key not in _FIELDS:
            allowed = ", ".join(sorted(_FIELDS))
            raise _bad(file, key, "unknown key", allowed)
        if key == "variables":
            for name, color in value.items():
                _check_color(file, f"variables.{name}", color)
        elif key in _SWITCHES:
            if not isinstance(value, bool):
                raise _bad(file, key, "not true or false")
        elif key not in _NUMBERS:
            _check_color(file, key, value)
    if "primary" not in table:
        raise _bad(file, "primary", "missing")


def _check_color(file: Path, key: str, value: object) -> None:
    try:
        Color.parse(str(value) if isinstance(value, str) else "")
    except ColorParseError as error:
        raise _bad(file, key, "not a colour", "#RRGGBB, or a CSS name") from error


def _bad(file: Path, key: str, problem: str, allowed: str = "") -> BadConfig:
    return BadConfig(file=str(file), key=key, problem=problem, allowed=allowed)
