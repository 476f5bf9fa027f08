"""What a console makes of an answer that got lost: the ticket's row tells what was done."""

import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import stamina
from msgspec import to_builtins

from kiosk.apis.native.client import NativeClient
from kiosk.apis.native.translate import called_to_wire, placed_to_wire
from kiosk.apis.native.translate_lobby import row_to_wire
from kiosk.apis.native.translate_state import state_to_wire
from kiosk.domain.branch import (
    BranchState,
    CounterId,
    Message,
    Opening,
    ServiceId,
    StaffId,
)
from kiosk.domain.events import Deed
from kiosk.domain.serving import (
    Called,
    CounterChange,
    CounterStatus,
    KioskHealth,
    Row,
    Task,
)
from kiosk.domain.ticket import Care, Placed, Status, Ticket
from kiosk.errors import Ambiguous, BadInput, KioskError, Reason, Refused, Unavailable
from tests.apis.odd_server import http, odd_server, refusal
from tests.contract.shop import CASH, LOANS, MAIN, NOON, branch, ticket

ONE, TWO = CounterId("1"), CounterId("2")
LOST = b"\n"
GONE = refusal("503 X", "store-failed")
CHANGED = refusal("409 X", "changed")
DONE = http("204 No Content")
PAGE = http("200 OK", b"<html>Log in", "text/html")

SEEN = 3
HERE = ticket(1, version=SEEN, status=Status.CALLED, counter=ONE)


@pytest.fixture(autouse=True)
def _without_waits() -> Iterator[None]:
    with stamina.set_testing(True, attempts=4):
        yield


def _said(shape: Any, status: str = "200 OK") -> bytes:
    return http(status, json.dumps(to_builtins(shape)).encode())


def _row(of: Ticket = HERE, **changes: Any) -> bytes:
    return _said(row_to_wire(Row(replace(of, **changes))))


async def _asked(
    ask: Callable[[NativeClient], Awaitable[Any]], *answers: bytes
) -> tuple[Any, list[str]]:
    """What came of it, and the paths that were asked for."""
    async with odd_server(*answers) as server:
        client = NativeClient(server.client())
        try:
            came: Any = await ask(client)
        except KioskError as error:
            came = error
        await client.aclose()
    return came, [one.split(b" ")[1].decode()[10:] for one in server.asked]


def _doing(task: Task) -> Callable[[NativeClient], Awaitable[Row]]:
    return lambda client: client.do(HERE.id, task, "anna")


NOTE = f"/tickets/{HERE.id}/note"
ROW = f"/tickets/{HERE.id}/row"
TALL = Care(note="tall")


async def test_a_deed_on_a_version_that_was_seen_is_asked_again() -> None:
    """The server does it to that version only: once."""
    row, asked = await _asked(
        _doing(Task(Deed.NOTE, seen=SEEN, note="tall")),
        LOST,
        _row(version=SEEN + 1, care=TALL),
    )
    assert (TALL, [NOTE, NOTE]) == (row.ticket.care, asked)


async def test_a_deed_on_whatever_there_is_is_asked_for_once() -> None:
    """A recall twice is heard twice; nothing tells the second from the first."""
    came, asked = await _asked(_doing(Task(Deed.NOTE, note="tall")), LOST, _row())
    assert (Ambiguous, [NOTE, ROW]) == (type(came), asked)


async def test_what_changed_after_a_lost_answer_may_be_changed_by_ourselves() -> None:
    """The row tells: it is as the deed leaves it."""
    row, asked = await _asked(
        _doing(Task(Deed.NOTE, seen=SEEN, note="tall")),
        LOST,
        CHANGED,
        _row(version=SEEN + 1, care=TALL),
    )
    assert (TALL, [NOTE, NOTE, ROW]) == (row.ticket.care, asked)


async def test_what_changed_and_was_not_lost_is_somebody_elses() -> None:
    """Even where it looks the same: both counters pressed, one was faster."""
    came, asked = await _asked(_doing(Task(Deed.NOTE, seen=SEEN, note="tall")), CHANGED)
    assert (Refused, Reason.CHANGED, [NOTE]) == (type(came), came.reason, asked)


