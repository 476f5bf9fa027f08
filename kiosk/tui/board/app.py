"""The lobby's screen as a program: it listens, shows, rings and speaks; nobody can touch it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final
from zoneinfo import ZoneInfo

from textual import events
from textual.screen import Screen

from kiosk.domain.announcing import CROWD, Announcement, Staleness, is_quiet
from kiosk.domain.branch import BranchState
from kiosk.tui.board import notes
from kiosk.tui.board.board import Board
from kiosk.tui.board.hearing import REFUSALS, Heard, Pace, hear
from kiosk.tui.board.notice import Note, Notice
from kiosk.tui.board.ready import Ready
from kiosk.tui.board.spoken import sentences_of
from kiosk.tui.board.standing import Standing
from kiosk.tui.board.view import Moment, view_of
from kiosk.tui.languages import Languages
from kiosk.tui.panel import Panel
from kiosk.tui.program import Program, QuickLook

if TYPE_CHECKING:
    from kiosk.i18n.speaker import Speaker

TICK_SECONDS: Final = 0.25
"""How often time is let pass: a flash takes twice as long."""

_TUI = Path(__file__).parents[1]


class BoardApp(Program):
    """Listens from the first frame on, and lets time pass."""

    CSS_PATH: ClassVar[list[Any]] = [
        _TUI / "parts.tcss",
        _TUI / "board" / "board.tcss",
    ]

    def __init__(
        self,
        prepare: Callable[[], Awaitable[Ready]],
        quick: QuickLook,
        pace: Pace | None = None,
    ) -> None:
        """`prepare` runs behind the first frame; a KioskError of it becomes `failure`."""
        super().__init__(quick)
        self._prepare, self._pace = prepare, pace or Pace()
        self._prepared: Ready | None = None
        self._standing: Standing | None = None
        self._board, self._notice = Board(), Notice()
        self._sound: asyncio.Task[None] | None = None
        self._ticked = 0

    def on_mount(self) -> None:
        """The screens stay, whichever is shown."""
        self.install_screen(self._board, "board")
        self.install_screen(self._notice, "notice")

    async def on_event(self, event: events.Event) -> None:
        """Nobody has anything to say here, but for who leaves the demo."""
        is_input = isinstance(event, events.InputEvent) and not event.is_forwarded
        leaves = isinstance(event, events.Key) and event.key == "ctrl+q"
        if is_input and not leaves:
            return
        await super().on_event(event)

    def on_resize(self) -> None:
        """Another panel, as it were."""
        self.call_next(self._show)

    async def begin(self) -> None:
        """Get ready, then listen for ever."""
        self._prepared = ready = await self._prepare()
        self.demo = ready.demo
        self.wear(ready.theme)
        self._standing = Standing(ready.clock, ready.ticks)
        self.set_interval(TICK_SECONDS, self._tick)
        await hear(ready.backend, ready.branch, self._tell, self._pace)

    def _tick(self) -> None:
        """Four times a second while a call is announced, else once: ages are in minutes."""
        self._ticked += 1
        if self._ticked % 4 == 0 or (self._standing and self._standing.current):
            self._show()

    def _tell(self, heard: Heard) -> None:
        if self._standing:
            self._standing.tell(heard)
            self._show()

    def _show(self) -> None:
        """Bring the glass to where things stand."""
        ready, standing = self._prepared, self._standing
        if not (ready and standing and self.screen_stack):
            return
        new = standing.advance(busy=self._sounding)
        moment = standing.moment(reduced_motion=ready.reduced_motion)
        speakers = _speakers(ready, moment)
        note = self._note(standing, moment, speakers)
        if note:
            self._bring(self._notice)
            self._notice.show(note, standing.now)
        elif moment:
            self._board.show(view_of(moment, speakers), ready.rows, self.size)
            self._bring(self._board)
        if new and moment and standing.current:
            self._announce(standing.current, moment, speakers)

    def _note(
        self,
        standing: Standing,
        moment: Moment | None,
        speakers: "Sequence[Speaker]",
    ) -> Note | None:
        """What there is to say instead of numbers."""
        own = speakers[0]
        problems = list(notes.panel_problems(Panel.of(*self.size), own))
        if problems:
            return notes.not_ready(own, problems)
        if moment is None:
            return self._nothing_yet(standing, own)
        if moment.stale is Staleness.BLIND:
            return notes.blind(moment.state, speakers, standing.now)
        shown = moment.shown
        if not (moment.state.opening.is_open or shown.featured or shown.history):
            return notes.closed(moment.state, speakers, standing.now)
        return None

    def _nothing_yet(self, standing: Standing, own: "Speaker") -> Note | None:
        branches, ready = standing.branches, self._prepared
        if branches is not None and ready:
            problems = list(notes.branch_problems(ready.branch, branches, own))
            return notes.not_ready(own, problems)
        if standing.lost in REFUSALS:
            problem = own.say("board-key-refused")
            return notes.not_ready(own, [problem])
        return notes.waiting(own) if standing.lost else None

    def _bring(self, screen: Screen[None]) -> None:
        if self.screen in (self._board, self._notice):
            if self.screen is not screen:
                self.switch_screen(screen)
        else:
            self.push_screen(screen)  # over the first frame

    @property
    def _sounding(self) -> bool:
        return self._sound is not None and not self._sound.done()

    def _announce(
        self, call: Announcement, moment: Moment, speakers: "Sequence[Speaker]"
    ) -> None:
        """Ring and speak, unless it is late at night. Where many wait, in one language."""
        ready, standing = self._prepared, self._standing
        if not (ready and ready.sounds and standing) or self._sounding:
            return
        branch = moment.state.branch
        local = moment.now.astimezone(ZoneInfo(branch.zone)).time()
        if is_quiet(ready.quiet, local):
            return
        crowd = len(standing.calls.queue) > CROWD
        spoken = sentences_of(call.call, branch, speakers[:1] if crowd else speakers)
        self._sound = asyncio.create_task(ready.sounds.announce(spoken, self.bell))


def _speakers(ready: Ready, moment: Moment | None) -> "Sequence[Speaker]":
    """Who speaks on the board, in their order; the language asked for comes first."""
    states: tuple[BranchState, ...] = (moment.state,) if moment else ()
    wanted = ready.locales
    if ready.first:
        theirs = [
            t for s in states for t in (s.branch.default_locale, *s.branch.locales)
        ]
        wanted = (ready.first, *(wanted or theirs))
    return Languages(ready.catalogue, wanted, bidi=ready.bidi).offered(states)
