"""The messages of one language, each parsed when it is first said.

Parsing a whole file takes longer than the first page of a kiosk, which says ten of its two
hundred messages.
"""

import re
from typing import Final

from fluent.runtime import FluentBundle, FluentResource

from kiosk.i18n.speaker import Arguments

_ENTRY: Final = re.compile(
    r"^(-?[A-Za-z][\w-]*) *=(?:.*\n?)(?:^(?:[ \t}].*)?\n?)*", re.M
)
"""A message or term: everything up to the next line that begins at the margin."""


class Phrases:
    """Says messages by their key."""

    def __init__(self, locale: str, text: str) -> None:
        """`text` is a Fluent file in the language `locale`."""
        # No isolates: a screen counts cells, and an isolate would be a cell of nothing.
        self._bundle = FluentBundle([locale], use_isolating=False)
        self._rest = text
        self._unread = {entry[1]: entry[0] for entry in _ENTRY.finditer(text)}

    def say(self, key: str, arguments: Arguments) -> str | None:
        """The text, or None when the key or one of its variables is missing."""
        self._read(self._unread.pop(key, ""))
        text = self._formatted(key, arguments)
        if text is None and self._rest:
            # It may lean on another message or a term.
            self._read(self._rest)
            self._rest = ""
            text = self._formatted(key, arguments)
        return text

    def _read(self, text: str) -> None:
        if text:
            self._bundle.add_resource(FluentResource(text))

    def _formatted(self, key: str, arguments: Arguments) -> str | None:
        if not self._bundle.has_message(key):
            return None
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            return None
        text, errors = self._bundle.format_pattern(pattern, dict(arguments))
        return None if errors else str(text)
