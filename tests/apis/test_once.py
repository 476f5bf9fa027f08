"""A key that is used again: too early, for something else, or rightly."""

import pytest
from starlette.requests import Request

from kiosk.domain.access import Caller, Role
from tests.apis.shop import MAIN, Shop
from tests.contract.shop import CASH, LOANS

NATIVE = "/native/v1/tickets"
SKIPLINO = "/external/v1/tickets/book"


def _body(path: str, service: str) -> dict[str, str]:
    if path == NATIVE:
        return {"branch": MAIN, "service": service}
    return {"serviceId": service, "groupOfServiceId": "everyday01"}


@pytest.mark.parametrize(
    ("path", "role"), [(NATIVE, Role.KIOSK), (SKIPLINO, Role.PUBLIC)]
)
async def test_one_key_is_one_number(path: str, role: Role) -> None:
    """IETF draft idempotency-key-header: 409 while it runs, 422 for other content, else a replay."""
    shop = await Shop().open()
    header = {"Idempotency-Key": "one"}
    secret = await shop.key(role)
    caller = Caller(shop.keys.listed()[0].id, "somebody", role)
    running = Request(
        {
            "type": "http",
            "method": "POST",
            "path": path,
            "headers": [(b"idempotency-key", b"one")],
        }
    )
    async with shop.http(secret) as http:
        with shop.gate.once(caller, running, b"", required=True):
            early = await http.post(path, json=_body(path, CASH), headers=header)
        first = await http.post(path, json=_body(path, CASH), headers=header)
        other = await http.post(path, json=_body(path, LOANS), headers=header)
        again = await http.post(path, json=_body(path, CASH), headers=header)
    assert [409, 201, 422, 201] == [a.status_code for a in (early, first, other, again)]
    assert [None, "true"] == [
        answer.headers.get("idempotent-replay") for answer in (first, again)
    ]
    assert first.json() == again.json()
    assert 1 == (await shop.desk.branch(MAIN)).waiting


async def test_two_keys_of_two_callers_are_two_numbers() -> None:
    """A key belongs to whoever uses it: nobody gets another kiosk's number."""
    shop = await Shop().open()
    numbers = []
    for _ in range(2):
        async with shop.http(await shop.key(Role.KIOSK)) as http:
            header = {"Idempotency-Key": "one"}
            made = await http.post(NATIVE, json=_body(NATIVE, CASH), headers=header)
            numbers.append(made.json()["number"])
    assert ["A001", "A002"] == numbers
