"""A TOML file as read: its values, and where each of them stands."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kiosk.config.positions import Key, lines_of
from kiosk.errors import BadConfig
from kiosk.text import clean

LARGEST: Final = 1_000_000
"""Bytes of a file people write by hand; a branch with 100 services has 20,000."""

_WHERE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_KEY: Final = re.compile(r"\s*(?:\[+\s*([^\]]+?)\s*\]+|([^=#]+?)\s*=)")
_TWICE: Final = re.compile("Cannot (?:declare|overwrite|mutate)|Duplicate")


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says. `file` is its name as it was given; `lines` knows where each key is."""

    file: str
    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[Key, int] = field(default_factory=dict)

    def line(self, key: Key) -> int | None:
        """The line of `key`, or of the nearest table above it; None when nothing is there."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key)

    def bad(
        self,
        key: Key,
        problem: str,
        *,
        found: object = None,
        allowed: str = "",
        nearest: str = "",
    ) -> BadConfig:
        """The error for a key of this file. `found` None: say nothing of its value."""
        return BadConfig(
            file=self.file,
            line=self.line(key),
            key=spelled(key),
            problem=problem,
            found="" if found is None else shown(found),
            allowed=allowed,
            nearest=nearest,
        )


def spelled(key: Key) -> str:
    """A path as people write it; items of a list count from 1: "printer[1].name"."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in key]
    return clean("".join(parts).removeprefix("."), 120)


def shown(value: object) -> str:
    """A value as found, on one line and harmless to a terminal."""
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return clean(f'"{text}"' if isinstance(value, str) else text, 60)


def read_document(path: Path) -> Document:
    """Read a TOML file. BadConfig when it can't be read, or is not TOML in UTF-8."""
    file = clean(str(path), 200)
    text = _decoded(file, _bytes(file, path)).replace("\r\n", "\n")
    try:
        return Document(file, tomllib.loads(text), lines_of(text))
    except RecursionError as error:
        raise _unreadable(file, "is nested too deeply") from error
    except ValueError as error:
        raise _not_toml(file, text, str(error)) from error


def _bytes(file: str, path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        problem = f"can't be read: {error.strerror or error}"
        raise _unreadable(file, problem) from error
    except ValueError as error:  # a NUL in its name
        raise _unreadable(file, "can't be read: not a file name") from error
    if len(data) > LARGEST:
        raise _unreadable(file, "is too large", allowed=f"up to {LARGEST} bytes")
    return data


def _decoded(file: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unreadable(file, "is UTF-16", line=1, allowed="UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        problem = "begins with a byte order mark"
        raise _unreadable(file, problem, line=1, allowed="UTF-8 without the mark")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _unreadable(file, "is not UTF-8", line=line, allowed="UTF-8") from error


def _unreadable(
    file: str, problem: str, *, line: int | None = None, allowed: str = ""
) -> BadConfig:
    return BadConfig(
        file=file, line=line, key="the file", problem=problem, allowed=allowed
    )


def _not_toml(file: str, text: str, message: str) -> BadConfig:
    """The parser's complaint, with the key on its line. Never the value: it may be a secret."""
    where = _WHERE.search(message)
    lines = text.split("\n")
    line = int(where[1]) if where and where[1] else len(lines)
    if not where:
        return _unreadable(file, f"is not TOML: {clean(message, 120)}")
    named = _KEY.match(lines[line - 1])
    key = clean((named[1] or named[2]) if named else "", 60, "this line")
    complaint = clean(message[: where.start()], 120)
    twice = _TWICE.match(complaint)
    problem = "is there twice" if twice else f"is not TOML: {complaint}"
    return BadConfig(file=file, line=line, key=key, problem=problem)
