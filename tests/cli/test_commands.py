"""The queue served from the command line: words, shapes and exit codes scripts rely on."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kiosk.config import branch_file
from kiosk.paths import share
from tests.cli.command import TIMEOUT, answer, kiosk, server


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


@pytest.fixture(name="quiet_data", scope="module")
def _quiet_data() -> Iterator[Path]:
    """The data of one running demo, for those who only ask or are refused: they take no number."""
    with (
        TemporaryDirectory(prefix="k") as home,  # short, as sockets live below it
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("HOME", home)
        data = Path(home) / "queue"
        with server(data, "--demo"):
            yield data


def test_a_ticket_from_issue_to_finish(data: Path) -> None:
    """Issued, printed, called, called again without harm, finished; every step is a row."""
    with server(data, "--demo"):
        issued = answer("issue", "--service", "passportne", "--print", data=data)
        ticket = issued["ticket"]
        called = answer("call", "--counter", "1", data=data)
        again = answer("call", "--counter", "1", data=data)
        nobody = answer("call", "--counter", "2", data=data)
        finished = answer("finish", "--counter", "1", data=data)["ticket"]
        shown = answer("ticket", "show", ticket["id"], "--events", data=data)
    assert "PRINTED" == issued["print"]["outcome"]
    assert ticket["id"] == called["ticket"]["id"] == again["ticket"]["id"]
    assert {"ticket": None, "reason": None} == nobody
    assert ("served", "1") == (finished["status"], finished["counter"])
    deeds = [event["deed"] for event in shown["events"]]
    assert ["issue", "call", "start", "finish"] == deeds


def test_a_second_paper_says_copy_2(data: Path) -> None:
    """Nobody can pass a reprint off as the original."""
    with server(data, "--demo"):
        issued = answer("issue", "--service", "passportne", "--print", data=data)
        reprinted = answer("ticket", "reprint", issued["ticket"]["id"], data=data)
    assert (1, 2) == (issued["print"]["copy"], reprinted["print"]["copy"])
    assert "COPY 2" in (data / "preview" / "last.txt").read_text()


def test_a_cancelled_number_is_gone_from_the_queue(data: Path) -> None:
    """And can't be cancelled twice."""
    with server(data, "--demo"):
        ticket = answer("issue", "--service", "passportne", data=data)["ticket"]
        cancelled = answer("ticket", "cancel", ticket["id"], data=data)
        again = kiosk("ticket", "cancel", ticket["id"], data=data)
    assert "cancelled" == cancelled["status"]
    assert again.returncode == 1
    assert len(again.stderr.splitlines()) == 1


def test_the_branch_is_listed_with_its_services(quiet_data: Path) -> None:
    """The shape that scripts read ids from."""
    shown = answer("branch", "show", data=quiet_data)
    assert ["mainstreet"] == [branch["id"] for branch in shown]
    services = [s for group in shown[0]["groups"] for s in group["services"]]
    assert len(services) >= 10
    assert {"id", "name", "walkin", "appointable"} == set(services[0])


def test_a_key_is_shown_once_and_can_be_revoked(quiet_data: Path) -> None:
    """The list shows its beginning only."""
    made = answer("key", "new", "--role", "staff", "--name", "Ana", data=quiet_data)
    listed = kiosk("key", "list", data=quiet_data).stdout
    revoked = kiosk("key", "revoke", made["id"], data=quiet_data)
    after = answer("key", "list", data=quiet_data)
    assert {"id", "key", "role", "name"} == set(made)
    assert made["id"] in listed
    assert made["key"] not in listed
    assert revoked.returncode == 0
    assert after[0]["revoked_at"]


BAD = {
    "an unknown service": (["issue", "--service", "nosuch"], 1),
    "a missing option": (["issue"], 2),
    "an unknown option": (["issue", "--nosuch"], 2),
    "an unknown command": (["nosuch"], 2),
    "an unknown counter": (["call", "--counter", "99"], 1),
    "an empty counter": (["finish", "--counter", "1"], 1),
    "an unknown ticket": (["ticket", "show", "nosuch0000"], 1),
    "an unknown role": (["key", "new", "--role", "king", "--name", "x"], 2),
    "a missing branch file": (["branch", "load", "/nonexistent.toml"], 2),
    "an unknown printer": (["printer", "status", "--printer", "nosuch"], 1),
    "a missing settings file": (["config", "check", "--config", "/nonexistent"], 2),
    "a port that is none": (["serve", "--port", "70000"], 2),
    "a screen without a terminal": ([], 2),
    "a customer's screen without a terminal": (["customer"], 2),
}


def test_what_can_not_be_done_is_said_in_a_line(quiet_data: Path) -> None:
    """On stderr, with the exit code that goes with it, and never a traceback."""
    for case, (words, code) in BAD.items():
        done = kiosk(*words, data=quiet_data)
        assert (case, code) == (case, done.returncode), done.stderr
        assert done.stdout == "", case
        assert "Traceback" not in done.stderr, case
        assert done.stderr.strip(), case


def test_no_number_is_printed_without_a_printer(data: Path, home: Path) -> None:
    """The ticket stands; the exit code says that no paper came."""
    settings = home / "config.toml"
    settings.write_text(
        '[[printer]]\nname = "gone"\nkind = "network"\nhost = "127.0.0.1"\nport = 9\n'
    )
    with server(data, "--demo"):
        done = kiosk(
            "issue",
            "--service",
            "passportne",
            "--print",
            "--json",
            "--config",
            str(settings),
            data=data,
        )
    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert ("waiting", "NOT_PRINTED") == (
        said["ticket"]["status"],
        said["print"]["outcome"],
    )


