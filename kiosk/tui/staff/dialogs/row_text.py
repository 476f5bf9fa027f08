"""One line of a list: words at one end, a note at the other, fit to be drawn."""

from collections.abc import Sequence
from unicodedata import combining, normalize

from kiosk.text import cells, clean
from kiosk.tui.written import BETWEEN, written

_MORE = "…"


def cut(text: str, width: int) -> str:
    """`text`, clean, in at most `width` cells; what is cut off is marked."""
    if width < 1:
        return ""
    whole = clean(text, limit=2 * max(len(text), width))
    if cells(whole) <= width:
        return whole
    return clean(whole, limit=width - 1) + _MORE


def drawn(text: str, width: int, *, rtl: bool) -> str:
    """`text` as one line in visual order, at most `width` cells."""
    facts = cut(text, width).split(BETWEEN)
    lines = [" ".join(written(fact, max(1, width), rtl=rtl)) for fact in facts]
    return BETWEEN.join(reversed(lines) if rtl else lines)


def spread(text: str, note: str, width: int, *, rtl: bool) -> str:
    """A line of exactly `width` cells: `text` where reading begins, `note` where it ends.

    The note gives way to the text, down to half of the line.
    """
    return in_columns([text], [], note, width, rtl=rtl)


def in_columns(
    texts: Sequence[str], widths: Sequence[int], note: str, width: int, *, rtl: bool
) -> str:
    """The same with columns: all but the last are as wide as `widths` says."""
    *first, last = texts
    starts = [
        _padded(text, to, rtl=rtl) for text, to in zip(first, widths, strict=False)
    ]
    used = sum(cells(start) + 2 for start in starts)
    wanted = min(used + cells(clean(last, limit=width)), width)
    least = min(width // 2, width - used - 2)
    room = max(width - wanted - 2, least) if note else 0
    end = drawn(note, room, rtl=rtl)
    taken = cells(end) + 2 if end else 0
    parts = [*starts, drawn(last, width - used - taken, rtl=rtl)]
    start = "  ".join(reversed(parts) if rtl else parts)
    gap = " " * (width - cells(start) - cells(end))
    return f"{end}{gap}{start}" if rtl else f"{start}{gap}{end}"


def _padded(text: str, width: int, *, rtl: bool) -> str:
    shown = drawn(text, width, rtl=rtl)
    gap = " " * (width - cells(shown))
    return gap + shown if rtl else shown + gap


def matches(wanted: str, text: str) -> bool:
    """Whether every word of `wanted` is in `text`, whatever its case and accents."""
    there = _plain(text)
    return all(word in there for word in _plain(wanted).split())


def _plain(text: str) -> str:
    parts = normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not combining(letter))


def column_widths(lines: Sequence[Sequence[str]], room: int) -> list[int]:
    """Of each column but the last: as wide as its widest text, if the last one keeps some
    room; else the widest ones are narrowed."""
    columns = max(map(len, lines), default=1)
    widest = [
        max(cells(clean(line[n], 200)) for line in lines if len(line) > n)
        for n in range(columns)
    ]
    *widths, last = widest or [0]
    room -= 2 * len(widths) + min(last, room // 4)
    while widths and sum(widths) > max(room, len(widths)):
        widths[widths.index(max(widths))] -= 1
    return widths


def first_line(top: int, at: int, count: int, room: int) -> int:
    """The first line to show, so that line `at` is seen and no room is wasted."""
    if at >= 0:
        top = min(max(top, at - room + 1), at)
    return max(0, min(top, count - room))