SHOWN: list[tuple[Task, dict[str, Any]]] = [
    (Task(Deed.CALL, counter=TWO), {"status": Status.CALLED, "counter": TWO}),
    (Task(Deed.RECALL), {"status": Status.CALLED}),
    (Task(Deed.START), {"status": Status.SERVING}),
    (Task(Deed.FINISH), {"status": Status.SERVED}),
    (Task(Deed.RETURN), {"status": Status.WAITING}),
    (Task(Deed.NO_SHOW), {"status": Status.NO_SHOW}),
    (Task(Deed.PARK), {"status": Status.PARKED}),
    (Task(Deed.UNPARK), {"status": Status.WAITING}),
    (Task(Deed.UNPARK, counter=TWO), {"status": Status.CALLED, "counter": TWO}),
    (Task(Deed.TRANSFER, service=LOANS), {"service": LOANS}),
    (
        Task(Deed.TRANSFER, operator=StaffId("anna")),
        {"care": Care(operator=StaffId("anna"))},
    ),
    (Task(Deed.PRIORITY, priority=2, reason="old"), {"priority": 2}),
    (Task(Deed.NOTE, note=" tall\n"), {"care": TALL}),
    (Task(Deed.CANCEL), {"status": Status.CANCELLED}),
    (Task(Deed.UNDO_CHECK_IN), {"status": Status.BOOKED}),
]
NAMES = [f"{task.deed} {task.counter or task.operator or ''}" for task, _ in SHOWN]


@pytest.mark.parametrize(("task", "shown"), SHOWN, ids=NAMES)
async def test_a_row_shows_what_was_done(task: Task, shown: dict[str, Any]) -> None:
    """A newer version as the deed leaves it is the answer; anything else is not known."""
    ask = _doing(replace(task, seen=SEEN))
    done = replace(HERE, version=SEEN + 1, **shown)
    row, _ = await _asked(ask, *[LOST] * 4, _row(done))
    assert done == row.ticket
    otherwise = {"status": Status.EXPIRED, "service": CASH, "care": None}
    for odd in (
        _row(done, version=SEEN),
        _row(HERE, version=SEEN + 1, **otherwise),
        GONE,
    ):
        came, _ = await _asked(ask, *[LOST] * 4, odd)
        assert Ambiguous is type(came)


async def test_a_cancel_that_was_answered_is_told_with_its_row() -> None:
    """The answer itself is for kiosks too. Without a row there is nothing to show."""
    ask = _doing(Task(Deed.CANCEL, reason="left"))
    done = replace(HERE, status=Status.CANCELLED, version=SEEN + 1)
    plain = _said(placed_to_wire(Placed(done, None), branch(), None))
    row, asked = await _asked(ask, plain, _row(done))
    assert (done, [f"/tickets/{HERE.id}/cancel", ROW]) == (row.ticket, asked)
    came, _ = await _asked(ask, plain, GONE)
    assert Ambiguous is type(came)


async def test_another_tickets_row_is_no_answer() -> None:
    """Whatever mixed them up."""
    ask = _doing(Task(Deed.START, seen=SEEN))
    came, _ = await _asked(ask, _row(ticket(2, version=SEEN + 1)), _row())
    assert Status.CALLED is came.ticket.status


async def test_what_is_no_deed_at_a_counter_is_not_sent() -> None:
    came, asked = await _asked(_doing(Task(Deed.ISSUE)), _row())
    assert (BadInput, []) == (type(came), asked)


async def test_an_undo_is_asked_for_once() -> None:
    """A second one takes back what was done before."""
    came, asked = await _asked(lambda client: client.undo(MAIN, "anna"), LOST)
    assert (Ambiguous, [f"/branches/{MAIN}/undo"]) == (type(came), asked)


async def test_a_call_is_asked_again_and_never_for_another_counter() -> None:
    """A counter that has somebody gets them again."""
    turn = Called(replace(HERE, counter=TWO), "longest waiting")
    elsewhere = called_to_wire(turn, branch(), None)
    here = called_to_wire(Called(HERE, "longest waiting"), branch(), None)
    called, asked = await _asked(
        lambda client: client.call(MAIN, ONE, "anna"),
        LOST,
        _said(elsewhere),
        _said(here),
    )
    assert (HERE, 3) == (called.ticket, len(asked))


