"""Keys as the settings write them, as Textual calls them, and as they are shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from textual.binding import Binding, BindingsMap
from textual.keys import Keys, _character_to_key

from kiosk.tui.staff.keys import MOVING, TABLE, Action, Key

_MODIFIERS: Final = ("ctrl", "shift", "alt")
_NAMED: Final = frozenset(key.value for key in Keys if "+" not in key.value)
_SHOWN: Final[Mapping[str, str]] = {
    "delete": "Del",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


@dataclass(frozen=True, slots=True)
class BadKeys:
    """What is wrong with the keys somebody wants; `action` as they wrote it."""

    action: str
    problem: str
    found: str = ""
    allowed: str = ""
    nearest: str = ""


def bindings(table: Iterable[Key]) -> BindingsMap:
    """Each key of a table, bound to the screen's action `key` with what it does."""
    return BindingsMap(
        [
            Binding(textual_name(name), f"key('{key.action}')", show=False)
            for key in table
            for name in key.keys
        ]
    )


def remapped(wanted: Mapping[str, str]) -> tuple[Key, ...] | BadKeys:
    """The table with other keys: action → keys with commas between, "" for none.

    One key does one thing: what is taken from nobody must be free.
    """
    actions = [action.value for action in Action]
    changed: dict[Action, tuple[str, ...]] = {}
    for name, keys in wanted.items():
        if name not in actions:
            return BadKeys(name, "is no action", nearest=_nearest(name, actions))
        changed[Action(name)] = tuple(k.strip() for k in _split(keys))
    for action, own in changed.items():
        for key in own:
            if not _exists(key):
                closest = _nearest(key, _NAMED)
                return BadKeys(action, "is no key", key, _EXAMPLES, closest)
    table = tuple(replace(k, keys=changed.get(k.action, k.keys)) for k in TABLE)
    return _clash(table, changed) or table


_EXAMPLES: Final = 'like "f2", "n", "ctrl+g", "delete"'


def _split(keys: str) -> list[str]:
    """A comma is a separator, unless it stands alone."""
    return [","] if keys.strip() == "," else [k for k in keys.split(",") if k.strip()]


def _clash(
    table: Sequence[Key], changed: Mapping[Action, tuple[str, ...]]
) -> BadKeys | None:
    """The first wish that another action, or moving about, has a claim on as well."""
    owner: dict[str, str] = dict.fromkeys(MOVING, "moving in lists")
    # defaults first: it is the wish that clashes, not what it clashes with
    for key in sorted(table, key=lambda key: key.action in changed):
        for name in map(textual_name, key.keys):
            if name in owner:
                taken = f'is "{owner[name]}" already'
                return BadKeys(key.action, taken, shown(name), "a free key")
            owner[name] = key.action
    return None


def textual_name(key: str) -> str:
    """The name Textual knows a key by: "?" is "question_mark"."""
    *before, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*before, _character_to_key(last) if len(last) == 1 else last])


def shown(key: str) -> str:
    """A key as people call it: "F2", "Ctrl+P", "Del"."""
    if len(key) == 1:
        return f"Shift+{key}" if key.isalpha() and key.isupper() else key
    parts = [_SHOWN.get(part, part.title()) for part in key.split("+")]
    return "+".join(parts)


def shown_all(keys: Iterable[str]) -> str:
    """All keys of an action: "F2, n"."""
    return ", ".join(shown(key) for key in keys)


def _exists(key: str) -> bool:
    if len(key) == 1:
        return key.isprintable()
    *modifiers, last = key.split("+")
    known = last in _NAMED or (len(last) == 1 and last.isalnum())
    return known and all(m in _MODIFIERS for m in modifiers) and bool(last)


def _nearest(word: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(word, list(known), n=1)), "")
