"""Words that could do harm, or that nobody should read: cleaned, refused, or put in our own."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from kiosk.apis.native.stream import Encoder, EventStream
from kiosk.domain.access import Role
from kiosk.domain.branch import GroupId, ServiceId
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft
from kiosk.errors import BadInput, TooBusy
from tests.apis.shop import MAIN, Shop
from tests.contract.shop import CASH


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop().open()


def _draft(**changes: str) -> Draft:
    asked = {"service": CASH, "locale": "en", **changes}
    return Draft(MAIN, ServiceId(asked["service"]), None, asked["locale"], "api")


async def test_a_reason_is_kept_without_what_a_terminal_obeys(shop: Shop) -> None:
    """Whoever lists the event rows later sees letters only."""
    async with shop.http(await shop.key(Role.STAFF)) as http:
        placed = await shop.desk.issue(_draft(), None, "test")
        where = f"/native/v1/tickets/{placed.ticket.id}"
        reason = "\x1b[2J\u202egone\nhome\u0007"
        await http.post(f"{where}/cancel", json={"reason": reason})
        rows = (await http.get(f"{where}/events")).json()["events"]
    assert "[2Jgone home" == rows[-1]["reason"]


@pytest.mark.parametrize(
    "odd",
    [{"service": "\x1b[2J"}, {"service": ""}, {"service": "../x"}, {"locale": "e"}],
)
async def test_a_client_refuses_what_could_never_be_meant(
    shop: Shop, odd: dict[str, str]
) -> None:
    """With the member's name, before anything is sent."""
    client = shop.client(owner=True)
    with pytest.raises(BadInput) as caught:
        await client.issue(_draft(**odd), Once("", "key", ""), "test")
    assert set(odd) == set(caught.value.fields)
    await client.aclose()


BOOKING = {"serviceId": CASH, "groupOfServiceId": GroupId("counters01")}


@pytest.mark.parametrize(
    "body",
    [
        b'{"serviceId":"\\ud800","groupOfServiceId":"x"}',
        b'{"serviceId":"x","groupOfServiceId":"x","options":{"a":'
        + b"[" * 600
        + b"]" * 600
        + b"}}",
        b"{",
    ],
    ids=["half a surrogate pair", "600 brackets", "a bracket"],
)
async def test_a_dialect_speaks_its_own_sentences(shop: Shop, body: bytes) -> None:
    """A parser's English, with lines and columns, is for nobody."""
    async with shop.http(await shop.key(Role.PUBLIC)) as http:
        said = await http.post(
            "/external/v1/tickets/book",
            content=body,
            headers={"content-type": "application/json"},
        )
    assert said.status_code == 422
    assert {"body": "This value is not a valid JSON object."} == said.json()["error"]


@pytest.mark.parametrize("noun", ["tickets", "branches", "services", "customers"])
async def test_the_alias_answers_in_the_dialect(shop: Shop, noun: str) -> None:
    """An integrator who uses /v1 sees one envelope, also where there is nothing."""
    async with shop.http(await shop.key(Role.SECRET)) as http:
        said = await http.get(f"/v1/{noun}/nosuch/thing")
    assert (404, {"message", "error"}) == (said.status_code, set(said.json()))


async def test_a_busy_key_keeps_its_stream() -> None:
    """Its other requests are too many for a moment: no reason to lose what happens meanwhile."""
    asked, sent, ending = asyncio.Event(), [], asyncio.Event()
    looks = 0

    def busy() -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            asked.set()
        raise TooBusy(detail="more than 50 a second")

    async def nothing() -> AsyncIterator[None]:
        await asyncio.Event().wait()
        yield

    async def receive() -> dict[str, str]:
        await asyncio.Event().wait()
        return {}

    async def send(message: object) -> None:
        sent.append(message)

    stream = EventStream(nothing(), Encoder(), ending, busy, ping_seconds=0)  # type: ignore[arg-type]
    serving = asyncio.ensure_future(stream({}, receive, send))
    await asked.wait()
    assert not serving.done()
    ending.set()
    await serving
