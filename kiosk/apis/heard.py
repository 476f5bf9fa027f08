"""JSON that means one thing, and what another machine of ours says in it.

Loaded by every kiosk before its first page, so it stands on msgspec, which loads in a tenth of
the time of the models that check what strangers ask.
"""

import json
import math
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Final, TypeVar

import msgspec

from kiosk.apis.ids import ID, LOCALE
from kiosk.errors import BadInput
from kiosk.text import clean

S = TypeVar("S", bound="Told")

MOST_FIELDS: Final = 20
"""How many wrong members an error names."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An answer. Whoever reads it leaves out members it does not know."""


def text(pattern: str) -> msgspec.Meta:
    """A string that is `pattern` from end to end: `$` by itself forgives a line break."""
    return msgspec.Meta(pattern=f"{pattern}(?!\\n)")


Id = Annotated[str, text(ID)]
Locale = Annotated[str, text(LOCALE)]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""Said in UTC with Z (RFC 3339); any offset is understood."""


def one_meaning(data: bytes) -> Any:
    """Plain values from JSON that every parser reads the same. Raises BadInput.

    Refused: not UTF-8, a byte order mark, a member given twice, NaN and Infinity (RFC 8259 leaves
    the first three to each parser, and has no such numbers), a number that a double can't hold
    (1e999), and what is nested too deep to be read.
    """
    try:
        return _READER.decode(data.decode())
    except OverflowError as error:
        raise BadInput(
            detail="a number out of range", fields={"body": "has a number out of range"}
        ) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(detail="not JSON, or not in one reading") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(pairs) != len(found):
        message = "a member given twice"
        raise ValueError(message)
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise OverflowError(digits)
    return number


_READER: Final = json.JSONDecoder(
    object_pairs_hook=_unique, parse_float=_finite, parse_constant=_refuse
)


def heard(shape: type[S], data: bytes) -> S:
    """An answer: unknown members are left out. BadInput."""
    return _read(shape, one_meaning(data), "malformed answer")


def asked(shape: type[S], data: bytes) -> S:
    """The same shape as a request: an unknown member is refused. BadInput names what is wrong."""
    given = one_meaning(data)
    read = _read(shape, given, "malformed request")
    strange = dict.fromkeys(_strangers(given, msgspec.to_builtins(read)), "is unknown")
    if strange:
        fields = dict([*strange.items()][:MOST_FIELDS])
        raise BadInput(detail="malformed request", fields=fields)
    return read


def said(shape: Told) -> bytes:
    """The JSON of an answer."""
    return msgspec.json.encode(shape)


def _read(shape: type[S], given: Any, detail: str) -> S:
    try:
        return msgspec.convert(given, shape)
    except msgspec.ValidationError as error:
        raise BadInput(detail=detail, fields=_wrong(str(error))) from error


_AT: Final = re.compile(r"(.*?)(?: - at .*`\$\.?(.*)`)?", re.DOTALL)
_MISSING: Final = re.compile(r".*required field `(.*)`")


def _wrong(sentence: str) -> dict[str, str]:
    """Member → what is wrong with it. A path's parts are joined by dots."""
    match = _AT.fullmatch(sentence)
    problem, at = (match[1], match[2] or "") if match else (sentence, "")
    parts = re.sub(r"\[(\d+|\.{3})\]", r".\1", at).split(".") if at else []
    if missing := _MISSING.fullmatch(problem):
        parts.append(missing[1])
    return {clean(".".join(filter(None, parts)), 120) or "body": clean(problem, 200)}


def _strangers(given: Any, read: Any, at: str = "") -> Iterator[str]:
    """The members of `given` that were not read, as paths."""
    match given, read:
        case dict(), dict():
            for name, value in given.items():
                if name not in read:
                    yield clean(f"{at}{name}", 120)
                else:
                    yield from _strangers(value, read[name], f"{at}{name}.")
        case list(), list():
            for index, (one, other) in enumerate(zip(given, read, strict=True)):
                yield from _strangers(one, other, f"{at}{index}.")
