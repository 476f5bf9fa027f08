"""The server of the dialect's tests."""

from collections.abc import AsyncIterator

import pytest

from tests.apis.merchant.salon import Salon, opened


@pytest.fixture(name="here")
async def _here() -> AsyncIterator[Salon]:
    """One desk, half hours from nine to twelve, and a room for classes of four."""
    async with opened() as here:
        yield here
