"""A few letters and figures as large as the room allows, drawn from block characters."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Protocol


class _Font(Protocol):
    def renderText(self, text: str) -> str: ...  # noqa: N802  pyfiglet's name


_SPOKEN = {"pagga": str.maketrans("░/", "  ")}
"""What a font draws that isn't part of its letters."""


def large(text: str, width: int, height: int) -> list[str]:
    """`text` in the largest letters that fit into `width` by `height`; plain if none do."""
    for lines in _sizes(text):
        if len(lines) <= height and max(map(len, lines)) <= width:
            return list(lines)
    return [text[:width]]


def bold(text: str, width: int, height: int) -> list[str]:
    """`text` in the largest bold letters that fit, 5 rows and more; none when none do.

    They grow by halves of a letter, so that they fill what room there is on a wall.
    """
    for lines in _bold_sizes(text):
        if len(lines) <= height and max(map(len, lines)) <= width:
            return list(lines)
    return []


@lru_cache(maxsize=64)
def _bold_sizes(text: str) -> Sequence[Sequence[str]]:
    """Four times as large as the font's down to as large, the largest first."""
    if not text.isascii() or not text.isprintable():
        return ()
    # from afar a stroke through a nought makes it an 8
    drawn = _drawn(text.replace("0", "O"), "ansi_regular")
    return tuple(stretched(drawn, halves) for halves in range(8, 1, -1))


def lowered(lines: Sequence[str]) -> list[str]:
    """A drawing half a row lower; one row more than before."""
    blank = " " * max(map(len, lines), default=0)
    return _paired([blank, *_half_rows(lines), blank])


def stretched(lines: Sequence[str], halves: int) -> list[str]:
    """A drawing `halves` / 2 times as large each way."""
    rows = ["".join(_wide(row, halves)) for row in _half_rows(lines)]
    high = [rows[2 * place // halves] for place in range(len(lines) * halves)]
    return _paired(high + [" " * len(rows[0])] * (len(high) % 2))


def _half_rows(lines: Sequence[str]) -> list[str]:
    """Full blocks or nothing, two rows for each."""
    return [
        "".join("█" if sign in signs else " " for sign in line)
        for line in lines
        for signs in ("█▀", "█▄")
    ]


def _paired(halves: Sequence[str]) -> list[str]:
    """Half rows, two and two of them in a row."""
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(halves[::2], halves[1::2], strict=True)
    ]


_HALVES = {(" ", " "): " ", ("█", " "): "▀", (" ", "█"): "▄", ("█", "█"): "█"}


def _wide(line: str, halves: int) -> Iterator[str]:
    for place, sign in enumerate(line):
        yield sign * ((place + 1) * halves // 2 - place * halves // 2)


@lru_cache(
    maxsize=16
)  # the number on the glass is drawn often, and never again after it
def _sizes(text: str) -> Sequence[Sequence[str]]:
    """All sizes of `text`, the largest first."""
    if not text.isascii() or not text.isprintable():
        return ()
    bold = _drawn(text, "ansi_regular")
    return (_scaled(bold, 3), _scaled(bold, 2), bold, _drawn(text, "pagga"))


def _drawn(text: str, font: str) -> list[str]:
    drawn = _font(font).renderText(text).translate(_SPOKEN.get(font, {}))
    lines = [line.rstrip() for line in drawn.splitlines()]
    lines = [line for line in lines if line]
    left = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    width = max(map(len, lines), default=0)
    return [line[left:].ljust(width - left) for line in lines] or [""]


@cache
def _font(name: str) -> _Font:
    from pyfiglet import Figlet

    font: _Font = Figlet(font=name, width=1000)
    return font


def _scaled(lines: Sequence[str], by: int) -> list[str]:
    return ["".join(sign * by for sign in line) for line in lines for _ in range(by)]
