"""What every store promises of people who sign in as customers."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.stored_accounts import Account
from kiosk.domain.storing import Store
from tests.contract.shop import NOON
from tests.contract.test_store import STORES

ANNA = CustomerId("9f2c" * 8)
HERS = Account("anna@example.com", ANNA, "$argon2id$one", NOON)


@pytest.fixture(name="store", params=STORES)
async def _store(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Store]:
    made = STORES[request.param](tmp_path)
    await made.write(lambda tx: tx.add_customer(Customer(ANNA, NOON, NOON), None))
    assert await made.write(lambda tx: tx.add_account(HERS))
    yield made
    await made.close()


async def test_an_address_has_one_account(store: Store) -> None:
    """A second one changes nothing of the first."""
    other = replace(HERS, password_hash="$argon2id$two")
    assert not await store.write(lambda tx: tx.add_account(other))
    assert HERS == store.read(lambda view: view.account("anna@example.com"))
    assert store.read(lambda view: view.account("anna@example.org")) is None


async def test_who_is_forgotten_has_no_account(store: Store) -> None:
    """Neither the address nor the hash is left."""
    await store.write(lambda tx: tx.drop_customer(ANNA))
    assert store.read(lambda view: view.account("anna@example.com")) is None


def test_an_account_does_not_tell_what_is_in_it() -> None:
    assert f"Account({ANNA})" == repr(HERS)
