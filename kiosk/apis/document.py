"""Pieces of the OpenAPI document that FastAPI can't see in a handler which reads the request itself."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec
from pydantic import BaseModel

from kiosk.apis.heard import Told
from kiosk.apis.ids import ID, LOCALE

Schema = dict[str, Any]


def parameter(name: str, where: str, about: str, schema: Schema) -> Schema:
    """A parameter `where`: "path", "query" or "header". Only those of the path are required."""
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": about,
        "schema": schema,
    }


def identifier(name: str, about: str) -> Schema:
    """An id in the path."""
    return parameter(name, "path", about, {"type": "string", "pattern": ID})


def language(where: str, name: str) -> Schema:
    """The language of names, as a header or in the query."""
    about = "Language of names; an unknown one falls back to the branch's."
    return parameter(name, where, about, {"type": "string", "pattern": f"^$|{LOCALE}"})


def idempotency_key(*, required: bool) -> Schema:
    """The header that makes a create safe to repeat."""
    about = "The same key and body make one ticket, for 24 hours."
    schema = {"type": "string", "pattern": r"^[!#-~]{1,255}$"}
    return parameter("Idempotency-Key", "header", about, schema) | {
        "required": required
    }


def body(
    model: type[BaseModel | Told], *, required: bool = True, closed: bool = True
) -> Schema:
    """A JSON body with the model's own schema. `closed`: unknown members are refused."""
    schema = _schema(model, closed=closed)
    return {"required": required, "content": {"application/json": {"schema": schema}}}


def answer(about: str, shape: type[Told] | None) -> Schema:
    """An answer; `shape` None: it has no JSON body."""
    if shape is None:
        return {"description": about}
    content = {"application/json": {"schema": _schema(shape, closed=False)}}
    return {"description": about, "content": content}


@cache
def _schema(model: type[BaseModel | Told], *, closed: bool) -> Schema:
    """With its definitions written out in place. One for all who name the model, to be read only:
    every operation names the error, and a server would take most of its start to describe it."""
    if issubclass(model, BaseModel):
        schema = model.model_json_schema(mode="validation")
    else:
        schema = msgspec.json.schema(model)
    definitions = schema.pop("$defs", {})
    written: Schema = _written_out(schema, definitions, closed)
    return written


def _written_out(part: Any, definitions: Mapping[str, Any], closed: bool) -> Any:
    if isinstance(part, list):
        return [_written_out(item, definitions, closed) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return _written_out(definitions[name], definitions, closed)
    written = {
        key: _written_out(value, definitions, closed) for key, value in part.items()
    }
    if closed and "properties" in written:
        written["additionalProperties"] = False
    return written


def extras(
    parameters: Iterable[Schema] = (), request_body: Schema | None = None
) -> Schema:
    """What goes into a route's `openapi_extra`."""
    said: Schema = {}
    if listed := list(parameters):
        said["parameters"] = listed
    if request_body:
        said["requestBody"] = request_body
    return said
