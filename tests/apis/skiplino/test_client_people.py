"""Customers and keys: Skiplino's client over our own routes."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import stamina

from kiosk.apis.skiplino.manners import Manners
from kiosk.domain.access import Role
from kiosk.domain.customer import Details
from kiosk.domain.ticket import Draft
from kiosk.errors import (
    BadInput,
    Denied,
    NotFound,
    Reason,
)
from tests.apis.skiplino.bureau import bureau
from tests.apis.skiplino.over_own_routes import There, over_own_routes
from tests.contract.shop import CASH, MAIN
from tests.desk.office import PASSPORT, at

KIOSK = "kiosk 1"
PHONE = "+36 30 123 4567"
NUMBER = Draft(MAIN, CASH)
ROOMY = bureau(max_open=9)


@pytest.fixture(autouse=True)
def _without_waits() -> Any:
    with stamina.set_testing(True, attempts=4):
        yield


@pytest.fixture(name="there")
async def _there() -> AsyncIterator[There]:
    async with over_own_routes(ROOMY) as there:
        yield there


def time(clock: str = "09:30", **changes: Any) -> Draft:
    return Draft(MAIN, PASSPORT, start=at(clock), **changes)


async def _who(there: There) -> Any:
    return (await there.client.identify(PHONE, "Layla")).id


# customers


async def test_customers_are_told_of_found_changed_and_deleted(there: There) -> None:
    told = Details(
        "crm-7741", "Layla", "layla@example.com", PHONE, None, {"tier": "gold"}
    )
    made = await there.client.add_customer(told)
    assert ("crm-7741", "Layla", "layla@example.com", {"tier": "gold"}) == (
        made.external_id,
        made.name,
        made.email,
        made.metadata,
    )
    assert made == await there.client.customer(made.id)
    assert made == await there.client.customer_called("crm-7741")
    changed = await there.client.change_customer(made.id, Details(name="Layla H"))
    assert ("Layla H", "crm-7741") == (changed.name, changed.external_id)
    await there.client.forget_customer(made.id)
    for gone in (
        there.client.customer(made.id),
        there.client.forget_customer(made.id),
        there.client.change_customer(made.id, Details(name="x")),
        there.client.tickets_of(made.id),
    ):
        with pytest.raises(NotFound):
            await gone


async def test_an_external_id_is_one_customers_only(there: There) -> None:
    await there.client.add_customer(Details(external_id="crm-1"))
    with pytest.raises(BadInput) as bad:
        await there.client.add_customer(Details(external_id="crm-1"))
    assert ["external_id"] == list(bad.value.fields)


async def test_customers_are_listed_page_by_page_each_once(there: There) -> None:
    made = [
        (await there.client.add_customer(Details(name=f"N{n}"))).id for n in range(25)
    ]
    page = await there.client.customers(2, 10)
    assert (made[::-1][10:20], 25) == ([one.id for one in page.items], page.total)
    assert made[::-1] == [one.id async for one in there.client.every_customer()]
    for page_, limit in ((0, 10), (1, 0), (1, 101)):
        with pytest.raises(BadInput):
            await there.client.customers(page_, limit)


@pytest.mark.parametrize("status", [422, 404])
async def test_a_customers_tickets_are_listed_ten_a_page(status: Any) -> None:
    async with over_own_routes(
        bureau(lanes=3, max_open=20), Manners(unknown_customer=status)
    ) as there:
        who = await _who(there)
        booked = [
            (
                await there.client.issue(
                    Draft(
                        MAIN,
                        PASSPORT,
                        start=at(f"{9 + n // 2}:{n % 2 * 3}0".zfill(5)),
                        customer=who,
                    ),
                    None,
                    KIOSK,
                )
            ).ticket.id
            for n in (0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3)
        ]
        page = await there.client.tickets_of(who, 2)
        assert (booked[1::-1], 12) == ([one.id for one in page.items], page.total)
        every = [one.id async for one in there.client.every_ticket_of(who)]
        assert booked[::-1] == every
        with pytest.raises(BadInput):
            await there.client.tickets_of(who, 1, 11)
        with pytest.raises(NotFound):
            await there.client.tickets_of("f" * 32)  # type: ignore[arg-type] # nobody's


# keys


async def test_the_key_before_is_tried_once_and_kept(there: There) -> None:
    """A new key that is not good yet: the old one still serves."""
    client = there.again(keys=("sk_not_yet", *there.habits.keys))
    await client.branches()
    asked = len(there.wire.asked)
    there.clock.pass_by(seconds=10)
    await client.branches()
    await client.aclose()
    assert (3, 2) == (asked, len(there.wire.asked) - asked)


async def test_a_revoked_key_is_no_reason_for_a_storm(there: There) -> None:
    """Both are tried once a minute."""
    client = there.again(keys=("sk_gone", "sk_gone_too"))
    for _ in range(20):
        with pytest.raises(Denied) as denied:
            await client.branches()
        there.clock.pass_by(seconds=2)
    await client.aclose()
    assert Reason.AUTH is denied.value.reason
    assert 2 == len(there.wire.asked)


async def test_a_public_key_taken_for_a_secret_one_is_not_rotated_away(
    there: There,
) -> None:
    """Theirs is a 401 for both: what every key may ask for tells them apart."""
    public = await there.shop.key(Role.PUBLIC)
    client = there.again(keys=(public, "sk_gone"), kind="secret")
    with pytest.raises(Denied):
        await client.customers()
    assert 1 == len(await client.branches())
    await client.aclose()
    assert ["GET /customers/getAll", "GET /branches", "GET /branches"] == (
        there.wire.asked[:3]
    )
