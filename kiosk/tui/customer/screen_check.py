"""The glass itself: is every corner hit, is every colour seen, is every letter there?"""

from collections.abc import Iterable
from typing import Final

from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, plan_frame
from kiosk.tui.customer.upkeep_page import UpkeepPage
from kiosk.tui.placing import Plan, in_columns, in_middle, in_rows
from kiosk.tui.signs import AWAY, BACKWARD, CONTRAST, DONE, FORWARD
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

_LETTERS: Final = "ABC abc 0123456789 ÄÖÜ äöüß éñçø ŐŰ łš Ω Жя"
_OTHERS: Final = "أبجد هوز A042 · ░▒▓█ ┌─┐"
_SIGNS: Final = f"{AWAY} {BACKWARD} {FORWARD} {CONTRAST} {DONE} ● ← →"
_COLOURS: Final = ("strong", "topic", "quiet", "warning", "field")
_CORNERS: Final = 4


class ScreenCheck(UpkeepPage):
    """A target in each corner and one in the middle; each is to be touched once."""

    def __init__(self) -> None:
        """Nothing touched."""
        super().__init__()
        self.heading = Words(id="heading", classes="title")
        self.letters = Words(id="letters")
        self.samples = [Words(id=f"colour-{one}", classes=one) for one in _COLOURS]
        self.targets = [Tile(id=f"target-{n}") for n in range(_CORNERS + 1)]
        self.hit: set[Tile] = set()

    def inside(self) -> Iterable[Widget]:
        """The targets, and what is to be looked at."""
        yield from self.targets
        yield self.heading
        yield self.letters
        yield from self.samples

    def show(self, frame: Frame) -> None:
        """What was touched so far."""
        self.dress(frame)
        self.place.display = self.clock.display = self.language.display = False
        self.letters.say(f"{_LETTERS}\n{_OTHERS} · {_SIGNS}")
        for name, words in zip(_COLOURS, self.samples, strict=True):
            words.say(frame.speaker.say(f"upkeep-{name}"), rtl=frame.speaker.rtl)
        self._say()

    def wipe(self) -> None:
        """Nothing was touched."""
        super().wipe()
        self.hit.clear()

    def pressed(self, tile: Tile) -> Message | None:
        """One more that works."""
        self.hit.add(tile)
        self._say()
        return None

    def _say(self) -> None:
        if not self.frame:
            return
        speaker = self.frame.speaker
        left = len(self.targets) - len(self.hit)
        self.heading.say(speaker.say("upkeep-touch", count=left), rtl=speaker.rtl)
        for number, tile in enumerate(self.targets):
            done = tile in self.hit
            look = Look.PRIMARY if done else Look.CHOICE
            tile.show(Label(DONE if done else str(number + 1), look=look))

    def _plan(self, size: Size) -> Plan:
        """The very corners, beyond the frame of other pages."""
        if not self.frame:
            return {}
        panel = self.frame.panel
        page, (wide, high) = Region(0, 0, *size), panel.target
        top, rest = page.split_horizontal(high)
        middle, foot = rest.split_horizontal(-high)
        corners = [
            Region(x, strip.y, wide, high)
            for strip in (top, foot)
            for x in (0, page.right - wide)
        ]
        back = Region(wide + 2, foot.y, plan_frame(panel).back.width, high)
        heading = in_middle(top, page.width - 2 * wide - 4)
        rows = [2, high, 1, 1]
        gap = 1 if middle.height >= sum(rows) + 5 else 0
        letters, centre, some, others = in_rows(middle, rows, gap)
        few = in_columns(in_middle(some, 72), 3, gap=2)
        more = in_columns(in_middle(others, 72), 2, gap=2)
        return {
            **dict(zip(self.targets[:_CORNERS], corners, strict=True)),
            self.targets[_CORNERS]: in_middle(centre, wide),
            self.back: back,
            self.heading: heading,
            self.letters: letters,
            **dict(zip(self.samples, [*few, *more], strict=True)),
        }
