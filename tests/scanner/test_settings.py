"""The scanner that the settings describe is the one that is listened to, and examined."""

import os
from pathlib import Path

import pytest

from kiosk.config.settings import Settings, load_settings
from kiosk.domain.scanned import Scanned, read
from kiosk.domain.scanner_layouts import LAYOUTS
from kiosk.errors import BadConfig
from kiosk.wiring.scanner import examined, port, scans

NOTHING: dict[str, str] = {}


def settings(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "config.toml"
    file.write_text(f"[scanner]\n{text}\n")
    return load_settings(file, NOTHING)


def serial(tmp_path: Path, device: str) -> Settings:
    return settings(tmp_path, f'kind = "serial"\nport = "{device}"')


def test_without_a_word_a_scanner_types_and_knows_no_card() -> None:
    usual = load_settings(None, NOTHING)
    assert (True, False) == (scans(usual).keys, scans(usual).beep)
    assert Scanned() == read("", scans(usual).spelling)
    assert None is port(usual)
    assert examined(usual).good


def test_what_is_set_holds_for_what_is_read(tmp_path: Path) -> None:
    text = 'prefix = "~"\nsuffix = "#"\nlayout = "de"\ncard = "service-7"\nbeep = true'
    wanted = scans(settings(tmp_path, text))
    assert (True, True) == (wanted.keys, wanted.beep)
    assert Scanned(card=True) == read("~serviceß7#", wanted.spelling)


def test_a_scanner_with_a_port_is_listened_to_there_and_keys_are_keys(
    tmp_path: Path,
) -> None:
    with_port = serial(tmp_path, "/dev/null")
    assert not scans(with_port).keys
    assert None is not port(with_port)
    off = settings(tmp_path, 'kind = "off"')
    assert (False, None) == (scans(off).keys, port(off))


def test_the_doctor_tells_a_port_that_is_there_from_one_that_is_not(
    tmp_path: Path,
) -> None:
    ends = os.openpty()
    there = examined(serial(tmp_path, os.ttyname(ends[1])))
    gone = examined(serial(tmp_path, "/dev/no-scanner"))
    file = examined(serial(tmp_path, str(tmp_path / "config.toml")))
    for end in ends:
        os.close(end)
    assert (True, False, False) == (there.good, gone.good, file.good)
    assert "/dev/no-scanner: No such file or directory" == gone.detail
    assert file.detail.endswith("config.toml: no device")


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ('kind = "serial"', 'scanner.port: is missing for kind "serial"'),
        ('layout = "dvorak"', "scanner.layout: is not offered"),
        ('card = "1234"', "scanner.card: is too short"),
        ('prefix = "\\u0002"', "scanner.prefix: is not plain text"),
        (
            'kind = "serial"\nport = "/dev/x"\nlayout = "de"',
            "scanner.layout: is not used",
        ),
    ],
)
def test_what_can_not_be_meant_is_refused(
    tmp_path: Path, text: str, refused: str
) -> None:
    with pytest.raises(BadConfig) as told:
        settings(tmp_path, text)
    assert refused in str(told.value)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_there_is_can_be_set(tmp_path: Path, layout: str) -> None:
    assert layout == settings(tmp_path, f'layout = "{layout}"').scanner.layout


def test_the_card_is_in_no_traceback(tmp_path: Path) -> None:
    assert "service-7" not in repr(settings(tmp_path, 'card = "service-7"'))
