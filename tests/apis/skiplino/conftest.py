"""The server of the dialect's tests."""

from collections.abc import AsyncIterator

import pytest

from tests.apis.skiplino.bureau import Bureau, bureau, opened


@pytest.fixture(name="here")
async def _here() -> AsyncIterator[Bureau]:
    """One lane, half hours from nine to twelve, and a customer called crm-7741."""
    async with opened(bureau(max_open=9, notice=30)) as here:
        await here.person()
        yield here
