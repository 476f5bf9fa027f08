"""The event stream over a real socket: heard at once, resumed after breaks, ended on purpose."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.apis.clients import open_client
from kiosk.apis.native.client import NativeClient
from kiosk.apis.native.frames import Frame, FrameReader, written
from kiosk.apis.native.stream import Encoder, EventStream
from kiosk.domain.branch import BranchId, BranchState, CounterId
from kiosk.domain.events import BranchChanged, Deed, TicketEvent
from kiosk.domain.ticket import Draft
from kiosk.errors import Denied, NotFound
from tests.apis.odd_server import http, odd_server, refusal
from tests.apis.serving import served
from tests.apis.shop import MAIN, NOON, Shop, branch
from tests.contract.shop import CASH, issued, ticket


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop().open()


@asynccontextmanager
async def _client(socket: Path) -> AsyncIterator[NativeClient]:
    client = NativeClient(open_client(socket=socket))
    yield client
    await client.aclose()


async def _take(shop: Shop) -> str:
    return (await shop.desk.issue(Draft(MAIN, CASH), None, "test")).ticket.number


async def _within(heard: Any) -> Any:
    async with asyncio.timeout(10):
        return await heard


async def test_a_stream_begins_with_a_snapshot_and_tells_each_event(shop: Shop) -> None:
    """`event` and `id` as documented, so that a browser can follow it too."""
    await _take(shop)
    async with (
        served(shop.served(owner=True)) as socket,
        httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(uds=str(socket))) as plain,
        plain.stream("GET", f"http://x/native/v1/events?branch={MAIN}") as answer,
    ):
        reader, frames, chunks = FrameReader(), [], answer.aiter_raw()
        while len(frames) < 3:
            frames += reader.feed(await _within(anext(chunks)))
            if len(frames) == 1:
                await _take(shop)
                await shop.desk.call(MAIN, CounterId("1"), "anna")
        shop.gate.closing.set()
    kind = answer.headers["content-type"]
    assert "text/event-stream; charset=utf-8" == kind
    assert [("snapshot", 1), ("ticket", 2), ("ticket", 3)] == [
        (frame.event, frame.id) for frame in frames
    ]
    assert {"deed": "call", "number": "A001", "counter": "1"}.items() <= json.loads(
        frames[2].data
    ).items()


async def test_the_end_of_the_server_ends_the_stream(shop: Shop) -> None:
    """In order, and although nothing happens: nobody's end waits for a listener."""
    async with (
        served(shop.served(owner=True)) as socket,
        httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(uds=str(socket))) as plain,
        plain.stream("GET", "http://x/native/v1/events") as answer,
    ):
        chunks = answer.aiter_raw()
        await _within(anext(chunks))
        shop.gate.closing.set()
        async with asyncio.timeout(5):
            assert [] == [chunk async for chunk in chunks if b"event" in chunk][1:]


def _stream(
    happenings: AsyncIterator[Any],
    still: Callable[[], object] = lambda: None,
    ping_seconds: float = 3600,
) -> ASGIApp:
    ending = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        told = EventStream(happenings, Encoder(), ending, still, ping_seconds)
        await told(scope, receive, send)

    return app


async def test_a_listener_who_leaves_is_forgotten() -> None:
    """A kiosk that is switched off costs the queue nothing."""
    left = asyncio.Event()

    async def quiet() -> AsyncIterator[TicketEvent]:
        try:
            yield _event(1)
            await asyncio.Event().wait()
        finally:
            left.set()

    async with served(_stream(quiet())) as socket:
        async with _client(socket) as client, aclosing(client.events()) as events:  # type: ignore[type-var]
            await _within(anext(events))
        await _within(left.wait())


async def test_a_revoked_key_stops_listening() -> None:
    """Not at its next request, but at the next ping."""

    def revoked() -> None:
        raise Denied(detail="revoked")

    async def quiet() -> AsyncIterator[TicketEvent]:
        await asyncio.Event().wait()
        yield _event(1)

    async with (
        served(_stream(quiet(), revoked, ping_seconds=0)) as socket,
        httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(uds=str(socket))) as plain,
        plain.stream("GET", "http://x/") as answer,
    ):
        assert b": ping" in b"".join([chunk async for chunk in answer.aiter_raw()])


def _frames(*happenings: TicketEvent | BranchChanged | BranchState) -> bytes:
    encode = Encoder()
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
    return head + b"".join(map(encode, happenings))


def _event(seq: int, branch_id: BranchId = MAIN) -> TicketEvent:
    return issued(ticket(seq), seq=seq, branch=branch_id)


