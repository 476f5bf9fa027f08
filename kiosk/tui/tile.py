"""The thing that is touched: a word, a note under it, a border that says what it is."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from kiosk.tui.larger import Larger
from kiosk.tui.written import written


class Look(StrEnum):
    """What a tile is, said by its border and its words as well as by its colour."""

    CHOICE = "choice"
    PRIMARY = "primary"
    ASIDE = "aside"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on a tile, plain words in reading order."""

    text: str
    note: str = ""
    look: Look = Look.CHOICE
    rtl: bool = False


class Tile(Larger, can_focus=True):
    """Acts when a finger that came down on it leaves it there: sliding off takes it back.

    The app captures the mouse for the tile under a finger, so that it hears where that ends.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press")]
    FOCUS_ON_CLICK = False

    @dataclass
    class Pressed(Message):
        """A finger, or Enter, meant this tile."""

        tile: "Tile"

    def __init__(
        self,
        label: Label | None = None,
        *,
        id: str,
        repeats: bool = False,
    ) -> None:
        """`repeats`: pressed quickly again it means the same again, as "next page" does."""
        super().__init__(id=id)
        self.repeats = repeats
        self.label = Label("")
        self._meaning: Hashable = None
        if label:
            self.show(label)

    def show(self, label: Label) -> None:
        """Carry `label` from now on."""
        if label == self.label:
            return
        if label.look is not self.label.look:
            self.remove_class(f"-{self.label.look}")
            self.add_class(f"-{label.look}")  # a finger that is on it stays there
        self.label = label
        self.forget_drawing()
        self.refresh()

    def mean(self, meaning: Hashable) -> None:
        """Stand for that from now on: a finger that came down for something else is let go."""
        if meaning != self._meaning:
            self._meaning = meaning
            self.remove_class("-pressed")

    def wipe(self) -> None:
        """Carry no words and mean nothing; look as before, since restyling is what costs."""
        self._meaning = None
        self.show(Label("", look=self.label.look))

    def render(self) -> Content:
        """The name above, the note below it."""
        rows, note = self.enlarged()
        if rows:
            from kiosk.tui.enlarged import aligned

            width = self.content_size.width
            return Content("\n".join([aligned(rows, width, "center"), *note]))
        name, note = self.written()
        title = Content.styled("\n".join(name), "bold")
        if not note:
            return title
        spare = self.content_size.height - len(name) - len(note)
        return Content.assemble(title, "\n" * (1 + spare % 2), "\n".join(note))

    def enlarged(self) -> tuple[Sequence[str], list[str]]:
        """Name and note as they are drawn for who reads larger text; nothing if they aren't.

        The note is left out where it has no room. Not that of a closed tile, which says why.
        """
        width, height = self.content_size
        label = self.label
        note = self._note_lines(width) if self.large else []
        rows = self.drawn(label.text, width, height - len(note), rtl=label.rtl)
        if rows or not note or label.look is Look.CLOSED:
            return rows, note
        return self.drawn(label.text, width, height, rtl=label.rtl), []

    def large_height(self, width: int, most: int) -> int:
        """Rows it takes as larger text with its edge; 0 where that can't be.

        With its note where `most` allows it.
        """
        inner = width - self.gutter.width
        edge, note = self.gutter.height, len(self._note_lines(inner))
        for rest in (edge + note, edge):
            rows = self.drawn(self.label.text, inner, most - rest, rtl=self.label.rtl)
            if rows:
                return len(rows) + rest
        return 0

    def written(self) -> tuple[list[str], list[str]]:
        """The lines of name and note that are drawn; a note is never lost to a long name."""
        width, height = self.content_size
        label = self.label
        name = written(label.text, width, rtl=label.rtl)
        note = self._note_lines(width)
        note = note[: max(1, height - len(name)) if height > 1 else 0]
        return name[: max(1, height - len(note))], note

    def _note_lines(self, width: int) -> list[str]:
        label = self.label
        return written(label.note, width, rtl=label.rtl) if label.note else []

    def action_press(self) -> None:
        """Enter or space."""
        self.post_message(self.Pressed(self))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Show the touch at once."""
        event.stop()
        if event.button == 1:
            self.add_class("-pressed")

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Leaving within the tile is a press."""
        event.stop()
        self.release_mouse()
        if not self.has_class("-pressed"):
            return
        self.remove_class("-pressed")
        if event.button == 1 and self.region.contains_point(event.screen_offset):
            self.post_message(self.Pressed(self))

    def on_hide(self) -> None:
        """A page that leaves takes its touches along."""
        self.remove_class("-pressed")
