"""What a kiosk asked for outlives it, belongs to one kiosk at a time, and harms nobody damaged."""

import json
import os
import signal
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.booking import Holder
from kiosk.domain.branch import GroupId
from kiosk.domain.customer import CustomerId
from kiosk.domain.intent import Intent
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft
from kiosk.errors import Reason, Unavailable
from kiosk.store.intents import FileIntents
from tests.contract.shop import CASH, MAIN
from tests.house.project import ROOT
from tests.store.ends import die

AT = datetime(2026, 5, 4, 8, 42, tzinfo=UTC)
INTENT = Intent(
    Draft(MAIN, CASH, GroupId("everyday01"), "ar"), Once("kiosk-1", "key-1", "f"), AT
)

APPOINTMENT = Intent(
    replace(
        INTENT.draft,
        start=datetime(2026, 5, 5, 7, 30, tzinfo=UTC),
        holder=Holder("kiosk-visit-key-1"),
        customer=CustomerId("0" * 32),
    ),
    INTENT.once,
    AT,
)

KEEPER = """
import sys
from pathlib import Path
from kiosk.store.intents import FileIntents
from tests.store.test_intents import INTENT
FileIntents(Path(sys.argv[1])).keep(INTENT)
print("kept", flush=True)
sys.stdin.read()
"""
"""Another kiosk, which keeps one intent and lives on."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "intents"


def another(key: str, **later: float) -> Intent:
    once = replace(INTENT.once, key=key)
    return replace(INTENT, once=once, at=AT + timedelta(**later))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_a_killed_kiosk_kept_is_found_whole_and_only_once_it_is_dead(
    folder: Path,
) -> None:
    """And by one of those who look: the other gets nothing."""
    command = [sys.executable, "-c", KEEPER, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as kiosk:
        assert kiosk.stdout
        assert b"kept\n" == kiosk.stdout.readline()
        first, second = FileIntents(folder), FileIntents(folder)
        assert () == tuple(first.left())
        kiosk.send_signal(signal.SIGKILL)
        kiosk.wait()
        assert ([INTENT], []) == (first.left(), second.left())


def test_what_is_dropped_is_gone_for_everybody(folder: Path) -> None:
    mine = FileIntents(folder)
    mine.keep(INTENT)
    mine.drop(INTENT)
    mine.drop(INTENT)
    assert ([], []) == (names(folder), FileIntents(folder).left())


def test_an_intent_that_is_kept_already_stays_as_it_is(folder: Path) -> None:
    """Each attempt keeps it again."""
    mine = FileIntents(folder)
    mine.keep(INTENT)
    mine.keep(replace(INTENT, at=AT + timedelta(hours=1)))
    die(mine)
    assert [INTENT] == FileIntents(folder).left()


def test_several_come_oldest_first(folder: Path) -> None:
    mine = FileIntents(folder)
    for intent in (another("a", seconds=2), another("b"), another("c", seconds=1)):
        mine.keep(intent)
    die(mine)
    assert ["b", "c", "a"] == [each.once.key for each in FileIntents(folder).left()]


def test_only_this_user_may_look(folder: Path) -> None:
    before = os.umask(0)
    try:
        FileIntents(folder).keep(INTENT)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (folder, folder / "key-1.json")]
    assert [0o700, 0o600] == modes


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\0" * 300,
        b"{",
        b"[]",
        b"[" * 16_000,
        b'{"key": "key-1"}',
        b"\xff\xfe{}",
        b" " * 1_000_000,
    ],
    ids=lambda raw: repr(raw[:8]),
)
def test_a_damaged_file_is_put_aside_and_the_others_are_found(
    folder: Path, damaged: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    mine = FileIntents(folder)
    mine.keep(INTENT)
    mine.keep(another("key-2"))
    die(mine)
    (folder / "key-1.json").write_bytes(damaged)
    assert ["key-2"] == [each.once.key for each in FileIntents(folder).left()]
    assert ["key-1.bad", "key-2.json"] == names(folder)
    assert "put aside" in caplog.text


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b'"key": "key-1"', b'"key": "key-9"'),
        (b"+00:00", b""),
        (b'"ar"', b"7"),
        (b'"everyday01"', b"[]"),
    ],
)
def test_a_file_that_says_something_else_is_put_aside(
    folder: Path, was: bytes, becomes: bytes
) -> None:
    mine = FileIntents(folder)
    mine.keep(INTENT)
    die(mine)
    file = folder / "key-1.json"
    raw = file.read_bytes()
    assert was in raw
    file.write_bytes(raw.replace(was, becomes))
    assert ([], ["key-1.bad"]) == (FileIntents(folder).left(), names(folder))


def test_a_pipe_or_a_link_in_the_folder_holds_nobody_up(folder: Path) -> None:
    """Neither is ours."""
    mine = FileIntents(folder)
    mine.keep(INTENT)
    os.mkfifo(folder / "pipe.json")
    (folder / "link.json").symlink_to("/dev/zero")
    assert [] == FileIntents(folder).left()


def test_half_a_file_was_never_asked_for(folder: Path) -> None:
    """Its kiosk died while it wrote: it goes without a word."""
    FileIntents(folder).keep(another("key-2"))
    (folder / ".key-1.part").write_bytes(b'{"key"')
    assert [] == FileIntents(folder).left()
    assert ["key-2.json"] == names(folder)


def test_a_disk_that_refuses_says_so(tmp_path: Path) -> None:
    """Then nothing may be asked for."""
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable) as caught:
        FileIntents(tmp_path / "file").keep(INTENT)
    assert Reason.STORE_FAILED is caught.value.reason


def test_a_full_disk_leaves_nothing_behind(folder: Path) -> None:
    """Not even a name; and once there is room it is kept."""
    limited = """
import resource, signal, sys
from pathlib import Path
from kiosk.errors import Unavailable
from kiosk.store.intents import FileIntents
from tests.store.test_intents import INTENT
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (16, resource.RLIM_INFINITY))
mine = FileIntents(Path(sys.argv[1]))
try:
    mine.keep(INTENT)
except Unavailable as error:
    print(error.reason, len(list(Path(sys.argv[1]).iterdir())))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
mine.keep(INTENT)
"""
    command = [sys.executable, "-c", limited, str(folder)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    assert "store-full 0\n" == said.stdout
    assert [INTENT] == FileIntents(folder).left()


def test_an_appointment_is_found_with_its_time_and_its_customer(folder: Path) -> None:
    """What is asked for again is the same time, for the same person."""
    mine = FileIntents(folder)
    mine.keep(APPOINTMENT)
    die(mine)
    assert [APPOINTMENT] == FileIntents(folder).left()


def test_a_file_from_before_there_were_appointments_is_still_found(
    folder: Path,
) -> None:
    mine = FileIntents(folder)
    mine.keep(INTENT)
    file = folder / "key-1.json"
    said = json.loads(file.read_bytes())
    older = {key: said[key] for key in said.keys() - {"start", "holder", "customer"}}
    file.write_text(json.dumps(older))
    die(mine)
    assert [INTENT] == FileIntents(folder).left()
