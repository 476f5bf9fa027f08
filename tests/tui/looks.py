"""What is on the glass, cell by cell, as the terminal would be told to draw it."""

from dataclasses import dataclass
from typing import Any

from rich.color import Color as RichColor
from textual.color import Color
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from kiosk.tui.block_letters import large
from kiosk.tui.customer.dialog import Dialog
from kiosk.tui.dots import BLOCKS
from kiosk.tui.figure import Figure
from kiosk.tui.letters import Letters
from kiosk.tui.tile import Tile
from kiosk.tui.words import Words
from kiosk.tui.written import written


@dataclass(frozen=True, slots=True)
class Cell:
    """A character and its two colours."""

    sign: str
    ink: Color
    ground: Color

    @property
    def contrast(self) -> float:
        """WCAG 2 contrast of the two colours."""
        one, other = sorted((_luminance(self.ink), _luminance(self.ground)))
        return (other + 0.05) / (one + 0.05)

    @property
    def is_word(self) -> bool:
        """Part of a word or a number, in letters or drawn; not of a border."""
        return self.sign.isalnum() or self.sign in BLOCKS.strip()


def _luminance(color: Color) -> float:
    """Relative luminance as WCAG 2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def cells(screen: Screen[object]) -> list[list[Cell]]:
    """All rows of the glass."""
    rows = []
    for strip in screen._compositor.render_strips():  # no public way to read a screen
        row: list[Cell] = []
        for segment in strip:
            style = segment.style
            ink = _color(style.color if style else None, "#ffffff")
            ground = _color(style.bgcolor if style else None, "#000000")
            row += [Cell(sign, ink, ground) for sign in segment.text]
        rows.append(row)
    return rows


def _color(color: RichColor | None, default: str) -> Color:
    if color is None or color.triplet is None:
        return Color.parse(default)
    return Color(*color.triplet)


def rows_of(screen: Screen[object]) -> list[str]:
    """The glass as text."""
    return ["".join(cell.sign for cell in row).rstrip() for row in cells(screen)]


def placed(screen: Screen[object]) -> dict[Widget, Region]:
    """What is on the page, and where; a dialog's ground is left out."""
    return {
        widget: widget.region
        for widget in screen.children
        if widget.display and widget.region.area and widget.id != "box"
    }


def overlaps(screen: Screen[object]) -> list[tuple[str | None, str | None]]:
    """Pairs of widgets that lie on one another."""
    items = list(placed(screen).items())
    return [
        (one.id, other.id)
        for index, (one, here) in enumerate(items)
        for other, there in items[index + 1 :]
        if here.overlaps(there)
    ]


def cut(screen: Screen[object]) -> list[str]:
    """Texts that don't fit where they are."""
    return [
        f"{widget.id}: {text}" for widget in placed(screen) for text in _cut_of(widget)
    ]


def _cut_of(widget: Widget) -> list[str]:
    width, height = widget.content_size
    match widget:
        case Words():
            if widget.enlarged():
                return []
            return [widget.text] if len(widget.lines(width)) > height else []
        case Tile():
            label = widget.label
            if widget.enlarged()[0]:
                return []
            name, note = widget.written()
            whole = written(label.text, width, rtl=label.rtl)
            notes = written(label.note, width, rtl=label.rtl) if label.note else []
            return [f"{whole} {notes}"] if (whole, notes) != (name, note) else []
        case Letters():
            return [widget.text] if len(large(widget.text, width, height)) < 3 else []
        case Figure():
            lines = written(widget.words, width)
            room = 1 if widget.figure else height
            return [widget.words] if len(lines) > room else []
        case _:
            return []


def missing(screen: Screen[object]) -> list[str | None]:
    """Widgets with words, and without a place."""
    return [
        widget.id
        for widget in screen.children
        if isinstance(widget, Words | Letters | Tile)
        and widget.display
        and not widget.region.area
        and (widget.label.text if isinstance(widget, Tile) else widget.text)
        and not _may_be_left_out(widget)
    ]


def _may_be_left_out(widget: Widget) -> bool:
    """What is quiet leaves its room to larger text."""
    return isinstance(widget, Words) and widget.large and widget.has_class("quiet")


def faults(screen: Screen[object], target: tuple[int, int]) -> list[Any]:
    """Overlaps, what is cut or left out, tiles that are smaller than a finger, what scrolls."""
    return [
        *overlaps(screen),
        *cut(screen),
        *missing(screen),
        *too_small(screen, target),
        *scrolls(screen),
        *outside(screen),
    ]


def outside(screen: Screen[object]) -> list[str | None]:
    """What isn't wholly on the glass."""
    glass = screen.region
    return [
        w.id for w, place in placed(screen).items() if not glass.contains_region(place)
    ]


def faint(screen: Screen[object], least: float) -> set[tuple[str, float]]:
    """Words with less contrast than that; of a dialog only what it says itself."""
    area = screen.region
    if isinstance(screen, Dialog):
        area = screen.box.region
    found: dict[float, str] = {}
    for y, row in enumerate(cells(screen)):
        for x, cell in enumerate(row):
            if cell.is_word and area.contains(x, y) and cell.contrast < least:
                found[round(cell.contrast, 2)] = cell.sign + f" at {x},{y}"
    return {(sign, contrast) for contrast, sign in found.items()}


def too_small(screen: Screen[object], target: tuple[int, int]) -> list[str]:
    """Tiles that a finger may miss."""
    return [
        f"{widget.id} {region.size}"
        for widget, region in placed(screen).items()
        if isinstance(widget, Tile)
        and (region.width < target[0] or region.height < target[1])
    ]


def scrolls(screen: Screen[object]) -> list[str | None]:
    """What could be scrolled."""
    return [
        widget.id or type(widget).__name__
        for widget in screen.walk_children(Widget, with_self=True)
        if widget.allow_vertical_scroll or widget.allow_horizontal_scroll
    ]
