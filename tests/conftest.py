"""The same world for every test: no configuration, no home, a zone and a language of its own."""

import gc
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.touch.tally"]

# Forgotten before anything is imported, since some are read at import.
FOREIGN = ("KIOSK_", "TEXTUAL", "XDG_", "LC_")
OURS = ("TEXTUAL_SNAPSHOT_TEMPDIR",)  # from the plug-in to its own worker processes
FOREIGN_NAMES = (
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "COLORTERM",
    "LANGUAGE",
    "PYTHONDONTWRITEBYTECODE",  # every process of a test would compile the kiosk anew
)

# Kathmandu is 5:45 ahead and nobody's default: leaning on the machine's zone shows.
PINNED = {"TZ": "Asia/Kathmandu", "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def _pin_environment() -> None:
    for name in list(os.environ):
        if name in OURS:
            continue
        if name.startswith(FOREIGN) or name in FOREIGN_NAMES:
            del os.environ[name]
    os.environ.update(PINNED)
    time.tzset()


_pin_environment()

# No deadlines: two cores shared with other work tell nothing about one example's time.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Settle memory as the server does: looking all tests through took a fifth of a run."""
    gc.disable()  # nothing that is imported is garbage
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 10, 10)
        gc.enable()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the kiosk does."""
    return "asyncio"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of the test's own. Its path is short, since sockets live below it."""
    place = Path(tempfile.mkdtemp(prefix="k"))
    monkeypatch.setenv("HOME", str(place))
    for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        directory = place / name.partition("_")[0].lower()
        directory.mkdir(mode=0o700)
        monkeypatch.setenv(f"XDG_{name}", str(directory))
    yield place
    shutil.rmtree(place, ignore_errors=True)
