"""One's ticket found again over HTTP: what is told, and that nobody tries out what others have."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from kiosk.apis.native import wire
from kiosk.apis.native.errors import error_from_wire
from kiosk.apis.native.guesses import MOST_MISSES, WITHIN_SECONDS, Guesses
from kiosk.domain.access import Caller, Role
from kiosk.domain.branch import BranchId
from kiosk.errors import AlreadyBooked, NotFound, TooBusy
from tests.apis.shop import MAIN, Shop
from tests.desk.office import PASSPORT, at, office

TICKETS = "/native/v1/tickets"
FIND = f"/native/v1/branches/{MAIN}/tickets/find"
OF_PHONE = f"/native/v1/branches/{MAIN}/tickets/of-phone"
PHONE, NOBODY = "+36201234567", "+36700000000"
OTHER = BranchId("otherone01")
KIOSK, KIOSK_2 = (Caller(name, name, Role.KIOSK) for name in ("kiosk1", "kiosk2"))
OWNER = Caller("owner", "owner", Role.OWNER)


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop([office()]).open()


@pytest.fixture(name="http")
async def _http(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.http(await shop.key(Role.KIOSK)) as client:
        yield client


async def _ann(http: httpx.AsyncClient) -> str:
    asked = {"phone": PHONE, "name": "Ann Able"}
    answer = await http.post("/native/v1/customers/identify", json=asked)
    return str(answer.json()["id"])


async def _book(http: httpx.AsyncClient, customer: str, clock: str) -> httpx.Response:
    wish = {
        "branch": MAIN,
        "service": PASSPORT,
        "start": at(clock).isoformat(),
        "customer": customer,
    }
    return await http.post(TICKETS, json=wish, headers={"idempotency-key": clock})


async def _of_phone(http: httpx.AsyncClient, phone: str) -> httpx.Response:
    return await http.post(OF_PHONE, json={"phone": phone})


async def test_a_kiosk_is_told_which_tickets_and_not_whose(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """Neither the name nor a digit of the number is in the answer."""
    made = (await _book(http, await _ann(http), "09:30")).json()
    shop.clock.at = at("08:00")
    answer = await _of_phone(http, PHONE)
    assert [made["id"]] == [one["id"] for one in answer.json()["tickets"]]
    assert not [word for word in ("Ann", "Able", "4567") if word in answer.text]
    async with shop.http(await shop.key(Role.PUBLIC)) as stranger:
        assert 403 == (await _of_phone(stranger, PHONE)).status_code


async def test_a_second_booking_is_told_the_first_one(http: httpx.AsyncClient) -> None:
    """The kiosk can show it in place of a refusal."""
    ann = await _ann(http)
    made = (await _book(http, ann, "09:30")).json()
    again = await _book(http, ann, "11:00")
    error = again.json()["error"]
    assert (409, "limit-reached", made["id"]) == (
        again.status_code,
        error["reason"],
        error["ticket"],
    )


@pytest.mark.parametrize(("told", "kept"), [("ticket0001", "ticket0001"), ("../", "")])
def test_what_can_be_no_ticket_is_none(told: str, kept: str) -> None:
    problem = wire.Problem(reason="limit-reached", ticket=told)
    error = error_from_wire(409, problem, 1)
    assert isinstance(error, AlreadyBooked)
    assert kept == error.ticket


async def test_who_guesses_has_to_wait_and_nobody_else(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """Codes and phone numbers together; what is found in between forgives nothing."""
    code = (await _book(http, await _ann(http), "09:30")).json()["code"]
    for n in range(MOST_MISSES - 1):
        wrong = {"code": f"9{n:07}"} if n % 2 else {"phone": f"{NOBODY[:-2]}{n:02}"}
        answer = await http.post(FIND if n % 2 else OF_PHONE, json=wrong)
        assert (404 if n % 2 else 200) == answer.status_code
    malformed = await _of_phone(http, "12")
    hit = await http.post(FIND, json={"code": code})
    last = await _of_phone(http, NOBODY)
    assert [400, 200, 200] == [one.status_code for one in (malformed, hit, last)]
    refused = [
        await http.post(FIND, json={"code": code}),
        await _of_phone(http, PHONE),
    ]
    assert [429, 429] == [one.status_code for one in refused]
    waits = [int(one.headers["retry-after"]) for one in refused]
    assert all(WITHIN_SECONDS - 60 < wait <= WITHIN_SECONDS for wait in waits)
    async with shop.http(await shop.key(Role.STAFF)) as other:
        assert 200 == (await other.post(FIND, json={"code": code})).status_code


async def _nothing() -> list[str]:
    return []


async def _nobody() -> list[str]:
    raise NotFound


async def _something() -> list[str]:
    return ["ticket"]


async def test_ten_minutes_after_the_oldest_miss_there_is_one_more() -> None:
    now = 0.0
    guesses = Guesses(lambda: now)
    for n in range(MOST_MISSES):
        now = float(n)
        await guesses.counted(KIOSK, MAIN, _nothing)
    now = WITHIN_SECONDS - 1
    with pytest.raises(TooBusy) as refused:
        await guesses.counted(KIOSK, MAIN, _something)
    assert 1 == refused.value.retry_after
    now = WITHIN_SECONDS
    with pytest.raises(NotFound):
        await guesses.counted(KIOSK, MAIN, _nobody)
    with pytest.raises(TooBusy):
        await guesses.counted(KIOSK, MAIN, _something)
    assert ["ticket"] == await guesses.counted(KIOSK_2, MAIN, _something)


async def test_guesses_at_the_same_time_are_no_more_than_one_by_one() -> None:
    """A loop that does not wait for answers is stopped as well."""
    guesses, go = Guesses(), asyncio.Event()

    async def slowly() -> list[str]:
        await go.wait()
        return []

    guessing = [
        asyncio.ensure_future(guesses.counted(KIOSK, MAIN, slowly))
        for _ in range(3 * MOST_MISSES)
    ]
    await asyncio.sleep(0)
    go.set()
    answers = await asyncio.gather(*guessing, return_exceptions=True)
    assert MOST_MISSES == sum(answer == [] for answer in answers)


async def test_a_code_is_one_guess_at_however_many_branches() -> None:
    """A kiosk of several asks one after the other; who is at the last one guessed nothing."""
    guesses = Guesses()
    for n in range(MOST_MISSES):
        for branch in (MAIN, OTHER):
            with pytest.raises(NotFound):
                await guesses.counted(KIOSK, branch, _nobody, code="48217739")
        with pytest.raises(NotFound):
            await guesses.counted(KIOSK, MAIN, _nobody, code=f"9{n:07}")
        await guesses.counted(KIOSK, OTHER, _something, code=f"9{n:07}")
    for n in range(MOST_MISSES - 1):
        with pytest.raises(NotFound):
            await guesses.counted(KIOSK, MAIN, _nobody, code=f"8{n:07}")
    with pytest.raises(TooBusy):
        await guesses.counted(KIOSK, MAIN, _something, code="48217739")


async def test_the_owner_of_the_machine_waits_in_one_branch_only() -> None:
    """All kiosks of all branches of this machine come by the one socket."""
    guesses = Guesses()
    for _ in range(MOST_MISSES):
        await guesses.counted(OWNER, MAIN, _nothing)
    with pytest.raises(TooBusy):
        await guesses.counted(OWNER, MAIN, _something)
    assert ["ticket"] == await guesses.counted(OWNER, OTHER, _something)
