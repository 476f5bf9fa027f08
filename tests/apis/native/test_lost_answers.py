"""What a client makes of every odd answer: what may be repeated is, the rest is told as it is."""

import gzip
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import stamina
from msgspec import to_builtins

from kiosk.apis.native.client import NativeClient
from kiosk.apis.native.translate import placed_to_wire
from kiosk.apis.native.translate_slots import hold_to_wire
from kiosk.domain.booking import Booking, Hold, Holder, Wanted
from kiosk.domain.branch import CounterId, LaneId, ServiceId
from kiosk.domain.customer import Details
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft, Placed, Status, TicketId
from kiosk.errors import (
    Ambiguous,
    BadInput,
    Denied,
    KeyTrouble,
    KioskError,
    NotFound,
    Reason,
    Refused,
    TooBusy,
    Unavailable,
)
from tests.apis import odd_server as odd
from tests.apis.odd_server import SILENT, OddServer, http, refusal
from tests.apis.shop import MAIN, branch
from tests.contract.shop import CASH, ticket

DRAFT = Draft(MAIN, CASH)
ONCE = Once("", "one-intent", "")


Odd = Callable[..., AbstractAsyncContextManager[OddServer]]


@pytest.fixture(name="odd_server", params=["on this machine", "over the network"])
def _odd_server(request: pytest.FixtureRequest) -> Odd:
    """Either client of ours: each has its own way to be lied to."""
    return partial(odd.odd_server, tcp=request.param == "over the network")


@pytest.fixture(autouse=True)
def _without_waits() -> Iterator[None]:
    with stamina.set_testing(True, attempts=4):
        yield


def _ticket(**changes: Any) -> bytes:
    said = placed_to_wire(Placed(ticket(1), None), branch(), None)
    return json.dumps(to_builtins(said) | changes).encode()


GOOD = http("201 Created", _ticket())

LOST = {
    "closed without a byte": b"\n",
    "half a status line": b"HTTP/1.1 20",
    "half a head": b"HTTP/1.1 201 Created\r\ncontent-le",
    "half a body": GOOD[:-20],
    "a proxy's 502": http("502 Bad Gateway", b"<html>", "text/html"),
    "a 500 of a proxy": http("500 Oh", b"{}"),
    "a portal's page": http("200 OK", b"<html>Log in", "text/html"),
    "a redirect": http("302 Found", b"", "text/html", "location: http://127.0.0.1:9/x"),
    "a redirect to a file": http(
        "307 X", b"", "text/html", "location: file:///etc/passwd"
    ),
    "a redirect with a number": http(
        "303 See Other", _ticket(), "application/json", "location: /x"
    ),
    "a number said to be compressed": http(
        "201 Created", _ticket(), "application/json", "content-encoding: br"
    ),
    "JSON that is cut": http("201 Created", _ticket()[:-9]),
    "JSON with a mark": http("201 Created", b"\xef\xbb\xbf" + _ticket()),
    "UTF-16": http("201 Created", _ticket().decode().encode("utf-16")),
    "deep JSON": http("201 Created", b"[" * 100_000),
    "a list": http("201 Created", b"[]"),
    "another shape": http("201 Created", b'{"id":1}'),
    "a wait below nothing": http("201 Created", _ticket(queue_ahead=-1)),
    "a compressed body": http(
        "201 Created",
        gzip.compress(_ticket()),
        "application/json",
        "content-encoding: gzip",
    ),
    "a bomb": http(
        "201 Created",
        gzip.compress(b" " * 20_000_000),
        "application/json",
        "content-encoding: gzip",
    ),
    "more than a megabyte": http("201 Created", b" " * 1_000_001 + _ticket()),
    "a body that starts without end": b"HTTP/1.1 201 X\r\ncontent-type: application/json\r\n"
    b"content-length: 99999999999\r\n\r\n{",
    "a head without end": b"HTTP/1.1 201 X\r\n" + b"x: y\r\n" * 100_000,
    "another protocol": b"SSH-2.0-OpenSSH_9.2\r\n",
    "somebody else's number": http(
        "201 Created", _ticket(service={"id": "x", "name": ""})
    ),
    "a number of controls": http("201 Created", _ticket(number="\x1b[2J")),
    "no number": http("201 Created", _ticket(number="")),
    "500 digits": http("201 Created", _ticket(number="9" * 500)),
    "a cancelled ticket": http("201 Created", _ticket(status="cancelled")),
    "a 404 without our envelope": http("404 Not Found", b'{"detail":"Not Found"}'),
    "a 401 of a proxy": http("401 Unauthorized", b"no", "text/plain"),
}


