"""What stands around every page: where this is, what time it is, the ways back and out."""

from dataclasses import dataclass
from datetime import datetime

from textual.geometry import Region

from kiosk.i18n.speaker import Speaker
from kiosk.tui.panel import Panel


@dataclass(frozen=True, slots=True)
class Frame:
    """The words of the frame, and the panel it is on. `place` is the branch's name, cleaned.

    `language` is what the language button says; "" when there is only one language.
    `banner` takes the place of `place` while it has something to say; `age` stands beside the
    clock when figures on the page are not quite new.
    """

    speaker: Speaker
    panel: Panel
    place: str
    now: datetime
    language: str = ""
    banner: str = ""
    age: str = ""


@dataclass(frozen=True, slots=True)
class FramePlan:
    """Where the frame is on a panel, and what it leaves to the page.

    `middle` is the part of the bottom bar between the ways back and the language.
    """

    header: Region
    main: Region
    back: Region
    start_over: Region
    middle: Region
    language: Region


def plan_frame(panel: Panel, *, drifting: bool = False) -> FramePlan:
    """The frame of `panel`, the same on every page of it.

    `drifting` leaves a row free below everything, for pages that move by a cell.
    """
    across = panel.cols - 2 * panel.margin
    height = panel.target[1]
    air = 1 if panel.airy else 0
    lift = air + (1 if drifting else 0)
    bar = Region(panel.margin, panel.rows - height - lift, across, height)
    back = max(panel.target[0], 11, min(22, across * 3 // 16))
    over = min(28, max(18, across * 4 // 16))
    language = max(panel.target[0], 14, min(24, across * 7 // 32))
    before, after = back + over + 2, language + 1
    header = header_rows(panel)
    return FramePlan(
        header=Region(0, 0, panel.cols, min(3, header) if header > 2 else 1),
        main=Region(bar.x, header, across, bar.y - header - air),
        back=Region(bar.x, bar.y, back, height),
        start_over=Region(bar.x + back + 1, bar.y, over, height),
        middle=Region(bar.x + before, bar.y, across - before - after, height),
        language=Region(bar.right - language, bar.y, language, height),
    )


def header_rows(panel: Panel) -> int:
    """Rows of the band at the top with the air below it."""
    if panel.low:
        return 1
    return 4 if panel.airy else 2
