"""A file that can't be read, or is not TOML, is refused with its line and no traceback."""

from pathlib import Path

import pytest

from kiosk.config.document import LARGEST, read_document
from kiosk.errors import BadConfig


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Named without its folder, so that messages can be compared whole."""
    monkeypatch.chdir(tmp_path)
    return Path("x.toml")


def refusal(file: Path) -> str:
    with pytest.raises(BadConfig) as caught:
        read_document(file)
    return caught.value.detail


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a = 1\nb\n", "x.toml:2: this line: is not TOML: Expected '=' after a key in a key/value pair"),
        (b"a = 1\nb = \n", "x.toml:2: b: is not TOML: Invalid value"),
        (b"a = 1\na = 2\n", "x.toml:2: a: is there twice"),
        (b"[t]\na = 1\n[t]\nb = 1", "x.toml:3: t: is there twice"),
        (b"[[t]]\na = 1\n[t]\nb = 1", "x.toml:3: t: is there twice"),
        (b"t = { a = 1, a = 2 }", "x.toml:1: t: is there twice"),
        (b'a = "x\nb = 1', "x.toml:1: a: is not TOML: Illegal character '\\n'"),
        (b"a = [1, 2", "x.toml:1: a: is not TOML: Unclosed array"),
        (b"a = yes", "x.toml:1: a: is not TOML: Invalid value"),
        (b"a = 1\x00", "x.toml:1: a: is not TOML: Expected newline or end of document after a statement"),
        (b"\xef\xbb\xbfa = 1", "x.toml:1: the file: begins with a byte order mark; allowed: UTF-8 without the mark"),
        (b"\xff\xfea\x00", "x.toml:1: the file: is UTF-16; allowed: UTF-8"),
        (b"a = 1\nb = '\xe9'", "x.toml:2: the file: is not UTF-8; allowed: UTF-8"),
        (b"a" * (LARGEST + 1), "x.toml: the file: is too large; allowed: up to 1000000 bytes"),
        (b"a = " + b"[" * 100_000, "x.toml: the file: is nested too deeply"),
    ],
    ids=lambda value: value[:30] if isinstance(value, bytes) else "",
)  # fmt: skip
def test_what_is_wrong_with_the_file(file: Path, data: bytes, expected: str) -> None:
    file.write_bytes(data)
    assert expected == refusal(file)


def test_a_number_too_long_to_read_is_no_crash(file: Path) -> None:
    file.write_text(f"a = {'9' * 5000}")
    assert refusal(file).startswith("x.toml: the file: is not TOML: ")


def test_a_missing_file_is_named(file: Path) -> None:
    expected = "x.toml: the file: can't be read: No such file or directory"
    assert expected == refusal(file)


def test_a_folder_is_no_file(file: Path) -> None:
    file.mkdir()
    assert "x.toml: the file: can't be read: Is a directory" == refusal(file)


def test_a_broken_line_with_a_secret_is_not_repeated(file: Path) -> None:
    file.write_text('[backend]\nkey = "kk_open_sesame\n')
    assert "sesame" not in refusal(file)


def test_a_file_name_with_escape_codes_does_no_harm(tmp_path: Path) -> None:
    assert "\x1b" not in refusal(tmp_path / "\x1b[31mred.toml")


def test_windows_line_ends_count_as_one(file: Path) -> None:
    file.write_bytes(b"a = 1\r\nb = 2\r\n")
    assert 2 == read_document(file).line(("b",))