@pytest.mark.parametrize("answer", LOST.values(), ids=LOST)
async def test_a_create_is_asked_again_under_the_same_key(
    odd_server: Odd, answer: bytes
) -> None:
    """Whatever came instead of a ticket says nothing about what happened: the key decides."""
    async with odd_server(answer, GOOD) as server:
        client = NativeClient(server.client())
        placed = await client.issue(DRAFT, ONCE, "kiosk")
        await client.aclose()
    keys = [
        line for line in b"".join(server.asked).split(b"\r\n") if b"idempot" in line
    ]
    assert ("A001", [b"idempotency-key: one-intent"] * 2) == (
        placed.ticket.number,
        keys,
    )


@pytest.mark.parametrize("answer", LOST.values(), ids=LOST)
async def test_what_stays_lost_is_never_called_a_failure(
    odd_server: Odd, answer: bytes
) -> None:
    """A number may exist: no screen may say that it does not."""
    async with odd_server(answer) as server:
        client = NativeClient(server.client())
        with pytest.raises(Ambiguous):
            await client.issue(DRAFT, ONCE, "kiosk")
        await client.aclose()
    assert 4 == len(server.asked)


@pytest.mark.parametrize(
    "after",
    [
        refusal("503 X", "store-failed"),
        refusal("429 X", "rate-limited", "retry-after: 60"),
    ],
)
async def test_what_got_lost_once_stays_unknown_whatever_fails_then(
    odd_server: Odd,
    after: bytes,
) -> None:
    """The second failure says nothing about the first request."""
    async with odd_server(b"\n", after) as server:
        client = NativeClient(server.client())
        with pytest.raises(Ambiguous):
            await client.issue(DRAFT, ONCE, "kiosk")
        await client.aclose()
    assert 2 == len(server.asked)


READABLE = {
    "somebody else's number",
    "a number of controls",
    "no number",
    "500 digits",
    "a cancelled ticket",
}
"""Wrong as the answer to a new number, and tickets like any other."""


@pytest.mark.parametrize("name", sorted(set(LOST) - READABLE))
async def test_a_read_that_stays_lost_is_unavailable(
    odd_server: Odd, name: str
) -> None:
    """One clear error, whatever the other side is."""
    async with odd_server(LOST[name]) as server:
        client = NativeClient(server.client())
        with pytest.raises(Unavailable):
            await client.ticket(TicketId("ticket0001"))
        await client.aclose()


@pytest.mark.parametrize("name", sorted(set(LOST) - READABLE))
async def test_a_finish_is_never_asked_twice(odd_server: Odd, name: str) -> None:
    """There is no key for it: a person looks and decides."""
    async with odd_server(LOST[name]) as server:
        client = NativeClient(server.client())
        with pytest.raises(Ambiguous):
            await client.finish(MAIN, CounterId("1"), "anna")
        await client.aclose()
    assert 1 == len(server.asked)


@pytest.mark.parametrize(
    ("answer", "kind", "reason", "asked"),
    [
        (refusal("400 X", "validation"), BadInput, Reason.VALIDATION, 1),
        (refusal("400 X", "key-missing"), KeyTrouble, Reason.KEY_MISSING, 1),
        (refusal("401 X", "auth"), Denied, Reason.AUTH, 1),
        (refusal("403 X", "forbidden"), Denied, Reason.FORBIDDEN, 1),
        (refusal("404 X", "not-found"), NotFound, Reason.NOT_FOUND, 1),
        (refusal("409 X", "closed"), Refused, Reason.CLOSED, 1),
        (refusal("409 X", "no-numbers"), Refused, Reason.NO_NUMBERS, 1),
        (refusal("409 X", "key-running"), KeyTrouble, Reason.KEY_RUNNING, 4),
        (refusal("413 X", "too-large"), BadInput, Reason.TOO_LARGE, 1),
        (refusal("422 X", "key-reused"), KeyTrouble, Reason.KEY_REUSED, 1),
        (refusal("503 X", "store-full"), Unavailable, Reason.STORE_FULL, 1),
        (refusal("503 X", "store-failed"), Unavailable, Reason.STORE_FAILED, 1),
        (refusal("504 X", "ambiguous"), Ambiguous, Reason.AMBIGUOUS, 4),
        (refusal("500 X", "unexpected"), Ambiguous, Reason.AMBIGUOUS, 4),
        (refusal("409 X", "a-new-word"), Ambiguous, Reason.AMBIGUOUS, 4),
    ],
)
async def test_our_own_refusals_come_through_as_they_are(
    odd_server: Odd, answer: bytes, kind: type[KioskError], reason: Reason, asked: int
) -> None:
    """Only our own envelope is a definite no, and a definite no is not asked again."""
    async with odd_server(answer) as server:
        client = NativeClient(server.client())
        with pytest.raises(kind) as caught:
            await client.issue(DRAFT, ONCE, "kiosk")
        await client.aclose()
    assert (reason, asked) == (caught.value.reason, len(server.asked))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("3", 3), ("99999", 600), ("-1", 1), ("soon", 1), ("1e9", 1), ("9" * 30, 600)],
)
async def test_retry_after_is_believed_within_reason(
    odd_server: Odd, said: str, seconds: int
) -> None:
    """Never a busy loop, never an hour: RFC 9110, 10.2.3, up to ten minutes, and who waits is told."""
    answer = refusal("429 X", "rate-limited", f"retry-after: {said}")
    async with odd_server(answer) as server:
        client = NativeClient(server.client())
        with pytest.raises(TooBusy) as caught:
            await client.branches()
        await client.aclose()
    assert seconds == caught.value.retry_after


