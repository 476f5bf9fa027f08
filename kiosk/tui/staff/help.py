"""What the keys do, for the panel somebody is in; then for the others."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from kiosk.text import cells
from kiosk.tui.staff.box import Box
from kiosk.tui.staff.key_names import shown_all
from kiosk.tui.staff.keys import Key, Where
from kiosk.tui.staff.line import Part
from kiosk.tui.staff.voice import Voice
from kiosk.tui.written import written

_WIDE = 90
"""Columns from which two keys of an action are named."""


class Sheet(Box):
    """The lines of the help, as high as they are."""

    def __init__(self, voice: Voice, table: Sequence[Key], where: Where) -> None:
        """`where` comes first."""
        super().__init__(id="sheet")
        self._voice, self._table, self._where = voice, table, where
        self.rtl = voice.rtl

    def get_content_height(
        self, container: object, viewport: object, width: int
    ) -> int:
        """All lines."""
        return len(self.lines(width, 0))

    def lines(self, width: int, height: int) -> list[Content]:
        """A heading for each part, then a line or more for each key."""
        others = [where for where in Where if where is not self._where]
        lines: list[Content] = []
        for where in (self._where, *others):
            title = self._voice.say(f"staff-help-of-{where}")
            lines += [Content("")] if lines else []
            lines.append(self.line(width, [Part(title, "bold $accent")]))
            for key in self._table:
                if key.where is where:
                    lines += self._key(key, width)
        return lines

    def render(self) -> Content:
        """All of them."""
        return Content("\n").join(self.lines(self.content_size.width, 0))

    def _key(self, key: Key, width: int) -> list[Content]:
        few = width < _WIDE
        keys_room, name_room = (12, 17) if few else (23, 20)
        keys = f"{shown_all(key.keys[: 1 if few else 2])} ".ljust(keys_room)
        name = self._voice.marked(key.name, only_here=key.only_here)
        begin = [
            Part(keys, "bold"),
            Part(name + " " * max(1, name_room - cells(name))),
        ]
        used = keys_room + max(name_room, cells(name) + 1)
        says = [
            Part(say, "$quiet", raw=True)
            for say in written(
                self._voice.say(key.help), max(20, width - used), rtl=self.rtl
            )
        ]
        indent = Part(" " * used)
        lines = [self.line(width, [*begin, *says[:1]])]
        lines += [self.line(width, [indent, say]) for say in says[1:]]
        return lines


class Help(ModalScreen[None], inherit_bindings=False):
    """Closed by any of the keys that open and close."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,enter,q", "close", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
    ]

    def __init__(self, voice: Voice, table: Sequence[Key], where: Where) -> None:
        """`where` is the panel somebody is in."""
        super().__init__()
        self._sheet = Sheet(voice, table, where)
        self._title = voice.say("staff-help-title")

    def compose(self) -> ComposeResult:
        """The sheet may be longer than the screen."""
        self._frame = VerticalScroll(self._sheet, id="help", can_focus=False)
        yield self._frame

    def on_mount(self) -> None:
        """Name it."""
        from kiosk.tui.staff.line import drawn

        self._frame.border_title = Content(drawn(self._title, rtl=self._sheet.rtl))

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Further down, or up."""
        self._frame.scroll_relative(y=by, animate=False)
