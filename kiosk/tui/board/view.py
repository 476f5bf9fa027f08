"""All that is to be read on a board at one moment, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from kiosk.domain.announcing import Shown, Staleness
from kiosk.domain.branch import Branch, BranchState, Call, in_language
from kiosk.i18n.speaker import Speaker
from kiosk.text import cells, clean
from kiosk.tui.board.glyphs import Sign

BLINKS: Final = 3
"""How often an announcement flashes, once a second; photosensitive people bear up to three a
second (WCAG 2.3.1)."""

MESSAGE_CELLS: Final = 200
"""The longest sentence; no message is longer."""

SIDE_BY_SIDE: Final = 2
"""Languages of the heads."""


@dataclass(frozen=True, slots=True)
class Line:
    """A called number. `age` in words."""

    number: str
    counter: Sign
    age: str


@dataclass(frozen=True, slots=True)
class Range:
    """How long one waits for a service."""

    service: str
    wait: str

    def within(self, width: int) -> str:
        """ "Passport 20–30 min" in so many columns: less of the name if it must be."""
        room = max(0, width - cells(self.wait) - 1)
        if cells(self.service) <= room:
            return f"{self.service} {self.wait}"
        return f"{clean(self.service, limit=max(0, room - 1))}… {self.wait}"


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot in one language: how many wait, how long for what, and sentences by turns."""

    waiting: str
    ranges: tuple[Range, ...]
    sentences: tuple[str, ...]
    updated: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands above everything, in the language whose turn it is."""

    text: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class View:
    """A board. `mark`, `banner`: how little it is to be trusted. `turn` counts the turns of the
    foot. `flash`: the announcement stands out even more right now; `live`: it is one at all."""

    place: str
    clock: str
    rtl: bool
    heads: tuple[str, str]
    idle: str
    featured: Line | None
    history: tuple[Line, ...]
    feet: tuple[Foot, ...]
    turn: int = 0
    again: str = ""
    mark: bool = False
    banner: Banner | None = None
    live: bool = False
    flash: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """What a view is made of. `now` is the queue's own time."""

    state: BranchState
    shown: Shown
    stale: Staleness
    now: datetime
    heard_at: datetime
    turn: int
    reduced_motion: bool = False


def view_of(moment: Moment, speakers: Sequence[Speaker]) -> View:
    """A board in these languages, the first of them its own; there is one at least."""
    own, branch, shown = speakers[0], moment.state.branch, moment.shown
    heads = speakers[:SIDE_BY_SIDE]
    large = shown.featured
    doubted = moment.stale >= Staleness.DOUBTED
    figures = moment.state.counted and not doubted
    turned = speakers[moment.turn % len(speakers)]
    view = View(
        place=clean(in_language(branch.name, own.locale, branch.default_locale)),
        clock=own.time(moment.now),
        rtl=own.rtl,
        heads=(
            _side_by_side(speaker.say("board-number") for speaker in heads),
            _side_by_side(speaker.say("board-counter") for speaker in heads),
        ),
        idle="\n".join(speaker.say("board-idle") for speaker in heads),
        featured=_line(large, branch, own, moment.now) if large else None,
        history=tuple(_line(call, branch, own, moment.now) for call in shown.history),
        feet=tuple(_foot(moment, speaker, figures=figures) for speaker in speakers),
        turn=moment.turn,
        mark=moment.stale >= Staleness.MARKED,
        banner=Banner(turned.say("board-stale"), turned.rtl) if doubted else None,
    )
    if large is None:
        return view
    again = _side_by_side(speaker.say("board-again") for speaker in heads)
    return replace(
        view,
        again=again if large.times > 1 else "",
        live=shown.since is not None,
        flash=_flashes(moment),
    )


def _side_by_side(words: Iterator[str]) -> str:
    return " / ".join(dict.fromkeys(words))


def _flashes(moment: Moment) -> bool:
    """In the first half of each of the first seconds."""
    since = moment.shown.since
    if since is None or moment.reduced_motion:
        return False
    seconds, rest = divmod(moment.now - since, timedelta(seconds=1))
    return 0 <= seconds < BLINKS and rest < timedelta(seconds=0.5)


def _line(call: Call, branch: Branch, speaker: Speaker, now: datetime) -> Line:
    minutes = max(0, int((now - call.at).total_seconds() // 60))
    age = (
        speaker.say("board-minutes", minutes=minutes)
        if minutes
        else speaker.say("board-now")
    )
    return Line(clean(call.number), sign_of(call, branch, speaker), age)


def sign_of(call: Call, branch: Branch, speaker: Speaker) -> Sign:
    """What the counter of a call is called, in a language."""
    counter = branch.counter(call.counter)
    words = counter.name if counter else {}
    name = in_language(words, speaker.locale, branch.default_locale)
    return Sign(clean(call.counter), clean(name), speaker.rtl)


def _foot(moment: Moment, speaker: Speaker, *, figures: bool) -> Foot:
    state = moment.state
    waiting = speaker.say("waiting-short", count=state.waiting) if figures else ""
    updated = f"{speaker.time(moment.heard_at)}:{moment.heard_at.second:02}"
    return Foot(
        waiting,
        tuple(_ranges(state, speaker)) if figures else (),
        tuple(_sentences(state, speaker, moment.now)),
        speaker.say("board-updated", time=updated),
        speaker.rtl,
    )


def _ranges(state: BranchState, speaker: Speaker) -> Iterator[Range]:
    """The waits for what numbers are given for, in the order of the tiles."""
    branch = state.branch
    ids = dict.fromkeys(
        (
            *(service for group in branch.groups for service in group.services),
            *(service.id for service in branch.services),
        )
    )
    for one in ids:
        service, now = branch.service(one), state.services.get(one)
        if service is None or now is None or now.wait_lo is None or now.closed_reason:
            continue
        name = in_language(service.name, speaker.locale, branch.default_locale)
        wait = speaker.wait(now.wait_lo, now.wait_hi, short=True)
        yield Range(clean(name), wait)


def _sentences(state: BranchState, speaker: Speaker, now: datetime) -> Iterator[str]:
    """What staff have to say, then what to do when one's number was missed."""
    branch = state.branch
    for message in state.messages:
        if message.on_board and message.until > now:
            text = in_language(message.text, speaker.locale, branch.default_locale)
            yield clean(text, limit=MESSAGE_CELLS)
    missed = in_language(branch.missed, speaker.locale, branch.default_locale)
    yield clean(missed, limit=MESSAGE_CELLS) or speaker.say("board-missed")
