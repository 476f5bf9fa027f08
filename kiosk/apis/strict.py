"""JSON that means one thing, and models read from it."""

import json
import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from kiosk.errors import BadInput
from kiosk.text import clean

M = TypeVar("M", bound=BaseModel)

MOST_FIELDS: Final = 20
"""How many wrong members an error names."""


def one_meaning(data: bytes) -> None:
    """Raise BadInput for JSON that parsers read differently.

    Not UTF-8, a byte order mark, a member given twice, NaN and Infinity (RFC 8259 leaves the first
    three to each parser, and has no such numbers), a number that a double can't hold (1e999), or
    nested too deep to be read.
    """
    try:
        _READER.decode(data.decode())
    except OverflowError as error:
        raise BadInput(
            detail="a number out of range", fields={"body": "has a number out of range"}
        ) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(detail="not JSON, or not in one reading") from error


def _unique(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) > 1 and len(pairs) != len({name for name, _ in pairs}):
        message = "a member given twice"
        raise ValueError(message)


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


def value(data: bytes) -> Any:
    """Plain values from JSON that means one thing. BadInput."""
    one_meaning(data)
    try:
        return from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise BadInput(detail="not JSON") from error


def asked(
    model: type[M],
    data: bytes,
    *,
    extra: Literal["forbid", "ignore"] = "forbid",
    sentences: Mapping[str, str] = MappingProxyType({}),
) -> M:
    """A request's body, with nothing converted. BadInput names what is wrong.

    `sentences` are a dialect's own words for kinds of mistakes, by pydantic's name of the kind.
    """
    one_meaning(data)
    try:
        return model.model_validate_json(data, strict=True, extra=extra)
    except ValidationError as error:
        fields = wrong(error, sentences)
        raise BadInput(detail="malformed request", fields=fields) from error


def told(model: type[M], data: bytes) -> M:
    """An answer: unknown members are left out. BadInput."""
    one_meaning(data)
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        raise BadInput(detail="malformed answer", fields=wrong(error)) from error


def wrong(
    error: ValidationError, sentences: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Member → what is wrong with it, without what was sent. A path's parts are joined by dots."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return {
        clean(".".join(str(part) for part in item["loc"]), 120) or "body": clean(
            sentences.get(item["type"], item["msg"]), 200
        )
        for item in found[:MOST_FIELDS]
    }
