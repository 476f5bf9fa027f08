"""Text as lines of cells: wrapped as it is read, then drawn in the order of the glass."""

from collections.abc import Iterator

from textual.content import Content

from kiosk.text import cells, clean

BETWEEN = " · "
"""Between facts on one line; where a line ends first, it is left out."""

_JOINER = "\u200d"
"""Measured as if it swallowed the next letter, which every terminal draws nonetheless."""


def written(text: str, width: int, *, rtl: bool = False) -> list[str]:
    """`text` in lines of at most `width` cells, in visual order, fit to be drawn as they are.

    Right-to-left text is shaped and ordered line by line, after wrapping. A line break in
    `text` stays one; nothing else of a control survives. Facts between dots stay whole as
    long as they fit.
    """
    if width < 1:
        return []
    lines: list[str] = []
    for paragraph in text.split("\n"):
        cleaned = clean(paragraph, limit=2000).replace(_JOINER, "")
        for part in _packed(cleaned, width):
            wrapped = Content(part).wrap(width)
            lines += [_drawn(line.plain.strip(), rtl=rtl) for line in wrapped]
    return lines


def _packed(text: str, width: int) -> Iterator[str]:
    """`text` as it is if it fits; else as many of its facts on each line as do."""
    line, *facts = text.split(BETWEEN)
    for fact in facts:
        longer = f"{line}{BETWEEN}{fact}"
        if cells(longer) > width:
            yield line
            line = fact
        else:
            line = longer
    yield line


def _drawn(line: str, *, rtl: bool) -> str:
    if line.isascii():
        return line
    from kiosk.i18n.bidi import visual

    return clean(visual(line, rtl), limit=2000)
