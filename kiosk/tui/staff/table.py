"""A list of rows of which only what can be seen is drawn.

A row that comes or goes moves nothing else: the selection belongs to a row, not to a line, and
stays where it is on the screen. Textual's DataTable has no place to insert a row at, and paints
all it shows for one changed row; here a changed row is one line, and one more row lays nothing
out anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kiosk.text import cells
from kiosk.tui.staff.line import drawn, fitted


@dataclass(frozen=True, slots=True)
class Column:
    """So many cells wide; `grow`: its share of what is left. `end`: its text stands at its end."""

    key: str
    title: str
    width: int
    grow: int = 0
    end: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Text in logical order; `style` names a component class after "table--"."""

    text: str
    style: str = ""


_NEAR: Final = 10
"""Rows before the end of what is known at which more are wanted."""

_WHEEL: Final = 3

Cells = Callable[[str], Sequence[Cell]]
"""A row's key → its cells, one for each column."""


class Table(Widget, can_focus=True):
    """Rows by key, in the order they were shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--row",
        "table--head",
        "table--picked",
        "table--ok",
        "table--soon",
        "table--late",
        "table--very-late",
        "table--quiet",
        "table--strong",
    }

    class Moved(Message):
        """Another row is picked, or none."""

    class NearEnd(Message):
        """The last rows that are known come into sight."""

    def __init__(self, cells_of: Cells, *, id: str) -> None:
        """No rows yet."""
        super().__init__(id=id)
        self._cells_of = cells_of
        self._columns: Sequence[Column] = ()
        self._keys: list[str] = []
        self._index: dict[str, int] = {}
        self._at = 0
        self._top = 0
        self._styles: dict[str, Style] = {}
        self.picked: str | None = None
        self.rtl = False

    def set_columns(self, columns: Sequence[Column], *, rtl: bool) -> None:
        """Other columns, in the order they are read."""
        if (columns, rtl) != (self._columns, self.rtl):
            self._columns, self.rtl = columns, rtl
            self.refresh()

    def show(self, keys: Sequence[str], changed: set[str] | None = None) -> None:
        """These rows in this order. `changed`: which of them look different; None: any may."""
        new = list(keys)
        if new != self._keys:
            self._reorder(new)
        elif changed is None:
            self.refresh()
        else:
            for key in changed & self._index.keys():
                line = self._index[key] - self._top
                if 0 <= line < self.size.height:
                    self.refresh(Region(0, line, self.size.width, 1))

    def start_over(self, keys: Sequence[str]) -> None:
        """Another list altogether, from its beginning."""
        self._keys, self._at, self._top = list(keys), 0, 0
        self._index = {key: index for index, key in enumerate(self._keys)}
        self.picked = self._keys[0] if self._keys else None
        self.refresh()
        self._tell_end()

    def pick(self, key: str | None) -> None:
        """Select a row and bring it into sight."""
        if key is not None and key in self._index:
            self._at = self._index[key]
            self._see()
        else:
            key = None
        if key != self.picked:
            self.picked = key
            self.post_message(self.Moved())
        self.refresh()

    @property
    def has_keys(self) -> bool:
        """Whether there is any row."""
        return bool(self._keys)

    @property
    def visible_keys(self) -> Sequence[str]:
        """The rows in sight."""
        return self._keys[self._top : self._top + self.size.height]

    def action_move(self, by: int) -> None:
        """The row above or below; after one that went away, the one that took its line."""
        if self.picked is None:
            by = min(by, 0)
        self._pick_at(self._at + by)

    def action_turn(self, by: int) -> None:
        """A page up or down."""
        self._pick_at(self._at + by * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """The first row."""
        self._pick_at(0)

    def action_last(self) -> None:
        """The last row that is known."""
        self._pick_at(len(self._keys) - 1)

    def on_click(self, event: events.Click) -> None:
        """Pick what was clicked."""
        at = event.y + self._top
        if at < len(self._keys):
            self._pick_at(at)

    def on_mouse_scroll_down(self) -> None:
        """Look further down; what is picked stays picked."""
        self._scroll(self._top + _WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Look further up."""
        self._scroll(self._top - _WHEEL)

    def on_resize(self) -> None:
        """Keep the picked row in sight."""
        self._see()

    def notify_style_update(self) -> None:
        """Another theme."""
        super().notify_style_update()
        self._styles.clear()

    def widths(self, width: int) -> list[int]:
        """Cells for each column."""
        fixed = [column.width for column in self._columns]
        between = self._gap(width) * max(0, len(fixed) - 1)
        spare = max(0, width - sum(fixed) - between)
        shares = sum(column.grow for column in self._columns)
        left = spare
        for index, column in enumerate(self._columns):
            if column.grow:
                more = spare * column.grow // shares
                fixed[index] += more
                left -= more
        if shares:
            fixed[-1] += left
        return fixed

    def _gap(self, width: int) -> int:
        """Cells between two columns: two where there is room."""
        fixed = sum(column.width + 2 for column in self._columns) - 2
        return 2 if fixed <= width else 1

    def heading(self, width: int) -> str:
        """The titles, as a line to be drawn."""
        titles = [Cell(column.title) for column in self._columns]
        return "".join(text for text, _ in self._laid_out(titles, width))

    def render_line(self, y: int) -> Strip:
        """A row, or nothing below the last."""
        width = self.size.width
        at = y + self._top
        base = self._style("row")
        if at >= len(self._keys):
            return Strip.blank(width, base)
        key = self._keys[at]
        if key == self.picked:
            base = self._style("picked")
        parts = self._laid_out(self._cells_of(key), width)
        segments = [
            Segment(text, self._over(base, style, key == self.picked))
            for text, style in parts
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _laid_out(self, row: Sequence[Cell], width: int) -> list[tuple[str, str]]:
        """The cells of a line with what is between, from left to right."""
        parts = []
        for column, cell, room in zip(
            self._columns, row, self.widths(width), strict=False
        ):
            text = drawn(fitted(cell.text, room), rtl=self.rtl)
            air = " " * (room - cells(text))
            at_end = column.end or self.rtl  # figures stand below each other
            parts.append((air + text if at_end else text + air, cell.style))
            parts.append((" " * self._gap(width), ""))
        parts = parts[:-1]
        return parts[::-1] if self.rtl else parts

    def _over(self, base: Style, style: str, is_picked: bool) -> Style:
        """A cell's ink on the row's ground; the picked row has an ink of its own."""
        if not style:
            return base
        return base + (Style(bold=True) if is_picked else self._style(style, ink=True))

    def _style(self, name: str, *, ink: bool = False) -> Style:
        known = f"{name}{ink}"
        if known not in self._styles:
            style = self.get_component_rich_style(f"table--{name}")
            if ink:
                style = Style(color=style.color, bold=style.bold)
            self._styles[known] = style
        return self._styles[known]

    def _pick_at(self, index: int) -> None:
        if self._keys:
            self.pick(self._keys[max(0, min(index, len(self._keys) - 1))])

    def _reorder(self, new: list[str]) -> None:
        """Take over another order, with the anchor's line where it was."""
        anchor = self._anchor()
        line = self._index[anchor] - self._top if anchor else 0
        self._keys = new
        self._index = {key: index for index, key in enumerate(new)}
        if self.picked is not None:
            if self.picked in self._index:
                self._at = self._index[self.picked]
            else:
                self.picked = None
                self.post_message(self.Moved())
        self._top = self._within(
            self._index[anchor] - line if anchor in self._index else self._top
        )
        self.refresh()
        self._tell_end()

    def _anchor(self) -> str | None:
        """The row whose line stays: the picked one in sight, else the first one in sight, unless
        that is the list's beginning."""
        shown = self.visible_keys
        if self.picked in shown:
            return self.picked
        return shown[0] if shown and self._top else None

    def _see(self) -> None:
        """Bring the picked line into sight."""
        height = max(1, self.size.height)
        if self._at < self._top:
            self._scroll(self._at)
        elif self._at >= self._top + height:
            self._scroll(self._at - height + 1)

    def _scroll(self, top: int) -> None:
        self._top = self._within(top)
        self.refresh()
        self._tell_end()

    def _within(self, top: int) -> int:
        return max(0, min(top, len(self._keys) - max(1, self.size.height)))

    def _tell_end(self) -> None:
        """Tell when what is known comes to its end."""
        if self._top + self.size.height >= len(self._keys) - _NEAR:
            self.post_message(self.NearEnd())
