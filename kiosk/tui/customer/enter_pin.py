"""The way into maintenance: a PIN, typed without being shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.keypad import Keypad, typed_key, typed_on
from kiosk.tui.customer.upkeep_page import UpkeepPage
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_rows
from kiosk.tui.signs import FORWARD
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

FEWEST: Final = 6
MOST: Final = 12
_DOT: Final = "●"


class EnterPin(UpkeepPage):
    """Forgets what was typed with every answer."""

    @dataclass(repr=False)
    class Given(Message):
        """Six digits or more."""

        pin: str

    def __init__(self) -> None:
        """Nothing typed."""
        super().__init__()
        self.question = Words(id="question", classes="title")
        self.field = Words(id="field", classes="field")
        self.trouble = Words(id="trouble", classes="warning")
        self.keypad = Keypad()
        self.go_on = Tile(id="go-on")
        self.typed = ""
        self._trouble: tuple[str, dict[str, Any]] | None = None
        self._looking = False

    def inside(self) -> Iterable[Widget]:
        """What was typed, the keys, the way on."""
        yield self.question
        yield self.field
        yield self.trouble
        yield from self.keypad.tiles
        yield self.go_on

    def show(self, frame: Frame) -> None:
        """Ask."""
        self.dress(frame)
        speaker = frame.speaker
        self.question.say(speaker.say("upkeep-pin"), rtl=speaker.rtl)
        self.keypad.show(speaker)
        self._say()

    def look(self) -> None:
        """The PIN is being looked at: no second touch until then."""
        self._looking = True
        self._say()

    def complain(self, key: str, **values: Any) -> None:
        """Say what is wrong, until the next digit; the last ones are gone."""
        self.typed, self._trouble, self._looking = "", (key, values), False
        self._say()

    def wipe(self) -> None:
        """Forget the digits as well."""
        super().wipe()
        self.typed, self._trouble, self._looking = "", None, False

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """Keys at the right, the rest beside them; upright they are below it."""
        mirrored = self._placing.mirrored
        side, keys = self.keypad.places(frame.main, panel, mirrored=mirrored)
        return {**keys, **self._beside(side, panel)}

    def pressed(self, tile: Tile) -> Message | None:
        """A key, or the way on."""
        if tile is not self.go_on:
            self._type(self.keypad.name(tile))
            return None
        if len(self.typed) >= FEWEST:
            return self.Given(self.typed)
        self.complain("upkeep-pin-short", count=FEWEST)
        return None

    def on_key(self, event: events.Key) -> None:
        """Digits of a keyboard are keys, too."""
        key = typed_key(event)
        if self.frame and key and not self.locked:
            self._type(key)

    def _type(self, key: str) -> None:
        self.typed = typed_on(self.typed, key, MOST)
        self._trouble = None
        self._say()

    def _say(self) -> None:
        if not self.frame:
            return
        speaker, rtl = self.frame.speaker, self.frame.speaker.rtl
        self.field.say(_DOT * len(self.typed) or "_" * FEWEST)
        key, values = self._trouble or ("", {})
        self.trouble.say(speaker.say(key, **values) if key else "", rtl=rtl)
        on = speaker.say("upkeep-pin-looking")
        if not self._looking:
            on = f"{speaker.say('go-on')} {FORWARD}"
        self.go_on.show(Label(on, look=Look.PRIMARY, rtl=rtl))
        self.locked = self._looking
        self.rearrange()

    def _beside(self, area: Region, panel: Panel) -> dict[Widget, Region]:
        """The question on top, the way on at the foot, what was typed between them."""
        row = panel.target[1]
        button = max(panel.primary[1], row) if panel.airy else row
        upper, foot = area.split_horizontal(-button - (0 if panel.low else 1))
        foot = Region(foot.x, foot.bottom - button, foot.width, button)
        trouble = self.trouble.height(area.width - 2, most=4)
        widgets = (self.question, self.field, self.trouble)
        heights = [self.question.height(area.width, most=2), row, trouble]
        inside = 1 if upper.height >= sum(heights) + 3 else 0
        rows = in_rows(upper, heights, inside, low=panel.tall)
        shown = zip(widgets, rows, strict=True)
        return {self.go_on: foot, **{w: place for w, place in shown if place.height}}
