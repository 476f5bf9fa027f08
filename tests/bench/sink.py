"""A network printer that is always ready and says when the last byte of a paper had come.

`python -m tests.bench.sink` prints its port, then one line of JSON for every paper. It takes no
time to print: what it measures is everything before the printer.
"""

import asyncio
import json
import re
import sys
import time
from dataclasses import dataclass
from typing import Any

from tests.bench.scene import Scene, said

_ASKED = re.compile(rb"\x10\x04.", re.DOTALL)  # DLE EOT n
_ENDS = re.compile(rb"\x1d\(H\x06\x0000(.{4})|\x1dr\x01", re.DOTALL)  # GS ( H, GS r 1
_READY = b"\x12"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that has come: when its last byte did (monotonic seconds), and how many came."""

    at: float
    size: int


class _Session(asyncio.Protocol):
    """One host's connection: questions are answered, all else is paper."""

    def __init__(self) -> None:
        self._paper = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        came = time.monotonic()
        self._paper += data
        if not self._paper.startswith(b"\x1b"):
            self._paper, asked = _ASKED.subn(b"", self._paper)
            self._transport.write(_READY * asked)
        end = _ENDS.search(self._paper)
        if end:
            mark = end[1]
            self._transport.write(b"\x37\x22" + mark + b"\x00" if mark else b"\x00")
            _say(json.dumps({"at": came, "size": end.end()}))
            self._paper = self._paper[end.end() :]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def _main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Session, "127.0.0.1", 0)
    _say(f"port {server.sockets[0].getsockname()[1]}")
    await server.serve_forever()


class Sink:
    """The same as a child of the bench."""

    def __init__(self, scene: Scene) -> None:
        """Start it; `port` is where it listens."""
        self._child = scene.begin([sys.executable, "-m", "tests.bench.sink"])
        self.port = int(said(self._child, "port "))

    def paper(self) -> Paper:
        """The next paper, awaited."""
        return Paper(**json.loads("{" + said(self._child, "{")))

    def settings(self) -> str:
        """The settings of a kiosk that prints here."""
        return (
            '[[printer]]\nname = "paper"\nkind = "network"\nhost = "127.0.0.1"\n'
            f'port = {self.port}\nprofile = "epson-tm-t20"\n'
        )


if __name__ == "__main__":
    asyncio.run(_main())
