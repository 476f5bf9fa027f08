"""K0: what keeps this kiosk from working, for whoever sets it up. Only when something does."""

from collections.abc import Iterable, Sequence

from textual.geometry import Region, Size, Spacing
from textual.widget import Widget

from kiosk.domain.branch import BranchId, BranchState
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.frame import Frame, header_rows, plan_frame
from kiosk.tui.customer.page import CLOCK_COLUMNS, Page
from kiosk.tui.panel import FEWEST, Panel
from kiosk.tui.placing import Plan, in_middle, in_rows
from kiosk.tui.words import Words

_COLUMNS = 64
"""Longer lines are hard to read."""


class SelfTest(Page):
    """Leaves by itself when all is well. Fits any terminal."""

    def __init__(self) -> None:
        """Nothing red."""
        super().__init__()
        self.heading = Words(id="heading", classes="warning")
        self.problems = Words(id="problems")

    def inside(self) -> Iterable[Widget]:
        """Only words."""
        yield self.heading
        yield self.problems

    def show(self, frame: Frame, problems: Sequence[str]) -> None:
        """One paragraph for each problem."""
        speaker = frame.speaker
        self.dress(frame)
        for tile in (self.back, self.start_over, self.help, self.language):
            tile.display = False
        self.heading.say(speaker.say("self-test-title"), rtl=speaker.rtl)
        self.problems.say("\n\n".join(problems), rtl=speaker.rtl)

    def _plan(self, size: Size) -> Plan:
        """In the middle, below the frame's band where there is room for one."""
        if not self.frame:
            return {}
        panel, area = self.frame.panel, Region(0, 0, *size)
        plan: dict[Widget, Region] = {}
        if not panel.too_few_cells:
            header = plan_frame(panel).header
            plan[self.place], plan[self.clock] = header.split_vertical(-CLOCK_COLUMNS)
            area = area.shrink(Spacing(header_rows(panel), 0, 0, 0))
        column = in_middle(area, min(_COLUMNS, size.width - 2))
        text = self.problems.height(column.width, most=area.height)
        heading = self.heading.height(column.width - 2) + (0 if panel.low else 2)
        if heading + text > area.height:
            return plan | {self.problems: in_rows(column, [text])[0]}
        gap = max(0, min(2, area.height - heading - text))
        places = in_rows(column, [heading, text], gap)
        return plan | dict(zip((self.heading, self.problems), places, strict=True))


def panel_problems(panel: Panel, speaker: Speaker, *, allow_small: bool) -> list[str]:
    """Why this panel can't be a kiosk."""
    if panel.too_few_cells:
        return [
            speaker.say(
                "self-test-too-small",
                columns=FEWEST[0],
                rows=FEWEST[1],
                **{"has-columns": panel.cols, "has-rows": panel.rows},
            )
        ]
    if panel.too_small_cells and not allow_small:
        return [speaker.say("self-test-targets")]
    return []


def branch_problems(
    wanted: BranchId | None, states: Sequence[BranchState], speaker: Speaker
) -> list[str]:
    """Why there is nothing to choose from."""
    if wanted and all(state.branch.id != wanted for state in states):
        return [speaker.say("self-test-unknown-branch", branch=clean(wanted))]
    if not any(state.branch.services for state in states):
        return [speaker.say("self-test-no-branch")]
    return []
