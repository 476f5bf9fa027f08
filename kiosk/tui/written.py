"""Text as lines of cells: wrapped as it is read, then drawn in the order of the glass."""

from textual.content import Content

from kiosk.text import clean


def written(text: str, width: int, *, rtl: bool = False) -> list[str]:
    """`text` in lines of at most `width` cells, in visual order, fit to be drawn as they are.

    Right-to-left text is shaped and ordered line by line, after wrapping. A line break in
    `text` stays one; nothing else of a control survives.
    """
    if width < 1:
        return []
    lines: list[str] = []
    for paragraph in text.split("\n"):
        wrapped = Content(clean(paragraph, limit=2000)).wrap(width)
        lines += [_drawn(line.plain.strip(), rtl=rtl) for line in wrapped]
    return lines


def _drawn(line: str, *, rtl: bool) -> str:
    if line.isascii():
        return line
    from kiosk.i18n.bidi import visual

    return clean(visual(line, rtl), limit=2000)
