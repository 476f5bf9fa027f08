"""Who a console is for the server: its key, and its operator."""

import pytest
from starlette.requests import Request

from kiosk.domain.access import AT_COUNTERS, IN_CHARGE, NATIVE, Caller, Role
from kiosk.domain.operators import NewOperator
from kiosk.errors import Denied, Reason
from kiosk.server.gate import OWNER, OWNER_SCOPE
from tests.contract.shop import MAIN, branch
from tests.server.app import House

PIN = "2580"


class Consoles:
    """A house with a key of each role, and two operators."""

    async def open(self) -> "Consoles":
        """Ana is a supervisor, Ben is staff."""
        self.house = House()
        await self.house.store.write(lambda tx: tx.save_branch(branch()))
        people = [("Ana", Role.SUPERVISOR), ("Ben", Role.STAFF)]
        self.people = {
            name: await self.house.operators.add(OWNER, NewOperator(name, role, PIN))
            for name, role in people
        }
        made = {
            role: await self.house.keys.new(role, f"a {role} key", None)
            for role in (Role.KIOSK, Role.STAFF, Role.SUPERVISOR, Role.SECRET)
        }
        self.keys = {
            role: (secret, Caller(key.id, key.name, role))
            for role, (key, secret) in made.items()
        } | {Role.OWNER: ("", OWNER)}
        return self

    async def token(self, role: Role, who: str) -> str:
        """Somebody signs in at a console with a key of a role."""
        _, caller = self.keys[role]
        operator = self.people[who].id
        signed = await self.house.operators.sign_in(caller, MAIN, operator, PIN)
        return signed.token

    def request(self, role: Role, token: str | None = None) -> Request:
        """What comes from there."""
        headers = [(b"authorization", f"Bearer {self.keys[role][0]}".encode())]
        headers += [(b"x-operator", token.encode())] if token is not None else []
        owner = {OWNER_SCOPE: True} if role is Role.OWNER else {}
        return Request({"type": "http", "headers": headers, **owner})


@pytest.fixture(name="consoles")
async def _consoles() -> Consoles:
    return await Consoles().open()


@pytest.mark.parametrize(
    ("key", "who", "role"),
    [
        (Role.STAFF, "Ana", Role.SUPERVISOR),
        (Role.STAFF, "Ben", Role.STAFF),
        (Role.SUPERVISOR, "Ben", Role.STAFF),
        (Role.OWNER, "Ana", Role.SUPERVISOR),
        (Role.OWNER, "Ben", Role.STAFF),
    ],
)
async def test_a_consoles_role_is_its_operators(
    consoles: Consoles, key: Role, who: str, role: Role
) -> None:
    """Whatever the key alone would open: the person decides."""
    request = consoles.request(key, await consoles.token(key, who))
    caller = consoles.house.gate.admit(request, AT_COUNTERS)
    assert (role, who) == (caller.role, caller.name)
    assert consoles.keys[key][1].id == caller.id
    if role is Role.STAFF:
        with pytest.raises(Denied) as caught:
            consoles.house.gate.admit(request, IN_CHARGE)
        assert caught.value.reason is Reason.FORBIDDEN


@pytest.mark.parametrize("key", [Role.STAFF, Role.SUPERVISOR, Role.OWNER])
async def test_without_an_operator_a_key_is_what_it_was(
    consoles: Consoles, key: Role
) -> None:
    """Scripts and the machine's owner go on as before; and so does who asks by the key alone."""
    plain, stale = consoles.request(key), consoles.request(key, "op_over")
    alone = consoles.house.gate.admit(plain, NATIVE)
    assert (key, None, False) == (alone.role, alone.operator, alone.may_choose)
    assert alone == consoles.house.gate.admit(stale, NATIVE, by_key=True)
    with pytest.raises(Denied) as caught:
        consoles.house.gate.admit(stale, NATIVE)
    assert (Reason.AUTH, "signed out") == (caught.value.reason, caught.value.detail)


@pytest.mark.parametrize("key", [Role.KIOSK, Role.SECRET])
async def test_a_kiosk_is_no_console(consoles: Consoles, key: Role) -> None:
    """Not even with a good token, nor where its key would do."""
    token = await consoles.token(Role.STAFF, "Ana")
    with pytest.raises(Denied) as caught:
        consoles.house.gate.admit(consoles.request(key, token), {key})
    assert caught.value.reason is Reason.FORBIDDEN


async def test_a_good_token_needs_its_key(consoles: Consoles) -> None:
    """By itself it opens nothing."""
    token = await consoles.token(Role.STAFF, "Ana")
    request = Request({"type": "http", "headers": [(b"x-operator", token.encode())]})
    with pytest.raises(Denied) as caught:
        consoles.house.gate.admit(request, NATIVE)
    assert caught.value.reason is Reason.AUTH


async def test_events_of_the_request_show_who_did_it(consoles: Consoles) -> None:
    """The name that routes pass on as actor, over the whole app."""
    token = await consoles.token(Role.STAFF, "Ben")
    secret, _ = consoles.keys[Role.STAFF]
    async with consoles.house.client(secret) as client:
        named = await client.post("/probe", headers={"X-Operator": token})
        plain = await client.post("/probe")
        odd = await client.post("/probe", headers=[(b"x-operator", b"x\xff")])
    assert [{"name": "Ben"}, {"name": "a staff key"}] == [named.json(), plain.json()]
    assert 401 == odd.status_code
