"""What Skiplino's client makes of a ticket: as recorded, and of everything a strange server may send instead."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import stamina

from kiosk.apis.skiplino import said
from kiosk.apis.skiplino.booking import Asking, Under, Wish, wish_of
from kiosk.apis.skiplino.calls import Calls
from kiosk.apis.skiplino.glimpses import next_look
from kiosk.apis.skiplino.habits import Habits
from kiosk.apis.skiplino.register import Register
from kiosk.apis.skiplino.said import told_of
from kiosk.domain.branch import GroupId
from kiosk.domain.errands import Errand, ErrandId
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Kind, Status, TicketId
from kiosk.errors import (
    Ambiguous,
    KioskError,
    Reason,
    TooBusy,
    Unavailable,
)
from tests.apis import odd_server as odd
from tests.apis.odd_server import OddServer, http
from tests.apis.skiplino.recorded import (
    BOOKED,
    BRANCHES,
    CASH,
    DRAFT,
    GROUP,
    NOW,
    ONCE,
    SEEF,
    SERVICE,
    TICKET,
    TREE,
    asked_for_number,
    client_of,
    refused,
    told,
)
from tests.desk.hands import StoppedClock


@pytest.fixture(autouse=True)
def _without_waits() -> Iterator[None]:
    with stamina.set_testing(True, attempts=4):
        yield


# as the published pages show it


async def test_a_ticket_as_published_is_understood() -> None:
    placed, server = await asked_for_number(BOOKED)
    ticket = placed.ticket
    assert ("k7m2p9x4q1", "Q017", SEEF, CASH, "7c1f9a3b2d") == (
        ticket.id,
        ticket.number,
        ticket.branch,
        ticket.service,
        ticket.group,
    )
    assert (Kind.WALKIN, Status.WAITING, date(2026, 6, 23)) == (
        ticket.kind,
        ticket.status,
        ticket.day,
    )
    assert (6, 18) == (placed.place.ahead, placed.place.wait.estimate)
    head, body = server.asked[2].split(b"\r\n\r\n", 1)
    assert b"authorization: Bearer pk_1" in head
    assert b"x-locale: en" in head
    assert {"serviceId": CASH, "groupOfServiceId": "7c1f9a3b2d"} == json.loads(body)


async def test_a_ticket_without_an_envelope_is_understood() -> None:
    placed, _ = await asked_for_number(http("201 Created", json.dumps(TICKET).encode()))
    assert "Q017" == placed.ticket.number


@pytest.mark.parametrize("member", ["services", "children", "items"])
async def test_the_tree_is_understood_whatever_its_list_is_called(member: str) -> None:
    """No page shows it."""
    group = {"id": "7c1f9a3b2d", "name": "Teller", "tags": {}, member: [SERVICE]}
    async with odd.odd_server(BRANCHES, told([group])) as server:
        (state,) = await client_of(server).branches()
    assert [CASH] == [service.id for service in state.branch.services]
    assert ("7c1f9a3b2d", (CASH,)) == (
        state.branch.groups[0].id,
        state.branch.groups[0].services,
    )


async def test_customers_are_called_id_with_and_without_a_line() -> None:
    row = {
        "externalId": "crm-7741",
        "name": "Layla",
        "createdAt": "2026-06-23T11:00:00Z",
    }
    for member in ("_id", "id"):
        async with odd.odd_server(told({member: "9f2c" * 8, **row})) as server:
            client = client_of(server, keys=("sk_1",))
            found = await client.customer_called("crm-7741")
        assert ("9f2c" * 8, "Layla") == (found.id, found.name)


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-07-01T09:30:00.000Z", NOW.replace(7, 7, 1, 9, 30, 0)),
        ("2026-07-01T12:30:00+03:00", None),
        ("2026-07-01t09:30:00z", None),
        ("2026-07-01 09:30:00.123456789Z", None),
        ("2026-06-30T23:59:60Z", None),
    ],
)
def test_any_instant_of_rfc_3339_is_understood(written: str, instant: Any) -> None:
    read = said.instant(written)
    assert read is not None
    assert read.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "written",
    [
        None, 5, "", "2026-07-01", "2026-07-01T09:30:00", "20260701T093000Z",
        "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-23:00", "2026-13-01T00:00:00Z",
        "1026-07-01T09:30:00Z", "2026-07-01T09:30:00Z\n", "٢٠٢٦-07-01T09:30:00Z",
    ],
)  # fmt: skip
def test_what_is_no_instant_with_a_zone_is_none(written: Any) -> None:
    assert said.instant(written) is None


# words nobody knows


async def test_a_status_nobody_knows_is_kept_and_not_the_end() -> None:
    """Their set is open: the word stays, and the ticket is still looked at."""
    row = TICKET | {"status": "on_hold\x1b[2J", "type": "virtual"}
    async with odd.odd_server(told(row)) as server:
        client = client_of(server)
        placed = await client.ticket(TicketId("k7m2p9x4q1"))
        seen = await client.look("k7m2p9x4q1")
    assert Status.UNKNOWN is placed.ticket.status
    assert placed.ticket.theirs
    assert "on_hold[2J" == placed.ticket.theirs.word == seen.word
    assert (None, None) == (seen.ahead, seen.wait)
    assert NOW + timedelta(seconds=30) == next_look(seen, NOW)
    assert next_look(seen, NOW + timedelta(hours=13)) is None


@pytest.mark.parametrize(
    ("changes", "seconds"),
    [
        ({"waitingTime": 40}, 60),
        ({"waitingTime": 10}, 30),
        ({"waitingTime": 3}, 10),
        ({"waitingTime": None}, 30),
        ({"status": "serving"}, 30),
        ({"status": "upcoming", "time": "2026-06-23T15:00:00Z"}, 60),
        ({"status": "served"}, None),
        ({"status": "cancelled"}, None),
    ],
)
def test_it_is_looked_at_as_often_as_its_turn_is_near(
    changes: dict[str, Any], seconds: int | None
) -> None:
    """And never again when it is over."""
    ticket = said.ticket(TICKET | changes)
    assert ticket
    again = next_look(told_of(ticket), NOW)
    assert seconds == (again and (again - NOW).total_seconds())


@pytest.mark.parametrize(
    "changes",
    [
        {"queueSize": -1, "waitingTime": -5},
        {"queueSize": 10**30, "waitingTime": 10**30},
        {"queueSize": "6", "waitingTime": "18"},
        {"queueSize": True, "waitingTime": [18]},
        {"queueSize": None, "waitingTime": None},
        {"queueSize": 2.5, "waitingTime": 1.5},
    ],
)
async def test_no_queue_and_no_wait_is_invented(changes: dict[str, Any]) -> None:
    """What can't be is not shown; the number is good all the same."""
    placed, _ = await asked_for_number(told(TICKET | changes, "201 Created"))
    assert ("Q017", None) == (placed.ticket.number, placed.place)


