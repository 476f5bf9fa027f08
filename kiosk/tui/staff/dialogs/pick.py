"""A list to choose from: one line is chosen, or several are ticked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from kiosk.tui.staff.dialogs.row_text import (
    column_widths,
    first_line,
    in_columns,
    matches,
    spread,
)

V = TypeVar("V")


class Tone(StrEnum):
    """How a line is meant; its words say it as well."""

    PLAIN = "plain"
    QUIET = "quiet"
    GOOD = "good"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Item(Generic[V]):
    """A line, of one text or of several in columns. What is not `free` can't be chosen."""

    value: V
    text: str | tuple[str, ...]
    note: str = ""
    tone: Tone = Tone.PLAIN
    free: bool = True

    @property
    def texts(self) -> tuple[str, ...]:
        """Its columns."""
        return (self.text,) if isinstance(self.text, str) else self.text


class Pick(Widget, Generic[V], can_focus=True):
    """Arrows choose. With `search`, letters narrow the list; without, they jump in it."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)"),
        Binding("down", "step(1)"),
        Binding("pageup", "page(-1)"),
        Binding("pagedown", "page(1)"),
        Binding("home", "edge(-1)"),
        Binding("end", "edge(1)"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pick--chosen",
        "pick--typed",
        *(f"pick--{tone}" for tone in Tone),
    }

    @dataclass
    class Moved(Message):
        """Another line is chosen, or one was ticked."""

        pick: "Pick[Any]"

    def __init__(
        self,
        items: Iterable[Item[V]],
        *,
        id: str,
        rtl: bool = False,
        chosen: V | None = None,
        ticked: Collection[V] | None = None,
        search: str = "",
        empty: str = "",
        tall: int = 0,
        letters: bool = True,
    ) -> None:
        """`ticked` makes it a list of several. `search` says that typing narrows the list,
        `empty` that nothing is (left) in it. It would like to be `tall` rows at least.
        Without `letters`, those are keys of the screen it is on."""
        super().__init__(id=id)
        self._all: Sequence[Item[V]] = tuple(items)
        self._rtl, self._search, self._empty, self._tall = rtl, search, empty, tall
        self._letters = letters
        self.typed = ""
        self._at = self._place(chosen)
        self._top = 0
        self.several = ticked is not None
        self._ticked = {
            item.value for item in self._all if item.value in (ticked or ())
        }
        if self.several and self._all:
            self._at = 0

    @property
    def value(self) -> V | None:
        """What is chosen."""
        shown = self.shown
        return shown[self._at].value if 0 <= self._at < len(shown) else None

    @property
    def ticked(self) -> tuple[V, ...]:
        """What is ticked, in the order of the list."""
        return tuple(item.value for item in self._all if item.value in self._ticked)

    @property
    def shown(self) -> Sequence[Item[V]]:
        """What is left of the list."""
        if not self.typed:
            return self._all
        return [i for i in self._all if matches(self.typed, " ".join(i.texts))]

    @property
    def heights(self) -> tuple[int, int]:
        """Rows it can do with, and rows it would fill."""
        head, lines = int(bool(self._search)), max(1, len(self._all))
        return head + min(3, lines), max(head + lines, self._tall)

    def put(self, items: Iterable[Item[V]]) -> None:
        """Show these instead; what was chosen stays chosen if it is among them."""
        chosen, near = self.value, self._at
        self._all = tuple(items)
        self._ticked &= {item.value for item in self._all}
        self._at = self._place(chosen)
        if self._at < 0 <= near and self.shown:
            self._at = self._free_near(min(near, len(self.shown) - 1), 1)
        self.refresh()

    def say_empty(self, text: str) -> None:
        """What stands there when nothing is in it."""
        self._empty = text

    def choose(self, value: V | None) -> None:
        """As if somebody had gone there."""
        self._at = self._place(value)
        self._tell()

    def render(self) -> Content:
        """What was typed, then as many lines as there is room for."""
        width, height = self.content_size
        head = [self._head(width)] if self._search else []
        room = max(1, height - len(head))
        shown = self.shown
        self._top = first_line(self._top, self._at, len(shown), room)
        lines = [
            self._line(index, width, above=index == self._top > 0, below=below)
            for index in range(self._top, min(len(shown), self._top + room))
            for below in [index == self._top + room - 1 < len(shown) - 1]
        ]
        if not lines:
            empty = spread(f"  {self._empty}", "", width, rtl=self._rtl)
            lines = [self._styled(empty, "pick--quiet")]
        return Content("\n").join([*head, *lines])

    def action_step(self, by: int) -> None:
        """The next line that can be chosen."""
        start = self._at + by if self._at >= 0 else 0
        self._go(self._free_near(start, by))

    def action_page(self, by: int) -> None:
        """As many lines as are seen."""
        last = len(self.shown) - 1
        self._go(
            self._free_near(
                max(0, min(last, self._at + by * max(1, self.size.height - 1))), -by
            )
        )

    def action_edge(self, by: int) -> None:
        """The first, the last."""
        self._go(self._free_near(0 if by < 0 else len(self.shown) - 1, -by))

    def on_key(self, event: events.Key) -> None:
        """Letters are for the list; the space bar ticks."""
        if self.several and event.key == "space":
            self._tick()
        elif event.key == "backspace" and self._search:
            self._narrow(self.typed[:-1])
        elif self._letters and event.character and event.is_printable:
            self._type(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """The line under the pointer."""
        event.stop()
        spot = event.get_content_offset(self)
        if spot is None or event.button != 1:
            return
        index = self._top + spot.y - int(bool(self._search))
        shown = self.shown
        if 0 <= index < len(shown) and shown[index].free:
            self._go(index)
            if self.several:
                self._tick()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """One line up."""
        event.stop()
        self.action_step(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """One line down."""
        event.stop()
        self.action_step(1)

    def _type(self, letter: str) -> None:
        if self._search:
            if letter != " " or self.typed:
                self._narrow(self.typed + letter)
            return
        texts = [item.texts[0].casefold() for item in self.shown]
        order = [*range(self._at + 1, len(texts)), *range(self._at + 1)]
        begins = (i for i in order if texts[i].startswith(letter.casefold()))
        self._go(next((i for i in begins if self.shown[i].free), -1))

    def _narrow(self, typed: str) -> None:
        chosen = self.value
        self.typed = typed
        self._at = self._place(chosen)
        if self._at < 0 and typed:
            self._at = self._free_near(0, 1)
        self._tell()

    def _tick(self) -> None:
        value = self.value
        if value is not None:
            self._ticked ^= {value}
            self._tell()

    def _go(self, index: int) -> None:
        if index >= 0:
            self._at = index
            self._tell()

    def _tell(self) -> None:
        self.refresh()
        self.post_message(self.Moved(self))

    def _place(self, value: V | None) -> int:
        if value is None:
            return -1
        found = (i for i, item in enumerate(self.shown) if item.value == value)
        return next(found, -1)

    def _free_near(self, start: int, by: int) -> int:
        """The first line from `start` on, in the direction of `by`, that can be chosen."""
        shown, index = self.shown, start
        while 0 <= index < len(shown):
            if shown[index].free:
                return index
            index += by
        return -1

    def _head(self, width: int) -> Content:
        words = self.typed + "▏" if self.typed else self._search
        style = "pick--typed" if self.typed else "pick--quiet"
        return self._styled(spread(f"  {words}", "", width, rtl=self._rtl), style)

    def _line(self, index: int, width: int, *, above: bool, below: bool) -> Content:
        item = self.shown[index]
        here = index == self._at
        mark = ("◂" if self._rtl else "▸") if here else " "
        more = "▴" if above else "▾" if below else " "
        box = ("[x] " if item.value in self._ticked else "[ ] ") if self.several else ""
        room = width - 4 - len(box)
        widths = column_widths([item.texts for item in self._all], room)
        body = in_columns(item.texts, widths, item.note, room, rtl=self._rtl)
        parts = [f"{mark} ", box, body, f" {more}"]
        if self._rtl:
            parts = [f"{more} ", body, box and f" {box.strip()}", f" {mark}"]
        style = "pick--chosen" if here else f"pick--{item.tone}"
        return self._styled("".join(parts), style)

    def _styled(self, text: str, style: str) -> Content:
        return Content.styled(text, self.get_visual_style(style))
