"""How a kiosk is, in a technician's words: a line for each thing that was looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.ports import PrinterStatus
from kiosk.errors import Reason
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.choose_branch import branch_name
from kiosk.tui.customer.self_test import branch_problems, panel_problems
from kiosk.tui.customer.tools import Facts
from kiosk.tui.panel import Panel
from kiosk.tui.signs import DONE, WRONG

SKEW_SECONDS = 30.0
"""From here on a clock deserves a look."""

_SAME = 1.0
"""Seconds that are not worth a word."""

LITTLE_MB = 200
"""Less free disk than this does, too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How the queue answered when it was asked at `at`: in so many seconds, or not and why."""

    at: datetime
    seconds: float = 0.0
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known. None: not yet.

    `wanted` is the branch of the settings, if they name one.
    `has_printer`, `scanner` ("" without a line of its own), `measured` (the panel's millimetres
    are from the settings) and `themes` are as the kiosk was set up. `ahead`: seconds by which
    its clock is ahead of the queue's.
    """

    panel: Panel
    states: Sequence[BranchState]
    wanted: BranchId | None
    has_printer: bool
    scanner: str
    measured: bool
    themes: int
    printer: PrinterStatus | None = None
    facts: Facts | None = None
    answer: Answer | None = None
    ahead: float | None = None


def summary(seen: Seen, speaker: Speaker) -> list[str]:
    """What stands on the first page."""
    lines = [_printer(seen, speaker), _scanner(seen, speaker), _server(seen, speaker)]
    return [*lines, _versions(seen, speaker)]


def everything(seen: Seen, speaker: Speaker) -> list[str]:
    """All there is to the self-test."""
    return [
        *_problems(seen, speaker),
        *_panel(seen.panel, speaker, measured=seen.measured),
        *_branches(seen.states, speaker),
        _server(seen, speaker),
        _clock(seen.ahead, speaker),
        _printer(seen, speaker),
        _scanner(seen, speaker),
        _line(speaker.say("upkeep-themes", count=seen.themes), bad=not seen.themes),
        speaker.say("upkeep-sample"),
        _disk(seen.facts, speaker),
        _versions(seen, speaker),
    ]


def _line(text: str, *, bad: bool = False) -> str:
    return f"{WRONG if bad else DONE} {text}"


def _problems(seen: Seen, speaker: Speaker) -> Iterator[str]:
    """What keeps the kiosk from working at all, as K0 says it."""
    problems = panel_problems(seen.panel, speaker, allow_small=False)
    answered = seen.answer is not None and seen.answer.reason is None
    if seen.states or answered:
        problems += branch_problems(seen.wanted, seen.states, speaker)
    else:
        problems.append(speaker.say("upkeep-no-branch"))
    yield from (_line(problem, bad=True) for problem in problems)


def _panel(panel: Panel, speaker: Speaker, *, measured: bool) -> Iterator[str]:
    width, height = panel.cell_mm
    target = panel.target
    size = {
        "columns": panel.cols,
        "rows": panel.rows,
        "width": round(panel.width_mm),
        "height": round(panel.height_mm),
    }
    key = "upkeep-panel" if measured else "upkeep-panel-assumed"
    yield _line(speaker.say(key, **size), bad=panel.too_small_cells)
    sides = {"columns": target[0], "rows": target[1]}
    mm = {"width": round(target[0] * width), "height": round(target[1] * height)}
    yield _line(speaker.say("upkeep-targets", **sides, **mm))


def _branches(states: Sequence[BranchState], speaker: Speaker) -> Iterator[str]:
    if len(states) > 1:
        yield _line(speaker.say("upkeep-branches", count=len(states)))
    elif states:
        name, count = branch_name(states[0], speaker), len(states[0].branch.services)
        yield _line(speaker.say("upkeep-branch", name=name, count=count))


def _server(seen: Seen, speaker: Speaker) -> str:
    server = seen.facts.server if seen.facts else ""
    name = clean(server, limit=60) or speaker.say("upkeep-here")
    answer = seen.answer
    if answer is None:
        return _line(speaker.say("upkeep-server-asking", server=name))
    time = speaker.time(answer.at)
    if answer.reason:
        said = {"server": name, "time": time, "reason": str(answer.reason)}
        return _line(speaker.say("upkeep-server-silent", **said), bad=True)
    ms = max(1, round(answer.seconds * 1000))
    return _line(speaker.say("upkeep-server", server=name, time=time, ms=ms))


def _clock(ahead: float | None, speaker: Speaker) -> str:
    if ahead is None:
        return _line(speaker.say("upkeep-clock-unknown"))
    key = "upkeep-clock-ahead" if ahead >= 0 else "upkeep-clock-behind"
    if abs(ahead) < _SAME:
        key = "upkeep-clock-right"
    text = speaker.say(key, seconds=round(abs(ahead), 1))
    return _line(text, bad=abs(ahead) >= SKEW_SECONDS)


def _printer(seen: Seen, speaker: Speaker) -> str:
    status, facts = seen.printer, seen.facts
    if not seen.has_printer:
        return _line(speaker.say("upkeep-printer", state=speaker.say("upkeep-none")))
    if status is None:
        state = speaker.say("upkeep-asking")
    elif status.ready:
        state = speaker.say("upkeep-low" if status.low else "upkeep-ready")
    else:
        state = speaker.say(f"upkeep-{status.reason or Reason.PRINTER_ERROR}")
    bad = status is not None and (status.low or not status.ready)
    text = speaker.say("upkeep-printer", state=state)
    where = clean(facts.printer, limit=60) if facts else ""
    return _line(f"{text} · {where}" if where else text, bad=bad)


def _scanner(seen: Seen, speaker: Speaker) -> str:
    name = seen.scanner or "keys"
    state = speaker.say(f"upkeep-scanner-{name}")
    bad = name in ("missing", "refused")
    return _line(speaker.say("upkeep-scanner-state", state=state), bad=bad)


def _disk(facts: Facts | None, speaker: Speaker) -> str:
    if facts is None:
        return _line(speaker.say("upkeep-asking"))
    text = speaker.say("upkeep-disk", mb=facts.free_mb)
    return _line(text, bad=facts.free_mb < LITTLE_MB)


def _versions(seen: Seen, speaker: Speaker) -> str:
    return _line(seen.facts.versions if seen.facts else speaker.say("upkeep-asking"))
