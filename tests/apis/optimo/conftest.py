"""The server of the dialect's tests."""

from collections.abc import AsyncIterator, Iterator

import pytest
import stamina

from tests.apis.optimo.site import Site, opened


@pytest.fixture(name="here")
async def _here() -> AsyncIterator[Site]:
    """One lane, half hours from nine to twelve, nobody named."""
    async with opened() as here:
        yield here


@pytest.fixture(autouse=True)
def _without_waits() -> Iterator[None]:
    """What is asked for again is asked for at once."""
    with stamina.set_testing(True, attempts=4):
        yield
