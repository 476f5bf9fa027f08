"""The process: listen, say so, serve, and end in the right order."""

import asyncio
import contextlib
import gc
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from kiosk.endpoint import answers, is_loopback
from kiosk.errors import BadInput, Reason, Unavailable
from kiosk.paths import private
from kiosk.server.protocol import PatientProtocol

_GRACE_SECONDS: Final = 2
_BACKLOG: Final = 1_024


@dataclass(frozen=True, slots=True)
class Tcp:
    """Where to listen beside the socket. Port 0 picks a free one."""

    host: str
    port: int
    cert: Path | None = None
    key: Path | None = None
    insecure_lan: bool = False

    @property
    def scheme(self) -> str:
        """https with a certificate."""
        return "https" if self.cert else "http"

    def url(self, port: int) -> str:
        """Where to find it, given the port it got."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{port}"


Listener = tuple[socket.socket, ASGIApp, Tcp | None]
"""An open socket, the app as it is seen there, and its TLS (None: a Unix socket)."""


def check_exposure(tcp: Tcp) -> None:
    """Keys must not cross a network in the clear: BadInput unless loopback, TLS, or said so."""
    if tcp.cert or tcp.insecure_lan or is_loopback(tcp.host):
        return
    raise BadInput(
        detail=f"{tcp.host} can be reached from other machines: set server.tls_cert and"
        " server.tls_key, or server.insecure_lan = true if that network is yours alone"
    )


def unix_listener(path: Path) -> socket.socket:
    """A socket only this user can open, in place of one that nobody answers behind."""
    if path.is_socket():
        if answers(path):
            raise Unavailable(
                Reason.STORE_LOCKED, detail=f"{path}: a server answers there"
            )
        path.unlink()
    elif not path.parent.exists():
        private(path.parent)
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    except OSError as error:
        problem = error.strerror or str(error)
        raise Unavailable(Reason.OFFLINE, detail=f"{path}: {problem}") from error
    finally:
        os.umask(before)
    listener.listen(_BACKLOG)
    listener.setblocking(False)
    return listener


def tcp_listener(tcp: Tcp) -> socket.socket:
    """A listening TCP socket. Unavailable when the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in tcp.host else socket.AF_INET
    try:
        return socket.create_server(
            (tcp.host, tcp.port), family=family, backlog=_BACKLOG
        )
    except OSError as error:
        place = f"{tcp.host}:{tcp.port}"
        raise Unavailable(
            Reason.OFFLINE, detail=f"{place}: {error.strerror}"
        ) from error


class _Server(uvicorn.Server):
    """uvicorn, with the signals left to us: streams must end before connections are awaited."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(
    listeners: Sequence[Listener],
    *,
    closing: asyncio.Event,
    on_ready: Callable[[], None],
    tasks: Sequence[Callable[[], Awaitable[None]]] = (),
) -> None:
    """Serve until `closing` is set or a signal asks for the end; returns when all is answered.

    Each listener has its own view of the app. `tasks` run beside and end with it.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, closing.set)
    servers = [_Server(_config(app, tcp)) for _, app, tcp in listeners]
    beside = [asyncio.ensure_future(task()) for task in tasks]
    running = [
        asyncio.ensure_future(server.serve(sockets=[listener]))
        for server, (listener, _, _) in zip(servers, listeners, strict=True)
    ]
    _settle_memory()
    await _until_started(servers, running)
    on_ready()
    await closing.wait()
    for server in servers:
        server.should_exit = True
    await asyncio.gather(*running)
    for task in beside:
        task.cancel()
    await asyncio.gather(*beside, return_exceptions=True)


def _settle_memory() -> None:
    """What was loaded stays: looking through it again and again shows in the slowest answers."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


async def _until_started(
    servers: Sequence[_Server], running: Sequence["asyncio.Future[None]"]
) -> None:
    while not all(server.started for server in servers):
        for future in running:
            if future.done():
                future.result()
                raise Unavailable(Reason.OFFLINE, detail="ended before it listened")
        await asyncio.sleep(0)


def _config(app: ASGIApp, tcp: Tcp | None) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        ssl_certfile=tcp.cert if tcp else None,
        ssl_keyfile=tcp.key if tcp else None,
    )
