"""A button one line high, which names its key."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from kiosk.text import cells
from kiosk.tui.staff.dialogs.row_text import drawn


class Press(Widget, can_focus=True):
    """Pressed by Enter, by the space bar or by the mouse."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"press--key"}

    @dataclass
    class Pressed(Message):
        """Somebody meant this button."""

        press: "Press"

    def __init__(
        self,
        text: str,
        key: str = "",
        *,
        id: str,
        rtl: bool = False,
        classes: str = "",
    ) -> None:
        """`key` is how its key is called, "" for none."""
        super().__init__(id=id, classes=classes)
        self._text, self._key, self._rtl = text, key, rtl

    def say(self, text: str) -> None:
        """Other words, where it stands and as wide as it is."""
        self._text = text
        self.refresh()

    @property
    def width(self) -> int:
        """Columns it takes."""
        return cells(self._text) + 2 + (cells(self._key) + 1 if self._key else 0)

    def render(self) -> Content:
        """The key, quieter than the words."""
        text = drawn(self._text, self.size.width, rtl=self._rtl)
        if not self._key:
            return Content(f" {text} ")
        style = self.get_visual_style("press--key", partial=True)
        key = Content.styled(self._key, style)
        if self._rtl:
            return Content.assemble(" ", text, " ", key, " ")
        return Content.assemble(" ", key, " ", text, " ")

    def action_press(self) -> None:
        """Say so."""
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        """The left button only."""
        event.stop()
        if event.button == 1:
            self.action_press()
