"""Settings that were checked before are not checked again, and never used when they changed."""

import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from kiosk.config.remembered import remembered_settings
from kiosk.config.settings import Settings, load_settings
from kiosk.errors import BadConfig

TEXT = """
[kiosk]
branch = "mainstreet"
locales = ["ar", "en"]
screen_mm = [268, 476]

[[printer]]
name = "lobby"
kind = "file"
path = "~/paper.bin"
"""
MODULE = "kiosk.config.settings"


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(TEXT)
    return file


@pytest.fixture(name="cache")
def _cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def _without_checking(
    monkeypatch: pytest.MonkeyPatch, file: Path | None, cache: Path, env: dict[str, str]
) -> Settings:
    """Fails where settings would have to be checked."""
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, MODULE, None)
        return remembered_settings(file, cache, env)


def _values(settings: Any) -> dict[str, Any]:
    return {
        name: _plain(getattr(settings, name))
        for name in (*Settings.model_fields, "configured")
    }


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return _plain(vars(value)) if hasattr(value, "__dict__") else _deep(value)


def _deep(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


@pytest.mark.parametrize("configured", [True, False])
def test_the_second_start_knows_what_the_first_one_checked(
    file: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, configured: bool
) -> None:
    """Every value as it was, paths as paths; also where nothing is configured."""
    given, env = (file if configured else None), {"KIOSK_KIOSK__NAME": "lobby-2"}
    env = env if configured else {}
    checked = _values(remembered_settings(given, cache, env))
    assert checked == _values(load_settings(given, env))
    assert checked == _values(_without_checking(monkeypatch, given, cache, env))


@pytest.mark.parametrize("what", ["file", "variable", "home"])
def test_what_changed_is_checked_again(
    file: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The file, a variable, or whose home `~` is."""
    env = {"HOME": str(file.parent)}
    remembered_settings(file, cache, env)
    if what == "file":
        file.write_text(TEXT.replace("mainstreet", "otherplace"))
    else:
        env |= {"variable": {"KIOSK_KIOSK__NAME": "x"}, "home": {"HOME": "/"}}[what]
    with pytest.raises(ImportError):
        _without_checking(monkeypatch, file, cache, env)


def test_a_mistake_is_told_each_time(file: Path, cache: Path) -> None:
    """Nothing wrong is remembered as good."""
    remembered_settings(file, cache, {})
    file.write_text(TEXT + 'colour = "red"\n')
    for _ in range(2):
        with pytest.raises(BadConfig):
            remembered_settings(file, cache, {})


def test_a_secret_is_not_kept(cache: Path) -> None:
    """A copy in a cache is one more to steal, and one that nobody thinks of."""
    env = {
        "KIOSK_BACKEND__KIND": "server",
        "KIOSK_BACKEND__BASE_URL": "https://queue.example.org",
        "KIOSK_BACKEND__KEY": "kk_open_sesame",
    }
    settings = remembered_settings(None, cache, env)
    assert settings.backend.key is not None
    assert not cache.exists()


@pytest.mark.parametrize("rubbish", [b"", b"[]", b"\xff", b'{"digest": 1}', b"null"])
def test_a_damaged_memory_is_no_memory(file: Path, cache: Path, rubbish: bytes) -> None:
    """It is made anew."""
    cache.mkdir()
    (cache / "settings.json").write_bytes(rubbish)
    assert "mainstreet" == remembered_settings(file, cache, {}).kiosk.branch
    assert (cache / "settings.json").read_bytes() != rubbish


def test_without_a_place_to_remember_it_works_all_the_same(file: Path) -> None:
    """A home that can't be written to is the rule on a kiosk."""
    nowhere = file / "cache"
    assert "mainstreet" == remembered_settings(file, nowhere, {}).kiosk.branch


def test_nobody_else_reads_the_memory(file: Path, cache: Path) -> None:
    """It says where the server is and which files hold keys."""
    remembered_settings(file, cache, {})
    assert 0o600 == (cache / "settings.json").stat().st_mode & 0o777
