"""On which line of a TOML file each key stands.

For text that a TOML parser has already accepted: it finds keys and trusts the rest. So it is
no second parser; it only walks over what lies between the keys.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Final, TypeAlias

Key: TypeAlias = tuple[str | int, ...]
"""A path into the parsed document: ("printer", 0, "name"). Lists count from 0."""

_TOKEN: Final = re.compile(
    r"""
    (?P<blank> [ \t\r]+ | \#[^\n]* )
  | (?P<line>  \n )
  | (?P<text>  \"{3} (?: \\. | [^\\] )*? \"{3,5} | '{3} .*? '{3,5}
             | " (?: \\. | [^"\\] )* " | '[^']*' )
  | (?P<sign>  [\[\]{}=,.] )
  | (?P<word>  [^\s\[\]{}=,."'\#]+ )
    """,
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> Mapping[Key, int]:
    """The line (from 1) of every key and list item, and of every table's first mention."""
    return _Walk(text).lines


class _Walk:
    """One walk over the tokens, from the first to the last."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Key, int] = {}
        self._tokens: list[tuple[str, str, int]] = []
        self._lengths: dict[Key, int] = {}
        self._read(text)
        self._at = 0
        table: Key = ()
        while self._kind() != "end":
            if self._kind() == "line":
                self._at += 1
            elif self._sign("["):
                table = self._header()
            else:
                self._pair(table)

    def _read(self, text: str) -> None:
        line = 1
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup or ""
            if kind != "blank":
                self._tokens.append((kind, token[0], line))
            line += token[0].count("\n")
        self._tokens.append(("end", "", line))

    def _kind(self) -> str:
        return self._tokens[self._at][0]

    def _sign(self, sign: str) -> bool:
        return self._tokens[self._at][:2] == ("sign", sign)

    def _line(self) -> int:
        return self._tokens[self._at][2]

    def _note(self, key: Key, line: int) -> None:
        """The line of `key`, and of those above it that were not mentioned before."""
        for length in range(1, len(key) + 1):
            self.lines.setdefault(key[:length], line)

    def _header(self) -> Key:
        """`[table]` or `[[list of tables]]`: the path that the pairs below it begin with."""
        line = self._line()
        brackets = 0
        while self._sign("["):
            brackets += 1
            self._at += 1
        path: Key = ()
        *above, last = self._dotted()
        for part in above:
            path = self._newest((*path, part))
        path = (*path, last)
        if brackets == 2:
            self._lengths[path] = self._lengths.get(path, 0) + 1
        path = self._newest(path)
        self._at += brackets
        self._note(path, line)
        return path

    def _newest(self, path: Key) -> Key:
        """The last item, if `path` is a list of tables."""
        length = self._lengths.get(path)
        return path if length is None else (*path, length - 1)

    def _dotted(self) -> list[str]:
        parts = []
        while True:
            kind, token, _ = self._tokens[self._at]
            parts.append(_unquoted(token) if kind == "text" else token)
            self._at += 1
            if not self._sign("."):
                return parts
            self._at += 1

    def _pair(self, table: Key) -> None:
        line = self._line()
        key = (*table, *self._dotted())
        self._note(key, line)
        self._at += 1  # the equals sign
        self._value(key)

    def _value(self, key: Key) -> None:
        if self._sign("["):
            self._list(key)
        elif self._sign("{"):
            self._inline_table(key)
        else:
            while not self._ends_value():
                self._at += 1

    def _ends_value(self) -> bool:
        return self._kind() in ("line", "end") or any(map(self._sign, "]},"))

    def _list(self, key: Key) -> None:
        self._at += 1
        index = 0
        while not self._sign("]"):
            if self._kind() == "line" or self._sign(","):
                self._at += 1
                continue
            self._note((*key, index), self._line())
            self._value((*key, index))
            index += 1
        self._at += 1

    def _inline_table(self, key: Key) -> None:
        self._at += 1
        while not self._sign("}"):
            if self._kind() == "line" or self._sign(","):
                self._at += 1
                continue
            self._pair(key)
        self._at += 1


def _unquoted(token: str) -> str:
    return str(tomllib.loads(f"key = {token}")["key"])
