"""A page for everybody: the same few lines in every language, nothing to touch."""

from collections.abc import Iterable, Sequence

from textual.geometry import Region
from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.page import Page
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_rows
from kiosk.tui.words import Words

_MOST = 4
"""More languages than that get the heading alone."""


class InAllLanguages(Page):
    """Headings with a line or two under each."""

    def __init__(self) -> None:
        """Nothing to say."""
        super().__init__()
        self.headings = [Words(id=f"heading-{n}", classes="topic") for n in range(8)]
        self.texts = [Words(id=f"text-{n}") for n in range(8)]
        self.foot = Words(id="foot", classes="quiet")

    def inside(self) -> Iterable[Widget]:
        """Language by language."""
        for heading, text in zip(self.headings, self.texts, strict=True):
            yield heading
            yield text
        yield self.foot

    def tell(
        self, frame: Frame, said: Sequence[tuple[str, str, bool]], foot: str
    ) -> None:
        """`said`: heading, text and direction (right to left?) of each language."""
        self.dress(frame)
        for tile in (self.back, self.start_over, self.language):
            tile.display = False
        for index, (heading, text) in enumerate(
            zip(self.headings, self.texts, strict=True)
        ):
            title, body, rtl = said[index] if index < len(said) else ("", "", False)
            heading.say(title, rtl=rtl)
            text.say(body if len(said) <= _MOST else "", rtl=rtl)
        self.foot.say(foot, rtl=frame.speaker.rtl)

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """One block below the other."""
        pairs = [
            (heading, text)
            for heading, text in zip(self.headings, self.texts, strict=True)
            if heading.text
        ]
        widgets = [widget for pair in pairs for widget in pair]
        heights = [w.height(frame.main.width, most=4) for w in widgets]
        air = frame.main.height - sum(heights)
        gap = 2 if air >= 2 * len(pairs) else 1 if air >= len(pairs) else 0
        blocks = [sum(heights[i : i + 2]) for i in range(0, len(heights), 2)]
        plan: dict[Widget, Region] = {}
        for (heading, text), block in zip(
            pairs, in_rows(frame.main, blocks, gap), strict=True
        ):
            top = heading.height(frame.main.width, most=4)
            plan[heading], plan[text] = block.split_horizontal(top)
        plan[self.foot] = frame.back.union(frame.language)
        return plan
