"""Draws what a technician sees: which page it is, in which language, and what stands on it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.i18n.catalogue import Catalogue
from kiosk.tui.customer.frame import Frame
from kiosk.tui.customer.maintenance import State
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.scan_words import scan_lines
from kiosk.tui.customer.stage import Stage
from kiosk.tui.customer.upkeep_look import Looking
from kiosk.tui.customer.upkeep_pages import UpkeepPages
from kiosk.tui.customer.upkeep_words import everything, summary
from kiosk.tui.languages import Languages

if TYPE_CHECKING:
    from kiosk.domain.branch import BranchState
    from kiosk.i18n.speaker import Speaker
    from kiosk.tui.customer.moment import Moment
    from kiosk.tui.customer.page import Page


class At(Enum):
    """Where the technician is."""

    PIN = auto()
    MENU = auto()
    CHECK = auto()
    SCANNER = auto()
    SCREEN = auto()
    PAUSED = auto()


@dataclass(frozen=True, slots=True, repr=False)
class Work:
    """What a technician does. `at` None: nobody is there. `scan` is what was read last, as it
    came; `paused` since when the kiosk is; `locale` "" is the branch's first language."""

    at: At | None = None
    locale: str = ""
    scan: str = ""
    paused: datetime | None = None
    printing: bool = False


class UpkeepGlass:
    """The technician's pages, and the words for them."""

    def __init__(self, stage: Stage, ready: Ready, looking: Looking) -> None:
        """`looking` knows how things are."""
        self.pages = UpkeepPages(stage)
        self._ready, self._looking = ready, looking
        catalogue = Catalogue.load(parts=("panel",))
        self._languages = Languages(catalogue, ready.locales, bidi=ready.bidi)

    def speaker(self, work: Work, states: "tuple[BranchState, ...]") -> "Speaker":
        """Who speaks to the technician."""
        offered = self._languages.offered(states)
        return next((s for s in offered if s.locale == work.locale), offered[0])

    def next_speaker(self, work: Work, states: "tuple[BranchState, ...]") -> "Speaker":
        """Who speaks the language after that."""
        offered = self._languages.offered(states)
        locales = [speaker.locale for speaker in offered]
        now = locales.index(self.speaker(work, states).locale)
        return offered[(now + 1) % len(offered)]

    def page(self, work: Work, moment: "Moment") -> "Page":
        """The page where the technician is, filled."""
        pages, frame = self.pages, self._frame(work, moment)
        match work.at:
            case At.PIN:
                pages.pin.show(frame)
                return pages.pin
            case At.CHECK | At.SCANNER:
                heading, lines = self._findings(work, moment)
                pages.findings.show(frame, heading, lines)
                return pages.findings
            case At.SCREEN:
                pages.screen.show(frame)
                return pages.screen
            case At.PAUSED:
                speakers = self._languages.offered(moment.states)
                since = work.paused or moment.now
                pages.paused.show(frame, speakers, self._ready.name, since)
                return pages.paused
            case _:
                seen = self._looking.seen(moment)
                lines = summary(seen, frame.speaker)
                state = State(lines, work.printing, prints=seen.has_printer)
                pages.menu.show(frame, state)
                return pages.menu

    def _findings(self, work: Work, moment: "Moment") -> tuple[str, list[str]]:
        speaker = self.speaker(work, moment.states)
        if work.at is At.CHECK:
            seen = self._looking.seen(moment)
            return speaker.say("upkeep-check"), everything(seen, speaker)
        scans = self._ready.scans
        spelling = scans.spelling if scans else None
        lines = [speaker.say("upkeep-scan-test")]
        if work.scan:
            lines = scan_lines(work.scan, spelling, speaker)
        return speaker.say("upkeep-scan-hold"), lines

    def _frame(self, work: Work, moment: "Moment") -> Frame:
        speaker = self.speaker(work, moment.states)
        other = self.next_speaker(work, moment.states)
        title, name = speaker.say("upkeep-title"), self._ready.name
        return Frame(
            speaker=speaker,
            panel=moment.panel,
            place=self._ready.name if work.at is At.PAUSED else f"{title} · {name}",
            now=moment.now,
            language=other.native_name if other is not speaker else "",
            may_help=False,
        )