LUNCH = CounterChange(CounterStatus.PAUSED, reason="lunch")
COUNTER = {
    "counter": "1",
    "status": "paused",
    "since": None,
    "operator": "",
    "reason": "lunch",
    "services": None,
}
HEALTH = KioskHealth("kiosk-1", "1.0", NOON)
AGAIN: dict[str, tuple[Callable[[NativeClient], Awaitable[Any]], bytes]] = {
    "a counter": (
        lambda client: client.change_counter(MAIN, ONE, LUNCH, ""),
        _said(COUNTER),
    ),
    "a service": (
        lambda client: client.pause_service(MAIN, CASH, "", paused=True),
        DONE,
    ),
    "a message's end": (lambda client: client.untell(MAIN, "m1", ""), DONE),
    "the day's end": (lambda client: client.close_day(MAIN, ""), _said({"ended": 0})),
    "the day again": (lambda client: client.reopen_day(MAIN, ""), DONE),
    "a report": (lambda client: client.report(MAIN, HEALTH), DONE),
    "a call for help": (
        lambda client: client.summon(MAIN, "kiosk-1", ""),
        _said({"seen": True}),
    ),
    "a way there": (lambda client: client.attend(MAIN, "kiosk-1", ""), DONE),
}


@pytest.mark.parametrize("odd", [LOST, PAGE], ids=["lost", "a portal's page"])
@pytest.mark.parametrize("name", AGAIN)
async def test_what_is_the_same_twice_is_asked_again(name: str, odd: bytes) -> None:
    """And what stays lost is never called a success, nor a failure."""
    ask, good = AGAIN[name]
    _, asked = await _asked(ask, odd, good)
    assert 2 == len(asked)
    came, _ = await _asked(ask, odd, GONE)
    assert Ambiguous is type(came)
    came, _ = await _asked(ask, GONE)
    assert Unavailable is type(came)


UNTIL = NOON + timedelta(hours=1)
STATE = BranchState(branch(), Opening(True, None), 0, {}, NOON, 1)
HELLO = Message("m1", {"en": "Hello"}, UNTIL)


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ((HELLO,), True),
        ((), False),
        ((replace(HELLO, text={"en": "Other"}),), False),
        ((replace(HELLO, until=NOON),), False),
        ((replace(HELLO, on_board=False),), False),
    ],
)
async def test_a_message_whose_answer_is_lost_is_looked_for(
    shown: tuple[Message, ...], found: bool
) -> None:
    """It is told once: a lobby that reads it twice wonders."""
    came, asked = await _asked(
        lambda client: client.tell(MAIN, {"en": "Hello"}, UNTIL, ""),
        LOST,
        _said(state_to_wire(replace(STATE, messages=shown))),
    )
    assert [f"/branches/{MAIN}/messages", f"/branches/{MAIN}"] == asked
    assert (HELLO if found else Ambiguous) == (came if found else type(came))


async def test_a_token_goes_along_with_every_call() -> None:
    """Also with the stream, and not once it is let go of."""
    async with odd_server(_said({"branches": []}), LOST) as server:
        client = NativeClient(server.client())
        client._calls.operator = "op_token"
        await client.branches()
        with pytest.raises(Ambiguous):
            await client.undo(MAIN, "")
        client._calls.operator = None
        with pytest.raises(Ambiguous):
            await client.undo(MAIN, "")
        await client.aclose()
    with_token = [b"x-operator: op_token" in one for one in server.asked]
    assert [True, True, False] == with_token


async def test_a_service_is_named_in_the_path() -> None:
    """One that could lead elsewhere is not found here already."""
    came, asked = await _asked(
        lambda client: client.pause_service(MAIN, ServiceId("../x"), "", paused=True),
        DONE,
    )
    assert (Reason.NOT_FOUND, []) == (came.reason, asked)
