"""Reading what the other side tells, kindly: what fits is taken, what does not is left out.

Its pages and its program disagree about half of what follows, so nothing here insists: answers
come in `{"data": …}` or bare, lists may be null, numbers may be quoted, members may be missing.
Every text is cleaned where it is taken out.
"""

from collections.abc import Callable
from datetime import time
from typing import Any, Final, TypeVar

from kiosk.apis import members
from kiosk.apis.heard import one_meaning
from kiosk.apis.ids import usable
from kiosk.apis.members import Item, member

T = TypeVar("T")

MOST_ITEMS: Final = 5_000
"""Of one list; a branch has hundreds."""


def data_of(body: bytes) -> Any:
    """What an answer holds, out of its envelope. BadInput."""
    said = one_meaning(body)
    return said["data"] if isinstance(said, dict) and "data" in said else said


def items(given: Any, what: str, read: Callable[[Item], T | None]) -> list[T]:
    """See `kiosk.apis.members.items`."""
    return members.items(given, what, read, MOST_ITEMS)


def whole(item: Any, name: str, least: int, most: int) -> int | None:
    """A whole number within bounds, bare or quoted; None for anything else."""
    value = member(item, name)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value) if len(value) < 17 else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    fits = isinstance(value, int) and not isinstance(value, bool)
    return value if fits and least <= value <= most else None


def identity(item: Any, name: str = "id") -> str | None:
    """An id, number or text, as it is used in paths; None for what can be none."""
    value = member(item, name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if 0 < value < 10**100 else None
    return usable(value)


def wall_time(value: Any) -> time | None:
    """A time of day, "09:30" or "09:30:00", to the minute; None for anything else."""
    try:
        at = time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    plain = at is not None and at.tzinfo is None
    return at.replace(second=0, microsecond=0) if at and plain else None
