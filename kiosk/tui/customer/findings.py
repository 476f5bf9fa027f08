"""What a technician looked at, a line each: the self-test, and what a scanner read."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.upkeep_page import COLUMNS, UpkeepPage
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_middle, in_rows
from kiosk.tui.words import Words


class Findings(UpkeepPage):
    """Only words, and the way back."""

    def __init__(self) -> None:
        """Nothing found."""
        super().__init__()
        self.heading = Words(id="heading", classes="title")
        self.lines = Words(id="lines", classes="start")

    def inside(self) -> Iterable[Widget]:
        """What it is about, and what was found."""
        yield self.heading
        yield self.lines

    def show(self, frame: Frame, heading: str, lines: Sequence[str]) -> None:
        """One line, or as many as it takes, for each finding."""
        self.dress(frame)
        self.heading.say(heading, rtl=frame.speaker.rtl)
        self.lines.say("\n".join(lines), rtl=frame.speaker.rtl)

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """One below the other."""
        width = min(frame.main.width - 2 * panel.margin, COLUMNS)
        area = in_middle(frame.main, width)
        heading = self.heading.height(area.width, most=2)
        rows = self.lines.height(area.width, most=area.height - heading)
        gap = min(2, max(0, area.height - heading - rows))
        title, lines = in_rows(area, [heading, rows], gap)
        return {self.heading: title, self.lines: lines}
