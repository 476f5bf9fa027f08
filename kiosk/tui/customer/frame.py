"""What stands around every page: where this is, what time it is, the ways back and out."""

from dataclasses import dataclass
from datetime import datetime

from textual.geometry import Region

from kiosk.i18n.speaker import Speaker
from kiosk.tui.panel import Panel


@dataclass(frozen=True, slots=True)
class Frame:
    """The words of the frame, and the panel it is on. `place` is the branch's name, cleaned.

    `language` is what the language button says; "" when there is only one language. `may_help`:
    there is a page that helps with this screen.
    `banner` takes the place of `place` while it has something to say; `age` stands beside the
    clock when figures on the page are not quite new. `notice` is what staff have to say to
    everybody, for pages that have room for it.
    """

    speaker: Speaker
    panel: Panel
    place: str
    now: datetime
    language: str = ""
    banner: str = ""
    age: str = ""
    notice: str = ""
    may_help: bool = True


@dataclass(frozen=True, slots=True)
class FramePlan:
    """Where the frame is on a panel, and what it leaves to the page.

    `middle` is the part of the bottom bar between the ways back and help.
    """

    header: Region
    main: Region
    back: Region
    start_over: Region
    middle: Region
    help: Region
    language: Region

    @property
    def bar(self) -> Region:
        """All of the bottom bar."""
        return self.back.union(self.language)


def plan_frame(panel: Panel, *, drifting: bool = False) -> FramePlan:
    """The frame of `panel`, the same on every page of it.

    `drifting` leaves a row free below everything, for pages that move by a cell.
    """
    across = panel.cols - 2 * panel.margin
    height = panel.target[1]
    air = 1 if panel.airy else 0
    lift = air + (1 if drifting else 0)
    bar = Region(panel.margin, panel.rows - height - lift, across, height)
    back = max(panel.target[0], 11, min(22, across // 7))
    over = max(15, min(28, across * 4 // 19))
    language = max(panel.target[0], 12, min(24, across // 6))
    help_width = max(panel.target[0], 10, min(20, across // 7))
    before, after = back + over + 2, language + help_width + 2
    header = header_rows(panel)
    return FramePlan(
        header=Region(0, 0, panel.cols, min(3, header) if header > 2 else 1),
        main=Region(bar.x, header, across, bar.y - header - air),
        back=Region(bar.x, bar.y, back, height),
        start_over=Region(bar.x + back + 1, bar.y, over, height),
        middle=Region(bar.x + before, bar.y, across - before - after, height),
        help=Region(bar.right - after + 1, bar.y, help_width, height),
        language=Region(bar.right - language, bar.y, language, height),
    )


def header_rows(panel: Panel) -> int:
    """Rows of the band at the top with the air below it."""
    if panel.low:
        return 1
    return 4 if panel.airy else 2
