"""What a board says instead of numbers, and when."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from kiosk.domain.branch import BranchState, in_language
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.board.notice import Note, Said
from kiosk.tui.board.plan import FEWEST
from kiosk.tui.panel import Panel


def blind(state: BranchState, speakers: Sequence[Speaker], now: datetime) -> Note:
    """Nothing was heard for minutes: numbers would be wrong by now."""

    def said(speaker: Speaker) -> Said:
        say = speaker.say
        return Said(say("board-blind"), say("board-blind-do"), speaker.rtl)

    return _note(state, speakers, now, said, alert=True)


def closed(state: BranchState, speakers: Sequence[Speaker], now: datetime) -> Note:
    """When it opens again; why it is closed, if the calendar knows."""
    until = state.opening.until

    def said(speaker: Speaker) -> Said:
        branch, lines = state.branch, []
        label = in_language(state.opening.label, speaker.locale, branch.default_locale)
        if label:
            lines.append(clean(label))
        if until:
            lines.append(speaker.say("closed-until", when=speaker.when(until, now)))
        return Said(speaker.say("closed-title"), "\n".join(lines), speaker.rtl)

    soon = until is not None and until - now <= timedelta(days=1)
    mark = speakers[0].time(until) if until and soon else ""
    return _note(state, speakers, now, said, mark=mark)


def not_ready(speaker: Speaker, problems: Sequence[str]) -> Note:
    """What keeps this board from working, for whoever sets it up."""
    said = Said(speaker.say("board-not-ready"), "\n".join(problems), speaker.rtl)
    return Note("", "", (said,), rtl=speaker.rtl, alert=True)


def waiting(speaker: Speaker) -> Note:
    """The queue server isn't there yet."""
    said = Said(speaker.say("board-waiting-for-queue"), "", speaker.rtl)
    return Note("", "", (said,), rtl=speaker.rtl)


def panel_problems(panel: Panel, speaker: Speaker) -> Iterator[str]:
    """Why this panel can't be a board."""
    if panel.cols < FEWEST[0] or panel.rows < FEWEST[1]:
        there = {"has-columns": panel.cols, "has-rows": panel.rows}
        columns, rows = FEWEST
        yield speaker.say("board-too-small", columns=columns, rows=rows, **there)


def branch_problems(
    wanted: str | None, branches: Sequence[BranchState], speaker: Speaker
) -> Iterator[str]:
    """Why it is not known which branch this is."""
    if wanted:
        yield speaker.say("board-unknown-branch", branch=clean(wanted))
    elif branches:
        ids = ", ".join(clean(state.branch.id) for state in branches)
        yield speaker.say("board-which-branch", branches=ids)
    else:
        yield speaker.say("board-no-branch")


def _note(
    state: BranchState,
    speakers: Sequence[Speaker],
    now: datetime,
    said: Callable[[Speaker], Said],
    *,
    mark: str = "",
    alert: bool = False,
) -> Note:
    own, branch = speakers[0], state.branch
    place = clean(in_language(branch.name, own.locale, branch.default_locale))
    lines = tuple(said(speaker) for speaker in speakers)
    return Note(place, own.time(now), lines, mark, own.rtl, alert)
