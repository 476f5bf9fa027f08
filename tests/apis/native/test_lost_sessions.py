"""What a console makes of an answer about a session or a series that got lost, or is nonsense."""

import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import stamina
from msgspec import to_builtins

from kiosk.apis.native.client import NativeClient
from kiosk.apis.native.translate_series import changed_to_wire, series_to_wire
from kiosk.apis.native.translate_sessions import session_to_wire
from kiosk.domain.branch import BranchId
from kiosk.domain.series import (
    Changed,
    Every,
    Occurrence,
    Rule,
    Scope,
    Series,
    SeriesChange,
    SeriesWish,
)
from kiosk.domain.sessions import (
    GroupSession,
    SeriesId,
    SessionChange,
    SessionDeed,
    SessionId,
    SessionStatus,
)
from kiosk.errors import Ambiguous, KioskError, Reason, Unavailable
from tests.apis.odd_server import http, odd_server, refusal
from tests.contract.shop import MAIN
from tests.desk.office import at
from tests.desk.studio import HALL, YOGA, plan

LOST = b"\n"
NONE = refusal("404 X", "not-found")
SESSION = GroupSession(
    id=SessionId("yoga000001"),
    branch=MAIN,
    service=YOGA,
    lane=HALL,
    start_at=at("15:00"),
    end_at=at("16:00"),
    least=2,
    most=3,
    decide_at=at("13:00"),
)
DATE = Occurrence(at("15:00"), at("15:00"), at("16:00"), session=SESSION.id)
SERIES = Series(
    id=SeriesId("weekly0001"),
    branch=MAIN,
    service=YOGA,
    start=at("15:00"),
    rule=Rule(Every.WEEKLY, until=at("15:00") + timedelta(days=99)),
    zone="Europe/Budapest",
    made_until=at("15:00") + timedelta(days=92),
    dates=(DATE,),
)
ALL = SeriesChange(Scope.ALL)


@pytest.fixture(autouse=True)
def _without_waits() -> Iterator[None]:
    with stamina.set_testing(True, attempts=4):
        yield


def _said(shape: Any) -> bytes:
    return http("200 OK", json.dumps(to_builtins(shape)).encode())


def _session(**changes: Any) -> bytes:
    return _said(session_to_wire(replace(SESSION, **changes), for_staff=True))


async def _asked(
    ask: Callable[[NativeClient], Awaitable[Any]], *answers: bytes
) -> tuple[Any, list[bytes]]:
    """What came of it, and the requests."""
    async with odd_server(*answers) as server:
        client = NativeClient(server.client())
        try:
            came: Any = await ask(client)
        except KioskError as error:
            came = error
        await client.aclose()
    return came, server.asked


def _paths(asked: list[bytes]) -> list[str]:
    return [one.split(b" ")[1].decode()[10:] for one in asked]


def _keys(asked: list[bytes]) -> set[bytes]:
    lines = [line for one in asked for line in one.split(b"\r\n")]
    return {line for line in lines if line.lower().startswith(b"idempotency-key")}


async def test_a_session_is_planned_again_under_the_same_key() -> None:
    came, asked = await _asked(
        lambda client: client.plan_session(plan(), None, "anna"), LOST, _session()
    )
    assert came == SESSION
    assert (len(asked), len(_keys(asked))) == (2, 1)


async def test_a_session_of_another_branch_is_no_answer() -> None:
    came, _ = await _asked(
        lambda client: client.plan_session(plan(), None, "anna"),
        _session(branch=BranchId("elsewhere")),
    )
    assert isinstance(came, Ambiguous)


async def test_what_is_done_to_a_session_is_the_same_when_done_twice() -> None:
    change = SessionChange(SessionDeed.CANCEL, text="ill")
    came, asked = await _asked(
        lambda client: client.change_session(SESSION.id, change, "anna"),
        LOST,
        _session(status=SessionStatus.CANCELLED),
    )
    assert came.status is SessionStatus.CANCELLED
    assert _paths(asked) == [f"/sessions/{SESSION.id}/cancel"] * 2


async def test_a_word_of_a_newer_server_is_no_session_to_join() -> None:
    odd = to_builtins(session_to_wire(SESSION, for_staff=True)) | {"status": "moved"}
    came, _ = await _asked(lambda client: client.session(SESSION.id), _said(odd))
    assert came.free == 0


async def test_a_series_is_changed_once() -> None:
    """Moved by an hour and again by an hour would be two."""
    came, asked = await _asked(
        lambda client: client.change_series(SESSION.id, ALL, "anna"), LOST
    )
    assert isinstance(came, Ambiguous)
    assert _paths(asked) == [f"/tickets/{SESSION.id}/series/change"]


async def test_what_is_no_ticket_may_be_a_session() -> None:
    """Their ids tell nothing."""
    done = Changed(SERIES, (DATE,))
    came, asked = await _asked(
        lambda client: client.change_series(SESSION.id, ALL, "anna"),
        NONE,
        _said(changed_to_wire(done)),
    )
    assert came == done
    assert _paths(asked) == [
        f"/tickets/{SESSION.id}/series/change",
        f"/sessions/{SESSION.id}/series/change",
    ]


async def test_a_series_comes_back_exactly_and_is_made_once() -> None:
    wish = SeriesWish(MAIN, YOGA, at("15:00"), SERIES.rule)
    came, asked = await _asked(
        lambda client: client.create_series(wish, None, "anna"),
        LOST,
        _said(series_to_wire(SERIES)),
    )
    assert came == SERIES
    assert len(_keys(asked)) == 1


@pytest.mark.parametrize(
    ("member", "value", "expected"),
    [
        ("rule", {"every": "hourly"}, Unavailable),
        ("zone", "../../etc", Unavailable),
        ("dates", None, Unavailable),
    ],
)
async def test_a_series_nobody_can_read_is_no_answer(
    member: str, value: Any, expected: type[KioskError]
) -> None:
    odd = to_builtins(series_to_wire(SERIES))
    odd[member] = odd[member] | value if isinstance(value, dict) else value
    came, _ = await _asked(lambda client: client.series(SERIES.id), _said(odd))
    assert isinstance(came, expected)


async def test_a_reason_of_a_newer_server_still_means_no() -> None:
    odd = to_builtins(series_to_wire(SERIES))
    odd["dates"][0]["reason"] = "the-moon"
    came, _ = await _asked(lambda client: client.series(SERIES.id), _said(odd))
    assert came.dates[0].reason is Reason.NOT_ALLOWED_NOW
