"""Calls to another machine, by httpx: the one place that makes its clients."""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx

from kiosk.apis.http import (
    ALWAYS,
    CAP,
    CONNECT_SECONDS,
    DEADLINE,
    SILENCE_SECONDS,
    Answer,
    lost,
    sent,
    usable,
    whole,
)
from kiosk.errors import KioskError, Reason, Unavailable
from kiosk.text import clean

IDLE_SECONDS: Final = 4.0
"""How long a connection is kept for the next call; servers drop one after 5 s."""

_BEFORE_SENDING: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)


class WebHttp:
    """Calls over HTTP and HTTPS. The client is passed in and closed by `aclose`."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        *,
        cap: int = CAP,
        name: str = "the other side",
    ) -> None:
        """`cap` is the most bytes of one answer; `name` stands for it in what goes wrong."""
        self._client, self._cap, self._name = client, cap, name

    async def ask(
        self,
        method: str,
        path: str,
        *,
        changes: bool,
        within: float = DEADLINE,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        """As `Http.ask`."""
        send = {"content-type": "application/json"} if body is not None else {}
        with _asking(self._name, changes=changes):
            async with (
                asyncio.timeout(within),
                self._client.stream(
                    method,
                    path,
                    content=body,
                    headers={**send, **(headers or {})},
                    params=params,
                ) as response,
            ):
                return await whole(_head(response), response.aiter_raw(), self._cap)

    @asynccontextmanager
    async def listen(
        self, path: str, *, headers: Mapping[str, str], params: Mapping[str, str]
    ) -> AsyncIterator[tuple[Answer, AsyncIterator[bytes]]]:
        """As `Http.listen`."""
        patience = httpx.Timeout(CONNECT_SECONDS, read=SILENCE_SECONDS)
        with _asking(self._name, changes=False):
            async with self._client.stream(
                "GET", path, headers=headers, params=params, timeout=patience
            ) as response:
                head = _head(response)
                if head.status != httpx.codes.OK:
                    head = await whole(head, response.aiter_raw(), self._cap)
                yield head, response.aiter_raw()

    async def aclose(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()


def _head(response: httpx.Response) -> Answer:
    return usable(Answer(response.status_code, dict(response.headers), b""))


@contextmanager
def _asking(name: str, *, changes: bool) -> Iterator[None]:
    """What goes wrong becomes one of our errors, with the `name` of who was asked."""
    try:
        with sent(changes=changes):
            yield
    except httpx.HTTPError as error:
        raise _translated(error, name, changes) from error


def _translated(error: httpx.HTTPError, name: str, changes: bool) -> KioskError:
    said = clean(f"{name}: {str(error) or type(error).__name__}", 300)
    if isinstance(error, _BEFORE_SENDING):
        return Unavailable(Reason.OFFLINE, detail=said)
    slow = isinstance(error, httpx.TimeoutException)
    return lost(changes, Reason.TIMEOUT if slow else Reason.UPSTREAM, said)


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are good, read once: it takes a tenth of a second."""
    return httpx.create_ssl_context()


def open_web(
    base_url: str, key: str | None, transport: httpx.AsyncBaseTransport | None = None
) -> WebHttp:
    """A client of the server at `base_url`. `key` goes along as a bearer token; `transport` is
    another way there than the network."""
    # httpx logs whole URLs at INFO, and a URL may name a customer
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    limits = httpx.Limits(max_connections=16, keepalive_expiry=IDLE_SECONDS)
    client = httpx.AsyncClient(
        base_url=base_url,
        transport=transport
        or httpx.AsyncHTTPTransport(verify=_trusted(), limits=limits),
        headers={**ALWAYS, **({"authorization": f"Bearer {key}"} if key else {})},
        timeout=httpx.Timeout(None, connect=CONNECT_SECONDS, pool=CONNECT_SECONDS),
        follow_redirects=False,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # none is kept
    )
    return WebHttp(client, name=base_url)
