"""The customer's screen is opened at once, and everything else is read with care."""

from collections.abc import Sequence

import pytest

from kiosk.cli.main import screen_options


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", {}),
        ("customer", {}),
        ("--data here", {"data": "here"}),
        ("--config a.toml --data b", {"config": "a.toml", "data": "b"}),
        (
            "customer --server http://q --locale ar",
            {"server": "http://q", "locale": "ar"},
        ),
    ],
)
def test_plain_wishes_need_no_other_command(line: str, wanted: dict[str, str]) -> None:
    """The line a technician puts into a unit file."""
    assert wanted == screen_options(line.split())


@pytest.mark.parametrize(
    "line",
    [
        ["--help"],
        ["customer", "--help"],
        ["serve"],
        ["--server", "http://q"],
        ["customer", "--server"],
        ["customer", "--server="],
        ["customer", "--server", ""],
        ["customer", "--server", "--locale"],
        ["customer", "--colour", "red"],
        ["customer", "--locale", "ar", "--locale", "en"],
        ["customer", "extra"],
        ["customer", "customer"],
    ],
    ids=" ".join,
)
def test_anything_else_is_left_to_who_explains_it(line: Sequence[str]) -> None:
    """Help, other commands, and every mistake."""
    assert screen_options(line) is None
