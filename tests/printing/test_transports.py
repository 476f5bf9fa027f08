"""Files, folders, devices and memory: PRINTED is what is kept, and nothing blocks for ever."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.ports import Outcome
from kiosk.errors import BadInput, Reason
from kiosk.printing import registry
from kiosk.printing.profiles import profile
from kiosk.printing.rendered import Rendered
from kiosk.printing.transport import Place
from kiosk.printing.transports.file import File
from kiosk.printing.transports.memory import Memory
from kiosk.printing.transports.preview import Preview
from tests.printing.wires import job, ticket

PRINTED, NOT_PRINTED, UNKNOWN, BLIND = (
    Outcome.PRINTED,
    Outcome.NOT_PRINTED,
    Outcome.UNKNOWN,
    Outcome.BLIND,
)
ANY = profile("generic-80")


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kind", registry.KINDS)
def test_every_kind_can_be_made_of_what_the_settings_say(
    kind: str, tmp_path: Path
) -> None:
    place = Place(ANY, "127.0.0.1", 9100, tmp_path)
    assert registry.KINDS[kind].endswith(
        f":{type(registry.transport(kind, place)).__name__}"
    )


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput, match="'fax'; there are: network, file, preview, mem"):
        registry.transport("fax", Place(ANY))


@pytest.mark.parametrize("kind", ["file", "preview"])
def test_a_kind_that_needs_a_path_says_so(kind: str) -> None:
    with pytest.raises(BadInput, match="needs a path"):
        registry.transport(kind, Place(ANY))


def test_only_the_kind_in_use_is_imported() -> None:
    """A kiosk with a preview needs nothing for networks."""
    code = (
        "import sys; from pathlib import Path; from kiosk.printing import registry, "
        "profiles, transport; registry.transport('memory', transport.Place("
        "profiles.profile('simple'))); print([name for name in sys.modules "
        "if name.startswith('kiosk.printing.transports.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert "['kiosk.printing.transports.memory']\n" == done.stdout


async def test_memory_keeps_what_it_was_given() -> None:
    memory = Memory()
    said = await memory.deliver(job(), ticket(), tidy=False)
    assert (PRINTED, [ticket().data]) == (
        said.outcome,
        [paper.data for paper in memory.papers],
    )


async def test_a_file_gets_papers_one_behind_the_other(tmp_path: Path) -> None:
    path = tmp_path / "papers.bin"
    way = File(path)
    outcomes = [
        (await way.deliver(job(), ticket(number), tidy=False)).outcome
        for number in ("A001", "A002")
    ]
    expected = ticket("A001").data + ticket("A002").data
    assert ([PRINTED, PRINTED], expected) == (outcomes, _bytes(path))


async def test_a_folder_gets_a_file_for_each_paper(tmp_path: Path) -> None:
    way = File(tmp_path)
    for name in ("one0000001-1", "two0000001-1"):
        await way.deliver(job(name), ticket(), tidy=False)
    assert ["one0000001-1.bin", "two0000001-1.bin"] == _names(tmp_path)


def _missing_folder(folder: Path) -> Path:
    return folder / "nowhere" / "papers.bin"


def _under_a_file(folder: Path) -> Path:
    (folder / "file").touch()
    return folder / "file" / "papers.bin"


def _socket(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket"))
    return folder / "socket"


def _pipe_without_reader(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def _no_such_device(_: Path) -> Path:
    return Path("/dev/usb/lp77")


def _loop(folder: Path) -> Path:
    (folder / "loop").symlink_to(folder / "loop")
    return folder / "loop"


def _full_device(_: Path) -> Path:
    """Refuses every byte as a USB printer without paper does."""
    return Path("/dev/full")


@pytest.mark.parametrize(
    ("arrange", "reason"),
    [
        (_missing_folder, Reason.STORE_FAILED),
        (_under_a_file, Reason.PRINTER_OFFLINE),
        (_socket, Reason.PRINTER_ERROR),
        (_pipe_without_reader, Reason.PRINTER_OFFLINE),
        (_no_such_device, Reason.PRINTER_OFFLINE),
        (_loop, Reason.PRINTER_OFFLINE),
        (_full_device, Reason.PAPER_OUT),
    ],
)
async def test_a_path_that_cannot_be_written_to_is_not_printed(
    arrange: Callable[[Path], Path], reason: Reason, home: Path
) -> None:
    """And nothing is made there."""
    path = arrange(home)
    before = _exists(path)
    said = await File(path).deliver(job(), ticket(), tidy=False)
    assert (NOT_PRINTED, reason, before) == (said.outcome, said.reason, _exists(path))


def _exists(path: Path) -> bool:
    return os.path.lexists(path)


async def test_a_device_that_takes_everything_says_nothing_about_paper() -> None:
    said = await File(Path("/dev/null")).deliver(job(), ticket(), tidy=False)
    assert BLIND is said.outcome


def _pipe(folder: Path) -> tuple[Path, int]:
    """A pipe that holds 4 KiB, and its open reading end."""
    os.mkfifo(folder / "pipe")
    return folder / "pipe", os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)


async def test_a_device_that_takes_no_more_is_given_up(tmp_path: Path) -> None:
    """A USB printer that stops in the middle blocks its writer for ever otherwise."""
    path, reading = _pipe(tmp_path)
    vast = Rendered(b"x" * 1_000_000, "", lambda: b"")
    said = await File(path, silent=0.2).deliver(job(), vast, tidy=False)
    os.close(reading)
    assert (UNKNOWN, Reason.PRINTER_SILENT) == (said.outcome, said.reason)


async def test_a_slow_device_gets_all_of_a_long_ticket(tmp_path: Path) -> None:
    path, reading = _pipe(tmp_path)
    long = Rendered(os.urandom(300_000), "", lambda: b"")
    sending = asyncio.create_task(File(path).deliver(job(), long, tidy=False))
    taken = bytearray()
    loop = asyncio.get_running_loop()
    complete = asyncio.Event()

    def take() -> None:
        taken.extend(os.read(reading, 4096))
        if len(taken) == len(long.data):
            complete.set()

    loop.add_reader(reading, take)
    said = await sending
    await complete.wait()
    loop.remove_reader(reading)
    os.close(reading)
    assert (BLIND, long.data) == (said.outcome, bytes(taken))


async def test_after_an_unknown_paper_a_device_cuts_first(tmp_path: Path) -> None:
    path, reading = _pipe(tmp_path)
    await File(path, cuts=True).deliver(job(), ticket(), tidy=True)
    taken = os.read(reading, 4096)
    os.close(reading)
    assert b"\x1b@\x1dVB\x00" + ticket().data == taken


FULL_DISK = """
import asyncio, resource, sys
from pathlib import Path
from kiosk.printing.transports.file import File
from kiosk.printing.transports.preview import Preview
from tests.printing.wires import job, ticket
whole = len(ticket().data)
resource.setrlimit(resource.RLIMIT_FSIZE, (whole + 50, whole + 50))
folder = Path(sys.argv[1])
async def main():
    way = File(folder / "papers.bin")
    for _ in range(2):
        said = await way.deliver(job(), ticket(), tidy=False)
        print(said.outcome, said.reason)
    said = await Preview(folder / "preview").deliver(job(), ticket(lines=500), tidy=False)
    print(said.outcome, said.reason)
