"""Server-sent events (WHATWG HTML, 9.2) as far as our own stream uses them."""

from dataclasses import dataclass
from typing import Final

from kiosk.errors import Reason, Unavailable

PING: Final = b": ping\n\n"
"""A comment: proves that the line is alive, and means nothing."""

CAP: Final = 1_000_000
"""Bytes of one event."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One event. `id` is None when it has none of its own."""

    event: str
    data: bytes
    id: int | None = None


def written(frame: Frame) -> bytes:
    """The bytes of an event whose data is one line."""
    head = f"id: {frame.id}\n" if frame.id is not None else ""
    return b"%sevent: %s\ndata: %s\n\n" % (
        head.encode(),
        frame.event.encode(),
        frame.data,
    )


class FrameReader:
    """Puts events together from bytes as they come. Comments and unknown fields are left out."""

    def __init__(self, cap: int = CAP) -> None:
        """`cap` is the most bytes an event may have."""
        self._cap = cap
        self._rest = bytearray()
        self._size = 0
        self._clear()

    def _clear(self) -> None:
        self._event, self._size = "message", 0
        self._id: int | None = None
        self._data: list[bytes] = []

    def feed(self, chunk: bytes) -> list[Frame]:
        """The events that are complete with this chunk. Unavailable for one beyond the cap."""
        self._rest += chunk
        *lines, rest = self._rest.replace(b"\r\n", b"\n").split(b"\n")
        self._rest = bytearray(rest)
        frames = [frame for line in lines if (frame := self._line(bytes(line)))]
        if len(self._rest) + self._size > self._cap:
            raise Unavailable(Reason.UPSTREAM, detail="an event without end")
        return frames

    def _line(self, line: bytes) -> Frame | None:
        if not line:
            return self._complete()
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        self._size += len(line)
        match name:
            case b"event":
                self._event = value.decode("utf-8", "replace")
            case b"data":
                self._data.append(value)
            case b"id":
                self._id = int(value) if value.isdigit() and len(value) < 20 else None
        return None

    def _complete(self) -> Frame | None:
        data = b"\n".join(self._data)
        frame = Frame(self._event, data, self._id) if self._data else None
        self._clear()
        return frame