async def test_nobody_there_means_nothing_happened(odd_server: Odd) -> None:
    """The connection was refused: whoever asks may be told so for certain."""
    async with odd_server(GOOD) as server:
        client = NativeClient(server.client())
    with pytest.raises(Unavailable) as caught:
        await client.issue(DRAFT, ONCE, "kiosk")
    assert Reason.OFFLINE is caught.value.reason
    await client.aclose()


async def test_a_cancel_whose_answer_is_lost_looks_at_the_ticket(
    odd_server: Odd,
) -> None:
    """A cancelled ticket is a success, whoever answered; any other stays unknown."""
    cancelled = http("200 OK", _ticket(status=Status.CANCELLED))
    async with odd_server(b"\n", cancelled, b"\n", http("200 OK", _ticket())) as server:
        client = NativeClient(server.client())
        done = await client.cancel(TicketId("ticket0001"), "kiosk")
        with pytest.raises(Ambiguous):
            await client.cancel(TicketId("ticket0001"), "kiosk")
        await client.aclose()
    assert Status.CANCELLED is done.ticket.status


async def test_a_cancel_stays_unknown_where_nobody_tells_of_the_ticket(
    odd_server: Odd,
) -> None:
    """The silence of a look is no word on what was asked before it."""
    busy = refusal("429 X", "rate-limited", "retry-after: 60")
    async with odd_server(b"\n", busy) as server:
        client = NativeClient(server.client())
        with pytest.raises(Ambiguous):
            await client.cancel(TicketId("ticket0001"), "kiosk")
        await client.aclose()


START = datetime(2026, 5, 6, 7, 30, tzinfo=UTC)
BOOKING = Booking(START + timedelta(minutes=30), LaneId("desk-1"), START)
BOOKED = ticket(1, status=Status.BOOKED, start_at=START, booking=BOOKING)
ANNA = Holder("anna-at-the-kiosk")
WANTED = Wanted(MAIN, CASH, holder=ANNA)


def _appointment(**changes: Any) -> bytes:
    said = placed_to_wire(Placed(replace(BOOKED, **changes), None), branch(), None)
    return http("200 OK", json.dumps(to_builtins(said)).encode())


def _hold(start: datetime = START) -> bytes:
    hold = Hold(ANNA, MAIN, CASH, start, start + timedelta(minutes=30), start)
    return http("200 OK", json.dumps(to_builtins(hold_to_wire(hold))).encode())


LATER = START + timedelta(hours=1)
REPEATED: dict[str, tuple[bytes, Callable[[NativeClient], Awaitable[object]]]] = {
    "a hold": (_hold(), lambda client: client.hold(WANTED, START)),
    "a move": (
        _appointment(),
        lambda client: client.reschedule(BOOKED.id, START, "kiosk"),
    ),
    "a check-in": (
        _appointment(status=Status.WAITING),
        lambda client: client.check_in(BOOKED.id, MAIN, "kiosk"),
    ),
}
ODD_BOOKINGS = {
    "lost": b"\n",
    "another ticket": _appointment(id=TicketId("ticket0002")),
    "a ticket of nobody": http("200 OK", b"{}"),
}


@pytest.mark.parametrize("deed", REPEATED)
@pytest.mark.parametrize("odd_answer", ODD_BOOKINGS.values(), ids=ODD_BOOKINGS)
async def test_what_is_the_same_twice_is_asked_again(
    odd_server: Odd, deed: str, odd_answer: bytes
) -> None:
    """A customer who stands there is not sent to the counter for a lost packet."""
    good, ask = REPEATED[deed]
    async with odd_server(odd_answer, good) as server:
        client = NativeClient(server.client())
        await ask(client)
        await client.aclose()
    assert 2 == len(server.asked)


@pytest.mark.parametrize("deed", REPEATED)
async def test_what_got_lost_may_have_been_done(odd_server: Odd, deed: str) -> None:
    """A full disk afterwards does not undo it."""
    async with odd_server(b"\n", refusal("503 X", "store-full")) as server:
        client = NativeClient(server.client())
        with pytest.raises(Ambiguous):
            await REPEATED[deed][1](client)
        await client.aclose()


