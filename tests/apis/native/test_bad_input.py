"""Requests that make no sense: one refusal in our envelope, never a 5xx, and nothing done."""

from collections.abc import AsyncIterator

import httpx
import pytest

from kiosk.domain.access import Role
from tests.apis.shop import MAIN, Shop
from tests.contract.shop import CASH

GOOD = f'{{"branch":"{MAIN}","service":"{CASH}"}}'.encode()
JSON = {"content-type": "application/json"}


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop().open()


@pytest.fixture(name="http")
async def _http(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.http(await shop.key(Role.STAFF)) as client:
        yield client


async def _issued(shop: Shop) -> int:
    state = await shop.desk.branch(MAIN)
    return state.waiting


BODIES = [
    pytest.param(b"", id="nothing"),
    pytest.param(b"branch=mainbranch", id="a form"),
    pytest.param(b"<xml/>", id="XML"),
    pytest.param(b"\xff\xfe\x00", id="bytes"),
    pytest.param(b'{"branch":"caf\xe9"}', id="Latin-1"),
    pytest.param(b"\xef\xbb\xbf" + GOOD, id="byte order mark"),
    pytest.param(b"[" * 60_000, id="60,000 brackets"),
    pytest.param(b"null", id="null"),
    pytest.param(b"[]", id="a list"),
    pytest.param(b"NaN", id="NaN"),
    pytest.param(b'{"service":"cashdesk01"}', id="a member missing"),
    pytest.param(GOOD[:-1] + b',"branch":"mainbranch"}', id="a member twice"),
    pytest.param(GOOD[:-1] + b',"extra":1}', id="an unknown member"),
    pytest.param(GOOD[:-1] + b',"locale":7}', id="a number for a language"),
    pytest.param(GOOD[:-1] + b',"locale":"../../etc"}', id="a path for a language"),
    pytest.param(GOOD[:-1] + b',"source":"\\u001b[2J"}', id="escape codes"),
    pytest.param(GOOD[:-1] + b',"group":1e999}', id="more than a float"),
    pytest.param(GOOD[:-1] + b',"group":' + b"9" * 5000 + b"}", id="a huge number"),
    pytest.param(b'{"branch":"a\\u0000","service":"b"}', id="a null character"),
    pytest.param(b'{"branch":"\\ud800","service":"b"}', id="half a surrogate pair"),
]


@pytest.mark.parametrize("body", BODIES)
async def test_a_body_that_makes_no_sense_takes_no_number(
    shop: Shop, http: httpx.AsyncClient, body: bytes
) -> None:
    """400 says what is wrong; the key stays free for the request it was meant for."""
    key = {"idempotency-key": "one"}
    answer = await http.post("/native/v1/tickets", content=body, headers=JSON | key)
    again = await http.post("/native/v1/tickets", content=GOOD, headers=JSON | key)
    assert (400, "validation") == (answer.status_code, answer.json()["error"]["reason"])
    assert (201, 1) == (again.status_code, await _issued(shop))


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "", "application/x-www-form-urlencoded", "multipart/form-data"],
)
async def test_a_body_says_that_it_is_json(http: httpx.AsyncClient, kind: str) -> None:
    """A page of another site can send forms and text without being asked, but no JSON."""
    headers = {"content-type": kind, "idempotency-key": "one"}
    answer = await http.post("/native/v1/tickets", content=GOOD, headers=headers)
    assert (400, {"Content-Type"}) == (
        answer.status_code,
        set(answer.json()["error"]["fields"]),
    )


async def test_a_body_may_not_be_huge(shop: Shop, http: httpx.AsyncClient) -> None:
    """64 KB is ten times the longest honest request."""
    body = GOOD[:-1] + b" " * 70_000 + b"}"
    headers = JSON | {"idempotency-key": "one"}
    answer = await http.post("/native/v1/tickets", content=body, headers=headers)
    assert (413, "too-large") == (answer.status_code, answer.json()["error"]["reason"])
    assert 0 == await _issued(shop)


