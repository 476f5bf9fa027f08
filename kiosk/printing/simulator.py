"""A ticket printer made of software, on a port of this machine, with its faults on request.

It serves one host at a time, takes bytes no faster than it can use them, answers status
questions at once and confirmations only in their turn, and stops where a real one stops.
"""

import asyncio
import re
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from kiosk.printing.faults import FAULTS as FAULTS
from kiosk.printing.faults import Manners, spoil
from kiosk.printing.mechanism import Mechanism, Paper, Speed
from kiosk.printing.status import DROP_ALL, RECOVER

_REAL_TIME = re.compile(
    b"|".join([rb"\x10\x04[\x01-\x04]", RECOVER, re.escape(DROP_ALL)])
)
_CHUNK = 1024
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_RESET = struct.pack("ii", 1, 0)


class PrinterSimulator:
    """One printer. Use as `async with`; faults can be set and cured while it runs.

    Paper, cover and knife are in `mechanism`, everything about connections in `manners`.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        speed: Speed | None = None,
        buffer: int = 4096,
        out: Path | None = None,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Port 0 takes a free one. `buffer`: bytes it holds. `out`: a folder for papers."""
        self.address, self.port = host, port
        self.manners = Manners()
        self.papers: list[Paper] = []
        """What left it, oldest first."""
        self.received = bytearray()
        """Every byte that ever arrived."""
        self.mechanism = Mechanism(
            speed or Speed(), self._confirm, self._keep, self._has_moved
        )
        self._buffer, self._out, self._say = buffer, out, say
        self._moved = asyncio.Event()
        self._listener: socket.socket | None = None
        self._host: socket.socket | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._tail = b""

    @property
    def tickets_received(self) -> bytes:
        """What arrived, without status questions and other orders obeyed at once."""
        return _REAL_TIME.sub(b"", bytes(self.received))

    async def __aenter__(self) -> Self:
        """Switched on."""
        self.on()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Switched off."""
        await self.off()

    def on(self) -> None:
        """Begin to listen, on the port it had before."""
        listener = socket.create_server(
            (self.address, self.port),
            family=socket.AF_INET6 if ":" in self.address else socket.AF_INET,
            backlog=1,
        )
        # Connections inherit it: a printer's network board holds little.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        listener.setblocking(False)
        self.port = listener.getsockname()[1]
        self._listener = listener
        self._tasks = [
            asyncio.create_task(self.mechanism.run()),
            asyncio.create_task(self._serve(listener)),
        ]

    async def off(self) -> None:
        """Cut its power, and wait until that is done."""
        self.cut_power()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut_power(self) -> None:
        """Connection and buffer are gone; paper stays where it is."""
        for task in self._tasks:
            task.cancel()
        if self._listener:
            self._listener.close()
        self.mechanism.clear()

    def spoil(self, fault: str) -> None:
        """Bring about one of FAULTS. BadInput."""
        spoil(fault, self.mechanism, self.manners, self.cut_power)

    async def settled(self) -> None:
        """Wait until it has done all it can, and no host has more for it."""
        await self.until(
            lambda: self.mechanism.waiting and not (self._host and self._room > 0)
        )

    async def until(self, it_holds: Callable[[], bool]) -> None:
        """Wait for something about this printer, looking whenever it moves."""
        while not it_holds():
            self._moved.clear()
            await self._moved.wait()

    def _has_moved(self) -> None:
        self._moved.set()

    async def _serve(self, listener: socket.socket) -> None:
        """One host at a time; the next waits in the backlog, further ones get no answer."""
        loop = asyncio.get_running_loop()
        while True:
            host, _ = await loop.sock_accept(listener)
            host.setblocking(False)
            self._host = host
            try:
                await self._listen_to(host)
            except asyncio.CancelledError:
                _reset(host)
                raise
            except TimeoutError:
                _reset(host)
            except OSError as error:
                self._say(f"the host is gone: {error.strerror}")
            finally:
                host.close()
                self._host = None
                self._has_moved()

    async def _listen_to(self, host: socket.socket) -> None:
        """Until the host hangs up. OSError; TimeoutError when it idles too long."""
        loop, manners = asyncio.get_running_loop(), self.manners
        if manners.left_over:
            await loop.sock_sendall(host, manners.left_over)
        if manners.hangs_up:
            host.shutdown(socket.SHUT_WR)
        limit = manners.reset_after
        before = len(self.tickets_received) if limit is not None else 0
        while True:
            await self.until(lambda: self._room > 0 and not manners.deaf)
            async with asyncio.timeout(manners.reset_idle):
                data = await loop.sock_recv(host, self._bite())
            if not data:
                return
            if manners.bytes_per_second:
                await asyncio.sleep(len(data) / manners.bytes_per_second)
            self._take(data)
            if limit is not None and len(self.tickets_received) - before >= limit:
                self._say(f"resets the connection after {limit} bytes")
                _reset(host)
                return

    @property
    def _room(self) -> int:
        if self.mechanism.hungry:
            return _CHUNK
        return self._buffer - len(self.mechanism.tape)

    def _bite(self) -> int:
        """How many bytes to take at once."""
        bite = min(self._room, _CHUNK)
        if self.manners.bytes_per_second:
            bite = min(bite, max(1, int(self.manners.bytes_per_second / 20)))
        if self.manners.reset_after is not None:
            bite = min(bite, 9)
        return bite

    def _take(self, data: bytes) -> None:
        """Onto the tape; what is to be obeyed at once is, wherever in a ticket it stands."""
        self.received += data
        whole, at = self._tail + data, len(self._tail)
        for order in _REAL_TIME.finditer(whole):
            self.mechanism.tape.feed(whole[at : order.end()])
            at = order.end()
            self._obey(order[0])
        self.mechanism.tape.feed(whole[at:])
        unread = whole if at == len(self._tail) else whole[at:]
        self._tail = unread[1 - len(DROP_ALL) :]
        self.mechanism.go()

    def _obey(self, order: bytes) -> None:
        if order in (DROP_ALL, RECOVER):
            self._say("drops what it has not printed")
            self.mechanism.clear()
        if order == DROP_ALL:
            self._answer(b"\x37\x25\x00")
        if order.startswith(b"\x10\x04"):
            self._answer(bytes([self.mechanism.status(order[2])]))

    def _confirm(self, answer: bytes) -> None:
        """What is said in its turn: to GS ( H a block, to GS r a byte."""
        block = len(answer) > 1
        if self.manners.knows_gs_h if block else self.manners.knows_gs_r:
            self._answer(answer)

    def _answer(self, answer: bytes) -> None:
        if self._host and not self.manners.silent:
            with suppress(OSError):
                self._host.send(answer)

    def _keep(self, paper: Paper) -> None:
        self.papers.append(paper)
        torn = "not a whole ticket" if paper.text.strip() else "blank"
        state = "complete" if paper.complete else torn
        self._say(f"paper {len(self.papers)}: {paper.mm:.0f} mm, {state}")
        if self._out:
            self._out.mkdir(parents=True, exist_ok=True)
            count = sum(1 for _ in self._out.glob("*.bin")) + 1
            name = f"{count:04}" if paper.complete else f"{count:04}-torn"
            (self._out / f"{name}.bin").write_bytes(paper.data)
            (self._out / f"{name}.txt").write_text(paper.text, "utf-8")


def _reset(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    connection.close()


async def run_simulator(
    host: str,
    port: int,
    *,
    paper_mm: float | None = None,
    fault: str | None = None,
    speed: float = 200.0,
    out: Path | None = None,
    say: Callable[[str], None] | None = None,
) -> None:
    """Be a printer until cancelled, or told to end, and say what happens to it.

    It says so on stdout, or to `say`; when nobody reads that any more, it ends. So it does on
    SIGINT, SIGTERM and SIGHUP.

    `paper_mm`: what is left on the roll; `speed` in mm a second. SIGUSR1 puts in a new roll,
    SIGUSR2 opens or closes the cover. BadInput for a fault that is not in FAULTS.
    """
    over = asyncio.Event()

    def talk(line: str) -> None:
        try:
            (say or _to_stdout)(line)
        except BrokenPipeError:
            over.set()

    simulator = PrinterSimulator(
        host, port, speed=Speed(mm_per_second=speed), out=out, say=talk
    )
    mechanism = simulator.mechanism
    if paper_mm is not None:
        mechanism.left = paper_mm
    async with simulator:
        if fault:
            simulator.spoil(fault)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, mechanism.load)
        loop.add_signal_handler(signal.SIGUSR2, mechanism.toggle_cover)
        for ending in _ENDINGS:
            loop.add_signal_handler(ending, over.set)
        talk(f"listening on {host}:{simulator.port}")
        try:
            await over.wait()
        finally:
            for ending in _ENDINGS:
                loop.remove_signal_handler(ending)


def _to_stdout(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
