"""K0: what keeps this kiosk from working, for whoever sets it up. Only when something does."""

from collections.abc import Iterable, Sequence

from textual.geometry import Region, Size
from textual.widget import Widget

from kiosk.domain.branch import BranchId, BranchState
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.frame import Frame
from kiosk.tui.customer.page import Page
from kiosk.tui.panel import FEWEST, Panel
from kiosk.tui.placing import Plan
from kiosk.tui.words import Words


class SelfTest(Page):
    """Leaves by itself when all is well. Fits any terminal."""

    def __init__(self) -> None:
        """Nothing red."""
        super().__init__()
        self.problems = Words(id="problems")

    def inside(self) -> Iterable[Widget]:
        """Only words."""
        yield self.problems

    def show(self, frame: Frame, problems: Sequence[str]) -> None:
        """One line for each problem."""
        speaker = frame.speaker
        self.dress(frame)
        for tile in (self.back, self.start_over, self.language):
            tile.display = False
        lines = "\n".join((speaker.say("self-test-title"), "", *problems))
        self.problems.say(lines, rtl=speaker.rtl)

    def _plan(self, size: Size) -> Plan:
        return {self.problems: Region(0, 0, *size)}


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