# what is no ticket for who asked


LOST = {
    "closed without a byte": b"\n",
    "half a head": b"HTTP/1.1 201 Created\r\ncontent-le",
    "half a body": BOOKED[:-20],
    "a proxy's 502": http("502 Bad Gateway", b"<html>", "text/html"),
    "their 500": refused("500 Oh", "Server Error"),
    "their 503": refused("503 Oh", "later"),
    "a portal's page": http("200 OK", b"<html>Log in", "text/html"),
    "a portal's refusal": http("401 No", b"<html>Log in", "text/html"),
    "a list for a refusal": http("400 No", b"[]"),
    "a redirect": http("302 Found", b"", "text/html", "location: http://127.0.0.1:9/x"),
    "JSON that is cut": http("201 Created", json.dumps({"data": TICKET}).encode()[:-9]),
    "JSON with a mark": http(
        "201 Created", b"\xef\xbb\xbf" + json.dumps({"data": TICKET}).encode()
    ),
    "UTF-16": http("201 Created", json.dumps({"data": TICKET}).encode("utf-16")),
    "deep JSON": http("201 Created", b"[" * 100_000),
    "NaN": http("201 Created", b'{"data":{"id":"k7m2p9x4q1","queueSize":NaN}}'),
    "a member twice": http("201 Created", b'{"data":{"id":"a","id":"b"}}'),
    "a compressed body": http(
        "201 Created", gzip.compress(b"{}"), "application/json", "content-encoding: gzip"
    ),
    "more than a megabyte": http("201 Created", b" " * 1_000_001),
    "no data": told(None, "201 Created"),
    "a list": told([TICKET], "201 Created"),
    "no id": told(TICKET | {"id": None}, "201 Created"),
    "an id that leads elsewhere": told(TICKET | {"id": "../x"}, "201 Created"),
    "no number": told(TICKET | {"ticketNumber": ""}, "201 Created"),
    "a blank number": told(TICKET | {"ticketNumber": " \u200b "}, "201 Created"),
    "a number of controls": told(TICKET | {"ticketNumber": "A\x1b[2J"}, "201 Created"),
    "500 digits": told(TICKET | {"ticketNumber": "9" * 500}, "201 Created"),
    "a number that is none": told(TICKET | {"ticketNumber": 17}, "201 Created"),
    "another service": told(TICKET | {"service": {"id": "x"}}, "201 Created"),
    "no service": told(TICKET | {"service": None}, "201 Created"),
    "another branch": told(TICKET | {"branch": {"id": "x"}}, "201 Created"),
    "a cancelled one": told(TICKET | {"status": "cancelled"}, "201 Created"),
    "a served one": told(TICKET | {"status": "served"}, "201 Created"),
    "an appointment": told(TICKET | {"time": "2026-07-01T09:30:00Z"}, "201 Created"),
    "one from yesterday": told(
        TICKET | {"bookedAt": "2026-06-22T11:08:41Z"}, "201 Created"
    ),
}  # fmt: skip