@pytest.mark.parametrize(
    ("answer", "start"),
    [(_hold(LATER), "hold"), (_appointment(start_at=LATER), "reschedule")],
    ids=["a hold", "a move"],
)
async def test_another_time_than_was_asked_for_is_no_answer(
    odd_server: Odd, answer: bytes, start: str
) -> None:
    """A screen that shows it would send somebody to the wrong hour."""
    asks = {"hold": REPEATED["a hold"][1], "reschedule": REPEATED["a move"][1]}
    async with odd_server(answer) as server:
        client = NativeClient(server.client())
        with pytest.raises(Ambiguous):
            await asks[start](client)
        await client.aclose()


async def test_a_booking_is_booked_and_for_its_time(odd_server: Odd) -> None:
    """Unless it was moved since: a key's second use shows the time it has now."""
    draft = Draft(MAIN, CASH, start=START)
    moved = replace(BOOKING, changes=1)
    answers = [_appointment(), _appointment(start_at=LATER, booking=moved)]
    for good in answers:
        odd_ones = (_appointment(start_at=LATER), _appointment(status=Status.WAITING))
        async with odd_server(*odd_ones, good) as server:
            client = NativeClient(server.client())
            placed = await client.issue(draft, ONCE, "kiosk")
            await client.aclose()
        assert (3, Status.BOOKED) == (len(server.asked), placed.ticket.status)


@pytest.mark.parametrize("year", ["0001", "9999"])
async def test_a_time_no_calendar_has_is_no_ticket(odd_server: Odd, year: str) -> None:
    """Drawn in a branch's zone it would fall off the calendar, and the page with it."""
    said = placed_to_wire(Placed(BOOKED, None), branch(), None)
    told = to_builtins(said)
    told["start_at"] = f"{year}-01-01T00:00:00Z"
    answer = http("200 OK", json.dumps(told).encode())
    async with odd_server(answer) as server:
        client = NativeClient(server.client())
        with pytest.raises(KioskError) as caught:
            await client.ticket(TicketId("ticket0001"))
        await client.aclose()
    assert Reason.UPSTREAM is caught.value.reason


async def test_a_new_customer_is_asked_for_once(odd_server: Odd) -> None:
    """Nothing would tell the second from the first."""
    async with odd_server(b"\n") as server:
        client = NativeClient(server.client())
        with pytest.raises(Ambiguous):
            await client.add_customer(Details(name="Ann"))
        await client.aclose()
    assert 1 == len(server.asked)


async def test_silence_ends_with_the_deadline(odd_server: Odd) -> None:
    """A server that never answers, and one that says a byte now and then."""
    async with odd_server(SILENT) as server:
        link = server.client()
        with pytest.raises(Unavailable) as read:
            await link.ask("GET", "/x", changes=False, within=0.05)
        with pytest.raises(Ambiguous):
            await link.ask("POST", "/x", changes=True, within=0.05)
        await link.aclose()
    assert Reason.TIMEOUT is read.value.reason


@pytest.mark.parametrize(
    "strange", ["..", ".", "a/b", "", "a?b", "a#b", "%2e", "é", "a\n"]
)
async def test_an_id_leads_to_no_other_path(odd_server: Odd, strange: str) -> None:
    """It is not found here already, and nothing is sent."""
    async with odd_server(GOOD) as server:
        client = NativeClient(server.client())
        with pytest.raises(NotFound):
            await client.ticket(TicketId(strange))
        with pytest.raises(NotFound):
            await client.finish(MAIN, CounterId(strange), "anna")
        await client.aclose()
    assert [] == server.asked


async def test_a_key_goes_along_and_nowhere_else(odd_server: Odd) -> None:
    """As a bearer token, and never after a redirect."""
    away = http("302 Found", b"", "text/html", "location: /elsewhere")
    async with odd_server(away) as server:
        client = NativeClient(server.client(key="kk_secret"))
        with pytest.raises(Ambiguous):
            await client.finish(MAIN, CounterId("1"), "anna")
        await client.aclose()
    assert 1 == len(server.asked)
    assert b"authorization: Bearer kk_secret" in server.asked[0]


async def test_a_draft_without_a_key_gets_one(odd_server: Odd) -> None:
    """So that a lost answer can be asked for again all the same."""
    async with odd_server(b"\n", GOOD) as server:
        client = NativeClient(server.client())
        await client.issue(Draft(MAIN, ServiceId(CASH)), None, "cli")
        await client.aclose()
    keys = {
        line for line in b"".join(server.asked).split(b"\r\n") if b"idempotency" in line
    }
    assert 1 == len(keys)
