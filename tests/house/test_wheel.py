"""What a technician installs is complete: the wheel holds more than code."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.project import ROOT

# Suffixes of the data that lies inside the package, beside the code that reads it.
DATA = {".ftl", ".sql", ".tcss", ".toml"}


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from this checkout."""
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(
        [*build, "--directory", str(place)], cwd=ROOT, check=True, capture_output=True
    )
    [wheel] = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _names(paths: list[Path]) -> set[str]:
    return {str(path.relative_to(ROOT)) for path in paths}


def test_it_carries_every_theme(carried: set[str]) -> None:
    themes = _names(list((ROOT / "themes").glob("*.toml")))
    assert len(themes) >= 2
    assert set() == {f"kiosk/_share/{name}" for name in themes} - carried


def test_it_carries_the_example_configuration(carried: set[str]) -> None:
    assert "kiosk/_share/config.example.toml" in carried


def test_it_carries_every_language(carried: set[str]) -> None:
    languages = _names(list((ROOT / "kiosk").rglob("*.ftl")))
    assert len(languages) >= 2
    assert set() == languages - carried


def test_it_carries_the_data_that_lies_beside_the_code(carried: set[str]) -> None:
    data = [path for path in (ROOT / "kiosk").rglob("*") if path.suffix in DATA]
    assert set() == _names(data) - carried


def test_it_carries_the_licence_and_nothing_of_the_tests(carried: set[str]) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in carried)
    assert [] == [name for name in carried if "tests" in name.split("/")]
