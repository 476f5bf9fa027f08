"""Keyboards on the glass: which there are for a language, as far as a panel holds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from kiosk.tui.customer.alphabets import (
    SCRIPTS,
    Script,
    own_letters,
    script_of,
    used_to,
)

KEYS: Final = 48
"""The most keys of one page."""

_COLUMNS: Final = 12
_NAMES: Final = 7
"""The most keyboards to choose from in a row."""


class Room(NamedTuple):
    """How many keys a panel holds side by side, and how many rows of them."""

    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Keyboard:
    """One page of keys; each types what is on it. `name` is on the key that leads to it.

    `desk`: its rows stand from left to right, as on a desk. The others are read as its
    letters are, which may be from right to left (`rtl`).
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    rtl: bool = False
    desk: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """All of them, row by row."""
        return tuple(key for row in self.rows for key in row)


@dataclass(frozen=True, slots=True)
class Order:
    """Letters in the order of the alphabet, or of a desk, and the pages of marks after them."""

    script: Script
    pages: tuple[Keyboard, ...]

    @property
    def letters(self) -> Keyboard:
        """Its first page."""
        return self.pages[0]


@lru_cache(maxsize=16)
def orders(locale: str, room: Room) -> tuple[Order, ...]:
    """All there are: first those of the language's own letters, of these the usual one.

    A keyboard that `room` doesn't hold as it stands on a desk is none, and left out.
    """
    own = script_of(locale)
    found = list(_orders(own, room, used_to(locale), own_letters(locale)))
    for script in SCRIPTS:
        if script is not own:
            found += _orders(script, room)
    return tuple(found)


def other_order(among: Sequence[Order], at: int) -> int:
    """The same letters in the other order: the alphabet's, or back to the usual one."""
    order = among[at]
    for index, other in enumerate(among):
        if (
            other.script is order.script
            and other.letters.desk is not order.letters.desk
        ):
            return index
    return at


def choice(among: Sequence[Order], room: Room) -> Keyboard:
    """A page whose keys are the names of all keyboards."""
    names = [order.letters.name for order in among]
    rows = -(-len(names) // min(_NAMES, room.columns))
    return Keyboard("", tuple(_in_rows(names, -(-len(names) // rows))))


def signs_of_others(among: Sequence[Order]) -> str:
    """A letter of each of three other scripts."""
    own = among[0].script
    others = dict.fromkeys(o.script.sign for o in among if o.script is not own)
    return " ".join(list(others)[:3])


def _orders(
    script: Script, room: Room, usual: str = "", own: str = ""
) -> Iterator[Order]:
    """Those of one script: the `usual` one, the alphabet's, and those that others know."""
    marks = tuple(_marks(script, own, room))
    desks = {
        name: Order(script, (Keyboard(name, rows, script.rtl, desk=True), *marks))
        for name, desk in script.usual.items()
        if (rows := _with_own(tuple(map(tuple, desk)), own, room))
    }
    if usual in desks:
        yield desks.pop(usual)
    yield Order(script, (*_alphabet(script, own, room), *marks))
    yield from desks.values()


def _alphabet(script: Script, own: str, room: Room) -> Iterator[Keyboard]:
    """In as many pages as it takes; the first has the language's own letters where they fit."""
    first, *others = _pages(script.alphabet, room)
    yield Keyboard(script.name, _with_own(first, own, room), script.rtl)
    for rows in others:
        yield Keyboard(_name(rows, rtl=script.rtl), rows, script.rtl)


def _marks(script: Script, own: str, room: Room) -> Iterator[Keyboard]:
    rest = "".join(mark for mark in script.marks if mark not in own)
    for rows in _pages(own + rest, room):
        yield Keyboard(_name(rows, rtl=script.rtl), rows, script.rtl)


def _pages(letters: str, room: Room) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Rows of keys, page by page: as few rows as will do, and those about as long."""
    size = room.columns * room.rows
    for start in range(0, len(letters), size):
        page = letters[start : start + size]
        rows = -(-len(page) // room.columns)
        yield tuple(_in_rows(page, -(-len(page) // rows)))


def _with_own(
    rows: tuple[tuple[str, ...], ...], own: str, room: Room
) -> tuple[tuple[str, ...], ...]:
    """`rows`, below them the language's own letters if there is a row free; () if too much."""
    if max(map(len, rows)) > room.columns or len(rows) > room.rows:
        return ()
    there = {key for row in rows for key in row}
    row = tuple(letter for letter in own if letter not in there)[: room.columns]
    return (*rows, row) if row and len(rows) < room.rows else rows


def _in_rows(keys: Sequence[str], columns: int) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(keys), columns):
        yield tuple(keys[start : start + columns])


def _name(rows: tuple[tuple[str, ...], ...], *, rtl: bool) -> str:
    """Its first letters; those that would be joined stand apart."""
    return (" " if rtl else "").join(rows[0][:3])


def room_for(width: int, height: int, target: tuple[int, int]) -> Room:
    """What a place of so many cells holds, with keys of at least `target`."""
    columns = max(1, min(_COLUMNS, width // target[0]))
    return Room(columns, max(1, min(KEYS // columns, height // target[1])))
