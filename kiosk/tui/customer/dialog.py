"""A question or a notice over a page, with one or two answers."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.screen import ModalScreen
from textual.widget import Widget

from kiosk.i18n.speaker import Speaker
from kiosk.tui.growing import grown
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Placing, Plan, in_columns, in_middle, in_rows
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

_EDGE = 6
"""Rows of the box's edge and of the air in it."""


class Dialog(ModalScreen[bool], inherit_bindings=False):
    """Dismisses with True for its main answer, False for the other."""

    ALLOW_SELECT = False
    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next"),
        Binding("shift+tab", "app.focus_previous"),
        Binding("escape", "leave"),
    ]

    def __init__(self) -> None:
        """Nothing to say."""
        super().__init__()
        self._placing = Placing(self._plan)
        self._panel: Panel | None = None
        self.box = Words(id="box")
        self.heading = Words(id="heading", classes="title")
        self.text = Words(id="text")
        self.no = Tile(id="no")
        self.yes = Tile(id="yes")
        self.locked = self._leave = False

    @property
    def layout(self) -> Layout:
        """Places are computed from the panel."""
        return self._placing

    @property
    def focus_chain(self) -> list[Widget]:
        """In reading order, which in Arabic begins at the right."""
        return [tile for tile in self.query(Tile) if tile.display and tile.focusable]

    def compose(self) -> ComposeResult:
        """The box first: the rest lies on it."""
        yield self.box
        yield self.heading
        yield self.text
        yield self.no
        yield self.yes

    def put(
        self,
        panel: Panel,
        speaker: Speaker,
        *,
        heading: str,
        text: str,
        yes: str,
        no: str = "",
        leave: bool = False,
    ) -> None:
        """Say `heading` and `text`; offer `yes`, and `no` if there is one. `leave` is the answer
        of Escape."""
        rtl = speaker.rtl
        self._leave = leave
        self._placing.mirrored, self.locked = rtl, False
        self.heading.say(heading, rtl=rtl)
        self.text.say(text, rtl=rtl)
        self.yes.show(Label(yes, "", Look.PRIMARY, rtl))
        self.no.show(Label(no, "", Look.ASIDE, rtl))
        self.no.display = bool(no)
        self.fit(panel)

    def fit(self, panel: Panel) -> None:
        """Say the same on another panel."""
        self._panel = panel
        for part in (self.heading, self.text, self.no, self.yes):
            part.enlarge(panel.large)
        self.box.refresh(repaint=False, layout=True)

    def tell(self, panel: Panel, speaker: Speaker, text: str) -> None:
        """Say `text`, whose first line is the heading, and offer OK."""
        heading, _, rest = text.partition("\n")
        self.put(panel, speaker, heading=heading, text=rest, yes=speaker.say("close"))

    def wipe(self) -> None:
        """Forget what was said, and what was seen below it."""
        for words in (self.heading, self.text):
            words.say("")
        self.refresh()
        for part in (self, self.heading, self.text):
            part.render_line(0)  # Textual keeps what was drawn last: let it be nothing

    def action_leave(self) -> None:
        """Escape leads out, whichever answer that is."""
        self.action_answer(self._leave)

    def action_answer(self, yes: bool) -> None:
        """Give the answer, once."""
        if not self.locked:
            self.locked = True
            self.dismiss(yes)

    def on_tile_pressed(self, event: Tile.Pressed) -> None:
        """One of the two."""
        event.stop()
        self.action_answer(event.tile is self.yes)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """On the glass: nothing has the focus."""
        self.locked = False
        self.set_focus(None)

    def _plan(self, size: Size) -> Plan:
        panel = self._panel
        if panel is None:
            return {}
        page = Region(0, 0, panel.cols, panel.rows)
        width = panel.cols - 2 * panel.margin
        width = width if panel.large else min(width, 64)
        inner = width - 6
        button = (
            inner // 2 - 1 if self.no.display else max(panel.primary[0], inner // 2)
        )
        room = Region(0, 0, inner, panel.rows - _EDGE)
        plain = self._rows(panel, inner)
        rows = grown(plain, room, {self.yes: button})
        if rows[self.heading] == plain[self.heading]:
            rows[self.text] = plain[
                self.text
            ]  # what it says is no larger than its heading
        heights = [rows[part] for part in (self.heading, self.text, self.yes)]
        height = min(panel.rows, sum(heights) + _EDGE)
        box = in_middle(in_rows(page, [height])[0], width)
        heading, text, buttons = in_rows(in_middle(box, inner), heights, gap=1)
        answers: dict[Widget, Region] = {}
        if not self.no.display:
            answers[self.yes] = in_middle(buttons, button)
        else:
            left, right = in_columns(buttons, 2, gap=2)
            answers |= {self.no: left, self.yes: right}
        return {self.box: box, self.heading: heading, self.text: text, **answers}

    def _rows(self, panel: Panel, width: int) -> dict[Widget, int]:
        """Rows of each part in letters of usual size; the buttons stand side by side."""
        button = max(panel.primary[1], 5 if panel.low else panel.target[1])
        return {
            self.heading: self.heading.height(width, most=2),
            self.text: self.text.height(width, most=5),
            self.yes: button,
        }
