"""The port of a scanner: opened, listened to, waited for when it is gone."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.domain.scanned import ScannerState
from kiosk.scanner.lines import Lines

if TYPE_CHECKING:
    from serial import Serial

SILENCE: Final = 0.080
"""Seconds without a byte that end a text."""

AGAIN_SECONDS: Final = 1.0
"""How often a port that is not there is looked for."""

_CHUNK: Final = 4096
_log = logging.getLogger(__name__)


class ScannerPort:
    """Listens for ever, whatever is pulled out and put in again."""

    def __init__(
        self, port: Path, baud: int, *, again_seconds: float = AGAIN_SECONDS
    ) -> None:
        """`port` is a serial device; nothing is opened yet."""
        self._port, self._baud, self._again = port, baud, again_seconds
        self._state = ScannerState.OPENING

    @property
    def state(self) -> ScannerState:
        """Whether it is there."""
        return self._state

    async def listen(self, heard: Callable[[str], None]) -> None:
        """Tell each text, until cancelled. Nothing of it is logged."""
        while True:
            device = await asyncio.to_thread(self._opened)
            if device:
                self._note(ScannerState.READY)
                try:
                    await _hear(device, heard)
                finally:
                    device.close()
                self._note(ScannerState.MISSING)
            await asyncio.sleep(self._again)

    def _opened(self) -> "Serial | None":
        from serial import Serial

        try:
            device = Serial(str(self._port), self._baud, timeout=0, exclusive=True)
            device.reset_input_buffer()  # what was scanned when nobody listened
        except (OSError, ValueError):
            there = self._port.exists()
            self._note(ScannerState.REFUSED if there else ScannerState.MISSING)
            return None
        return device

    def _note(self, state: ScannerState) -> None:
        """Log what has changed."""
        if state is self._state:
            return
        self._state = state
        level = logging.INFO if state is ScannerState.READY else logging.WARNING
        extra = {"port": str(self._port), "state": state.value}
        _log.log(level, "scanner", extra=extra)


async def _hear(device: "Serial", heard: Callable[[str], None]) -> None:
    """Tell each text, until the device is gone."""
    lines = Lines()
    with _chunks(device) as chunks:
        while True:
            try:
                async with asyncio.timeout(SILENCE if lines.begun else None):
                    chunk = await chunks.get()
            except TimeoutError:
                texts = lines.end()
            else:
                if chunk is None:
                    return
                texts = lines.feed(chunk)
            for text in texts:
                heard(text)


@contextmanager
def _chunks(device: "Serial") -> Iterator[asyncio.Queue[bytes | None]]:
    """What the device sends as it comes; None: it is gone."""
    loop, descriptor = asyncio.get_running_loop(), device.fileno()
    chunks: asyncio.Queue[bytes | None] = asyncio.Queue()

    def ready() -> None:
        try:
            chunks.put_nowait(device.read(_CHUNK))
        except OSError:
            loop.remove_reader(descriptor)
            chunks.put_nowait(None)

    loop.add_reader(descriptor, ready)
    try:
        yield chunks
    finally:
        loop.remove_reader(descriptor)