@pytest.mark.parametrize(
    ("key", "status", "reason"),
    [
        (None, 400, "key-missing"),
        ("", 400, "validation"),
        ('""', 400, "validation"),
        ("two words", 400, "validation"),
        ("k" * 256, 400, "validation"),
        ("caf\xe9", 400, "validation"),
        ("k" * 255, 201, None),
        ('"quoted"', 201, None),
    ],
)
async def test_an_idempotency_key_is_there_and_sane(
    http: httpx.AsyncClient, key: str | None, status: int, reason: str | None
) -> None:
    """IETF draft idempotency-key-header: required, a quoted string or bare."""
    given = {} if key is None else {"idempotency-key": key.encode("latin-1")}
    headers = {**{k.encode(): v.encode() for k, v in JSON.items()}}
    headers |= {k.encode(): v for k, v in given.items()}
    answer = await http.post("/native/v1/tickets", content=GOOD, headers=headers)
    said = answer.json().get("error", {}).get("reason")
    assert (status, reason) == (answer.status_code, said)


STRANGE_IDS = [
    "nosuchid00",
    "%2e%2e",  # a bare ".." never leaves a client: it is another path
    "..%2fbranches",
    "a%2Fb",
    "%00",
    "%0a",
    "%1b%5b2J",
    "%F0%9F%92%A9",
    "%ff",
    "a" * 129,
    "a b",
    "'; drop table ticket;--",
]


@pytest.mark.parametrize("strange", STRANGE_IDS)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/native/v1/tickets/{}"),
        ("POST", "/native/v1/tickets/{}/cancel"),
        ("GET", "/native/v1/tickets/{}/events"),
        ("GET", "/native/v1/branches/{}"),
        ("POST", "/native/v1/branches/{}/counters/1/call"),
        ("POST", "/native/v1/branches/mainbranch/counters/{}/finish"),
        ("GET", "/native/v1/events?branch={}"),
        ("GET", "/native/v1/branches/mainbranch/services/{}/slots"),
        ("GET", "/native/v1/branches/{}/services/cashdesk01/next-day"),
        ("GET", "/native/v1/tickets/{}/calendar"),
        ("GET", "/native/v1/customers/{}"),
        ("DELETE", "/native/v1/customers/{}"),
        ("GET", "/native/v1/customers/{}/tickets"),
    ],
)
async def test_an_id_nobody_has_is_not_found(
    http: httpx.AsyncClient, method: str, path: str, strange: str
) -> None:
    """However it is spelt, and no other path is reached by it."""
    url = httpx.URL(f"http://kiosk.test{path.format('x')}")
    raw = path.format(strange).encode("utf-8").replace(b" ", b"%20")
    answer = await http.request(method, url.copy_with(raw_path=raw))
    assert 404 == answer.status_code
    assert "error" in answer.json()


@pytest.mark.parametrize("reason", ["x" * 201, 7, None, ["late"]])
async def test_a_cancel_with_a_strange_reason_changes_nothing(
    shop: Shop, http: httpx.AsyncClient, reason: object
) -> None:
    """The number stays where it was."""
    headers = JSON | {"idempotency-key": "one"}
    made = await http.post("/native/v1/tickets", content=GOOD, headers=headers)
    where = f"/native/v1/tickets/{made.json()['id']}/cancel"
    answer = await http.post(where, json={"reason": reason})
    assert (400, 1) == (answer.status_code, await _issued(shop))


@pytest.mark.parametrize("last", ["-1", "x", "9" * 40, "1e3", "0x10", "1.5", ""])
async def test_a_strange_last_event_id_is_as_good_as_none(
    shop: Shop, http: httpx.AsyncClient, last: str
) -> None:
    """The listener gets a snapshot; an end of the server ends this test's stream."""
    shop.gate.closing.set()
    answer = await http.get("/native/v1/events", headers={"last-event-id": last})
    assert (200, "text/event-stream; charset=utf-8") == (
        answer.status_code,
        answer.headers["content-type"],
    )


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/native/v1", 404),
        ("GET", "/native/v1/nothing", 404),
        ("GET", "/native/v2/tickets", 404),
        ("DELETE", "/native/v1/tickets", 405),
        ("PATCH", "/native/v1/tickets/id00000001", 405),
    ],
)
async def test_what_is_not_there_says_so_in_json(
    http: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    """A client never has to read HTML."""
    answer = await http.request(method, path)
    assert status == answer.status_code
    assert answer.headers["content-type"] == "application/json"
