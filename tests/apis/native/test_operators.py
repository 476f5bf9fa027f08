"""Signing in over our own API, and looking after who may."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial
from traceback import format_exception
from unittest.mock import patch

import httpx
import pytest

from kiosk.apis import strict
from kiosk.apis.native.admin import NativeAdmin
from kiosk.apis.native.asked_operators import (
    NewOperatorRequest,
    OperatorRequest,
    SignInRequest,
)
from kiosk.apis.native.stream import EventStream
from kiosk.apis.shapes import Asked
from kiosk.domain.access import Operator, Role
from kiosk.domain.branch import BranchId, CounterId, StaffId
from kiosk.domain.operators import Colleague, Listed, NewOperator, OperatorChange
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft
from kiosk.errors import BadInput, Denied, NotFound, Reason, TooBusy
from tests.apis.serving import served
from tests.apis.shop import MAIN, Shop, branch
from tests.contract.shop import CASH

PIN, WRONG = "2580", "1379"
ANA = NewOperator("Ana", Role.SUPERVISOR, PIN)
BEN = NewOperator("Ben", Role.STAFF, PIN, MAIN, may_choose=True)
PATH = "/native/v1"
OTHER = BranchId("otherplace")


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    shop = await Shop().open()
    owner = shop.client(owner=True)
    for wanted in (ANA, BEN):
        await owner.add_operator(wanted)
    await owner.aclose()
    return shop


async def test_a_morning_at_a_counter(shop: Shop) -> None:
    """A name from the list, a PIN, calls in that name; nothing of it after signing out."""
    console = shop.client(await shop.key(Role.STAFF))
    ticket = await shop.desk.issue(Draft(MAIN, CASH), Once("a", "b", "c"), "test")
    _, ben = await console.operators(MAIN)
    assert Colleague(ben.id, "Ben", Role.STAFF) == ben
    signed = await console.sign_in(MAIN, ben.id, PIN)
    assert Operator(ben.id, "Ben", Role.STAFF, MAIN, True) == signed.operator
    assert signed.token == console.operator
    await console.call(MAIN, CounterId("1"), "")
    assert "Ben" == (await console.history(ticket.ticket.id))[-1].actor
    await console.sign_out()
    assert console.operator is None
    console.operator = signed.token
    with pytest.raises(Denied) as caught:
        await console.branches()
    assert (Reason.AUTH, "signed out") == (caught.value.reason, caught.value.detail)
    console.operator = None
    assert await console.branches()
    await console.aclose()


async def test_whoever_takes_over_ends_the_token_before(shop: Shop) -> None:
    """One that ended by itself is no obstacle to sign in again, nor to sign out."""
    console = shop.client(await shop.key(Role.STAFF))
    ana, ben = await console.operators(MAIN)
    first = (await console.sign_in(MAIN, ben.id, PIN)).token
    await console.sign_in(MAIN, ana.id, PIN)
    assert await console.all_operators()
    console.operator = first
    with pytest.raises(Denied):
        await console.branches()
    await console.sign_in(MAIN, ben.id, PIN)
    assert await console.branches()
    console.operator = first
    await console.sign_out()
    await console.aclose()


async def test_a_wrong_pin_says_what_to_do(shop: Shop) -> None:
    """Try again, wait so many seconds, or fetch a supervisor."""
    console = shop.client(await shop.key(Role.STAFF))
    _, ben = await console.operators(MAIN)
    for _ in range(3):
        with pytest.raises(Denied) as wrong:
            await console.sign_in(MAIN, ben.id, WRONG)
        assert wrong.value.reason is Reason.PIN
    with pytest.raises(TooBusy) as early:
        await console.sign_in(MAIN, ben.id, PIN)
    assert (Reason.LOCKED, 2) == (early.value.reason, early.value.retry_after)
    assert console.operator is None
    await console.aclose()


async def test_a_locked_operator_is_unlocked_by_a_supervisor(shop: Shop) -> None:
    """Who signed in with a staff key: the person is in charge, not the machine."""
    console = shop.client(await shop.key(Role.STAFF))
    ana, ben = await console.operators(MAIN)
    for _ in range(11):
        shop.clock.pass_by(minutes=1)
        with pytest.raises(Denied) as locked:
            await console.sign_in(MAIN, ben.id, WRONG)
    assert locked.value.reason is Reason.LOCKED
    with pytest.raises(Denied) as forbidden:
        await console.change_operator(ben.id, OperatorChange(unlock=True))
    assert forbidden.value.reason is Reason.FORBIDDEN
    await console.sign_in(MAIN, ana.id, PIN)
    assert [False, True] == [one.locked for one in await console.all_operators()]
    done = await console.change_operator(ben.id, OperatorChange(unlock=True))
    assert not done.locked
    await console.sign_in(MAIN, ben.id, PIN)
    await console.aclose()


async def test_operators_are_added_changed_and_removed(shop: Shop) -> None:
    """All of a change, or what is told of it."""
    boss = shop.client(await shop.key(Role.SUPERVISOR))
    cleo = await boss.add_operator(NewOperator("Cleo\x1b[2J", Role.STAFF, PIN))
    assert Operator(cleo.id, "Cleo[2J", Role.STAFF) == cleo
    one = OperatorChange(name="Cléo", branch=MAIN)
    more = OperatorChange(role=Role.SUPERVISOR, may_choose=True, branch="", pin="9753")
    assert Listed(Operator(cleo.id, "Cléo", Role.STAFF, MAIN), False) == (
        await boss.change_operator(cleo.id, one)
    )
    last = Listed(Operator(cleo.id, "Cléo", Role.SUPERVISOR, None, True), False)
    assert last == await boss.change_operator(cleo.id, more)
    assert last == (await boss.all_operators())[-1]
    await boss.sign_in(MAIN, cleo.id, "9753")
    boss.operator = None
    await boss.remove_operator(cleo.id)
    with pytest.raises(NotFound):
        await boss.remove_operator(cleo.id)
    assert 2 == len(await boss.all_operators())
    await boss.aclose()


BAD = [
    ("POST", "/sign-in", {"branch": MAIN, "operator": "x"}, "pin"),
    ("POST", "/sign-in", {"branch": MAIN, "operator": "x", "pin": 2580}, "pin"),
    ("POST", "/sign-in", {"branch": MAIN, "operator": "x", "pin": "8" * 101}, "pin"),
    ("POST", "/operators", {"name": "Cleo", "role": "king", "pin": PIN}, "role"),
    ("POST", "/operators", {"name": "Cleo", "role": "owner", "pin": PIN}, "role"),
    ("POST", "/operators", {"name": "Cleo", "role": "staff", "pin": "4321"}, "pin"),
    ("POST", "/operators", {"name": "ben", "role": "staff", "pin": PIN}, "name"),
    ("PATCH", "/operators/person0002", {"role": "king"}, "role"),
    ("PATCH", "/operators/person0002", {"branch": "no where"}, "branch"),
    ("PATCH", "/operators/person0002", {"branch": "nowhere"}, "branch"),
    ("PATCH", "/operators/person0002", {"pin": "8888"}, "pin"),
    ("PATCH", "/operators/person0002", {"strange": 1}, "strange"),
]


@pytest.mark.parametrize(("method", "path", "body", "member"), BAD)
async def test_what_makes_no_sense_is_named_and_not_repeated(
    shop: Shop, method: str, path: str, body: dict[str, object], member: str
) -> None:
    """The member, and never the PIN that was sent."""
    async with shop.http(owner=True) as http:
        answer = await http.request(method, PATH + path, json=body)
    assert (400, [member]) == (answer.status_code, [*answer.json()["error"]["fields"]])
    assert str(body.get("pin", "no PIN")) not in answer.text
    assert not answer.headers.get("set-cookie")


@pytest.mark.parametrize("model", [SignInRequest, NewOperatorRequest, OperatorRequest])
def test_no_traceback_has_a_pin(model: type[Asked]) -> None:
    """Whatever is wrong with the request it came in, and whoever prints the request."""
    pin, parts = "8" * 200, {"pin": "8888"}
    for body in (f'{{"pin": "{pin}"}}', f'{{"pin": {pin}}}', f'{{"pin": "{pin}'):
        with pytest.raises(BadInput) as caught:
            strict.asked(model, body.encode())
        assert "888" not in "".join(format_exception(caught.value))
    assert "888" not in repr(model.model_construct(None, **parts))


async def test_what_a_list_tells_depends_on_who_asks(shop: Shop) -> None:
    """A name to choose is all that a counter needs; a PIN's hash is nobody's business."""
    async with shop.http(await shop.key(Role.STAFF)) as http:
        names = (await http.get(f"{PATH}/branches/{MAIN}/operators")).json()
        other = await http.get(f"{PATH}/branches/nowhere/operators")
    async with shop.http(owner=True) as http:
        listed = (await http.get(f"{PATH}/operators")).text
    assert [{"id", "name", "role"}] * 2 == [set(one) for one in names["operators"]]
    assert 404 == other.status_code
    assert {"id", "name", "role", "branch", "may_choose", "locked"} == set(
        json.loads(listed)["operators"][0]
    )
    assert "argon2" not in listed


async def test_a_key_of_one_branch_signs_in_there_only(shop: Shop) -> None:
    console = shop.client(await shop.key(Role.STAFF, MAIN))
    ana, _ = await console.operators(MAIN)
    with pytest.raises(Denied) as caught:
        await console.sign_in(type(MAIN)("otherone01"), ana.id, PIN)
    assert caught.value.reason is Reason.FORBIDDEN
    await console.aclose()


async def test_the_first_operator_comes_from_the_first_run(shop: Shop) -> None:
    """A new server has none: whoever owns the machine makes a supervisor."""
    empty = await Shop().open()
    owner = empty.client(owner=True)
    assert [] == await owner.operators(MAIN)
    with pytest.raises(BadInput):
        await owner.add_operator(BEN)
    await owner.add_operator(ANA)
    await owner.add_operator(BEN)
    assert ["Ana", "Ben"] == [one.name for one in await owner.operators(MAIN)]
    await owner.aclose()


async def _remove(owner: NativeAdmin, who: StaffId) -> None:
    await owner.remove_operator(who)


async def _send_away(owner: NativeAdmin, who: StaffId) -> None:
    await owner.change_operator(who, OperatorChange(branch=OTHER))


async def _new_pin(owner: NativeAdmin, who: StaffId) -> None:
    await owner.change_operator(who, OperatorChange(pin="1379"))


@pytest.mark.parametrize("done", [_remove, _send_away, _new_pin])
@pytest.mark.parametrize("wanted", [f"branch={MAIN}&rows=1", f"branch={MAIN}", ""])
async def test_who_may_look_no_more_hears_no_more(
    done: Callable[[NativeAdmin, StaffId], Awaitable[None]], wanted: str
) -> None:
    """At the next ping. Cid may look everywhere until then."""
    shop = await Shop([branch(), branch(id=OTHER)]).open()
    owner = shop.client(owner=True)
    await owner.add_operator(ANA)
    cid = await owner.add_operator(NewOperator("Cid", Role.STAFF, PIN))
    key = await shop.key(Role.STAFF)
    token = (await shop.client(key).sign_in(MAIN, cid.id, PIN)).token
    headers = {"authorization": f"Bearer {key}", "x-operator": token}
    pinging = partial(EventStream, ping_seconds=0.01)
    with patch("kiosk.apis.native.routes.EventStream", pinging):
        async with (
            served(shop.served()) as socket,
            httpx.AsyncClient(
                transport=httpx.AsyncHTTPTransport(uds=str(socket)), headers=headers
            ) as console,
            console.stream("GET", f"http://x{PATH}/events?{wanted}") as answer,
            asyncio.timeout(5),
        ):
            chunks = answer.aiter_raw()
            assert await anext(chunks)
            await done(owner, cid.id)
            assert b"event: ticket" not in b"".join([chunk async for chunk in chunks])
