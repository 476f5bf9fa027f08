"""The secret that phone numbers are hashed with."""

import stat
from pathlib import Path

import pytest

from kiosk.errors import Reason, Unavailable
from kiosk.store.pepper import SIZE, pepper


def test_it_is_made_once_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "phone.secret"
    first = pepper(path)
    assert SIZE == len(first)
    assert first == pepper(path)
    assert first != pepper(tmp_path / "another")


def test_it_is_for_nobody_elses_eyes(tmp_path: Path) -> None:
    path = tmp_path / "phone.secret"
    pepper(path)
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert [path] == list(tmp_path.iterdir())


def test_what_a_power_cut_left_of_a_draft_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / ".phone.secret.part").write_bytes(b"half")
    assert SIZE == len(pepper(tmp_path / "phone.secret"))


@pytest.mark.parametrize("content", [b"", b"short"])
def test_another_secret_is_never_put_in_the_place_of_one(
    tmp_path: Path, content: bytes
) -> None:
    """Else nobody who was here before would be found again."""
    path = tmp_path / "phone.secret"
    path.write_bytes(content)
    with pytest.raises(Unavailable) as refused:
        pepper(path)
    assert Reason.STORE_FAILED is refused.value.reason
    assert content == path.read_bytes()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        pepper(tmp_path / "nowhere" / "phone.secret")
