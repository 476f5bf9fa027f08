"""A line of text to type in."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Input

from kiosk.text import cells, clean
from kiosk.tui.staff.dialogs.row_text import drawn


class Line(Input):
    """One row high. Right-to-left text stands as it is read, the cursor before it."""

    ALLOW_SELECT = False

    def __init__(
        self,
        value: str = "",
        *,
        id: str,
        rtl: bool = False,
        secret: bool = False,
        digits: bool = False,
        most: int = 200,
        hint: str = "",
    ) -> None:
        """`secret` is masked; `digits` takes nothing else; `most` letters; `hint` while empty."""
        super().__init__(
            id=id,
            password=secret,
            max_length=most,
            restrict="[0-9]*" if digits else None,
            placeholder=drawn(hint, 80, rtl=rtl),
            compact=True,
            select_on_focus=False,
        )
        self.cursor_blink = False
        self._rtl, self._given = rtl, value

    def on_mount(self) -> None:
        """An Input takes its value only inside an app."""
        self.value = self._given

    @property
    def text(self) -> str:
        """What was typed, clean; a secret as it is."""
        return self.value if self.password else clean(self.value, limit=400)

    @property
    def heights(self) -> tuple[int, int]:
        """One row."""
        return 1, 1

    def render_line(self, y: int) -> Strip:
        """Input draws letters in the order they were typed, from the left."""
        if y or not (self._rtl or drawn(self.value, 400, rtl=False) != self.text):
            return super().render_line(y)
        return self._ordered(self.content_size.width)

    def _ordered(self, width: int) -> Strip:
        typed = "•" * len(self.value) if self.password else self.value
        text = drawn(typed, 400, rtl=self._rtl) if typed else self.placeholder
        leading = text != clean(typed, limit=400)
        before = cells(clean(typed[: self.cursor_position], limit=400))
        place = cells(text) - before if leading and typed else before
        line = f" {text}" if leading and typed else f"{text} "
        place = min(max(0, place), cells(line) - 1)
        start = max(0, min(place, cells(line) - width)) if cells(line) > width else 0
        pad = max(0, width - cells(line)) if self._rtl else 0
        style = self.rich_style
        if not typed:
            style += self.get_component_rich_style("input--placeholder")
        strip = Strip([Segment(" " * pad + line, style)])
        strip = strip.crop(start, start + width).extend_cell_length(width, style)
        return self._with_cursor(strip, place - start + pad)

    def _with_cursor(self, strip: Strip, at: int) -> Strip:
        if not self.has_focus:
            return strip
        style = self.rich_style + self.get_component_rich_style("input--cursor")
        before, here, after = strip.divide([at, at + 1, strip.cell_length])
        return Strip.join([before, Strip([Segment(here.text, style)]), after])
