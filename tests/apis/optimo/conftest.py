"""The server of the dialect's tests."""

from collections.abc import AsyncIterator

import pytest

from tests.apis.optimo.site import Site, opened


@pytest.fixture(name="here")
async def _here() -> AsyncIterator[Site]:
    """One lane, half hours from nine to twelve, nobody named."""
    async with opened() as here:
        yield here
