"""K7b: a name, typed on the glass, for queues that book for nobody without one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.text import clean
from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.keyboards import KEYS, Keyboard, keyboards, typed
from kiosk.tui.customer.page import Page
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_rows
from kiosk.tui.signs import ERASE, ERASE_RTL, FORWARD
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

LONGEST: Final = 40
_ON: Final = 16
"""Columns of the key that goes on, which says more than a letter."""


class EnterName(Page):
    """Keeps what was typed until the customer has gone."""

    @dataclass(repr=False)
    class Given(Message):
        """A name of at least two letters."""

        name: str

    def __init__(self) -> None:
        """Nothing typed."""
        super().__init__()
        self.question = Words(id="question", classes="title")
        self.field = Words(id="field", classes="field name")
        self.keys = [Tile(id=f"key-{n}", repeats=True) for n in range(KEYS)]
        self.other = Tile(id="other")
        self.space = Tile(id="space", repeats=True)
        self.erase = Tile(id="erase", repeats=True)
        self.go_on = Tile(id="go-on")
        self.typed = ""
        self.at = 0

    def inside(self) -> Iterable[Widget]:
        """What was typed, the keys, the ways on."""
        yield self.question
        yield self.field
        yield from self.keys
        yield self.other
        yield self.space
        yield self.erase
        yield self.go_on

    def show(self, frame: Frame) -> None:
        """Ask."""
        speaker, rtl = frame.speaker, frame.speaker.rtl
        self.dress(frame)
        self.space.show(Label(speaker.say("key-space"), look=Look.ASIDE, rtl=rtl))
        on = f"{speaker.say('go-on')} {FORWARD}"
        self.go_on.show(Label(on, look=Look.PRIMARY, rtl=rtl))
        self._say()

    def wipe(self) -> None:
        """Forget the name as well."""
        super().wipe()
        self.typed, self.at = "", 0

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """Keys fill the page; upright there are fewer in a row."""
        area, (width, rows) = frame.main, panel.target
        columns = min(10, area.width // width)
        strips = -(-KEYS // columns) + 1
        field = 1 if area.height - strips * rows < 4 else 3
        spare = area.height - strips * rows - field
        heights = [min(1, max(0, spare)), field, *[rows] * strips]
        parts = in_rows(area, heights, low=panel.tall)
        letters = [
            cell for strip in parts[2:-1] for cell in in_columns(strip, columns, 0)
        ]
        if self._placing.mirrored is not self._keyboard.rtl:
            letters = [
                Region(2 * area.x + area.width - cell.right, *cell[1:])
                for cell in letters
            ]
        foot, on = parts[-1].split_vertical(-max(_ON, area.width // 4))
        other, space, erase = in_columns(foot.shrink((0, 1, 0, 0)), 3)
        places: dict[Widget, Region] = dict(zip(self.keys, letters, strict=False))
        places |= {self.field: parts[1], self.other: other, self.space: space}
        places |= {self.erase: erase, self.go_on: on}
        if parts[0].height:
            places[self.question] = parts[0]
        return {w: place for w, place in places.items() if w.display}

    def pressed(self, tile: Tile) -> Message | None:
        """A letter, another keyboard, or the way on."""
        if tile is self.go_on:
            name = clean(self.typed, LONGEST)
            return self.Given(name) if len(name) > 1 else None
        if tile is self.other:
            self.at += 1
        elif tile is self.erase:
            self.typed = self.typed[:-1]
        elif tile is self.space:
            self._type(" ")
        else:
            self._type(self._keyboard.keys[self.keys.index(tile)])
        self._say()
        return None

    def on_key(self, event: events.Key) -> None:
        """Letters of a keyboard are keys, too."""
        if not self.frame or self.locked:
            return
        if event.key == "backspace":
            self.typed = self.typed[:-1]
        elif event.character and event.character.isalpha():
            self._type(event.character)
        self._say()

    @property
    def _keyboard(self) -> Keyboard:
        rtl = bool(self.frame and self.frame.speaker.rtl)
        boards = keyboards(rtl=rtl)
        return boards[self.at % len(boards)]

    def _type(self, key: str) -> None:
        longer = typed(self.typed, key) if self.typed or key != " " else ""
        if len(longer) <= LONGEST and not longer.endswith("  "):
            self.typed = longer

    def _say(self) -> None:
        if not self.frame:
            return
        speaker = self.frame.speaker
        boards = keyboards(rtl=speaker.rtl)
        board = self._keyboard
        erase = ERASE_RTL if board.rtl else ERASE
        self.erase.show(Label(erase, look=Look.ASIDE))
        following = boards[(self.at + 1) % len(boards)]
        name = Label(following.name, look=Look.ASIDE, rtl=following.rtl)
        self.other.show(name)
        for index, key in enumerate(self.keys):
            key.display = index < len(board.keys)
            if key.display:
                key.show(Label(board.keys[index], rtl=board.rtl))
        question = speaker.say("name-question")
        self.question.say(question, rtl=speaker.rtl)
        self.field.say(f"{self.typed}_" if self.typed else question, rtl=speaker.rtl)
        self.rearrange()
