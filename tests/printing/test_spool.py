"""What a spool has on disk is enough to know which papers of a ticket may exist."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.ports import Outcome
from kiosk.domain.ticket import TicketId
from kiosk.errors import Reason, Unavailable
from kiosk.printing.job import Job, State
from kiosk.printing.rendered import Rendered
from kiosk.printing.spool import Spool
from tests.printing.orders import NOW
from tests.printing.wires import ticket

ID = TicketId("6fe8fb8b12")
PRINTED, NOT_PRINTED, UNKNOWN, BLIND = (
    Outcome.PRINTED,
    Outcome.NOT_PRINTED,
    Outcome.UNKNOWN,
    Outcome.BLIND,
)


def _paper(copy: int) -> Rendered:
    return ticket("A042", copy)


def add(spool: Spool, name: str = ID, *, queued: bool = False) -> Job:
    """The next try for a ticket."""
    mine = spool.lock()
    job, _ = spool.add(TicketId(name), "A042", NOW, _paper, queued=queued)
    if mine:
        mine.release()
    return job


def tried(spool: Spool, outcome: Outcome, name: str = ID) -> Job:
    """A try that ended so."""
    return spool.finish(add(spool, name), outcome, None, "", NOW)


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    """An empty spool in a folder that is not there yet."""
    return Spool(tmp_path / "spool" / "lobby")


@pytest.mark.parametrize(
    ("before", "copy"),
    [
        ([], 1),
        ([NOT_PRINTED], 1),
        ([NOT_PRINTED, NOT_PRINTED], 1),
        ([PRINTED], 2),
        ([UNKNOWN], 2),
        ([BLIND], 2),
        ([NOT_PRINTED, PRINTED], 2),
        ([PRINTED, NOT_PRINTED], 2),
        ([UNKNOWN, PRINTED, NOT_PRINTED, BLIND], 4),
    ],
)
def test_a_paper_is_a_copy_of_every_one_that_may_exist(
    spool: Spool, before: list[Outcome], copy: int
) -> None:
    for outcome in before:
        tried(spool, outcome)
    assert (copy - 1, copy) == (spool.papers(ID), add(spool).copy)


@settings(max_examples=20)  # each writes to disk, durably
@given(st.lists(st.sampled_from(list(Outcome)), max_size=8))
def test_no_two_papers_that_may_exist_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, outcomes: list[Outcome]
) -> None:
    """At most one original, and no two COPY 3."""
    spool = Spool(tmp_path_factory.mktemp("spool"))
    jobs = [tried(spool, outcome) for outcome in outcomes]
    existing = [job.copy for job in jobs if job.may_exist]
    assert list(range(1, len(existing) + 1)) == existing


def test_a_reprint_asked_for_elsewhere_is_never_an_original(spool: Spool) -> None:
    """Staff may know of a paper that another printer made."""
    add(spool)
    job, _ = spool.add(TicketId("other00001"), "A042", NOW, _paper, least=3)
    assert 3 == job.copy


def test_eight_who_print_a_ticket_at_once_make_one_original(spool: Spool) -> None:
    """Without holding the printer's lock: a job's name can be taken once."""
    tried(spool, NOT_PRINTED)
    start = Barrier(8)

    def one_more(_: int) -> Job:
        start.wait()
        return add(spool, queued=True)

    with ThreadPoolExecutor(8) as pool:
        jobs = list(pool.map(one_more, range(8)))
    assert (set(range(1, 9)), 8) == (
        {job.copy for job in jobs},
        len({job.id for job in jobs}),
    )


def test_who_was_overtaken_while_rendering_makes_a_copy(spool: Spool) -> None:
    """Somebody else's try, begun later, is over already; its name is not taken twice."""

    def slow(copy: int) -> Rendered:
        if copy == 1:
            tried(spool, PRINTED)
        return _paper(copy)

    add(spool, "other00001")
    job, _ = spool.add(ID, "A042", NOW, slow, queued=True)
    assert ("6fe8fb8b12-2", 2) == (job.id, job.copy)


