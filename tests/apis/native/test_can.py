"""What works behind a server is what its clients offer: nobody sees a button that is dead."""

from msgspec import UNSET

from kiosk.apis.native.client import CAPABILITIES
from kiosk.apis.native.translate_can import can_from_wire, can_to_wire
from kiosk.apis.native.wire_branch import Can
from kiosk.domain.ports import Capabilities
from tests.apis.shop import MAIN, Shop

NARROW = Capabilities(call=False, emulated=frozenset({"check_in", "reschedule"}))


async def test_a_client_knows_what_works_there() -> None:
    shop = await Shop().open()
    async with shop.http(owner=True) as plain:
        said = (await plain.get("/native/v1/branches")).json()["branches"][0]["can"]
    client = shop.client(owner=True)
    client._can = NARROW
    await client.branch(MAIN)
    assert shop.desk.capabilities == client.capabilities
    client._can = NARROW
    await client.branches()
    assert shop.desk.capabilities == client.capabilities
    assert [] == said["emulated"]
    await client.aclose()


def test_what_works_is_told_whole() -> None:
    assert NARROW == can_from_wire(can_to_wire(NARROW), CAPABILITIES)


def test_an_older_server_says_nothing_and_can_what_it_always_could() -> None:
    assert CAPABILITIES == can_from_wire(UNSET, CAPABILITIES)


def test_every_flag_there_is_is_told() -> None:
    assert set(Can.__struct_fields__) == set(Capabilities.__slots__)
