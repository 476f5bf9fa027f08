"""What the log says, and what it never does."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import logs


@pytest.fixture(name="file")
def _file(home: Path) -> Iterator[Path]:
    """A log of this test's own; the process's logging is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    file = home / "logs" / "kiosk.log"
    logs.set_up(file, process="test")
    yield file
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_every_line_says_when_where_and_how_bad(file: Path) -> None:
    """And its members beside it."""
    logging.getLogger("kiosk.a").warning("one", extra={"job": "j1"})
    logging.getLogger("kiosk.b").info("two", extra={"job": "j2"})
    assert [("one", "warning", "j1", "test"), ("two", "info", "j2", "test")] == [
        (line["event"], line["level"], line["job"], line["process"])
        for line in _lines(file)
    ]
    assert all(line["timestamp"].endswith("Z") for line in _lines(file))


@pytest.mark.parametrize(
    "secret",
    [
        "sk_4nFXCe7KvumkKaRe84KDmsgbQnvQDRQn",
        "op_4nFXCe7KvumkKaRe84KDmsgbQnvQDRQn",
        "Bearer abcdefgh",
        "+36 30 123 4567",
        "0036301234567",
    ],
)
def test_no_key_and_no_phone_number_is_written(file: Path, secret: str) -> None:
    """In the message, in a member, or deep inside one."""
    message = " ".join(("asked with", secret))
    extra = {"who": secret, "more": {"deep": [secret]}}
    logging.getLogger("kiosk").warning(message, extra=extra)
    logging.getLogger("kiosk").error("failed for %s", secret)
    assert secret not in file.read_text()


def test_a_number_that_is_no_phone_s_stays(file: Path) -> None:
    """Instants, ticket numbers and ids are what a log is read for."""
    extra = {"number": "A042", "at": "2026-05-04T08:42:00Z"}
    logging.getLogger("kiosk").info("issued", extra=extra)
    line = _lines(file)[0]
    assert ("A042", "2026-05-04T08:42:00Z") == (line["number"], line["at"])


def test_no_raw_control_byte_reaches_whoever_reads_it(file: Path) -> None:
    """A log is read in a terminal."""
    extra = {"who": "\x9b2J\u202e"}
    logging.getLogger("kiosk").info("said \x1b]0;x\x07", extra=extra)
    raw = file.read_bytes()
    assert not any((byte < 0x20 and byte != 0x0A) or byte > 0x7E for byte in raw)


def test_a_traceback_shows_no_local_variables(file: Path) -> None:
    """They may hold what a customer typed."""
    typed = "4111-SECRET"
    try:
        raise ValueError("boom")
    except ValueError:
        logging.getLogger("kiosk").exception("unexpected")
    text = file.read_text()
    assert "boom" in text
    assert typed not in text


def test_libraries_that_log_addresses_are_quiet(file: Path) -> None:
    """A URL may name a customer."""
    for name in ("httpx", "httpcore", "uvicorn.error"):
        logging.getLogger(name).info("GET https://x.test/?phone=1")
    assert not file.exists() or file.read_text() == ""


def test_a_kiosk_with_nothing_to_say_loads_nothing_to_say_it_with(home: Path) -> None:
    """It waits for its first customer sooner, and rests smaller."""
    code = (
        "import sys; from pathlib import Path; from kiosk import logs;"
        "logs.set_up(Path(sys.argv[1]), process='test');"
        "print('structlog' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, home / "kiosk.log"],
        check=True,
        capture_output=True,
    )
    assert b"False" == said.stdout.strip()
