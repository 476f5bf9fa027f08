"""The eight digits of an appointment's ticket, typed on the glass by who has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.keypad import Keypad, typed_key, typed_on
from kiosk.tui.customer.page import Page
from kiosk.tui.growing import grown
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_rows
from kiosk.tui.signs import FORWARD
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

DIGITS: Final = 8
_HALF: Final = DIGITS // 2


class EnterCode(Page):
    """Keeps what was typed until the customer has gone."""

    @dataclass(repr=False)
    class Given(Message):
        """Eight digits, whatever they are."""

        code: str

    @dataclass
    class PhoneWanted(Message):
        """Find it by a phone number."""

    def __init__(self) -> None:
        """Nothing typed."""
        super().__init__()
        self.question = Words(id="question", classes="title")
        self.where = Words(id="where")
        self.field = Words(id="field", classes="field")
        self.trouble = Words(id="trouble", classes="warning")
        self.keypad = Keypad()
        self.by_phone = Tile(id="by-phone")
        self.go_on = Tile(id="go-on")
        self.typed = ""
        self._trouble: tuple[str, dict[str, Any]] | None = None

    def inside(self) -> Iterable[Widget]:
        """Where to find it, what was typed, the keys, the way on."""
        yield self.question
        yield self.where
        yield self.field
        yield self.trouble
        yield from self.keypad.tiles
        yield self.by_phone
        yield self.go_on

    def show(self, frame: Frame, *, looking: bool, by_phone: bool = False) -> None:
        """Ask. While the queue is `looking` there is no second touch and no way back. `by_phone`:
        it can be found by a phone number as well."""
        speaker, rtl = frame.speaker, frame.speaker.rtl
        self.dress(frame)
        self.question.say(speaker.say("code-question"), rtl=rtl)
        self.where.say(speaker.say("code-where"), rtl=rtl)
        self.keypad.show(speaker)
        self.by_phone.display = by_phone
        phone = Label(speaker.say("find-by-phone"), look=Look.ASIDE, rtl=rtl)
        self.by_phone.show(phone)
        on = speaker.say("code-looking")
        if not looking:
            on = f"{speaker.say('go-on')} {FORWARD}"
        self.go_on.show(Label(on, look=Look.PRIMARY, rtl=rtl))
        self._say()
        self.locked = looking

    def complain(self, key: str, **values: Any) -> None:
        """Say under the field what is wrong, in whatever language is spoken, until it is changed."""
        self._trouble = (key, values)
        self._say()

    def wipe(self) -> None:
        """Forget the code as well."""
        super().wipe()
        self.typed, self._trouble = "", None

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """Keys at the right, the rest beside them; upright they are below it."""
        side, keys = self.keypad.places(
            frame.main, panel, mirrored=self._placing.mirrored
        )
        return {**keys, **self._beside(side, panel)}

    def pressed(self, tile: Tile) -> Message | None:
        """A key, or a way on."""
        if tile is self.by_phone:
            return self.PhoneWanted()
        if tile is not self.go_on:
            self._type(self.keypad.name(tile))
            return None
        missing = DIGITS - len(self.typed)
        if not missing:
            return self.Given(self.typed)
        self.complain("code-short", count=missing)
        return None

    def on_key(self, event: events.Key) -> None:
        """Digits of a keyboard are keys, too."""
        key = typed_key(event)
        if self.frame and key and not self.locked:
            self._type(key)

    def _type(self, key: str) -> None:
        self.typed = typed_on(self.typed, key, DIGITS)
        self._trouble = None
        self._say()

    def _say(self) -> None:
        if not self.frame:
            return
        speaker, rtl = self.frame.speaker, self.frame.speaker.rtl
        shown = self.typed.ljust(DIGITS, "_")
        self.field.say(f"{shown[:_HALF]} {shown[_HALF:]}")
        trouble = ""
        if self._trouble:
            key, values = self._trouble
            trouble = speaker.say(key, **values)
        self.trouble.say(trouble, rtl=rtl)
        self.where.display = not (trouble and self.frame.panel.low)
        self.rearrange()

    def _beside(self, area: Region, panel: Panel) -> dict[Widget, Region]:
        """The question on top, the ways on at the foot, what was typed between them."""
        field = panel.target[1]
        button = max(panel.primary[1], field) if panel.airy else field
        gap = 0 if panel.low else 1
        ways = [way for way in (self.by_phone, self.go_on) if way.display]
        rows = 1 if panel.tall else len(ways)
        upper, foot = area.split_horizontal(-(button + gap) * rows)
        foot = foot.shrink((gap, 0, 0, 0))
        cells = in_columns(foot, len(ways), 2)
        if not panel.tall:
            cells = in_rows(foot, [button] * len(ways), gap)
        where = self.where.height(area.width, most=2) if self.where.display else 0
        trouble = self.trouble.height(area.width - 2, most=4)
        parts: dict[Widget, int] = {self.field: field, self.question: 1}
        parts = grown(parts | {self.where: where, self.trouble: trouble}, upper)
        widgets = (self.question, self.where, self.field, self.trouble)
        heights = [parts[widget] for widget in widgets]
        inside = 1 if upper.height >= sum(heights) + 4 else 0
        lines = in_rows(upper, heights, inside, low=panel.tall)
        places: dict[Widget, Region] = dict(zip(ways, cells, strict=True))
        shown = zip(widgets, lines, strict=True)
        return places | {w: row for w, row in shown if row.height}
