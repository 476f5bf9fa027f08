"""A page for everybody: the same few lines in every language, nothing to touch."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.page import Page
from kiosk.tui.letters import Letters
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_groups, in_middle
from kiosk.tui.words import Words

_MOST = 4
"""More languages than that get the heading alone."""

_COLUMNS = 64
"""Longer lines are hard to read."""


class InAllLanguages(Page):
    """Headings with a line or two under each."""

    DRIFTS = True

    def __init__(self) -> None:
        """Nothing to say."""
        super().__init__()
        self.mark = Letters(id="mark")
        self.headings = [Words(id=f"heading-{n}", classes="topic") for n in range(8)]
        self.texts = [Words(id=f"text-{n}") for n in range(8)]
        self.foot = Words(id="foot", classes="quiet")

    def inside(self) -> Iterable[Widget]:
        """Language by language."""
        yield self.mark
        for heading, text in zip(self.headings, self.texts, strict=True):
            yield heading
            yield text
        yield self.foot

    def tell(
        self,
        frame: Frame,
        said: Sequence[tuple[str, str, bool]],
        foot: str,
        mark: str = "",
    ) -> None:
        """`said`: heading, text and direction (right to left?) of each language.

        `mark` is the one thing to be read from afar, in ASCII, where there is room for it.
        """
        self.dress(frame)
        for tile in (self.back, self.start_over, self.help, self.language):
            tile.display = False
        for index, (heading, text) in enumerate(
            zip(self.headings, self.texts, strict=True)
        ):
            title, body, rtl = said[index] if index < len(said) else ("", "", False)
            heading.say(title, rtl=rtl)
            text.say(body if len(said) <= _MOST else "", rtl=rtl)
        self.mark.say("" if frame.panel.low else mark)
        self.foot.say(foot, rtl=frame.speaker.rtl)

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """One block below the other."""
        column = in_middle(frame.main, _COLUMNS)
        pairs = list(zip(self.headings, self.texts, strict=True))
        words = (*self.headings, *self.texts)
        heights: dict[Widget, int] = {w: w.height(column.width, 4) for w in words}
        most = 10 if panel.airy else 5
        heights[self.mark] = self.mark.height(column.width, most)
        plan = in_groups(column, [(self.mark,), *pairs], heights, inside=0)
        return {**plan, self.foot: frame.back.union(frame.language)}
