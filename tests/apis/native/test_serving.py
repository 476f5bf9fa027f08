"""What staff do and see over the wire: who may, what a kiosk is never told, and the stream."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import timedelta
from typing import Any

import httpx
import pytest

from kiosk.apis.clients import open_client
from kiosk.apis.native.client import NativeClient
from kiosk.apis.native.stream import Encoder
from kiosk.domain.access import Caller, Role
from kiosk.domain.branch import BranchId, BranchState, CounterId, StaffId
from kiosk.domain.customer import Details
from kiosk.domain.events import BranchChanged, Deed
from kiosk.domain.operators import NewOperator
from kiosk.domain.serving import KioskHealth, Row, RowChanged, Task
from kiosk.domain.ticket import Draft, TicketId
from kiosk.errors import BadInput, Denied, NotFound, Reason
from tests.apis.serving import served
from tests.apis.shop import MAIN, NOON, Shop, branch
from tests.contract.shop import CASH, issued, ticket

ONE = CounterId("1")
OTHER = BranchId("otherone01")
OWNER = Caller("owner", "owner", Role.OWNER)
NATIVE = "/native/v1"
SECRET = "expecting a child"


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop([branch(), branch(id=OTHER)]).open()


async def _take(shop: Shop, where: BranchId = MAIN) -> TicketId:
    return (await shop.desk.issue(Draft(where, CASH), None, "test")).ticket.id


async def _within(heard: Any) -> Any:
    async with asyncio.timeout(10):
        return await heard


# what a kiosk is never told


async def _noted(shop: Shop) -> TicketId:
    ticket_id = await _take(shop)
    for task in (
        Task(Deed.PRIORITY, priority=1, reason=SECRET),
        Task(Deed.NOTE, note=SECRET),
    ):
        await shop.desk.do(ticket_id, task, "anna")
    return ticket_id


@pytest.mark.parametrize(("role", "told"), [(Role.KIOSK, False), (Role.STAFF, True)])
async def test_what_staff_note_is_told_to_staff_only(
    shop: Shop, role: Role, told: bool
) -> None:
    """Neither a note, nor a reason, nor who wrote it, by any way a kiosk can ask."""
    where = f"{NATIVE}/tickets/{await _noted(shop)}"
    async with shop.http(await shop.key(role)) as http:
        answers = [
            await http.get(where),
            await http.get(f"{where}/events"),
            await http.post(f"{where}/cancel"),
        ]
    assert [200] * 3 == [answer.status_code for answer in answers]
    assert [told] * 3 == [SECRET in answer.text for answer in answers]
    assert told == ("anna" in answers[1].text)


@pytest.mark.parametrize(("role", "told"), [(Role.KIOSK, False), (Role.STAFF, True)])
async def test_the_stream_tells_a_kiosk_what_happens_and_not_why(
    shop: Shop, role: Role, told: bool
) -> None:
    """It hears that the queue changed, and its order."""
    key = await shop.key(role)
    async with (
        served(shop.served()) as socket,
        httpx.AsyncClient(
            transport=httpx.AsyncHTTPTransport(uds=str(socket)),
            headers={"authorization": f"Bearer {key}"},
        ) as plain,
        plain.stream("GET", f"http://x{NATIVE}/events?branch={MAIN}") as answer,
    ):
        heard, chunks = b"", answer.aiter_raw()
        while b"snapshot" not in heard:
            heard += await _within(anext(chunks))
        await _noted(shop)
        while b'"deed":"note"' not in heard:
            heard += await _within(anext(chunks))
        shop.gate.closing.set()
    assert told == (SECRET.encode() in heard) == (b"anna" in heard)


@pytest.mark.parametrize("role", [Role.KIOSK, Role.PUBLIC])
async def test_rows_are_for_staff(shop: Shop, role: Role) -> None:
    """Names and notes of everybody who waits are no kiosk's business."""
    async with shop.http(await shop.key(role)) as http:
        answer = await http.get(f"{NATIVE}/events?rows=1&branch={MAIN}")
    assert 403 == answer.status_code


# who may do what


@pytest.fixture(name="desk")
async def _desk(shop: Shop) -> AsyncIterator[NativeClient]:
    """A console with a key for staff, at which a supervisor let two operators in."""
    for name, role, may in (
        ("Bea", Role.SUPERVISOR, False),
        ("Anna", Role.STAFF, True),
        ("Cleo", Role.STAFF, False),
    ):
        new = NewOperator(name, role, "2580", MAIN, may_choose=may)
        await shop.operators.add(OWNER, new)
    client = shop.client(await shop.key(Role.STAFF))
    yield client
    await client.aclose()


def _id(shop: Shop, name: str) -> StaffId:
    return next(one.id for one in shop.operators.here(MAIN) if one.name == name)


