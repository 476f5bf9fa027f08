"""Events on the wire: the same, however the bytes are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.apis.native.frames import PING, Frame, FrameReader, written
from kiosk.errors import Unavailable

DATA = st.binary(min_size=1, max_size=40).map(
    lambda data: data.replace(b"\n", b"").replace(b"\r", b"") or b"{}"
)
FRAMES = st.lists(
    st.builds(
        Frame,
        event=st.sampled_from(["ticket", "snapshot", "branch"]),
        data=DATA.filter(lambda data: not data.startswith(b" ")),
        id=st.none() | st.integers(0, 10**18),
    ),
    max_size=5,
)


@given(FRAMES, st.integers(1, 50), st.booleans())
def test_events_come_whole_however_they_are_cut(
    frames: list[Frame], size: int, crlf: bool
) -> None:
    """Pings between them are nothing; a line may end either way."""
    stream = PING.join(map(written, frames)) + PING
    if crlf:
        stream = stream.replace(b"\n", b"\r\n")
    reader = FrameReader()
    chunks = [stream[at : at + size] for at in range(0, len(stream), size)]
    assert frames == [frame for chunk in chunks for frame in reader.feed(chunk)]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(noise: bytes) -> None:
    """What is no event is left out, and the next one is read."""
    reader = FrameReader()
    reader.feed(noise)
    good = Frame("ticket", b"{}", 7)
    assert good in reader.feed(b"\n\n" + written(good))


@pytest.mark.parametrize("chunk", [b"data: " + b"x" * 100, b"data: x\n" * 10])
def test_an_event_has_an_end(chunk: bytes) -> None:
    """Neither one long line nor many short ones fill the memory."""
    reader = FrameReader(cap=1000)
    reader.feed(chunk)
    with pytest.raises(Unavailable):
        reader.feed(chunk * 20)