asyncio.run(main())
"""


def test_a_full_disk_leaves_no_half_paper(tmp_path: Path) -> None:
    """Appended halves would be glued to the next ticket."""
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
    )
    refused = "NOT_PRINTED store-full\n"
    assert "PRINTED None\n" + 2 * refused == done.stdout
    assert ticket().data == _bytes(tmp_path / "papers.bin")
    assert [] == _names(tmp_path / "preview" / "history")


async def test_a_preview_shows_the_last_paper_and_keeps_those_before(
    tmp_path: Path,
) -> None:
    way = Preview(tmp_path / "preview")
    for number in ("A041", "A042"):
        await way.deliver(job(number=number), ticket(number), tidy=False)
    shown = tmp_path / "preview"
    assert ["history", "last.bin", "last.png", "last.txt"] == _names(shown)
    assert (ticket("A042").data, ticket("A042").text.encode(), b"\x89PNG") == (
        _bytes(shown / "last.bin"),
        _bytes(shown / "last.txt"),
        _bytes(shown / "last.png"),
    )
    numbered = [f"00000{n}-A04{n}" for n in (1, 2)]
    expected = [f"{name}.{form}" for name in numbered for form in ("bin", "png", "txt")]
    assert expected == _names(shown / "history")


async def test_a_preview_forgets_old_papers_and_leaves_foreign_files(
    tmp_path: Path,
) -> None:
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / ("9" * 30)).touch()
    (tmp_path / "history" / "notes.txt").touch()
    way = Preview(tmp_path, kept=2)
    for _ in range(4):
        await way.deliver(job(number="../A1\n"), ticket(), tidy=False)
    texts = [name for name in _names(tmp_path / "history") if name.endswith("1_.txt")]
    assert ["000003-___A1_.txt", "000004-___A1_.txt"] == texts
    assert "notes.txt" in _names(tmp_path / "history")


@pytest.mark.parametrize(
    ("kind", "path", "reason"),
    [
        ("memory", ".", None),
        ("file", ".", None),
        ("file", "new.bin", None),
        ("file", "/dev/null", None),
        ("file", "/dev/usb/lp77", Reason.PRINTER_OFFLINE),
        ("preview", "new", None),
        ("preview", "/dev/null", Reason.STORE_FAILED),
    ],
)
async def test_a_transport_says_whether_it_could(
    kind: str, path: str, reason: Reason | None, tmp_path: Path
) -> None:
    way = registry.transport(kind, Place(ANY, path=tmp_path / path))
    found = await way.status()
    assert (reason is None, reason) == (found.ready, found.reason)
