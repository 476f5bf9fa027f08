"""Sessions and series over HTTP: who may, what a kiosk is never told, and what makes no sense."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from kiosk.domain.access import Role
from kiosk.domain.branch import BranchId, Places
from kiosk.domain.series import Every, Rule, Series, SeriesWish
from kiosk.domain.sessions import GroupSession
from tests.apis.shop import MAIN, Shop
from tests.desk.office import at
from tests.desk.studio import TEACHER, YOGA, customer, join, plan, studio

OTHER = BranchId("otherone01")
NATIVE = "/native/v1"
SECRET = "expecting a child"
THREE = "2026-05-05T15:00:00Z"
WISH: dict[str, Any] = {"service": YOGA, "start": THREE}
WEEKLY: dict[str, Any] = {**WISH, "rule": {"every": "weekly", "count": 2}}


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop([studio(), replace(studio(), id=OTHER)]).open()


@pytest.fixture(name="kiosk")
async def _kiosk(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.http(await shop.key(Role.KIOSK)) as client:
        yield client


@pytest.fixture(name="staff")
async def _staff(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.http(await shop.key(Role.STAFF)) as client:
        yield client


@pytest.fixture(name="yoga")
async def _yoga(shop: Shop) -> GroupSession:
    return await shop.desk.plan_session(plan(note=SECRET), None, TEACHER)


async def _series(shop: Shop, branch: BranchId = MAIN) -> Series:
    wish = SeriesWish(branch, YOGA, at("13:00"), Rule(Every.WEEKLY, count=2))
    return await shop.desk.create_series(wish, None, TEACHER)


def _wrong(answer: httpx.Response) -> tuple[int, list[str]]:
    return answer.status_code, list(answer.json()["error"]["fields"])


async def test_a_kiosk_sees_what_can_be_joined_and_no_name(
    shop: Shop, kiosk: httpx.AsyncClient, yoga: GroupSession
) -> None:
    """Neither who is in it, nor what staff noted."""
    await join(shop.desk, yoga, await customer(shop.desk, "Eva Nagy"))
    listed = await kiosk.get(f"{NATIVE}/branches/{MAIN}/sessions?service={YOGA}")
    one = await kiosk.get(f"{NATIVE}/sessions/{yoga.id}")
    assert listed.json() == {"sessions": [one.json()]}
    told = one.json()
    assert (told["start_at"], told["taken"], told["free"], told["least"]) == (
        THREE,
        1,
        2,
        2,
    )
    assert SECRET not in listed.text
    names = await kiosk.get(f"{NATIVE}/sessions/{yoga.id}/participants")
    assert names.status_code == 403


async def test_staff_see_who_joined_and_what_was_noted(
    shop: Shop, staff: httpx.AsyncClient, yoga: GroupSession
) -> None:
    await join(shop.desk, yoga, await customer(shop.desk, "Eva Nagy"))
    told = await staff.get(f"{NATIVE}/sessions/{yoga.id}")
    assert told.json()["note"] == SECRET
    names = await staff.get(f"{NATIVE}/sessions/{yoga.id}/participants")
    assert [row["who"] for row in names.json()["rows"]] == ["Eva N."]


async def test_a_kiosk_takes_a_place(
    kiosk: httpx.AsyncClient, yoga: GroupSession
) -> None:
    """As it takes a number; the ticket says which session it is for. The same key, the same place."""
    wish = {"branch": MAIN, "service": YOGA, "session": yoga.id}
    key = {"idempotency-key": "one"}
    made = await kiosk.post(f"{NATIVE}/tickets", json=wish, headers=key)
    again = await kiosk.post(f"{NATIVE}/tickets", json=wish, headers=key)
    assert (made.status_code, again.status_code) == (201, 201)
    assert made.json()["id"] == again.json()["id"]
    assert made.json()["booking"]["session"] == yoga.id
    told = await kiosk.get(f"{NATIVE}/sessions/{yoga.id}")
    assert told.json()["taken"] == 1


async def test_a_full_session_says_so(
    shop: Shop, kiosk: httpx.AsyncClient, yoga: GroupSession
) -> None:
    for _ in range(yoga.most):
        await join(shop.desk, yoga)
    wish = {"branch": MAIN, "service": YOGA, "session": yoga.id}
    key = {"idempotency-key": "one"}
    answer = await kiosk.post(f"{NATIVE}/tickets", json=wish, headers=key)
    assert (answer.status_code, answer.json()["error"]["reason"]) == (409, "full")


async def test_a_key_of_another_branch_knows_no_session_of_this_one(
    shop: Shop, yoga: GroupSession
) -> None:
    """Nor a series, nor what is of one."""
    made = await _series(shop)
    session = made.dates[0].session
    ticket = (await join(shop.desk, yoga)).ticket
    paths = [
        f"sessions/{yoga.id}",
        f"sessions/{yoga.id}/participants",
        f"sessions/{session}/series",
        f"tickets/{ticket.id}/series",
        f"series/{made.id}",
    ]
    changes: list[tuple[str, dict[str, Any]]] = [
        (f"sessions/{yoga.id}/cancel", {}),
        (f"sessions/{session}/series/change", {"scope": "all"}),
        (f"tickets/{ticket.id}/series/change", {"scope": "all"}),
    ]
    async with shop.http(await shop.key(Role.STAFF, OTHER)) as http:
        told = [(await http.get(f"{NATIVE}/{path}")).status_code for path in paths]
        done = [
            (await http.post(f"{NATIVE}/{path}", json=body)).status_code
            for path, body in changes
        ]
        listed = await http.get(f"{NATIVE}/branches/{MAIN}/sessions")
    assert (set(told), set(done), listed.status_code) == ({404}, {404}, 403)
    assert len(await shop.desk.sessions(MAIN)) == 3
    assert (await shop.desk.session(yoga.id)).free == 2


async def test_what_is_given_in_sessions_is_loaded_as_it_is_told(shop: Shop) -> None:
    changed = studio()
    *others, yoga, massage = changed.services
    yoga = replace(yoga, places=Places(12, 5, 60))
    changed = replace(changed, services=(*others, yoga, massage))
    client = shop.client(owner=True)
    await client.load_branch(changed)
    assert (await client.branch(MAIN)).branch == changed
    await client.aclose()


async def test_a_session_is_planned_and_cancelled(
    shop: Shop, staff: httpx.AsyncClient
) -> None:
    key = {"idempotency-key": "one"}
    where = f"{NATIVE}/branches/{MAIN}/sessions"
    made = await staff.post(where, json=WISH, headers=key)
    assert made.status_code == 201
    assert made.headers["location"] == f"{NATIVE}/sessions/{made.json()['id']}"
    off = await staff.post(f"{made.headers['location']}/cancel", json={"text": "ill"})
    assert (off.status_code, off.json()["status"]) == (200, "cancelled")
    (there,) = await shop.desk.sessions(MAIN)
    assert there.id == made.json()["id"]


async def test_what_makes_no_sense_is_told_by_member(
    staff: httpx.AsyncClient, yoga: GroupSession
) -> None:
    listed = f"{NATIVE}/branches/{MAIN}/sessions"
    assert _wrong(await staff.get(f"{listed}?days=0")) == (400, ["days"])
    assert _wrong(await staff.get(f"{listed}?days=x")) == (400, ["days"])
    assert _wrong(await staff.get(f"{listed}?from=tomorrow")) == (400, ["from"])
    assert _wrong(await staff.get(f"{listed}?from=0001-01-01")) == (400, ["from"])
    keyless = await staff.post(listed, json=WISH)
    assert (keyless.status_code, keyless.json()["error"]["reason"]) == (
        400,
        "key-missing",
    )
    moving = await staff.post(f"{NATIVE}/sessions/{yoga.id}/move")
    assert _wrong(moving) == (400, ["start"])
    odd = await staff.post(f"{NATIVE}/sessions/{yoga.id}/note", json={"note": "x"})
    assert _wrong(odd) == (400, ["note"])
    nothing = await staff.post(f"{NATIVE}/sessions/{yoga.id}/dance")
    assert nothing.status_code == 404


async def test_a_series_is_told_made_and_changed(
    shop: Shop, staff: httpx.AsyncClient
) -> None:
    where = f"{NATIVE}/branches/{MAIN}/series"
    told = await staff.post(f"{where}/preview", json=WEEKLY)
    assert [date["start"] for date in told.json()["dates"]] == [
        THREE,
        "2026-05-12T15:00:00Z",
    ]
    assert await shop.desk.sessions(MAIN) == []
    made = await staff.post(where, json=WEEKLY, headers={"idempotency-key": "one"})
    assert made.status_code == 201
    series = made.json()
    assert (await staff.get(made.headers["location"])).json() == series
    of = f"{NATIVE}/sessions/{series['dates'][0]['session']}/series"
    assert (await staff.get(of)).json() == {"series": series}
    changed = await staff.post(f"{of}/change", json={"scope": "all"})
    assert changed.status_code == 200
    assert len(changed.json()["dates"]) == 2
    assert {one.status for one in await shop.desk.sessions(MAIN)} == {"cancelled"}


async def test_what_is_of_no_series_says_so(
    shop: Shop, staff: httpx.AsyncClient, yoga: GroupSession
) -> None:
    placed = await join(shop.desk, yoga)
    for of in (f"sessions/{yoga.id}", f"tickets/{placed.ticket.id}"):
        told = await staff.get(f"{NATIVE}/{of}/series")
        assert (told.status_code, told.json()) == (200, {"series": None})
        wish = {"scope": "this"}
        refused = await staff.post(f"{NATIVE}/{of}/series/change", json=wish)
        assert refused.json()["error"]["reason"] == "not-allowed-now"


async def test_a_series_that_makes_no_sense_is_told_by_member(
    staff: httpx.AsyncClient,
) -> None:
    where = f"{NATIVE}/branches/{MAIN}/series/preview"
    original = {"original": THREE, "start": None}
    odd: list[tuple[dict[str, Any], str]] = [
        ({**WEEKLY, "rule": {"every": "hourly"}}, "rule.every"),
        ({**WEEKLY, "rule": {"every": "weekly", "weekdays": [7]}}, "rule.weekdays.0"),
        ({**WEEKLY, "rule": {"every": "weekly", "interval": 0}}, "rule"),
        ({**WEEKLY, "start": "2026-05-05T15:00:00"}, "start"),
        ({**WEEKLY, "instead": [original, original]}, "instead"),
        ({**WEEKLY, "on_conflict": "ask"}, "on_conflict"),
    ]
    answers = [await staff.post(where, json=asked) for asked, _ in odd]
    assert [_wrong(one) for one in answers] == [(400, [member]) for _, member in odd]
