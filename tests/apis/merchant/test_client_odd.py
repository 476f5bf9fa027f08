"""Answers that are wrong: one calm error, or what can be used of it, and never a second booking."""

import asyncio
from dataclasses import replace

import pytest
from starlette.responses import Response

from kiosk.apis.merchant.client import MerchantClient
from kiosk.domain.ticket import TicketId
from kiosk.errors import KioskError, NotFound, TooBusy, Unavailable
from tests.apis.merchant.program import HABITS, NOON, open_branch
from tests.apis.merchant.test_client import HERE, NINE, TUESDAY, wanted
from tests.apis.odd_server import http, odd_server
from tests.desk.hands import StoppedClock

PAGE = b'{"data": {"timezone": "UTC", "location_id": 7, "merchant_name": "Spa"}}'

ODD = [
    pytest.param(http("200 OK", b"<html>sign in</html>", "text/html"), id="a portal"),
    pytest.param(http("200 OK", b"\xef\xbb\xbf" + PAGE), id="a byte order mark"),
    pytest.param(http("200 OK", PAGE[:-9]), id="cut"),
    pytest.param(http("200 OK", PAGE)[:-20], id="a connection that ends"),
    pytest.param(b"HTTP/1.1 2", id="hardly an answer"),
    pytest.param(http("200 OK", b'"' + b"x" * 1_100_000 + b'"'), id="more than 1 MB"),
    pytest.param(
        http("302 Found", b"", "text/html", "location: http://evil.example/"),
        id="a redirect",
    ),
    pytest.param(http("200 OK", b"null"), id="null"),
    pytest.param(http("200 OK", b"[]"), id="a list"),
    pytest.param(http("200 OK", b'{"data": 7}'), id="a number"),
    pytest.param(http("200 OK", b'{"data": {}}'), id="nothing in it"),
    pytest.param(http("200 OK", b'{"data": 1, "data": 2}'), id="a member twice"),
    pytest.param(http("500 Oops", b'{"error": {"message": "x"}}'), id="500"),
    pytest.param(http("502 Bad", b"<h1>Bad Gateway</h1>", "text/html"), id="502"),
    pytest.param(http("204 No Content"), id="no content"),
    pytest.param(
        http("200 OK", PAGE, "application/json", "content-encoding: gzip"), id="gzip"
    ),
]


@pytest.mark.parametrize("answer", ODD)
async def test_a_page_nobody_can_read_is_no_branch(answer: bytes) -> None:
    """Unavailable, whatever it was; it is asked for four times at most, and nowhere else."""
    async with odd_server(answer, tcp=True) as odd:
        client = MerchantClient(odd.client(), StoppedClock(NOON), HABITS)
        with pytest.raises(Unavailable):
            await client.branches()
        await client.aclose()
        assert 1 <= len(odd.asked) <= 4


async def test_a_merchant_nobody_knows_is_not_found() -> None:
    """They say 400 for it, as for everything."""
    message = (
        b'{"error": {"message": "error while searching merchant by this name: x"}}'
    )
    async with odd_server(http("400 Bad Request", message), tcp=True) as odd:
        habits = replace(HABITS, merchant="../../admin?x=1#")
        client = MerchantClient(odd.client(), StoppedClock(NOON), habits)
        with pytest.raises(NotFound):
            await client.branches()
        await client.aclose()
        path = odd.asked[0].split(b" ")[1]
        assert b"/api/v1/merchants/..%2F..%2Fadmin%3Fx%3D1%23" == path


async def test_being_asked_to_wait_is_heard_up_to_a_minute() -> None:
    """A day is not believed, and no customer waits for it."""
    busy = http("429 Too Many", b"{}", "application/json", "retry-after: 86400")
    async with odd_server(busy, tcp=True) as odd:
        client = MerchantClient(odd.client(), StoppedClock(NOON), HABITS)
        with pytest.raises(TooBusy) as caught:
            await client.branches()
        await client.aclose()
        assert (60, 1) == (caught.value.retry_after, len(odd.asked))


NONSENSE = [
    pytest.param(Response("<h1>502</h1>", 502, media_type="text/html"), id="502"),
    pytest.param(Response("<h1>ok</h1>", 200, media_type="text/html"), id="200 HTML"),
    pytest.param(Response(b'{"da', 201, media_type="application/json"), id="cut"),
    pytest.param(Response(b'{"id": 999}', 201, media_type="application/json"), id="id"),
    pytest.param(Response(status_code=503), id="503"),
    pytest.param(Response("no", 400, media_type="text/plain"), id="a proxy's 400"),
    pytest.param(Response("no", 401, media_type="text/plain"), id="a proxy's 401"),
]


@pytest.mark.parametrize("answer", NONSENSE)
async def test_a_create_answered_with_nonsense_is_looked_up(answer: Response) -> None:
    """It was done, and only the calendar says so; it is not asked for again."""
    async with open_branch() as there:
        there.program.nonsense = answer
        placed = await there.client.issue(wanted(), None, "kiosk")
        assert ("101", 1, 1) == (
            placed.ticket.id,
            len(there.program.live()),
            len(there.program.bodies),
        )


async def test_rows_that_make_no_sense_do_not_hide_the_others() -> None:
    """Whatever else stands in the calendar."""
    async with open_branch() as there:
        there.program.strange = [
            None,
            7,
            {},
            {"id": 10**30},
            {"id": "x", "from_date": 1},
        ]
        ours = there.program.add(12, NINE)
        (told,) = await there.client.told(HERE, TUESDAY)
        assert str(ours.id) == told.id


@pytest.mark.parametrize(
    "id_", ["..", "a/b", "%2e%2e", "", "1?x=2", "ж", "1\n", "x" * 129, "7;8"]
)
async def test_an_id_leads_nowhere_else(id_: str) -> None:
    """What is no id is not asked for."""
    async with open_branch() as there:
        with pytest.raises(NotFound):
            await there.client.ticket(TicketId(id_))
        assert not any("customer/" in asked for asked in there.program.asked)


async def test_newer_versions_are_read_as_well() -> None:
    """Their calendar has one row a booking, with its participants in it, and a status."""
    async with open_branch() as there:
        there.program.head = True
        people = [{"first_name": name, "last_name": "-"} for name in ("Anna", "Béla")]
        there.program.add(20, NINE, "", *people)
        (told,) = await there.client.told(HERE, TUESDAY)
        assert ("20", "confirmed", "Anna +1") == (told.service, told.word, told.name)


async def test_nobody_there_is_said_at_once_and_nothing_was_booked() -> None:
    """A refused connection is no doubt."""
    async with odd_server(http("200 OK", PAGE), tcp=True) as odd:
        client = MerchantClient(odd.client(), StoppedClock(NOON), HABITS)
        await client.branches()
    with pytest.raises(KioskError) as caught:
        await client.told(HERE, TUESDAY)
    assert "offline" == caught.value.reason
    await client.aclose()


async def test_nobody_waits_for_a_list_that_does_not_come() -> None:
    """What is read before a booking has its own few seconds; nothing was asked for then."""
    async with open_branch(replace(HABITS, reading=0.3)) as there:
        anna = await there.client.identify("+36301234567", "Anna")
        there.program.hangs = asyncio.Event()
        with pytest.raises(Unavailable):
            await there.client.issue(wanted(customer=anna.id), None, "kiosk")
        assert [] == there.program.bodies
        there.program.hangs.set()
