"""Help with the screen itself: larger text, contrast, another language, somebody to come."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.page import Page
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_middle, in_rows
from kiosk.tui.signs import CALL, CONTRAST, LARGER
from kiosk.tui.tile import Label, Tile
from kiosk.tui.words import Words


@dataclass(frozen=True, slots=True)
class Helps:
    """What there is: another contrast, staff who can be called, another language (its name)."""

    contrast: bool = False
    staff: bool = False
    language: str = ""


class HelpPage(Page):
    """Reached from every page, and back to where it was asked for. What it changes is gone with
    the customer."""

    @dataclass
    class Larger(Message):
        """Larger text, or not any more."""

    @dataclass
    class Contrast(Message):
        """The other theme."""

    @dataclass
    class StaffCalled(Message):
        """Somebody is to come."""

    def __init__(self) -> None:
        """Nobody there."""
        super().__init__()
        self.question = Words(id="question", classes="title")
        self.larger = Tile(id="larger")
        self.contrast = Tile(id="contrast", repeats=True)
        self.staff = Tile(id="staff")
        self.speech = Tile(id="speech")

    def inside(self) -> Iterable[Widget]:
        """The question, then what helps."""
        yield self.question
        yield self.larger
        yield self.contrast
        yield self.staff
        yield self.speech

    def show(self, frame: Frame, helps: Helps) -> None:
        """Offer what there is."""
        speaker, rtl = frame.speaker, frame.speaker.rtl
        self.dress(frame)
        self.help.display = self.language.display = False
        self.question.say(speaker.say("help-question"), rtl=rtl)
        size = "help-smaller" if frame.panel.large else "help-larger"
        self.larger.show(Label(f"{LARGER} {speaker.say(size)}", rtl=rtl))
        self.contrast.display = helps.contrast
        words = f"{CONTRAST} {speaker.say('attract-contrast')}"
        self.contrast.show(Label(words, rtl=rtl))
        self.staff.display = helps.staff
        self.staff.show(Label(f"{CALL} {speaker.say('help-staff')}", rtl=rtl))
        self.speech.display = bool(helps.language)
        self.speech.show(Label(helps.language, rtl=True))

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """Two columns; upright one."""
        tiles = [tile for tile in self._tiles if tile.display]
        columns = 1 if panel.tall or len(tiles) < 3 else 2
        rows = -(-len(tiles) // columns)
        title = max(1, self.question.height(frame.main.width, most=4))
        least, most = panel.target[1], 9 if panel.airy else 5
        most += 1 if panel.large else 0
        airy = title + rows * (max(least, 6 * panel.large) + 1) <= frame.main.height
        gap = 1 if airy else 0
        room = frame.main.height - title - gap * rows
        height = max(least, min(room // rows, most))
        title = min(title, frame.main.height - rows * (height + gap))
        area = in_middle(frame.main, 84 if columns > 1 else 64 if panel.large else 40)
        question, *strips = in_rows(
            area, [title, *[height] * rows], gap, low=panel.tall
        )
        cells = [cell for strip in strips for cell in in_columns(strip, columns, 2)]
        places: dict[Widget, Region] = dict(zip(tiles, cells, strict=False))
        if title > 0:
            places[self.question] = question
        return places

    def pressed(self, tile: Tile) -> Message | None:
        """One of them; the page stays for more."""
        meanings = {
            self.larger: self.Larger,
            self.contrast: self.Contrast,
            self.staff: self.StaffCalled,
            self.speech: self.LanguageAsked,
        }
        return meanings[tile]()

    @property
    def _tiles(self) -> tuple[Tile, ...]:
        return self.larger, self.contrast, self.staff, self.speech
