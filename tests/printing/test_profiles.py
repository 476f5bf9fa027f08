"""Printers are described by a table in a file."""

import pytest

from kiosk.errors import NotFound
from kiosk.printing.profiles import Profile, names, profile


@pytest.mark.parametrize("name", names())
def test_a_profile_is_possible(name: str) -> None:
    kind = profile(name)
    assert name == kind.name
    assert kind.columns == kind.dots // 12
    assert kind.codepage is None or 0 <= kind.codepage <= 255
    assert kind.dpi in (180, 203)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("epson-tm-t88v", "epson-tm-t88"),
        ("generic80", "generic-80"),
        ("Simple", "simple"),
    ],
)
def test_an_unknown_profile_is_answered_with_the_nearest(
    name: str, nearest: str
) -> None:
    with pytest.raises(NotFound) as unknown:
        profile(name)
    assert f"did you mean: {nearest}?" in unknown.value.detail
    assert ", ".join(names()) in unknown.value.detail


def test_a_name_like_no_other_lists_all_there_are() -> None:
    with pytest.raises(NotFound) as unknown:
        profile("???")
    assert "did you mean" not in unknown.value.detail
    assert ", ".join(names()) in unknown.value.detail


def test_profiles_are_values() -> None:
    assert isinstance(profile("simple"), Profile)
    assert profile("simple") is profile("simple")