@pytest.mark.parametrize("answer", LOST.values(), ids=LOST)
async def test_nothing_is_handed_out_that_is_not_the_ticket_asked_for(
    answer: bytes,
) -> None:
    """Nor asked for again, with a public key: nobody could tell the two apart."""
    outcome, server = await asked_for_number(answer)
    assert isinstance(outcome, Ambiguous), outcome
    assert 3 == len(server.asked)


async def test_a_number_that_somebody_has_is_nobody_elses() -> None:
    """The same ticket for the next customer is as good as no answer."""
    async with odd.odd_server(BRANCHES, TREE, BOOKED, BOOKED) as server:
        client = client_of(server)
        await client.issue(DRAFT, ONCE, "kiosk")
        with pytest.raises(Ambiguous):
            await client.issue(DRAFT, Once("kiosk", "two", "print"), "kiosk")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            refused("422 No", {"serviceId": "This value does not exist."}),
            Reason.NOT_FOUND,
        ),
        (refused("422 No", {"groupOfServiceId": ["no"]}), Reason.NOT_FOUND),
        (refused("422 No", {"customerId": "no"}), Reason.VALIDATION),
        (refused("422 No", None), Reason.VALIDATION),
        (refused("422 No", {"\x1b]0;x": {"a": 1}}), Reason.VALIDATION),
        (refused("404 No", "gone"), Reason.NOT_FOUND),
        (refused("403 No", "no"), Reason.FORBIDDEN),
    ],
)
async def test_a_definite_no_is_told_by_what_it_names(
    answer: bytes, reason: Reason
) -> None:
    outcome, _ = await asked_for_number(answer)
    assert reason is outcome.reason


