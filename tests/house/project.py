"""The checkout the tests stand in."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

TOP_FILES = ("CHANGELOG.md", "LICENSE", "Makefile", "README.md")
TOP_CONFIGURATION = (".gitignore", "config.example.toml", "pyproject.toml")
FOLDERS = (".ci", ".github", "deploy", "docs", "kiosk", "tests", "themes")


def written_files() -> Iterator[Path]:
    """Every file a person wrote or committed; nothing that tools left behind."""
    yield from (ROOT / name for name in TOP_FILES + TOP_CONFIGURATION)
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def modules() -> Iterator[Path]:
    """Every module of the package."""
    return (ROOT / "kiosk").rglob("*.py")
