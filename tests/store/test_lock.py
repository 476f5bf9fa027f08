"""One process owns a data directory, and a second is told who it is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.errors import Reason, Unavailable
from kiosk.store.lock import DataLock
from tests.contract.shop import NOON

HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kiosk.store.lock import DataLock
held = DataLock.take(Path(sys.argv[1]), datetime(2026, 5, 4, 12, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_second_is_refused_and_told_who_the_first_is(tmp_path: Path) -> None:
    held = DataLock.take(tmp_path, NOON)
    with pytest.raises(Unavailable) as refused:
        DataLock.take(tmp_path, NOON)
    assert Reason.STORE_LOCKED is refused.value.reason
    assert (
        f"{tmp_path} is in use by process {os.getpid()} since 2026-05-04T12:00:00+00:00"
        == refused.value.detail
    )
    held.release()


def test_a_released_directory_can_be_taken_again(tmp_path: Path) -> None:
    held = DataLock.take(tmp_path, NOON)
    held.release()
    held.release()
    DataLock.take(tmp_path, NOON).release()


def test_a_killed_owner_leaves_no_lock_behind(tmp_path: Path) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with owner:
        assert owner.stdout is not None
        assert b"held\n" == owner.stdout.readline()
        with pytest.raises(Unavailable, match=f"process {owner.pid} since"):
            DataLock.take(tmp_path, NOON)
        owner.kill()
        owner.wait()
        DataLock.take(tmp_path, NOON).release()


@pytest.mark.parametrize("left", ["", "half a li", "[]", '{"pid": "x"}', "\x00\xff"])
def test_an_unreadable_lock_file_says_another_process(
    tmp_path: Path, left: str
) -> None:
    held = DataLock.take(tmp_path, NOON)
    (tmp_path / "lock").write_text(left, encoding="latin-1")
    with pytest.raises(Unavailable, match="another process"):
        DataLock.take(tmp_path, NOON)
    held.release()


def test_a_directory_that_is_not_there_is_a_failure_of_the_store(
    tmp_path: Path,
) -> None:
    with pytest.raises(Unavailable) as refused:
        DataLock.take(tmp_path / "nowhere", NOON)
    assert Reason.STORE_FAILED is refused.value.reason


def test_the_lock_is_for_this_user_only_and_holds_no_more_than_it_says(
    tmp_path: Path,
) -> None:
    held = DataLock.take(tmp_path, NOON)
    lock = tmp_path / "lock"
    assert 0o600 == lock.stat().st_mode & 0o777
    assert {"pid", "since"} == set(json.loads(lock.read_text()))
    held.release()