async def _state(seq: int, branch_id: BranchId = MAIN) -> BranchState:
    shop = await Shop([branch(id=branch_id)]).open()
    return replace(await shop.desk.branch(branch_id), seq=seq)


async def _heard(answers: list[bytes], count: int, only: BranchId | None) -> Any:
    async with odd_server(*answers) as server, _client(server.socket) as client:
        async with aclosing(client.events(only)) as events:  # type: ignore[type-var]
            heard = [await _within(anext(events)) for _ in range(count)]
        return heard, server.asked


async def test_a_break_is_bridged_by_the_last_event_heard() -> None:
    """The next connection asks for what came after it."""
    state = await _state(4)
    heard, asked = await _heard(
        [_frames(state, _event(5)), b"\n", _frames(_event(6))], 3, MAIN
    )
    assert [4, 5, 6] == [one.seq for one in heard]
    assert [False, True, True] == [b"last-event-id: 5" in one for one in asked]


async def test_what_a_snapshot_counts_already_is_not_told_again() -> None:
    """A server that resumes further back than it needs to repeats nothing to the screen."""
    state = await _state(7)
    heard, _ = await _heard([_frames(_event(3), state, _event(6), _event(8))], 3, MAIN)
    assert [3, 7, 8] == [one.seq for one in heard]


async def test_a_break_between_two_snapshots_loses_neither() -> None:
    """Before any event there is nothing to go on from: the next stream begins anew."""
    other = BranchId("otherone01")
    here, there = await _state(4), await _state(4, other)
    heard, asked = await _heard([_frames(here), _frames(here, there)], 3, None)
    assert [MAIN, MAIN, other] == [one.branch.id for one in heard]
    assert not any(b"last-event-id" in one for one in asked)


TROUBLE = {
    "closed without a byte": b"\n",
    "a proxy's 502": http("502 Bad Gateway", b"<html>", "text/html"),
    "a portal's page": http("200 OK", b"<html>Log in", "text/html"),
    "a redirect": http("302 Found", b"", "text/html", "location: http://127.0.0.1:9/"),
    "a broken store": refusal("503 X", "store-failed"),
    "too many requests": refusal("429 X", "rate-limited"),
    "no JSON": _frames() + b"data: not json\nevent: ticket\n\n",
    "another shape": _frames() + b'event: ticket\ndata: {"seq":1}\n\n',
    "deep JSON": _frames() + b"event: ticket\ndata: " + b"[" * 100_000 + b"\n\n",
    "an event without end": _frames() + b"data: " + b"x" * 1_100_000,
}


@pytest.mark.parametrize("trouble", TROUBLE.values(), ids=TROUBLE)
async def test_trouble_that_may_pass_is_waited_for(trouble: bytes) -> None:
    """And the queue is followed again, without a word from the screen."""
    heard, _ = await _heard([trouble, _frames(await _state(4))], 1, MAIN)
    assert 4 == heard[0].seq


async def test_an_event_of_a_newer_server_is_let_be() -> None:
    """It means something to somebody else."""
    newer = written(Frame("weather", b'{"rain":true}', 5))
    heard, _ = await _heard(
        [_frames(await _state(4)) + newer + _frames_only(6)], 2, MAIN
    )
    assert [4, 6] == [one.seq for one in heard]


def _frames_only(seq: int) -> bytes:
    return Encoder()(_event(seq))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal("401 X", "auth"), Denied),
        (refusal("403 X", "forbidden"), Denied),
        (refusal("404 X", "not-found"), NotFound),
    ],
)
async def test_a_definite_no_is_told(answer: bytes, error: type[Exception]) -> None:
    """A revoked key is not tried again and again."""
    async with odd_server(answer) as server, _client(server.socket) as client:
        with pytest.raises(error):
            await _within(anext(client.events(MAIN)))
    assert 1 == len(server.asked)


def test_an_event_is_encoded_once_for_all_listeners() -> None:
    """Five hundred boards cost one encoding, and not the memory of every event."""
    encode = Encoder(kept=2)
    events = [_event(seq) for seq in (1, 2, 3)]
    first = [encode(event) for event in events]
    assert encode(events[2]) is first[2]
    assert encode(events[0]) == first[0]
    assert encode(events[0]) is not first[0]


def test_a_deed_is_told_by_its_stable_word() -> None:
    """Integrators rely on it."""
    frame = FrameReader().feed(Encoder()(_event(1)))[0]
    assert (Deed.ISSUE.value, f"{NOON:%Y-%m-%dT%H:%M}:01Z") == (
        json.loads(frame.data)["deed"],
        json.loads(frame.data)["at"],
    )
