"""What a model refused, in words for whoever wrote the file: problem, allowed, nearest."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, NoReturn, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from kiosk.config.positions import Key

MASK: Final = "********"
"""Stands for a secret wherever settings are shown."""

_OURS: Final = "refused"
_SHOWN_CHOICES: Final = 12

_PROBLEMS: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("is missing", ""),
    "int_type": ("is not a whole number", "a whole number"),
    "int_parsing": ("is not a whole number", "a whole number"),
    "int_from_float": ("is not a whole number", "a whole number"),
    "float_type": ("is not a number", "a number"),
    "float_parsing": ("is not a number", "a number"),
    "finite_number": ("is not a number", "a number"),
    "bool_type": ("is not true or false", "true or false"),
    "bool_parsing": ("is not true or false", "true or false"),
    "string_type": ("is not text", "text in quotes"),
    "path_type": ("is not a path", "a path in quotes"),
    "list_type": ("is not a list", "a list in brackets"),
    "tuple_type": ("is not a list", "a list in brackets"),
    "dict_type": ("is not a table", "a table"),
    "model_type": ("is not a table", "a table"),
    "model_attributes_type": ("is not a table", "a table"),
    "date_type": ("is not a date", "a date like 2026-12-24, without quotes"),
    "date_from_datetime_inexact": ("is not a date", "a date like 2026-12-24"),
}
"""Kind of error → what is wrong, and what would be right."""

_LIMITS: Final[Mapping[str, tuple[str, str]]] = {
    "greater_than": ("is too small", "more than {gt:g}"),
    "greater_than_equal": ("is too small", "{ge:g} or more"),
    "less_than": ("is too large", "less than {lt:g}"),
    "less_than_equal": ("is too large", "{le:g} or less"),
    "too_short": ("has too few values", "{min_length} or more"),
    "too_long": ("has too many values", "{max_length} or fewer"),
    "string_too_short": ("is too short", "{min_length} characters or more"),
    "string_too_long": ("is too long", "{max_length} characters or fewer"),
}
"""The same for limits, which stand in the error's context."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that is wrong. `found` None: nothing there, or not to be shown."""

    key: Key
    problem: str
    found: object = None
    allowed: str = ""
    nearest: str = ""


def refuse(
    problem: str,
    *,
    key: str = "",
    allowed: str = "",
    nearest: str = "",
    hide: bool = False,
) -> NoReturn:
    """Refuse what a validator looks at.

    `key` names the member ("host", "kiosk.printer") when a whole table is being checked.
    `hide`: a secret may be in what was found, so it is not repeated.
    """
    words = {
        "problem": problem,
        "key": key,
        "allowed": allowed,
        "nearest": nearest,
        "hide": hide,
    }
    raise PydanticCustomError(_OURS, "{problem}", words)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or "" when none is."""
    by_fold = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


def choices(known: Iterable[str]) -> str:
    """Known words as a list to choose from, unless there are too many to read."""
    names = list(known)
    return ", ".join(names) if len(names) <= _SHOWN_CHOICES else ""


def refusals(error: ValidationError, model: type[BaseModel]) -> Iterator[Refusal]:
    """Everything `model` refused, in the order it was found.

    A list is called too short as well when its items were refused: only they are told.
    """
    found = error.errors(include_url=False)
    blamed = {tuple(d["loc"][:end]) for d in found for end in range(len(d["loc"]))}
    for details in found:
        if details["type"] != "too_short" or tuple(details["loc"]) not in blamed:
            yield _refusal(details, model)


def _refusal(details: ErrorDetails, model: type[BaseModel]) -> Refusal:
    kind, key = details["type"], tuple(details["loc"])
    context = details.get("ctx", {})
    shown = None if key and _is_secret(model, key) else details["input"]
    if kind == _OURS:
        return _own(shown, key, context)
    if kind == "extra_forbidden":
        known = _members(model, key[:-1])
        closest = nearest(str(key[-1]), known)
        allowed = "" if closest else choices(known)
        return Refusal(key, "is not known", allowed=allowed, nearest=closest)
    found = None if kind == "missing" else shown
    if kind == "literal_error":
        allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        closest = nearest(str(found), allowed.split(", "))
        return Refusal(key, "is not offered", found, allowed, closest)
    if kind in _LIMITS:
        problem, allowed = _LIMITS[kind]
        return Refusal(key, problem, found, allowed.format_map(context))
    problem, allowed = _PROBLEMS.get(kind, (details["msg"], ""))
    return Refusal(key, problem, found, allowed)


def _own(found: object, key: Key, context: Mapping[str, Any]) -> Refusal:
    """One of ours: about a value, or about a member of the table that was checked."""
    if context["key"]:
        key = (*key, *context["key"].split("."))
    if context["key"] or context["hide"]:
        found = None
    return Refusal(
        key, context["problem"], found, context["allowed"], context["nearest"]
    )


def _members(model: type[BaseModel], key: Key) -> list[str]:
    """The keys that the table at `key` may have."""
    at = _model_at(model, key)
    return list(at.model_fields) if at else []


def _is_secret(model: type[BaseModel], key: Key) -> bool:
    """Whether the value at `key` must not be shown."""
    above = _model_at(model, key[:-1])
    member = above.model_fields.get(str(key[-1])) if above else None
    return member is not None and "Secret" in str(member.annotation)


def _model_at(model: type[BaseModel], key: Key) -> type[BaseModel] | None:
    for part in key:
        if isinstance(part, int):
            continue
        member = model.model_fields.get(part)
        inner = _model_in(member.annotation) if member else None
        if inner is None:
            return None
        model = inner
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model in `tuple[Printer, ...]`, `Hours | None` or `Server` itself."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        inner = inner[:1]
    return next((found for part in inner if (found := _model_in(part))), None)