def test_the_doctor_is_content_with_the_demo(quiet_data: Path) -> None:
    """Every check is green on a machine that works."""
    checks = answer("doctor", data=quiet_data)
    assert [] == [check for check in checks if not check["good"]]
    assert {"settings", "data", "server", "languages"} <= {c["name"] for c in checks}


@pytest.mark.parametrize(
    "words", [["themes"], ["languages"], ["--version"], ["--help"]]
)
def test_questions_need_no_server(data: Path, words: list[str]) -> None:
    """They answer at once and start nothing."""
    done = kiosk(*words, data=data)
    assert done.returncode == 0
    assert done.stdout
    assert not (data / "endpoint.json").exists()


ODD = {
    "escape codes for a service": (["issue", "--service", "\x1b[2J"], 2),
    "nothing for a service": (["issue", "--service", ""], 2),
    "a path for a language": (
        ["issue", "--service", "passportne", "--locale", "../x"],
        2,
    ),
    "a picture in a folder that is not there": (
        ["printer", "preview", "--png", "/nonexistent/a.png"],
        1,
    ),
    "a printer that stands still": (["printer", "simulate", "--speed", "0"], 2),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_words_are_refused_in_a_line(quiet_data: Path, case: str) -> None:
    """What nobody means on purpose ends like any other mistake."""
    words, code = ODD[case]
    done = kiosk(*words, data=quiet_data)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_a_printer_that_is_not_there_costs_no_number(data: Path) -> None:
    """It is known before: nobody would ever see that number."""
    with server(data, "--demo"):
        words = ("issue", "--service", "passportne", "--print", "--printer", "nosuch")
        assert kiosk(*words, data=data).returncode == 1
        first = answer("issue", "--service", "passportne", data=data)["ticket"]
    assert "A001" == first["number"]


def test_a_terminal_without_the_letters_still_shows_the_rest(data: Path) -> None:
    """An old locale turns Arabic into question marks, not into a traceback."""
    done = kiosk("languages", data=data, env={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0
    assert "ar     ??" in done.stdout


@pytest.mark.parametrize("words", [["languages"], ["--version"], ["--help"]])
@pytest.mark.parametrize("buffered", [True, False])
def test_a_full_stdout_is_said(words: list[str], *, buffered: bool) -> None:
    """A script that fills its disk learns why it has no answer."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", *words],
            env={**os.environ, "PYTHONUNBUFFERED": "" if buffered else "1"},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
    assert (1, "kiosk: No space left on device\n") == (done.returncode, done.stderr)


def test_a_closed_stdout_is_said() -> None:
    """No key is made and no number taken for an answer that nobody can get."""
    shell = f"exec {sys.executable} -m kiosk languages >&-"
    done = subprocess.run(
        ["/bin/sh", "-c", shell],
        stderr=subprocess.PIPE,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert done.returncode == 1
    assert "kiosk: stdout is closed, and answers go there\n" == done.stderr


def test_people_left_behind_by_a_new_description_are_told(
    data: Path, home: Path
) -> None:
    """Somebody must call them, and no screen shows their service any more."""
    packaged = Path(branch_file.__file__).with_name("demo.toml").read_text("utf-8")
    without = re.sub(
        r'\[\[service\]\]\nid = "parkingper".*?\n\n', "", packaged, flags=re.S
    )
    file = home / "branch.toml"
    file.write_text(without.replace(', "parkingper"', ""), "utf-8")
    with server(data, "--demo"):
        answer("issue", "--service", "parkingper", data=data)
        loaded = kiosk("branch", "load", str(file), data=data)
        called = answer("call", "--counter", "1", data=data)
    assert loaded.returncode == 0, loaded.stderr
    assert "1 still waiting" in loaded.stderr
    assert "parkingper" == called["ticket"]["service"]["id"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            '[[printer]]\nname = "a"\nkind = "memory"\nprofile = "epson-tm-t21"\n',
            ":4: printer[1].profile",
        ),
        ('[kiosk]\ntheme = "kiosk-drak"\n', ":2: kiosk.theme"),
        ('[kiosk]\nlocales = ["en", "xx"]\n', ":2: kiosk.locales"),
    ],
)
def test_a_checked_name_is_one_that_exists(home: Path, text: str, place: str) -> None:
    """A check that says "good" must not leave the surprise to the first customer."""
    file = home / "config.toml"
    file.write_text(text)
    done = kiosk("config", "check", "--config", str(file), data=home)
    assert done.returncode == 2
    assert place in done.stderr
    assert "allowed: " in done.stderr


def test_the_example_settings_are_good(home: Path) -> None:
    """As they stand, and with every line that is only a comment."""
    done = kiosk(
        "config", "check", "--config", str(share("config.example.toml")), data=home
    )
    assert (0, "") == (done.returncode, done.stderr)


def test_the_list_of_commands_says_each_in_a_whole_sentence(tmp_path: Path) -> None:
    """One that is cut off says less than a shorter one."""
    done = kiosk("--help", data=tmp_path, env={"COLUMNS": "80"})
    _, _, listed = done.stdout.partition("Commands:")
    assert "..." not in listed
