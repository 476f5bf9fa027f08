"""The chime: two struck notes, made once and kept as a WAV file."""

import io
import math
import os
import wave
from array import array
from pathlib import Path
from typing import Final

_RATE: Final = 44_100
_SECONDS: Final = 1.4
_NOTES: Final = ((0.0, 659.26), (0.32, 523.25))
"""Seconds after the beginning, and hertz: E and C, falling, as at a door."""

_OVERTONES: Final = ((1.0, 1.0), (2.0, 0.35), (3.0, 0.12))
"""Times the note's own frequency, and how loud."""

_FADE: Final = 4.5
"""How fast a note dies away, a second."""

_ATTACK: Final = 0.006
_LOUD: Final = 0.45


def chime_file(folder: Path) -> Path:
    """The chime in `folder`, made if it isn't there yet. Raises OSError."""
    file = folder / "chime.wav"
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.write_bytes(chime())
        fresh.replace(file)
    return file


def chime() -> bytes:
    """A WAV file: 16 bits, one channel."""
    samples = array("h", (_sample(place / _RATE) for place in range(_count())))
    written = io.BytesIO()
    with wave.open(written, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(samples.tobytes())
    return written.getvalue()


def _count() -> int:
    return int(_RATE * _SECONDS)


def _sample(at: float) -> int:
    loud = sum(_note(at - begins, hertz) for begins, hertz in _NOTES)
    end = min(1.0, (_SECONDS - at) * 20)  # no click where it stops
    return round(32_767 * _LOUD * end * loud / 2)


def _note(after: float, hertz: float) -> float:
    if after < 0:
        return 0.0
    tone = sum(
        part * math.sin(2 * math.pi * hertz * times * after)
        for times, part in _OVERTONES
    )
    return tone * math.exp(-_FADE * after) * min(1.0, after / _ATTACK)
