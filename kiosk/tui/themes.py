"""Themes: one TOML file a theme, whose keys are the fields of Textual's `Theme`."""

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from textual.theme import Theme

from kiosk.errors import BadConfig

_FIELDS = {field.name for field in fields(Theme)} - {"name"}


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
        allowed = _FIELDS
        if key not in allowed:
            raise BadConfig(
                file=str(file),
                key=key,
                problem="unknown key",
                allowed=", ".join(sorted(allowed)),
            )
        if key == "variables":
            bad = next((k for k, v in value.items() if not isinstance(v, str)), None)
            if bad:
                raise BadConfig(
                    file=str(file), key=f"variables.{bad}", problem="not a text"
                )
    if not isinstance(table.get("primary"), str):
        raise BadConfig(file=str(file), key="primary", problem="missing")
