"""How many times a key may keep at once."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from kiosk.apis.native.holds import MOST_HOLDS, Holds
from kiosk.domain.access import Caller, Role
from kiosk.domain.booking import Holder, holder
from kiosk.errors import TooBusy
from tests.apis.shop import MAIN, Shop
from tests.contract.shop import CASH
from tests.desk.office import PASSPORT, at, free, office

HOLD = "/native/v1/hold"
KIOSK, OTHER = (Caller(name, name, Role.KIOSK) for name in ("kiosk1", "kiosk2"))
NAMES = [holder(f"customer-number-{n:03}") for n in range(MOST_HOLDS + 1)]


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop([office(MOST_HOLDS + 5)]).open()


@pytest.fixture(name="http")
async def _http(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.http(await shop.key(Role.KIOSK)) as client:
        yield client


def _wish(clock: str = "09:30") -> dict[str, str]:
    return {"branch": MAIN, "service": PASSPORT, "start": at(clock).isoformat()}


async def _hold(http: httpx.AsyncClient, name: str) -> httpx.Response:
    return await http.put(HOLD, json=_wish(), headers={"x-holder": name})


async def test_a_key_keeps_so_many_times_and_no_more(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """The refusal says when to come again; who holds already may look at another time."""
    for name in NAMES[:-1]:
        assert 200 == (await _hold(http, name)).status_code
    refused = await _hold(http, NAMES[-1])
    assert (429, "rate-limited") == (
        refused.status_code,
        refused.json()["error"]["reason"],
    )
    assert 0 < int(refused.headers["retry-after"]) <= 180
    assert 200 == (await _hold(http, NAMES[0])).status_code
    async with shop.http(await shop.key(Role.STAFF)) as other:
        assert 200 == (await _hold(other, NAMES[-1])).status_code
    assert "09:30" in await free(shop.desk)


@pytest.mark.parametrize("end", ["let go", "booked", "moved"])
async def test_what_is_held_no_longer_makes_room(
    shop: Shop, http: httpx.AsyncClient, end: str
) -> None:
    """By whichever way it ends."""
    made = await http.post(
        "/native/v1/tickets", json=_wish("11:00"), headers={"idempotency-key": "one"}
    )
    for name in NAMES[:-1]:
        await _hold(http, name)
    headers = {"x-holder": NAMES[0]}
    match end:
        case "let go":
            done = await http.delete(HOLD, headers=headers)
        case "booked":
            key = {"idempotency-key": "two"}
            done = await http.post(
                "/native/v1/tickets", json=_wish(), headers=headers | key
            )
        case _:
            moved = f"/native/v1/tickets/{made.json()['id']}/reschedule"
            start = {"start": _wish()["start"]}
            done = await http.post(moved, json=start, headers=headers)
    assert done.is_success
    assert 200 == (await _hold(http, NAMES[-1])).status_code


@pytest.mark.parametrize("instead", ["a walk-in", "a replay"])
async def test_what_leaves_a_hold_makes_no_room(
    shop: Shop, http: httpx.AsyncClient, instead: str
) -> None:
    """Neither a number for now nor an answer given again lets go of a time."""
    key = {"idempotency-key": "one"}
    other = {"branch": MAIN, "service": CASH}
    wish = other if instead == "a walk-in" else _wish("11:00")
    if instead == "a replay":
        await http.post("/native/v1/tickets", json=wish, headers=key)
    for name in NAMES[:-1]:
        await _hold(http, name)
    made = await http.post(
        "/native/v1/tickets", json=wish, headers=key | {"x-holder": NAMES[0]}
    )
    assert 201 == made.status_code
    assert 429 == (await _hold(http, NAMES[-1])).status_code


async def test_a_refused_hold_does_not_count(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """Nothing is kept by it."""
    for name in NAMES:
        wish = _wish("09:31")
        refused = await http.put(HOLD, json=wish, headers={"x-holder": name})
        assert 400 == refused.status_code
    assert 200 == (await _hold(http, NAMES[0])).status_code


def test_holds_end_by_themselves() -> None:
    """After three minutes the key may hold again; another key never had to wait."""
    now = timedelta()
    holds = Holds(lambda: now.total_seconds())

    def hold(caller: Caller, name: Holder) -> None:
        with holds.counted(caller, name):
            pass

    for name in NAMES[:-1]:
        hold(KIOSK, name)
    hold(OTHER, NAMES[-1])
    now = timedelta(seconds=170)
    with pytest.raises(TooBusy) as refused:
        hold(KIOSK, NAMES[-1])
    assert 10 == refused.value.retry_after
    now = timedelta(seconds=180)
    hold(KIOSK, NAMES[-1])