def test_what_is_to_be_printed_is_kept_only_while_somebody_may_print_it(
    spool: Spool, tmp_path: Path
) -> None:
    """A queued job can be printed by whoever comes next; afterwards nobody needs the paper."""
    job = add(spool, queued=True)
    assert ticket().data == spool.unfinished()[0].data
    sending = spool.start(job)
    assert sending
    assert (State.SENDING, b"") == (sending.state, spool.unfinished()[0].data)
    spool.finish(sending, UNKNOWN, Reason.PAPER_OUT, "30 mm", NOW)
    kept = json.loads((tmp_path / f"spool/lobby/done/{job.id}.json").read_bytes())
    assert {
        "id": "6fe8fb8b12-1",
        "ticket": "6fe8fb8b12",
        "number": "A042",
        "copy": 1,
        "state": "UNKNOWN",
        "created": "2026-05-04T08:42:00Z",
        "finished": "2026-05-04T08:42:00Z",
        "reason": "paper-out",
        "detail": "30 mm",
    } == kept


def test_only_one_at_a_time_has_the_printer(spool: Spool) -> None:
    mine = spool.lock()
    assert mine is not None
    refused = spool.lock()
    mine.release()
    again = spool.lock()
    assert again is not None
    again.release()
    assert refused is None


@pytest.mark.parametrize(
    "there", [[], ["queue"], ["queue", "bad", "done"], ["sending"]], ids="-".join
)
def test_folders_that_are_missing_are_made(tmp_path: Path, there: list[str]) -> None:
    for name in there:
        (tmp_path / name).mkdir()
    spool = Spool(tmp_path)
    assert State.PRINTED is tried(spool, PRINTED).state
    assert 1 == spool.papers(ID)


def test_nobody_else_looks_into_what_is_made_above_a_spool(tmp_path: Path) -> None:
    """A printer that is asked before anything ran makes the whole data directory."""
    data = tmp_path / "kiosk" / "site"
    tried(Spool(data / "spool" / "front"), PRINTED)
    made = (data.parent, data, data / "spool", data / "spool" / "front")
    assert [0o700] * 4 == [stat.S_IMODE(one.stat().st_mode) for one in made]


def test_a_job_is_queued_also_where_nobody_asked_for_the_lock(spool: Spool) -> None:
    job, _ = spool.add(ID, "A042", NOW, _paper, queued=True)
    assert [job] == spool.unfinished()


def test_jobs_come_in_the_order_they_were_made(spool: Spool) -> None:
    add(spool, "first")
    for minute, name in enumerate(["zz", "mm", "aa"], 1):
        made = NOW + timedelta(minutes=minute)
        spool.add(TicketId(name), "A042", made, _paper, queued=True)
    assert ["first", "zz", "mm", "aa"] == [job.ticket for job in spool.unfinished()]


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "..", "ü\n\0", "-", ""])
def test_a_ticket_id_is_never_a_way_out_of_the_folder(
    spool: Spool, tmp_path: Path, name: str
) -> None:
    tried(spool, PRINTED, name)
    outside = [path for path in tmp_path.rglob("*") if path.is_file()]
    inside = tmp_path / "spool" / "lobby"
    assert all(inside in path.parents for path in outside)
    assert (1, 2) == (spool.papers(TicketId(name)), add(spool, name).copy)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


def _noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)))


def _deep(path: Path) -> None:
    path.write_bytes(b"[" * 100_000)


