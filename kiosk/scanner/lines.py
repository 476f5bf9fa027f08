"""What comes from a scanner, byte by byte, as texts."""

import re
from typing import Final

from kiosk.domain.scanned import LONGEST

_END: Final = re.compile(rb"[\r\n]+")
_MOST: Final = 4 * LONGEST + 1
"""Bytes of a text in UTF-8 that is one letter longer than any of ours."""


class Lines:
    """Cuts at line ends. Of a text that is too long for ours, only so much is kept."""

    def __init__(self) -> None:
        """Nothing heard."""
        self._begun = bytearray()

    @property
    def begun(self) -> bool:
        """Whether there is a text without its end."""
        return bool(self._begun)

    def feed(self, chunk: bytes) -> list[str]:
        """The texts that `chunk` ends; what isn't UTF-8 in them is U+FFFD."""
        *whole, rest = _END.split(chunk)
        texts = []
        for part in whole:
            self._keep(part)
            texts += self.end()
        self._keep(rest)
        return texts

    def end(self) -> list[str]:
        """The text that was begun, if there is one: no more of it will come."""
        text = self._begun.decode("utf-8", "replace")
        self._begun.clear()
        return [text] if text else []

    def _keep(self, part: bytes) -> None:
        self._begun += part[: _MOST - len(self._begun)]
