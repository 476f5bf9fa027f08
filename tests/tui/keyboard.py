"""Keys as a terminal tells them: from a person, and from a scanner that types."""

from collections.abc import Sequence
from time import monotonic

from textual import events
from textual.app import App
from textual.keys import _character_to_key

SCANNER = 0.004
"""Seconds between two keys of a common scanner."""

PERSON = 0.090
"""Seconds between two keys of somebody who types well."""


def type_keys(
    app: App[None], keys: Sequence[str], gap: float, ago: float = 0.0
) -> float:
    """Each key, the last one `ago` seconds ago; the instant of that one."""
    last = monotonic() - ago
    for left, key in zip(reversed(range(len(keys))), keys, strict=True):
        single = len(key) == 1
        name, letter = (_character_to_key(key), key) if single else (key, None)
        event = events.Key(name, letter)
        event.set_sender(app)
        event.time = last - left * gap
        app.post_message(event)
    return last


def scan(app: App[None], text: str, *end: str) -> float:
    """A scanner's keys; the instant of the last one."""
    return type_keys(app, [*text, *end], SCANNER)
