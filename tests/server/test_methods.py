"""HEAD is GET without the body (RFC 9110, 9.3.2), and a wrong method is told the right ones."""

import httpx
import pytest

from kiosk.domain.access import Role
from tests.apis.serving import served
from tests.apis.shop import MAIN, Shop
from tests.server.app import House

ITS_OWN = {"x-request-id"}


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/docs", "/openapi.json", "/crash", "/nothing"]
)
async def test_a_monitor_may_ask_for_the_head_alone(path: str) -> None:
    """The same status and headers as GET, length and kind among them, and no body."""
    async with House().client() as client:
        got, head = await client.get(path), await client.head(path)
    headers = [dict(answer.headers) for answer in (got, head)]
    for each in headers:
        each.pop("x-request-id")
    assert (got.status_code, headers[0], b"") == (
        head.status_code,
        headers[1],
        head.content,
    )


@pytest.mark.parametrize(
    "path",
    ["/external/v1/branches", "/v1/branches", f"/external/v1/branches/{MAIN}/tree"],
)
async def test_the_dialects_answer_it_too(path: str) -> None:
    """With the key's rights: the head says as much about who may as the body does."""
    shop = await Shop().open()
    async with shop.http(await shop.key(Role.PUBLIC)) as http, shop.http() as stranger:
        assert (200, b"") == ((said := await http.head(path)).status_code, said.content)
        assert 401 == (await stranger.head(path)).status_code


async def test_the_head_of_a_stream_ends() -> None:
    """There is no body to wait for, and nobody is left listening on the server."""
    shop = await Shop().open()
    async with served(shop.served(owner=True)) as socket:
        transport = httpx.AsyncHTTPTransport(uds=str(socket))
        async with httpx.AsyncClient(transport=transport, timeout=5) as client:
            said = await client.head("http://kiosk/native/v1/events")
    assert (200, "text/event-stream; charset=utf-8", b"") == (
        said.status_code,
        said.headers["content-type"],
        said.content,
    )


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("POST", "/healthz", "GET, HEAD"),
        ("DELETE", "/native/v1/tickets", "POST"),
        ("HEAD", "/native/v1/tickets", "POST"),
        ("POST", f"/native/v1/branches/{MAIN}", "GET, HEAD, PUT"),
        ("GET", "/native/v1/keys/abc", "DELETE"),
        ("OPTIONS", "/native/v1/keys", "GET, HEAD, POST"),
    ],
)
async def test_a_wrong_method_is_told_the_right_ones(
    method: str, path: str, allow: str
) -> None:
    """All of the path's, also where several routes share it; it is not said to be missing."""
    shop = await Shop().open()
    async with shop.http(owner=True) as http, House().client() as house:
        client = house if path == "/healthz" else http
        said = await client.request(method, path)
    assert (405, allow) == (said.status_code, said.headers["allow"])
    if method != "HEAD":
        assert {
            "reason": "validation",
            "message": f"method not allowed; allowed: {allow}",
        } == said.json()["error"]
