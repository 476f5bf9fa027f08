"""Where the kiosk looks for its files, and whom it trusts with them."""

import stat
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.errors import KioskError, Unavailable


def test_the_settings_file_is_in_the_users_configuration(home: Path) -> None:
    assert home / "config" / "kiosk" / "config.toml" == paths.config_file()


def test_an_environment_variable_names_another_settings_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KIOSK_CONFIG", "/etc/kiosk/lobby.toml")
    assert Path("/etc/kiosk/lobby.toml") == paths.config_file()


def test_the_demo_keeps_its_tickets_apart_from_the_sites() -> None:
    assert paths.data_directory(demo=True) != paths.data_directory()


def test_an_environment_variable_names_another_data_directory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KIOSK_DATA", "/var/lib/kiosk")
    assert Path("/var/lib/kiosk") == paths.data_directory()


def test_every_data_directory_has_a_socket_of_its_own(tmp_path: Path) -> None:
    sockets = {paths.socket_file(tmp_path / name) for name in ("a", "b", "c")}
    assert 3 == len(sockets)


def test_one_data_directory_has_one_socket_however_it_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").mkdir()
    roundabout = tmp_path / "data" / ".." / "data"
    assert paths.socket_file(tmp_path / "data") == paths.socket_file(roundabout)


def test_a_long_data_directory_still_gives_a_path_a_socket_can_have() -> None:
    longest = paths.socket_file(Path("/srv") / ("x" * 200))
    assert len(bytes(longest)) <= 100


def test_a_private_directory_is_closed_to_others(tmp_path: Path) -> None:
    loose = tmp_path / "loose"
    loose.mkdir(mode=0o777)
    made = paths.private(loose)
    assert 0o700 == stat.S_IMODE(made.stat().st_mode)


def test_a_link_to_elsewhere_is_not_a_private_directory(tmp_path: Path) -> None:
    """Somebody who may write to /tmp could point it at a directory of his."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Unavailable, match="not a directory of this user"):
        paths.private(tmp_path / "link")


def test_a_directory_that_cannot_be_made_says_which(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="file/inside"):
        paths.private(tmp_path / "file" / "inside")


@pytest.mark.parametrize("name", ["themes", "config.example.toml"])
def test_the_shipped_files_are_found(name: str) -> None:
    assert paths.share(name).exists()


def test_a_missing_shipped_file_is_named() -> None:
    with pytest.raises(KioskError, match=r"no-such\.toml is missing"):
        paths.share("no-such.toml")