@pytest.mark.parametrize(
    ("name", "may"), [("Anna", True), ("Bea", True), ("Cleo", False), ("", False)]
)
async def test_who_may_choose_calls_out_of_turn(
    shop: Shop, desk: NativeClient, name: str, may: bool
) -> None:
    """By what the supervisor wrote down; a key by itself is nobody who was asked."""
    await _take(shop)
    second = await _take(shop)
    if name:
        await desk.sign_in(MAIN, _id(shop, name), "2580")
    task = Task(Deed.CALL, seen=1, counter=ONE)
    if may:
        row = await desk.do(second, task, "")
        assert (ONE, name) == (
            row.ticket.counter,
            (await desk.history(second))[-1].actor,
        )
    else:
        with pytest.raises(Denied):
            await desk.do(second, task, "")


async def test_who_is_signed_in_gets_who_is_kept_for_them(
    shop: Shop, desk: NativeClient
) -> None:
    """At whatever counter they sit; nobody else does."""
    kept = await _take(shop)
    await desk.do(kept, Task(Deed.TRANSFER, operator=_id(shop, "Anna")), "")
    await desk.sign_in(MAIN, _id(shop, "Cleo"), "2580")
    assert ([], None) == (
        await desk.next_up(MAIN, ONE),
        await desk.call(MAIN, ONE, ""),
    )
    await desk.sign_in(MAIN, _id(shop, "Anna"), "2580")
    assert [kept] == [called.ticket.id for called in await desk.next_up(MAIN, ONE)]
    called = await desk.call(MAIN, ONE, "")
    assert called is not None
    assert kept == called.ticket.id


async def test_a_supervisor_calls_who_is_kept_for_somebody_else(
    shop: Shop, desk: NativeClient
) -> None:
    """Somebody has to, when that one is ill."""
    kept = await _take(shop)
    await desk.do(kept, Task(Deed.TRANSFER, operator=_id(shop, "Anna")), "")
    await desk.sign_in(MAIN, _id(shop, "Bea"), "2580")
    row = await desk.do(kept, Task(Deed.CALL, counter=ONE), "")
    assert ONE == row.ticket.counter


async def test_nobody_is_kept_for_an_operator_there_is_not(
    shop: Shop, desk: NativeClient
) -> None:
    """They would wait for ever."""
    kept = await _take(shop)
    with pytest.raises(NotFound, match="operator"):
        await desk.do(kept, Task(Deed.TRANSFER, operator=StaffId("nobody")), "")
    assert 1 == (await desk.row(kept)).ticket.version


async def test_a_key_of_one_branch_does_nothing_in_another(shop: Shop) -> None:
    """Its tickets do not exist, and itself is nothing to look at."""
    there = await _take(shop, OTHER)
    client = shop.client(await shop.key(Role.SUPERVISOR, MAIN))
    for task in (Task(Deed.NOTE, note="x"), Task(Deed.CANCEL, seen=1)):
        with pytest.raises(NotFound):
            await client.do(there, task, "")
    with pytest.raises(NotFound):
        await client.row(there)
    for looking in (client.lobby(OTHER), client.log(OTHER), client.undo(OTHER, "")):
        with pytest.raises(Denied) as refused:
            await looking
        assert Reason.FORBIDDEN is refused.value.reason
    await client.aclose()


# what is asked


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("branches/mainbranch/tickets?list=all", "list"),
        ("branches/mainbranch/tickets", "list"),
        ("branches/mainbranch/tickets?list=done&limit=501", "limit"),
        ("branches/mainbranch/tickets?list=done&page=0", "page"),
        ("branches/mainbranch/log?page=x", "page"),
        ("branches/mainbranch/counters/1/next?most=-1", "most"),
        ("events?rows=1", "branch"),
        ("events?rows=yes", "rows"),
    ],
)
async def test_what_can_not_be_asked_for_is_named(
    shop: Shop, path: str, member: str
) -> None:
    async with shop.http(owner=True) as http:
        answer = await http.get(f"{NATIVE}/{path}")
    assert (400, [member]) == (
        answer.status_code,
        list(answer.json()["error"]["fields"]),
    )


@pytest.mark.parametrize(
    "body",
    [
        {"seen": -1},
        {"seen": "1"},
        {"priority": 3},
        {"reason": "x" * 201},
        {"note": "x" * 201},
        {"until": "2026-05-04T12:00"},
        {"outcome": {"result": "great"}},
        {"counter": "../1"},
        {"unknown": 1},
    ],
)
async def test_a_task_that_makes_no_sense_is_refused(
    shop: Shop, body: dict[str, Any]
) -> None:
    where = f"{NATIVE}/tickets/{await _take(shop)}/note"
    async with shop.http(owner=True) as http:
        answer = await http.post(where, json=body)
    assert (400, [*body]) == (
        answer.status_code,
        [name.split(".")[0] for name in answer.json()["error"]["fields"]],
    )


