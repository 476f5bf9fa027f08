"""Whatever goes wrong on a dialect's paths is said in the dialect's envelope, whoever says it."""

from typing import Any

import httpx
import pytest

from kiosk.domain.access import Role
from kiosk.server.guard import OVERLOADED
from tests.apis.shop import MAIN, Shop
from tests.contract.shop import CASH

BOOK = "/external/v1/tickets/book"
BOOKING = {"serviceId": CASH, "groupOfServiceId": "everyday01"}
SKIPLINO = [BOOK, "/v1/tickets/book", "/external/v1", "/external/v1/x", "/v1/customers"]
NATIVE = [
    "/native/v1/tickets",
    "/native/v1/branches/x/lobby",
    "/healthz",
    "/v1",
    "/v1/ticketsx",
    "/external/v10/x",
]
ENVELOPES = [
    *((path, {"message", "error"}) for path in SKIPLINO),
    *((path, {"error"}) for path in NATIVE),
]


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop().open()


@pytest.mark.parametrize(("path", "members"), ENVELOPES)
async def test_too_many_headers(shop: Shop, path: str, members: set[str]) -> None:
    """The guard answers before the dialect sees anything."""
    async with shop.http() as http:
        said = await http.get(path, headers={f"x-{n}": "1" for n in range(150)})
    assert (431, members) == (said.status_code, set(said.json()))


@pytest.mark.parametrize(("path", "members"), ENVELOPES)
async def test_too_many_connections(shop: Shop, path: str, members: set[str]) -> None:
    """And it says when to come back, in every dialect."""

    async def crowded(scope: Any, receive: Any, send: Any) -> None:
        await shop.served()({**scope, OVERLOADED: True}, receive, send)

    transport = httpx.ASGITransport(crowded)
    async with httpx.AsyncClient(transport=transport, base_url="http://k") as http:
        said = await http.get(path)
    assert (503, members, "2") == (
        said.status_code,
        set(said.json()),
        said.headers["retry-after"],
    )


@pytest.mark.parametrize("size", [70_000, 10_000_000])
async def test_too_large(shop: Shop, size: int) -> None:
    """In the dialect's envelope, whoever counts the bytes."""
    async with shop.http(await shop.key(Role.PUBLIC)) as http:
        said = await http.post(
            BOOK, content=b"x" * size, headers={"content-type": "application/json"}
        )
    assert (413, "Payload Too Large") == (said.status_code, said.json()["message"])


@pytest.mark.parametrize(
    ("path", "body"),
    [(BOOK, BOOKING), (f"/external/v1/branches/{MAIN}/tree", None)],
    ids=["straight to the handler", "by the router"],
)
async def test_a_crash(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, path: str, body: dict[str, str] | None
) -> None:
    """A sentence in the language asked for, the reference in the header, and nothing else."""

    async def crash(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(shop.desk, "issue", crash)
    monkeypatch.setattr(shop.desk, "branch", crash)
    transport = httpx.ASGITransport(shop.served(), raise_app_exceptions=False)
    key = await shop.key(Role.PUBLIC)
    headers = {"authorization": f"Bearer {key}", "x-locale": "ar"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://k", headers=headers
    ) as http:
        said = await (http.post(path, json=body) if body else http.get(path))
    assert (500, {"message": "Server Error", "error": "ar: unexpected"}) == (
        said.status_code,
        said.json(),
    )
    assert said.headers["x-request-id"]


@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/x-www-form-urlencoded"]
)
async def test_a_body_that_does_not_say_it_is_json(
    shop: Shop, kind: str | None
) -> None:
    """The answer says the cure: no customer reads it, an integrator does."""
    async with shop.http(await shop.key(Role.PUBLIC)) as http:
        headers = {"content-type": kind} if kind else {}
        said = await http.post(BOOK, content=b"{}", headers=headers)
    assert (
        415,
        {
            "message": "Unsupported Media Type",
            "error": "Send the body with Content-Type: application/json.",
        },
    ) == (said.status_code, said.json())


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN"])
async def test_options_hold_numbers_only(shop: Shop, number: str) -> None:
    """What a double can't hold would be read as another number by whoever gets it next."""
    body = f'{{"serviceId":"{CASH}","groupOfServiceId":"x","options":{{"a":{number}}}}}'
    async with shop.http(await shop.key(Role.PUBLIC)) as http:
        said = await http.post(
            BOOK, content=body, headers={"content-type": "application/json"}
        )
    assert (422, ["body"]) == (said.status_code, list(said.json()["error"]))


async def test_two_idempotency_keys_are_none(shop: Shop) -> None:
    """Each would be honoured by somebody on the way."""
    async with shop.http(await shop.key(Role.PUBLIC)) as http:
        said = await http.post(
            BOOK,
            json=BOOKING,
            headers=[("idempotency-key", "a"), ("idempotency-key", "b")],
        )
    assert (422, {"Idempotency-Key": "given twice"}) == (
        said.status_code,
        said.json()["error"],
    )
