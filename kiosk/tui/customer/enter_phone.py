"""K7: a phone number, typed on the glass, to find the booking again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.dialling import Checked, Typed, checked, code_at, grouped
from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.keypad import Keypad, typed_key
from kiosk.tui.customer.page import Page
from kiosk.tui.growing import grown
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_rows
from kiosk.tui.signs import FORWARD
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words


class EnterPhone(Page):
    """Keeps what was typed until the customer has gone."""

    ASKS: ClassVar[tuple[str, str]] = ("phone-question", "phone-why")
    """The keys of what it asks, and what for."""

    @dataclass(repr=False)
    class Given(Message):
        """A whole number, E.164."""

        e164: str

    @dataclass
    class Skipped(Message):
        """Go on without."""

    def __init__(self) -> None:
        """Nothing typed."""
        super().__init__()
        self.question = Words(id="question", classes="title")
        self.why = Words(id="why")
        self.code = Tile(id="code")
        self.field = Words(id="field", classes="field")
        self.trouble = Words(id="trouble", classes="warning")
        self.keypad = Keypad()
        self.skip = Tile(id="skip")
        self.go_on = Tile(id="go-on")
        self.typed: Typed | None = None
        self._found: Checked | None = None

    def inside(self) -> Iterable[Widget]:
        """What for, what was typed, the keys, the ways on."""
        yield self.question
        yield self.why
        yield self.code
        yield self.field
        yield self.trouble
        yield from self.keypad.tiles
        yield self.skip
        yield self.go_on

    def show(self, frame: Frame, zone: str, *, may_skip: bool) -> None:
        """Ask; a number begins with the code of the country that `zone` is in."""
        speaker, rtl = frame.speaker, frame.speaker.rtl
        self.dress(frame)
        if self.typed is None:
            code = code_at(zone)
            self.typed = Typed(code, finding=not code)
        self.question.say(speaker.say(self.ASKS[0]), rtl=rtl)
        self.why.say(speaker.say(self.ASKS[1]), rtl=rtl)
        self.keypad.show(speaker)
        self.skip.display = may_skip
        self.skip.show(Label(speaker.say("phone-skip"), look=Look.ASIDE, rtl=rtl))
        on = f"{speaker.say('go-on')} {FORWARD}"
        self.go_on.show(Label(on, look=Look.PRIMARY, rtl=rtl))
        self.say_again()

    def trouble_of(self, speaker: Speaker) -> str:
        """What is wrong with the number that is typed; "" while nothing is."""
        return _trouble(self._found, speaker) if self._found else ""

    def changed(self) -> None:
        """Something else was typed."""

    def wipe(self) -> None:
        """Forget the number as well."""
        super().wipe()
        self.typed = self._found = None

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """Keys at the right, the rest beside them; upright they are below it."""
        side, keys = self.keypad.places(
            frame.main, panel, mirrored=self._placing.mirrored
        )
        return {**keys, **self._beside(side, panel)}

    def pressed(self, tile: Tile) -> Message | None:
        """A key, the country, or the way on."""
        if self.typed is None:
            return None
        if tile is self.skip:
            return self.Skipped()
        if tile is self.go_on:
            return self._whole(self.typed)
        if tile is self.code:
            self.typed = self.typed.find_code()
        else:
            self.typed = _typed(self.typed, self.keypad.name(tile))
        self._typed()
        return None

    def on_key(self, event: events.Key) -> None:
        """Digits of a keyboard are keys, too."""
        key = typed_key(event)
        if self.typed and not self.locked and key:
            self.typed = _typed(self.typed, key)
            self._typed()

    def _typed(self) -> None:
        self._found = None
        self.changed()
        self.say_again()

    def _whole(self, typed: Typed) -> Message | None:
        found = checked(typed)
        if found.e164:
            return self.Given(found.e164)
        self._found = found
        self.say_again()
        return None

    def say_again(self) -> None:
        """What was typed, and what is wrong with it."""
        if not (self.frame and self.typed):
            return
        speaker, rtl = self.frame.speaker, self.frame.speaker.rtl
        finding = self.typed.finding
        code = f"+{self.typed.code}{'_' if finding else ''}"
        change = "" if finding else speaker.say("phone-country")
        look = Look.CHOICE if finding else Look.ASIDE
        self.code.show(Label(f"{code} {change}".strip(), look=look))
        self.field.say(grouped(self.typed) + ("" if finding else "_"))
        trouble = ""
        if finding:
            trouble = speaker.say("phone-which-country")
        else:
            trouble = self.trouble_of(speaker)
        self.why.display = not (trouble and self.frame.panel.low)
        self.trouble.say(trouble, rtl=rtl)
        self.trouble.set_class(bool(trouble) and not finding, "warning")
        self.rearrange()

    def _beside(self, area: Region, panel: Panel) -> dict[Widget, Region]:
        """The question on top, the ways on at the foot, what was typed between them."""
        field = panel.target[1]
        button = max(panel.primary[1], field) if panel.airy else field
        ways: list[Widget] = [way for way in (self.skip, self.go_on) if way.display]
        gap = 0 if panel.low else 1
        if panel.tall:
            upper, foot = area.split_horizontal(-button - gap)
            row = Region(foot.x, foot.bottom - button, foot.width, button)
            cells = in_columns(row, len(ways), 2)
        else:
            height = button * len(ways) + gap * (len(ways) - 1)
            upper, foot = area.split_horizontal(-height - gap)
            foot = Region(foot.x, foot.bottom - height, foot.width, height)
            rows = in_rows(foot, [button] * len(ways), gap)
            cells = rows
        why = self.why.height(area.width, most=2) if self.why.display else 0
        trouble = self.trouble.height(area.width - 2, most=3)
        code_columns = max(panel.target[0], 14)
        parts: dict[Widget, int] = {self.field: field, self.question: 1}
        parts |= {self.why: why, self.trouble: trouble}
        parts = grown(parts, upper, {self.field: area.width - code_columns})
        shown = (self.question, self.why, self.field, self.trouble)
        why, trouble = parts[self.why], parts[self.trouble]
        heights = [parts[widget] for widget in shown]
        inside = 1 if upper.height >= sum(heights) + 4 else 0
        question, why_at, line, trouble_at = in_rows(
            upper, heights, inside, low=panel.tall
        )
        code, typed = line.split_vertical(code_columns)
        if self._placing.mirrored:
            typed, code = line.split_vertical(line.width - code.width)
        places: dict[Widget, Region] = {
            self.question: question,
            self.code: code,
            self.field: typed,
            **dict(zip(ways, cells, strict=True)),
        }
        if why:
            places[self.why] = why_at
        if trouble:
            places[self.trouble] = trouble_at
        return places


def _trouble(found: Checked, speaker: Speaker) -> str:
    if found.too_long:
        return speaker.say("phone-long")
    return speaker.say("phone-short", count=found.missing)


def _typed(typed: Typed, key: str) -> Typed:
    match key:
        case "clear":
            return Typed(typed.code, finding=typed.finding)
        case "erase":
            return typed.remove()
        case _:
            return typed.add(key)