async def test_a_kiosk_may_be_called_anything(shop: Shop) -> None:
    """Its name is what somebody wrote into its settings; a slash can't stand in a path."""
    client = shop.client(await shop.key(Role.KIOSK))
    for name in ("Eingang Süd", "مدخل", "1/2", "100%?#", ".."):
        await client.report(MAIN, KioskHealth(name, "1.0", NOON))
    await client.aclose()
    known = [one.name for one in (await shop.desk.lobby(MAIN)).kiosks]
    assert ["Eingang Süd", "مدخل", "1-2", "100%?#", "kiosk"] == known


async def test_a_note_is_kept_whole(shop: Shop) -> None:
    """Two hundred letters, however wide."""
    client = shop.client(owner=True)
    row = await client.do(await _take(shop), Task(Deed.NOTE, note="高" * 200), "")
    await client.aclose()
    assert row.ticket.care is not None
    assert "高" * 200 == row.ticket.care.note


async def test_a_message_that_is_too_long_is_not_cut(shop: Shop) -> None:
    """Half a sentence may say the opposite."""
    client = shop.client(owner=True)
    with pytest.raises(BadInput) as refused:
        await client.tell(MAIN, {"en": "x" * 201}, NOON + timedelta(hours=1), "")
    await client.aclose()
    assert ["text"] == [*refused.value.fields]


# the stream


async def test_a_console_hears_what_happens_with_the_ticket_it_happened_to(
    shop: Shop,
) -> None:
    """A snapshot, rows as they stand, and what is no ticket's."""
    async with served(shop.served(owner=True)) as socket:
        client = NativeClient(open_client(socket=socket))
        somebody = await client.add_customer(Details(name="Kovács Anna"))
        async with aclosing(client.watch(MAIN)) as told:  # type: ignore[type-var]
            assert isinstance(await _within(anext(told)), BranchState)
            placed = await client.issue(
                Draft(MAIN, CASH, customer=somebody.id), None, ""
            )
            await client.do(placed.ticket.id, Task(Deed.NOTE, note="tall"), "")
            await client.pause_service(MAIN, CASH, "", paused=True)
            changes = [await _within(anext(told)) for _ in range(3)]
        await client.aclose()
        shop.gate.closing.set()
    deeds = [one.event.deed for one in changes if isinstance(one, RowChanged)]
    last = changes[1]
    assert isinstance(last, RowChanged)
    assert ([Deed.ISSUE, Deed.NOTE], "Kovács A.") == (deeds, last.row.who)
    assert last.row == await shop.desk.row(placed.ticket.id)
    assert isinstance(changes[2], BranchChanged)


async def test_what_was_missed_comes_with_its_rows(shop: Shop) -> None:
    """A console whose line broke goes on after the last event it heard."""
    placed = await shop.desk.issue(Draft(MAIN, CASH), None, "test")
    seq = (await shop.desk.history(placed.ticket.id))[-1].seq
    await shop.desk.do(placed.ticket.id, Task(Deed.NOTE, note="tall"), "anna")
    async with served(shop.served(owner=True)) as socket:
        client = NativeClient(open_client(socket=socket))
        async with aclosing(client.watch(MAIN, seq)) as told:  # type: ignore[type-var]
            first = await _within(anext(told))
        await client.aclose()
        shop.gate.closing.set()
    assert isinstance(first, RowChanged)
    assert (Deed.NOTE, seq + 1) == (first.event.deed, first.seq)


def test_a_change_is_encoded_once_for_all_consoles() -> None:
    """Two listeners who read the same row; a newer row is another matter."""
    encode, event = Encoder(), issued(ticket(1), seq=7)
    first, again = (
        encode(RowChanged(event, Row(ticket(1, version=2), "Ann"))) for _ in range(2)
    )
    newer = encode(RowChanged(event, Row(ticket(1, version=3), "Ann")))
    assert (True, False) == (first is again, first == newer)
    assert (2, "Ann") == (
        (row := json.loads(first.split(b"data: ")[1])["row"])["version"],
        row["who"],
    )


async def test_who_signed_out_hears_no_more_names(shop: Shop) -> None:
    """The door is asked when a stream begins, and again with each ping."""
    operator = await shop.operators.add(
        OWNER, NewOperator("Bea", Role.SUPERVISOR, "2580", MAIN)
    )
    signed = await shop.operators.sign_in(OWNER, MAIN, operator.id, "2580")
    await shop.operators.sign_out(OWNER, signed.token)
    async with shop.http(owner=True) as http:
        answer = await http.get(
            f"{NATIVE}/events?rows=1&branch={MAIN}",
            headers={"x-operator": signed.token},
        )
    assert 401 == answer.status_code
