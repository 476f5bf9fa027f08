"""What Skiplino's client makes of odd branches, times, customers and lists, and what it never tells."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import stamina

from kiosk.apis.skiplino.client import SkiplinoClient
from kiosk.apis.skiplino.habits import Habits
from kiosk.domain.booking import Wanted
from kiosk.domain.customer import CustomerId
from kiosk.domain.ticket import Status, TicketId
from kiosk.errors import (
    Ambiguous,
    BadInput,
    Denied,
    KioskError,
    NotFound,
    Reason,
    Refused,
    Unavailable,
)
from tests.apis import odd_server as odd
from tests.apis.odd_server import http
from tests.apis.skiplino.recorded import (
    BRANCH,
    BRANCHES,
    CASH,
    DRAFT,
    GROUP,
    NOW,
    SEEF,
    SERVICE,
    TICKET,
    TREE,
    client_of,
    refused,
    told,
)
from tests.desk.hands import StoppedClock


@pytest.fixture(autouse=True)
def _without_waits() -> Iterator[None]:
    with stamina.set_testing(True, attempts=4):
        yield


# reading


ODD_ROWS: tuple[Any, ...] = (
    None, 5, "x", [], {}, {"id": 1, "name": "x"}, {"id": "a/b", "name": "x"},
    {"id": "..", "name": "x"}, {"id": "é", "name": "x"}, {"id": "ok", "name": ""},
    {"id": "ok", "name": None}, {"id": "x" * 129, "name": "x"}, {"id": "a\n", "name": "x"},
)  # fmt: skip


async def test_branches_and_services_that_can_not_be_used_are_left_out_and_counted() -> (
    None
):
    group = GROUP | {"services": [*ODD_ROWS, SERVICE, SERVICE]}
    answers = told([*ODD_ROWS, BRANCH]), told([*ODD_ROWS, group])
    async with odd.odd_server(*answers) as server:
        client = client_of(server)
        (state,) = await client.branches()
    assert (SEEF, [CASH]) == (state.branch.id, [s.id for s in state.branch.services])
    assert 2 * len(ODD_ROWS) <= client.counts["left_out"]


async def test_names_are_clean_and_never_longer_than_they_may_be() -> None:
    evil = "\x1b]0;x\x07[red]A\u202e" + "long " * 5000
    answers = told([BRANCH | {"name": evil}]), told([GROUP | {"name": evil}])
    async with odd.odd_server(*answers) as server:
        (state,) = await client_of(server).branches()
    name = state.branch.name["en"]
    assert name.startswith("]0;x[red]Along")
    assert 80 >= len(name)


async def test_times_that_can_not_be_used_are_left_out_and_counted() -> None:
    """Full ones, past ones, ones of another day in the company's zone, and nonsense."""
    rows = [
        None,
        {},
        {"time": "2026-06-24T09:30:00", "remaining": 1},
        {"time": "2026-06-24T09:30:00Z", "remaining": -1},
        {"time": "2026-06-24T09:30:00Z", "remaining": 0},
        {"time": "2026-06-24T22:30:00Z", "remaining": 1},
        {"time": "2026-06-23T22:30:00Z", "remaining": 2},
        {"time": "2026-06-24T10:00:00Z", "remaining": 3},
        {"time": "2026-06-24T10:00:00Z", "remaining": 3},
    ]
    async with odd.odd_server(BRANCHES, TREE, told(rows)) as server:
        client = client_of(server)
        (day,) = await client.slots(Wanted(SEEF, CASH), date(2026, 6, 24))
        assert b"GET /services/6fe8fb8b12/slots?date=2026-06-24 " in server.asked[2]
    assert [("01:30", 2), ("13:00", 3)] == [(s.label, s.free) for s in day.slots]
    assert 4 == client.counts["left_out"]


@pytest.mark.parametrize(
    "answer", [told("x"), told({}), told(None), http("200 OK", b"{}")]
)
async def test_a_day_without_a_list_has_no_time(answer: bytes) -> None:
    async with odd.odd_server(BRANCHES, TREE, answer) as server:
        (day,) = await client_of(server).slots(Wanted(SEEF, CASH), date(2026, 6, 24))
    assert ((), Reason.FULL) == (day.slots, day.reason)


@pytest.mark.parametrize(
    "answer",
    [
        http("502 Bad Gateway", b"<html>", "text/html"),
        http("200 OK", b"<html>", "text/html"),
        http("200 OK", b"[]"),
        b"SSH-2.0-OpenSSH_9.2\r\n",
    ],
)
async def test_what_can_not_be_read_is_asked_for_again_and_then_unavailable(
    answer: bytes,
) -> None:
    async with odd.odd_server(answer) as server:
        with pytest.raises(Unavailable):
            await client_of(server).branches()
        assert 4 == len(server.asked)
    async with odd.odd_server(answer, BRANCHES, TREE) as server:
        assert 1 == len(await client_of(server).branches())


