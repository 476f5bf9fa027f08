"""K7b: a name, typed on the glass, for queues that book for nobody without one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.text import clean
from kiosk.tui.customer.composing import erased, typed
from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.name_keys import NameKeys
from kiosk.tui.customer.page import Page
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_rows
from kiosk.tui.signs import FORWARD
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

_BETWEEN: Final = frozenset(" -'.")
LONGEST: Final = 40


class EnterName(Page):
    """Keeps what was typed until the customer has gone."""

    @dataclass(repr=False)
    class Given(Message):
        """A name of at least two letters."""

        name: str

    @dataclass
    class Turned(Message):
        """Other keys are under the finger now, that it hasn't seen yet."""

    def __init__(self) -> None:
        """Nothing typed."""
        super().__init__()
        self.question = Words(id="question", classes="title")
        self.field = Words(id="field", classes="field name")
        self.keys = NameKeys()
        self.go_on = Tile(id="go-on")
        self.typed = ""

    def inside(self) -> Iterable[Widget]:
        """What was typed, the keys, the ways on."""
        yield self.question
        yield self.field
        yield from self.keys.tiles
        yield self.go_on

    def show(self, frame: Frame) -> None:
        """Ask."""
        speaker, rtl = frame.speaker, frame.speaker.rtl
        self.dress(frame)
        self.keys.show(frame)
        on = f"{speaker.say('go-on')} {FORWARD}"
        self.go_on.show(Label(on, look=Look.PRIMARY, rtl=rtl))
        self._say()

    def wipe(self) -> None:
        """Forget the name as well."""
        super().wipe()
        self.typed = ""
        self.keys.wipe()

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """The keys at the foot; above them what was typed, and where it goes the question."""
        plan, keys = self.keys.places(
            frame.main, panel, self.go_on, mirrored=self._placing.mirrored
        )
        above = Region(*frame.main[:3], keys.y - frame.main.y)
        field = 3 if above.height > 3 else 1
        parts = in_rows(above, [min(1, above.height - field), field], low=panel.tall)
        places: dict[Widget, Region] = {**plan, self.field: parts[1]}
        if parts[0].height:
            places[self.question] = parts[0]
        return places

    def pressed(self, tile: Tile) -> Message | None:
        """A letter, another keyboard, or the way on."""
        if tile is self.go_on:
            return self._whole()
        if tile is self.keys.erase:
            self.typed = erased(self.typed)
        elif tile is self.keys.space:
            self._type(" ")
        elif letter := self.keys.letter(tile):
            self._type(letter)
        else:
            self._turn(tile)
        self._say()
        return None

    def _whole(self) -> Message | None:
        """The name; what is too short to be one is said to be."""
        name = clean(self.typed, LONGEST)
        if len(name) > 1:
            return self.Given(name)
        if self.frame:
            speaker = self.frame.speaker
            self.question.say(speaker.say("name-short"), rtl=speaker.rtl)
        return None

    def _turn(self, tile: Tile) -> None:
        self.keys.turn(tile)
        self.rearrange()
        if tile in self.keys.letters:
            self.post_message(self.Turned())

    def on_key(self, event: events.Key) -> None:
        """Letters of a keyboard are keys, too."""
        if not self.frame or self.locked:
            return
        if event.key == "backspace":
            self.typed = erased(self.typed)
        elif (key := event.character) and (key.isalpha() or key in _BETWEEN):
            self._type(key)
        self._say()

    def _type(self, key: str) -> None:
        locale = self.frame.speaker.locale if self.frame else ""
        longer = typed(self.typed, key, locale) if self.typed or key != " " else ""
        if len(longer) <= LONGEST and not longer.endswith("  "):
            self.typed = longer

    def _say(self) -> None:
        """Only what was typed: nothing else changes with a letter, and that is what is fast."""
        if self.frame:
            rtl = self.frame.speaker.rtl
            question = self.frame.speaker.say("name-question")
            self.question.say(question, rtl=rtl)
            self.field.say(
                f"{self.typed}_" if self.typed else self.question.text, rtl=rtl
            )
