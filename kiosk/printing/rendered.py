"""A ticket ready for paper, in every form that a transport may want."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendered:
    """One paper. `data` is ESC/POS, from ESC @ to the cut; `text` what a person would read.

    `png` draws the picture when asked, which is slow; b"" when nobody can draw it any more.
    """

    data: bytes
    text: str
    png: Callable[[], bytes]
