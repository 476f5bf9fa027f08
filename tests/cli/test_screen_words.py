"""A theme or a language that nobody has is refused before a screen opens."""

from pathlib import Path

import pytest

from tests.cli.command import kiosk


@pytest.mark.parametrize("screen", ["customer", "staff", "board"])
@pytest.mark.parametrize(
    ("flag", "typed", "meant"),
    [
        ("--theme", "kiosk-drak", "did you mean: kiosk-dark?"),
        ("--locale", "xx", "allowed: en, ar"),
    ],
)
def test_a_word_nobody_has_is_refused(
    tmp_path: Path, screen: str, flag: str, typed: str, meant: str
) -> None:
    """Else a unit file with a slip in it would show other colours, and nobody knew why."""
    done = kiosk(screen, flag, typed, data=tmp_path)
    assert 2 == done.returncode
    assert f"kiosk: command line: {flag}: is not known; found: {typed}" in done.stderr
    assert meant in done.stderr


def test_a_boards_languages_are_checked_where_they_stand(tmp_path: Path) -> None:
    """Like a kiosk's: one that nobody speaks would be left out in silence."""
    file = tmp_path / "config.toml"
    file.write_text('[board]\nlanguages = ["en", "xx"]\n')
    done = kiosk("config", "check", "--config", str(file), data=tmp_path)
    assert 2 == done.returncode
    assert f"{file}:2: board.languages: is not known; found: xx" in done.stderr
