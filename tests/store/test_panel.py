"""What a panel keeps of its PIN: for this user's eyes, through restarts and full disks."""

import logging
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.attempts import Attempts
from kiosk.errors import Unavailable
from kiosk.store.panel import PanelFiles

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
KNOWN = [
    Attempts(),
    Attempts((NOON, NOON + timedelta(microseconds=1))),
    Attempts((), NOON),
]


@pytest.fixture(name="files")
def _files(tmp_path: Path) -> PanelFiles:
    return PanelFiles(tmp_path / "data")


def test_without_a_pin_there_is_nothing(files: PanelFiles) -> None:
    """Not even a folder: looking makes none."""
    assert (None, Attempts()) == (files.pin_hash(), files.attempts())
    assert not files.pin.parent.exists()


def test_only_this_user_can_read_them(files: PanelFiles) -> None:
    files.keep_pin("$hash")
    found = sorted(files.pin.parent.iterdir())
    assert [files.pin, files.tries] == found
    assert {0o600} == {stat.S_IMODE(file.stat().st_mode) for file in found}
    assert 0o700 == stat.S_IMODE(files.pin.parent.stat().st_mode)
    assert "$hash" == PanelFiles(files.pin.parent).pin_hash()
    files.drop_pin()
    assert [] == list(files.pin.parent.iterdir())


@pytest.mark.parametrize("known", KNOWN, ids=["none", "two", "locked"])
def test_wrong_pins_outlive_the_program(files: PanelFiles, known: Attempts) -> None:
    files.keep_attempts(known)
    assert known == PanelFiles(files.pin.parent).attempts()


def test_a_pin_somebody_else_may_have_put_there_lets_nobody_in(
    files: PanelFiles, tmp_path: Path
) -> None:
    """Open to others, a link, a folder: said, and not used."""
    files.keep_pin("$hash")
    files.pin.chmod(0o644)
    with pytest.raises(Unavailable, match="chmod 600"):
        files.pin_hash()
    files.pin.rename(tmp_path / "elsewhere")
    files.pin.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Unavailable):
        files.pin_hash()
    files.pin.unlink()
    files.pin.mkdir(mode=0o700)
    with pytest.raises(Unavailable):
        files.pin_hash()


@pytest.mark.parametrize(
    "text", ["", "{}", "[" * 4000, '{"wrong": ["x"]}', '{"wrong": 1}', "\0"]
)
def test_damaged_tries_count_as_none_and_are_logged(
    files: PanelFiles, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    files.keep_attempts(KNOWN[1])
    files.tries.write_text(text)
    assert Attempts() == files.attempts()
    assert ["wrong PINs unknown"] == [record.msg for record in caplog.records]


def test_a_disk_that_takes_nothing_keeps_nobody_from_counting(
    files: PanelFiles, caplog: pytest.LogCaptureFixture
) -> None:
    """A technician may have come for the disk; a guesser finds no way round."""
    caplog.set_level(logging.CRITICAL)
    files.pin.parent.mkdir(mode=0o700)
    (files.pin.parent / "panel.tries").mkdir()  # nothing can take its place
    files.keep_attempts(KNOWN[2])
    assert KNOWN[2] == files.attempts()
