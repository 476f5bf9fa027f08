"""The one place that makes HTTP clients, and what every call of theirs keeps to.

A call ends by a total deadline, its answer is capped, redirects are never followed, proxies of the
environment are not used, and compressed answers are refused: a small one can be made huge. What
goes wrong becomes one of our errors, by one question: can it have reached the other side?
"""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.errors import Ambiguous, KioskError, Reason, Unavailable
from kiosk.text import clean

if TYPE_CHECKING:
    import httpx

DEADLINE: Final = 10.0
"""Seconds a call may take in all, its answer read to the end."""

CONNECT_SECONDS: Final = 3.0
SILENCE_SECONDS: Final = 40.0
"""An event stream that says nothing for so long is broken: pings come every 15 s."""

CAP: Final = 1_000_000
"""Bytes of an answer, or of one event."""

IDLE_SECONDS: Final = 4.0
"""How long a connection is kept for the next call; servers drop one after 5 s."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Header names are lower-case; `kind` is the content type by itself."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """ "application/json", or whatever the other side says it is."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Http:
    """Calls to one other side. The client is passed in and closed by `aclose`."""

    def __init__(
        self,
        client: "httpx.AsyncClient",
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
        """One call and its whole answer, whatever its status, in `within` seconds.

        Raises Unavailable OFFLINE when nothing was sent. After that, when the answer is lost,
        cut, too large, compressed or a redirect: Ambiguous if the call `changes` something,
        else Unavailable TIMEOUT or UPSTREAM.
        """
        import httpx

        send = {"content-type": "application/json"} if body is not None else {}
        try:
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
                return await _whole(response, self._cap)
        except TimeoutError as error:
            raise _lost(changes, Reason.TIMEOUT, "no answer in time") from error
        except _Unusable as error:
            raise _lost(changes, Reason.UPSTREAM, str(error)) from error
        except httpx.HTTPError as error:
            raise _translated(error, self._name, changes) from error

    @asynccontextmanager
    async def listen(
        self, path: str, *, headers: Mapping[str, str], params: Mapping[str, str]
    ) -> AsyncIterator[tuple[Answer, AsyncIterator[bytes]]]:
        """An answer that goes on: its head, and its bytes as they come.

        An answer other than 200 is read whole and its bytes end at once. Unavailable when the
        connection breaks or nothing comes for `SILENCE_SECONDS`.
        """
        import httpx

        patience = httpx.Timeout(CONNECT_SECONDS, read=SILENCE_SECONDS)
        try:
            async with self._client.stream(
                "GET", path, headers=headers, params=params, timeout=patience
            ) as response:
                if response.status_code == httpx.codes.OK:
                    head = Answer(200, dict(response.headers), b"")
                else:
                    head = await _whole(response, self._cap)
                yield head, response.aiter_raw()
        except _Unusable as error:
            raise Unavailable(Reason.UPSTREAM, detail=str(error)) from error
        except httpx.HTTPError as error:
            raise _translated(error, self._name, False) from error

    async def aclose(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()


class _Unusable(Unavailable):
    """An answer nobody should read on."""


async def _whole(response: "httpx.Response", cap: int) -> Answer:
    if response.is_redirect:
        message = f"answered with a redirect ({response.status_code})"
        raise _Unusable(Reason.UPSTREAM, detail=message)
    if response.headers.get("content-encoding", "identity") != "identity":
        message = "answered with a compressed body"
        raise _Unusable(Reason.UPSTREAM, detail=message)
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > cap:
            message = f"answered with more than {cap} bytes"
            raise _Unusable(Reason.UPSTREAM, detail=message)
    return Answer(response.status_code, dict(response.headers), bytes(body))


def _translated(error: "httpx.HTTPError", name: str, changes: bool) -> KioskError:
    """Ours for httpx's, with the `name` of who was asked."""
    import httpx

    before_sending = (
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.UnsupportedProtocol,
        httpx.LocalProtocolError,
    )
    said = clean(f"{name}: {str(error) or type(error).__name__}", 300)
    if isinstance(error, before_sending):
        return Unavailable(Reason.OFFLINE, detail=said)
    slow = isinstance(error, httpx.TimeoutException)
    return _lost(changes, Reason.TIMEOUT if slow else Reason.UPSTREAM, said)


def _lost(changes: bool, reason: Reason, detail: str) -> KioskError:
    return Ambiguous(detail=detail) if changes else Unavailable(reason, detail=detail)


def open_client(
    *,
    base_url: str | None = None,
    socket: Path | None = None,
    key: str | None = None,
) -> Http:
    """A client of the server at `base_url`, or of the one on this machine's Unix `socket`.

    `key` goes along as a bearer token. Certificates are always checked.
    """
    import httpx

    # httpx logs whole URLs at INFO, and a URL may name a customer
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # nothing is encrypted on a socket: no need to read the machine's certificates
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if socket else True
    transport = httpx.AsyncHTTPTransport(
        verify=trust,
        uds=str(socket) if socket else None,
        limits=httpx.Limits(max_connections=16, keepalive_expiry=IDLE_SECONDS),
    )
    headers = {"accept": "application/json", "accept-encoding": "identity"}
    if key:
        headers["authorization"] = f"Bearer {key}"
    client = httpx.AsyncClient(
        base_url="http://kiosk" if socket else base_url or "",
        transport=transport,
        headers=headers,
        timeout=httpx.Timeout(None, connect=CONNECT_SECONDS, pool=CONNECT_SECONDS),
        follow_redirects=False,
        trust_env=False,
    )
    return Http(client, name=str(socket or base_url))