async def test_a_400_is_told_by_the_tree_and_its_sentence_is_kept_clean() -> None:
    """It is written for the customer, in their language; nothing is decided by it."""
    sentence = refused("400 No", "\x1b[31mالفرع مغلق\u202e")
    closed = told([GROUP | {"services": [SERVICE | {"isOpen": False}]}])
    outcome, _ = await asked_for_number(sentence, BRANCHES, closed)
    assert (Reason.CLOSED, "[31mالفرع مغلق") == (outcome.reason, outcome.detail)
    outcome, _ = await asked_for_number(sentence, BRANCHES, TREE)
    assert Reason.NOT_ALLOWED_NOW is outcome.reason


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        ("86400", 60),
        ("9" * 400, 60),
        ("-5", 1),
        ("soon", 1),
        ("Tue, 23 Jun 2026 11:09:02 GMT", 20),
        ("Tue, 23 Jun 2026 10:00:00 GMT", 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 60),
    ],
)
async def test_it_waits_as_long_as_it_is_asked_to_and_not_longer_than_a_minute(
    header: str, seconds: int
) -> None:
    outcome, server = await asked_for_number(
        refused("429 Slow", "slow", f"retry-after: {header}")
    )
    assert isinstance(outcome, TooBusy)
    assert (seconds, 3) == (outcome.retry_after, len(server.asked))


# looking for what got lost


async def looked_up(*pages: bytes) -> tuple[Any, OddServer]:
    """What a look for a lost number finds on these pages: rows, or the error."""
    async with odd.odd_server(*pages) as server:
        habits = Habits(keys=("sk_1",))
        calls = Calls(server.client(), StoppedClock(NOW), habits)
        wish = Wish(SEEF, GroupId("7c1f9a3b2d"), CASH, None, Under.LANE)
        errand = Errand(
            ErrandId("errand0001"), "skiplino", "a/b/1", wish.about(), NOW, NOW, before=("old",)
        )  # fmt: skip
        assert wish == wish_of(errand.about)
        asking = Asking(calls, Register(calls, habits), habits.skew, wish)
        try:
            return await asking.look_up(errand), server
        except KioskError as error:
            return error, server


def at_second(second: int, **changes: Any) -> dict[str, Any]:
    """A ticket booked then, with that for an id."""
    booked = {"id": f"t{second}", "bookedAt": f"2026-06-23T11:08:{second:02}Z"}
    return TICKET | booked | changes


async def test_only_what_may_be_the_lost_number_is_found_the_oldest_first() -> None:
    """Not another service's, not a time, not what was there before, not what is older."""
    rows = [
        at_second(50, status="cancelled"),
        at_second(49),
        at_second(48, service={"id": "another"}),
        at_second(47, time="2026-07-01T09:30:00Z"),
        at_second(46, id="old"),
        at_second(45),
        at_second(44, id="older", bookedAt="2026-06-23T11:05:00Z"),
    ]
    found, server = await looked_up(told(rows, pagination={"hasNextPage": True}))
    assert [("t45", True), ("t49", True), ("t50", False)] == [
        (one.id, one.live) for one in found
    ]
    assert 1 == len(server.asked), "older ones are of no interest"
    assert b"externalId=a%2Fb%2F1" in server.asked[0]


async def test_a_look_that_finds_pages_without_end_ends() -> None:
    pages = [
        told(
            [at_second(42, id=f"t{n}")],
            pagination={"hasNextPage": True, "total": 10**6},
        )
        for n in range(50)
    ]
    found, server = await looked_up(*pages)
    assert (20, 20) == (len(found), len(server.asked))


async def test_a_lost_number_that_is_none_is_neither_taken_nor_booked_beside() -> None:
    found, _ = await looked_up(told([at_second(45, ticketNumber="")]))
    assert isinstance(found, Unavailable)


def test_a_kiosk_that_asks_skiplino_itself_loads_nothing_heavy() -> None:
    """It opens as quickly as any."""
    heavy = "pydantic httpx structlog phonenumbers argon2 dateutil stamina starlette"
    code = (
        "import sys, kiosk.apis.skiplino.client\n"
        f"print([name for name in {heavy.split()} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert b"[]" == ran.stdout.strip()
