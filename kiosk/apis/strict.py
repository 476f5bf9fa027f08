"""What strangers ask: models read from JSON that means one thing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeVar

from pydantic import BaseModel, ValidationError

from kiosk.apis.heard import MOST_FIELDS, one_meaning
from kiosk.errors import BadInput
from kiosk.text import clean

M = TypeVar("M", bound=BaseModel)


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