async def test_a_catalogue_that_can_not_be_read_is_no_reason_not_to_book() -> None:
    """What was told last names the group; whether it still is so, the booking tells."""
    gone = http("502 Bad Gateway", b"<html>", "text/html")
    booked = told(TICKET | {"bookedAt": "2026-06-23T11:14:42Z"}, "201 Created")
    async with odd.odd_server(BRANCHES, TREE, *[gone] * 4, booked) as server:
        clock = StoppedClock(NOW)
        client = SkiplinoClient(server.client(), clock, Habits(keys=("pk_1",)))
        await client.branches()
        clock.pass_by(minutes=6)
        placed = await client.issue(DRAFT, None, "kiosk")
    assert "Q017" == placed.ticket.number


async def test_somebody_elses_ticket_is_not_shown() -> None:
    async with odd.odd_server(told(TICKET)) as server:
        with pytest.raises(Unavailable):
            await client_of(server).ticket(TicketId("another000"))


@pytest.mark.parametrize("row", [TICKET | {"status": "waiting"}, None, {}])
async def test_a_cancel_is_believed_when_it_was_read_back(row: Any) -> None:
    """A 200 that shows something else is followed by a look."""
    gone = told(TICKET | {"status": "cancelled"})
    async with odd.odd_server(told(row), gone) as server:
        placed = await client_of(server).cancel(TicketId("k7m2p9x4q1"), "kiosk")
        assert [b"POST", b"GET "] == [one[:4] for one in server.asked]
    assert Status.CANCELLED is placed.ticket.status


async def test_a_cancel_that_never_shows_is_not_believed() -> None:
    async with odd.odd_server(told(TICKET)) as server:
        with pytest.raises(Ambiguous):
            await client_of(server).cancel(TicketId("k7m2p9x4q1"), "kiosk")


# pages


async def test_pages_without_end_are_left_at_a_cap() -> None:
    """Each has something new and says that there is another one."""
    pages = [
        told(
            [{"_id": f"{n:032}", "name": "x"}],
            pagination={"total": 10**9, "page": n, "limit": 100, "hasNextPage": True},
        )
        for n in range(300)
    ]
    async with odd.odd_server(*pages) as server:
        client = client_of(server, keys=("sk_1",))
        found = [one async for one in client.every_customer()]
        assert (200, 200) == (len(server.asked), len(found))


async def test_the_same_page_for_ever_ends_after_the_third() -> None:
    page = told([{"_id": "a" * 32}], pagination={"hasNextPage": True, "total": 10**9})
    async with odd.odd_server(page) as server:
        client = client_of(server, keys=("sk_1",))
        found = [one.id async for one in client.every_customer()]
        assert (["a" * 32], 3) == (found, len(server.asked))


async def test_pages_that_shift_give_each_customer_once() -> None:
    """Somebody was added while we read: the last of one page is the first of the next."""

    def page(*names: str, more: bool = True) -> bytes:
        rows = [{"_id": name * 32} for name in names]
        return told(rows, pagination={"hasNextPage": more})

    async with odd.odd_server(page("a", "b"), page("b", "c", more=False)) as server:
        client = client_of(server, keys=("sk_1",))
        found = [one.id[0] async for one in client.every_customer()]
    assert ["a", "b", "c"] == found


async def test_tickets_of_somebody_that_can_not_be_used_are_left_out() -> None:
    rows = [
        None,
        {},
        TICKET | {"id": "a/b"},
        TICKET | {"id": "b", "branch": None},
        TICKET,
    ]
    async with odd.odd_server(told(rows)) as server:
        page = await client_of(server).tickets_of(CustomerId("9f2c" * 8))
    assert ["k7m2p9x4q1"] == [one.id for one in page.items]


# what must not get out


async def test_a_phone_number_never_leaves(caplog: pytest.LogCaptureFixture) -> None:
    """Neither in an address nor in a body nor in the log: only a keyed hash of it does."""
    row = {"_id": "9f2c" * 8}
    answers = refused("422 No", {"externalId": "x"}), told(row, "201 Created")
    async with odd.odd_server(*answers) as server:
        client = client_of(server, keys=("sk_1",), phone_secret=b"pepper")
        await client.identify("+973 3344 5566", "Layla")
        asked = b"".join(server.asked)
    assert b"33445566" not in asked
    assert b"tel-" in asked
    assert "3344" not in caplog.text
    assert "sk_1" not in repr(client_of(server, keys=("sk_1",))._habits)


async def test_without_a_secret_for_phone_numbers_nobody_is_identified() -> None:
    async with odd.odd_server(BRANCHES) as server:
        with pytest.raises(Refused) as no:
            await client_of(server, keys=("sk_1",)).identify("+97333445566")
        with pytest.raises(BadInput):
            await client_of(server, keys=("sk_1",)).identify("none")
        assert [] == server.asked
    assert Reason.NOT_OFFERED is no.value.reason


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused("401 No", "Invalid or missing API key."), Denied),
        (refused("403 No", "no"), Denied),
        (refused("404 No", "gone"), NotFound),
        (refused("422 No", {"id": "This value does not exist."}), NotFound),
    ],
)
async def test_what_a_read_is_refused_with(
    answer: bytes, error: type[KioskError]
) -> None:
    async with odd.odd_server(answer) as server:
        with pytest.raises(error):
            await client_of(server).ticket(TicketId("k7m2p9x4q1"))
        assert 1 == len(server.asked)
