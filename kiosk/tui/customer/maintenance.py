"""K18: how this kiosk is, and what a technician can do about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.upkeep_page import COLUMNS, Deed, UpkeepPage
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_middle, in_rows
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

_DEEDS = (
    Deed.PRINT,
    Deed.SCANNER,
    Deed.CHECK,
    Deed.SCREEN,
    Deed.PAUSE,
    Deed.RESTART,
    Deed.END,
)


@dataclass(frozen=True, slots=True)
class State:
    """What is said on the page: a line each. `printing`: a test print is under way; `prints`:
    there is a printer."""

    lines: Sequence[str] = ()
    printing: bool = False
    prints: bool = True


class Maintenance(UpkeepPage):
    """Lines that say how things are, and a tile for each deed."""

    def __init__(self) -> None:
        """Nothing known."""
        super().__init__()
        self.lines = Words(id="lines", classes="start")
        self.tiles = [Tile(id=f"upkeep-{deed}") for deed in _DEEDS]

    def inside(self) -> Iterable[Widget]:
        """How it is, then what can be done."""
        yield self.lines
        yield from self.tiles

    def show(self, frame: Frame, state: State) -> None:
        """As it is now."""
        self.dress(frame)
        speaker = frame.speaker
        self.lines.say("\n".join(state.lines), rtl=speaker.rtl)
        for deed, tile in zip(_DEEDS, self.tiles, strict=True):
            words = speaker.say(f"upkeep-{deed}")
            look = Look.ASIDE if deed in (Deed.RESTART, Deed.END) else Look.CHOICE
            if deed is Deed.PRINT:
                words = speaker.say("upkeep-printing") if state.printing else words
                tile.disabled = state.printing or not state.prints
            tile.show(Label(words, look=look, rtl=speaker.rtl))

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """The lines on top, the tiles below them, nearer to the hands where it is upright."""
        columns = 2 if panel.tall else 3 if panel.cols < 80 else 4
        count = -(-len(self.tiles) // columns)
        gap = 0 if panel.low else 1
        height = panel.target[1] + (2 if panel.airy else 0)
        room = count * height + (count - 1) * gap
        main = frame.main.shrink((0, 0, gap, 0))
        upper, lower = main.split_horizontal(-room)
        strips = in_rows(lower, [height] * count, gap)
        cells = [cell for strip in strips for cell in in_columns(strip, columns)]
        return {
            **self._lines(upper, panel),
            **dict(zip(self.tiles, cells, strict=False)),
        }

    def pressed(self, tile: Tile) -> Message | None:
        """A deed."""
        return self.Wanted(_DEEDS[self.tiles.index(tile)])

    def _lines(self, area: Region, panel: Panel) -> dict[Widget, Region]:
        wide = in_middle(area, min(area.width - 2 * panel.margin, COLUMNS))
        rows = self.lines.height(wide.width, most=area.height)
        return {self.lines: in_rows(wide, [rows])[0]}
