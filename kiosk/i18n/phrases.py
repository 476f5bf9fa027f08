"""The messages of one language, each parsed when it is first said.

Parsing a whole file takes longer than the first page of a kiosk, which says ten of its two
hundred messages.
"""

import re
from functools import cached_property
from typing import Final

from fluent.runtime import FluentBundle, FluentResource

from kiosk.i18n.speaker import Arguments

_ENTRY: Final = re.compile(
    r"^(-?[A-Za-z][\w-]*) *=(?:.*\n?)(?:^(?:[ \t}].*)?\n?)*", re.M
)
"""A message or term: everything up to the next line that begins at the margin."""


_PLAIN: Final = re.compile(r"[^=]+= *([^{}\n]+?)\s*")
"""A message of one line without anything to fill in: what it says is what stands there."""


class Phrases:
    """Says messages by their key."""

    def __init__(self, locale: str, text: str) -> None:
        """`text` is a Fluent file in the language `locale`."""
        self._locale = locale
        self._rest = text
        self._unread = {entry[1]: entry[0] for entry in _ENTRY.finditer(text)}
        self._plain: dict[str, str] = {}

    def say(self, key: str, arguments: Arguments) -> str | None:
        """The text, or None when the key or one of its variables is missing."""
        if key not in self._plain:
            entry = self._unread.pop(key, "")
            plain = _PLAIN.fullmatch(entry)
            if plain is None or key.startswith("-"):
                return self._made(key, entry, arguments)
            self._plain[key] = plain[1]
        return self._plain[key]

    def _made(self, key: str, entry: str, arguments: Arguments) -> str | None:
        self._read(entry)
        text = self._formatted(key, arguments)
        if text is None and self._rest:
            # It may lean on another message or a term.
            self._read(self._rest)
            self._rest = ""
            text = self._formatted(key, arguments)
        return text

    @cached_property
    def _bundle(self) -> FluentBundle:
        """Made when something is to be filled in: its plural rules come with the whole of what
        Babel knows of the language."""
        # No isolates: a screen counts cells, and an isolate would be a cell of nothing.
        return FluentBundle([self._locale], use_isolating=False)

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