def _vast(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(1 << 40)


def _somebody_elses(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(ID.encode(), b"other00001"))


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("/nowhere")


DAMAGES = [
    _empty,
    _half,
    _noise,
    _deep,
    _vast,
    _somebody_elses,
    _directory,
    _pipe,
    _link,
    _dangling,
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("folder", ["queue", "sending", "done"])
def test_a_damaged_file_is_put_aside_and_counts_as_a_paper_that_may_exist(
    spool: Spool, tmp_path: Path, folder: str, damage: Callable[[Path], None]
) -> None:
    """The others go on, and its ticket is not printed unmarked again."""
    job = add(spool, queued=folder == "queue")
    if folder == "done":
        spool.finish(job, PRINTED, None, "", NOW)
    add(spool, "other00001", queued=True)
    damage(tmp_path / "spool" / "lobby" / folder / f"{job.id}.json")
    waiting = [job.ticket for job in spool.unfinished()]
    found = (spool.papers(ID), spool.quarantined)
    alive = [name for name in waiting if name != ID]
    assert ((1, 1), ["other00001"], 2) == (found, alive, add(spool).copy)
    put_aside = spool.find(job.id)
    assert put_aside
    assert (State.UNKNOWN, Reason.INTERRUPTED) == (put_aside.state, put_aside.reason)


@pytest.mark.parametrize("earlier", ["queue", "sending"])
def test_a_job_that_ended_just_before_a_power_cut_is_not_sent_again(
    spool: Spool, tmp_path: Path, earlier: str
) -> None:
    """It may be in two folders then, and the later one holds."""
    job = add(spool, queued=True)
    before = (tmp_path / f"spool/lobby/queue/{job.id}.json").read_bytes()
    spool.finish(job, PRINTED, None, "", NOW)
    (tmp_path / f"spool/lobby/{earlier}/{job.id}.json").write_bytes(before)
    found = spool.find(job.id)
    assert ([], State.PRINTED) == (spool.unfinished(), found and found.state)


def test_a_job_is_either_withdrawn_or_sent(spool: Spool) -> None:
    """Who was told that nothing is printed sees no paper, and the other way round."""
    gone, sent = add(spool, queued=True), add(spool, queued=True)
    withdrawn = spool.withdraw(gone, Reason.EXPIRED, NOW)
    started = spool.start(sent)
    assert (None, None) == (
        spool.start(gone),
        spool.withdraw(sent, Reason.EXPIRED, NOW),
    )
    assert withdrawn
    assert started
    states = (withdrawn.state, started.state, spool.papers(ID))
    assert (State.NOT_PRINTED, State.SENDING, 1) == states


def _age(spool_folder: Path, pattern: str, days: float) -> None:
    for path in spool_folder.rglob(pattern):
        then = path.stat().st_mtime - days * 86400
        os.utime(path, (then, then))


def _today(folder: Path) -> timedelta:
    """How far the files' clock is from the tests' own."""
    probe = folder / "probe"
    probe.touch()
    return timedelta(seconds=probe.stat().st_mtime - NOW.timestamp())


def test_old_jobs_are_forgotten_but_a_tickets_together(
    spool: Spool, tmp_path: Path
) -> None:
    """A count that lost its first paper would make a second original."""
    tried(spool, PRINTED, "oldticket1")
    tried(spool, PRINTED)
    _age(tmp_path, "*.json", days=8)
    tried(spool, PRINTED)
    spool.sweep(NOW + _today(tmp_path))
    assert (0, 2) == (spool.papers(TicketId("oldticket1")), spool.papers(ID))


def test_too_many_jobs_are_forgotten_oldest_first(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool", at_most=2)
    for day, name in enumerate(["first00001", "second0001", "third00001"]):
        tried(spool, PRINTED, name)
        _age(tmp_path, f"{name}-1.json", days=3 - day)
    spool.sweep(NOW + _today(tmp_path))
    left = [spool.papers(TicketId(f"{name}")) for name in ("first00001", "third00001")]
    assert [0, 1] == left


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable) as refused:
        Spool(tmp_path / "file" / "spool").lock()
    assert Reason.STORE_FAILED is refused.value.reason


FULL_DISK = """
import resource, sys
from pathlib import Path
from tests.printing.test_spool import Spool, Unavailable, add, tried, PRINTED
spool = Spool(Path(sys.argv[1]))
tried(spool, PRINTED)
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
try:
    add(spool)
except Unavailable as error:
    print(error.reason, spool.papers("6fe8fb8b12"))
"""


def test_a_full_disk_refuses_a_job_and_spoils_nothing(tmp_path: Path) -> None:
    """In a process that may not write files longer than ten bytes."""
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path / "spool")],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "store-full 1\n" == done.stdout
    assert [] == list((tmp_path / "spool").rglob(".*.part"))
