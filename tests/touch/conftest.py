"""The glass that tests of touches share."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.touch.glass import Glass, glass
from tests.touch.tally import TALLY
from tests.touch.xserver import CannotStart, missing


@pytest.fixture(scope="module")
def one_glass() -> Iterator[Glass]:
    """One a file: a kiosk serves one customer after the other, and none where no test is left.
    Sockets want short paths."""
    if absent := missing():
        pytest.skip(f"true touches need {', '.join(absent)}")
    with tempfile.TemporaryDirectory(prefix="x") as folder:
        try:
            with glass(Path(folder)) as found:
                yield found
        except CannotStart as error:
            pytest.skip(f"Xorg does not run here: {error}")


@pytest.fixture
def touched(
    one_glass: Glass, record_property: Callable[[str, object], None]
) -> Iterator[Glass]:
    """That glass, waiting for the next customer; what was counted is told at the end."""
    one_glass.next_customer()
    before = one_glass.ask("let go")["tickets"]
    yield one_glass
    given = one_glass.ask("count")["tickets"] - before
    sent, heard, presses = (
        one_glass.hand.touches,
        one_glass.downs,
        len(one_glass.pressed),
    )
    record_property(TALLY, (sent, heard, presses, given))
