"""A key is taken only from a file that nobody else can read."""

import os
from pathlib import Path

import pytest

from kiosk.config.secret import secret_key
from kiosk.config.settings import load_settings
from kiosk.errors import BadConfig

REMOTE = {
    "KIOSK_BACKEND__KIND": "server",
    "KIOSK_BACKEND__BASE_URL": "https://queue.example.org",
}


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "key"
    file.write_text("kk_open_sesame\n")
    file.chmod(0o600)
    return file


def key_from(file: Path) -> str | None:
    env = {**REMOTE, "KIOSK_BACKEND__KEY_FILE": str(file)}
    return secret_key(load_settings(None, env).backend, env)


def refusal(file: Path) -> str:
    with pytest.raises(BadConfig) as caught:
        key_from(file)
    return caught.value.detail


def test_a_private_file_gives_its_line(key_file: Path) -> None:
    assert "kk_open_sesame" == key_from(key_file)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o602, 0o677])
def test_a_file_open_to_others_is_refused_before_anything_starts(
    key_file: Path, mode: int
) -> None:
    key_file.chmod(mode)
    expected = (
        f"{key_file}: backend.key_file: can be read by others;"
        f" allowed: mode 0600: chmod 600 {key_file}"
    )
    assert expected == refusal(key_file)


def test_a_link_is_refused_even_to_a_private_file(key_file: Path) -> None:
    link = key_file.with_name("link")
    link.symlink_to(key_file)
    assert "is a symbolic link" in refusal(link)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_refused(key_file: Path) -> None:
    os.chown(key_file, 65534, 65534)
    assert "belongs to another user" in refusal(key_file)


def test_another_users_file_is_refused_whoever_runs_the_test(
    key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: key_file.stat().st_uid + 1)
    assert "belongs to another user" in refusal(key_file)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"one\ntwo\n", "is not a key"),
        (b"caf\xc3\xa9", "is not a key"),
        (b"\xff\xfe", "is not a key"),
        (b"a\x1b[31m", "is not a key"),
        (b"a" * 5000, "is not a key"),
    ],
)
def test_a_file_that_holds_no_key_is_refused(
    key_file: Path, data: bytes, problem: str
) -> None:
    key_file.write_bytes(data)
    told = refusal(key_file)
    assert problem in told
    assert told.isprintable()


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A pipe too, without waiting for somebody to write into it."""
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert "is not a regular file" in refusal(tmp_path)
    assert "is not a regular file" in refusal(tmp_path / "pipe")
    assert "No such file" in refusal(tmp_path / "none")


def test_a_key_can_be_exchanged_while_the_kiosk_runs(key_file: Path) -> None:
    env = {**REMOTE, "KIOSK_BACKEND__KEY_FILE": str(key_file)}
    backend = load_settings(None, env).backend
    key_file.write_text("kk_second\n")
    assert "kk_second" == secret_key(backend, env)


def test_systemd_hands_the_key_over(tmp_path: Path) -> None:
    """Its files may look group-readable: an access list lets the service in (systemd.exec)."""
    credential = tmp_path / "kiosk-backend-key"
    credential.write_text("kk_from_systemd")
    credential.chmod(0o440)
    env = {**REMOTE, "CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert "kk_from_systemd" == secret_key(load_settings(None, env).backend, env)


def test_without_a_key_there_is_none(tmp_path: Path) -> None:
    env = {**REMOTE, "CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert secret_key(load_settings(None, env).backend, env) is None


def test_a_settings_file_with_a_key_must_be_private(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[backend]\nkey = 'kk_open_sesame'\n")
    file.chmod(0o640)
    with pytest.raises(BadConfig) as caught:
        load_settings(file, {})
    assert (
        f"{file}:2: backend.key: is a secret, and others may read this file;"
        f" allowed: mode 0600: chmod 600 {file}"
    ) == caught.value.detail
    file.chmod(0o600)
    assert "kk_open_sesame" == secret_key(load_settings(file, {}).backend, {})


def test_no_settings_file_is_private_enough_to_be_refused_for_a_variable(
    tmp_path: Path,
) -> None:
    """The key came from the environment: the file holds no secret."""
    file = tmp_path / "config.toml"
    file.write_text("[kiosk]\nname = 'a'\n")
    file.chmod(0o644)
    env = {"KIOSK_BACKEND__KEY": "kk_open_sesame"}
    assert "a" == load_settings(file, env).kiosk.name


@pytest.mark.parametrize(
    "key", ["kk_secret\nX-Evil: 1", "kk_s\u00e9cret", "kk_secret\x1b"]
)
def test_a_key_no_header_can_carry_is_refused_unseen(key: str) -> None:
    """Where it is set, and without repeating it: later it would stand in a library's message."""
    with pytest.raises(BadConfig) as caught:
        load_settings(None, {"KIOSK_BACKEND__KEY": key})
    assert "KIOSK_BACKEND__KEY: is not a key" in caught.value.detail
    assert "cret" not in caught.value.detail
