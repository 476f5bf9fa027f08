"""Tells a scanner that types like a keyboard from a person at one: by how fast the keys come."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from kiosk.domain.scanned import FEWEST, LONGEST

FAST: Final = 0.030
"""Seconds between two keys of a scanner, the mean of its first ones."""

PERSON: Final = 0.035
"""Seconds without a key after which those that are held were a person's."""

SILENCE: Final = 0.080
"""Seconds without a key that end a scan."""

TRAIL: Final = 0.250
"""Seconds after a scan in which line ends and the like are still the scanner's."""

AGAIN: Final = 3.0
"""Seconds in which the same text once more is the same scan."""

END: Final = "\r"
"""What ends a scan at once: Enter, Tab, a line feed."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, repr=False)
class Sorted(Generic[Key]):
    """`typed`: a person's keys, in order. `text`: what was scanned, None while nothing was."""

    typed: tuple[Key, ...] = ()
    text: str | None = None


class Wedge(Generic[Key]):
    """Sorts keys. All instants are monotonic seconds, of one clock.

    A scan is six letters or more, 30 ms apart on the average, ended by Enter, by Tab or by 80 ms
    of silence. Keys are held until it is clear whose they are, and a scan's are never handed out.
    """

    def __init__(self, opening: str = "") -> None:
        """`opening`: the letter that begins a scan, however slow the scanner; empty: none."""
        self._opening = opening
        self._held: list[Key] = []
        self._letters: list[str] = []
        self._first = self._last = 0.0
        self._opened = self._scanning = False
        self._trails_until = -1.0

    @property
    def due(self) -> float | None:
        """The instant to ask `quiet` at, unless a key comes before; None: nothing is held."""
        return self._last + self._patience if self._letters else None

    def key(self, key: Key, letter: str, at: float) -> Sorted[Key]:
        """A key. `letter`: what it writes, `END`, or "" for any other key."""
        before = self.quiet(at)
        if len(letter) == 1 and letter != END:
            now = self._write(key, letter, at)
        else:
            now = self._other(key, letter, at)
        text = now.text if before.text is None else before.text
        return Sorted(before.typed + now.typed, text)

    def quiet(self, at: float) -> Sorted[Key]:
        """No key came until now."""
        due = self.due
        return Sorted() if due is None or at < due else self._end(self._last)

    @property
    def _patience(self) -> float:
        return SILENCE if self._scanning or self._opened else PERSON

    def _write(self, key: Key, letter: str, at: float) -> Sorted[Key]:
        if not self._letters:
            self._first, self._opened = at, letter == self._opening
        self._last = at
        if len(self._letters) <= LONGEST:  # one more than a scan may have says enough
            self._letters.append(letter)
        if self._scanning:
            return Sorted()
        self._held.append(key)
        if len(self._letters) < FEWEST:
            return Sorted()
        if not self._opened and at - self._first > FAST * (FEWEST - 1):
            return Sorted(self._let_go())
        self._scanning = True
        self._held.clear()
        return Sorted()

    def _other(self, key: Key, letter: str, at: float) -> Sorted[Key]:
        """Enter presses nothing when it is the scanner's; control letters of it do nothing."""
        if self._scanning:
            self._last = at
            return self._end(at) if letter == END else Sorted()
        if not self._letters and at <= self._trails_until:
            return Sorted()
        return Sorted((*self._let_go(), key))

    def _end(self, at: float) -> Sorted[Key]:
        if not self._scanning:
            return Sorted(self._let_go())
        text = "".join(self._letters)
        self._let_go()
        self._trails_until = at + TRAIL
        return Sorted(text=text)

    def _let_go(self) -> tuple[Key, ...]:
        held = tuple(self._held)
        self._held.clear()
        self._letters.clear()
        self._opened = self._scanning = False
        return held


class Repeats:
    """Knows the last text again, without keeping it. A paper left in the light is one scan."""

    def __init__(self) -> None:
        """Nothing heard."""
        self._mark, self._until = 0, -1.0

    def again(self, text: str, at: float) -> bool:
        """Whether that was heard a moment ago; `at` in monotonic seconds."""
        mark = hash(text)
        same = mark == self._mark and at < self._until
        self._mark, self._until = mark, at + AGAIN
        return same
