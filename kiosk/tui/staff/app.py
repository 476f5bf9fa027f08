"""The console as a program: who works at which counter, and how it begins and ends."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from textual import events

from kiosk.domain.access import Operator
from kiosk.domain.branch import BranchState, CounterId
from kiosk.domain.operators import SignedIn
from kiosk.domain.serving import CounterChange, CounterStatus
from kiosk.errors import BadConfig, Denied, KioskError, NotFound, Reason
from kiosk.text import clean
from kiosk.tui.faults import report
from kiosk.tui.program import Program, QuickLook
from kiosk.tui.staff.console import Console
from kiosk.tui.staff.following import Post
from kiosk.tui.staff.ready import Ready
from kiosk.tui.staff.seat import Seat
from kiosk.tui.staff.voice import Voice

_HERE = Path(__file__).parent

GOODBYE_SECONDS = 2.0
"""How long leaving may take: signing out, and freeing the counter."""


class StaffApp(Program, inherit_bindings=False):
    """Sees to who sits at which counter; everything else is the main screen's."""

    CSS_PATH: ClassVar[list[Any]] = [
        _HERE.parent / "parts.tcss",
        _HERE / "staff.tcss",
        *sorted((_HERE / "dialogs").glob("*.tcss")),
    ]

    def __init__(
        self, prepare: Callable[[], Awaitable[Ready]], quick: QuickLook
    ) -> None:
        """`prepare` runs behind the first frame; a KioskError of it becomes `failure`."""
        super().__init__(quick)
        self.main: Console | None = None
        self._prepare = prepare
        self._prepared: Ready | None = None
        self._touched: datetime | None = None
        self._locked = False

    async def on_event(self, event: events.Event) -> None:
        """Any key is a sign of life."""
        if isinstance(event, events.InputEvent) and self._prepared:
            self._touched = self._prepared.clock.now()
        await super().on_event(event)

    def on_console_failed(self, event: Console.Failed) -> None:
        """What the main screen did not expect."""
        if _is_signed_out(event.error):
            self._sign_in_again()
        elif event.fatal or self.main is None:
            self._handle_exception(event.error)
        else:
            reference = report(event.error)
            text = self.main.voice.say("staff-fault", reference=reference)
            self.main.refused(text)

    def on_console_lock(self) -> None:
        """Its operator wants it locked."""
        self._lock()

    def on_console_left(self) -> None:
        """Its operator goes."""
        self.run_worker(self._leave(), group="leave", exclusive=True)

    # beginning

    async def begin(self) -> None:
        """Get ready; then ask who it is, and at which counter."""
        self._prepared = ready = await self._prepare()
        state = await self._branch(ready)
        self.wear(ready.theme)
        await self._sit_down(ready, state)

    async def _branch(self, ready: Ready) -> BranchState:
        if ready.branch:
            return await ready.backend.branch(ready.branch)
        found = await ready.backend.branches()
        if len(found) == 1:
            return found[0]
        names = ", ".join(state.branch.id for state in found)
        problem = "names no branch, and there is more than one" if found else "has none"
        raise BadConfig(
            file="staff", key="branch", problem=problem, allowed=names or "a branch"
        )

    async def _sit_down(self, ready: Ready, state: BranchState) -> None:
        """Who it is, at which counter; then the main screen."""
        voice = _voice(ready, state)
        colleagues = await self._colleagues(ready, state)
        operator = await self._sign_in(ready, state, voice, colleagues)
        if colleagues and operator is None:
            self.exit(return_code=0)
            return
        actor = operator.name if operator else ready.name
        counter = await self._counter(ready, state, voice)
        if counter is None:
            await ready.door.sign_out()
            self.exit(return_code=0)
            return
        post = Post(state.branch.id, counter, actor)
        if operator:
            change = CounterChange(CounterStatus.OPEN, operator.name)
            await ready.backend.change_counter(post.branch, counter, change, actor)
        self._touched = ready.clock.now()
        self.main = Console(ready, Seat(post, operator, colleagues), voice)
        await self.push_screen(self.main)
        if ready.idle_minutes and operator:
            self.set_interval(1.0, self._look_for_life, name="idle")

    async def _colleagues(self, ready: Ready, state: BranchState) -> Sequence[Operator]:
        found = await ready.door.operators(state.branch.id)
        return [Operator(one.id, one.name, one.role) for one in found]

    async def _sign_in(
        self,
        ready: Ready,
        state: BranchState,
        voice: Voice,
        colleagues: Sequence[Operator],
    ) -> Operator | None:
        """Who signed in; None when nobody can, or wants to."""
        if not colleagues:
            return None
        from kiosk.tui.staff.dialogs.sign_in import SignIn

        async def sign_in(who: Operator, pin: str) -> SignedIn:
            return await ready.door.sign_in(state.branch.id, who.id, pin)

        signed: SignedIn | None = await self.push_screen_wait(
            SignIn(voice.speaker, colleagues, sign_in)
        )
        return signed.operator if signed else None

    async def _counter(
        self, ready: Ready, state: BranchState, voice: Voice
    ) -> CounterId | None:
        there = [counter.id for counter in state.branch.counters]
        if ready.counter:
            if ready.counter in there:
                return ready.counter
            detail = f"no counter {clean(ready.counter)}; there are {', '.join(there)}"
            raise NotFound(detail=detail)
        if len(there) == 1:
            return there[0]
        from kiosk.tui.staff.dialogs.choose_counter import ChooseCounter

        lobby = await ready.backend.lobby(state.branch.id)
        return await self.push_screen_wait(
            ChooseCounter(voice.speaker, state.branch, lobby.counters)
        )

    # locking and leaving

    def _look_for_life(self) -> None:
        """Nobody touched it for long: lock it."""
        ready, touched = self._prepared, self._touched
        if ready is None or touched is None or self._locked:
            return
        if ready.clock.now() - touched >= timedelta(minutes=ready.idle_minutes):
            self._lock()

    def _lock(self) -> None:
        if not self._locked and self.main and self.main.seat.operator:
            self._locked = True
            self.run_worker(self._wait_for_operator(), group="lock")

    async def _wait_for_operator(self) -> None:
        ready, console = self._prepared, self.main
        operator = console.seat.operator if console else None
        if ready is None or console is None or operator is None:
            return
        from kiosk.tui.staff.dialogs.locked import SIGN_OUT, Locked

        async def unlock(who: Operator, pin: str) -> SignedIn:
            return await ready.door.sign_in(console.seat.post.branch, who.id, pin)

        answer = await self.push_screen_wait(
            Locked(console.voice.speaker, operator, unlock)
        )
        self._locked = False
        if answer is SIGN_OUT:
            await self._sit_down_again()

    def _sign_in_again(self) -> None:
        self.run_worker(self._sit_down_again(), group="seat", exclusive=True)

    async def _sit_down_again(self) -> None:
        """Nobody is signed in any more: begin at the door."""
        ready, console = self._prepared, self.main
        if ready is None or console is None:
            return
        self.main = None
        await self._free(ready, console)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        try:
            state = await self._branch(ready)
            await self._sit_down(ready, state)
        except KioskError as error:
            self.fail(error)

    async def _leave(self) -> None:
        await self._get_up()
        self.exit(return_code=0)

    async def on_unmount(self) -> None:
        """However it ends: no wait is reckoned with a counter where nobody sits."""
        await self._get_up()

    async def _get_up(self) -> None:
        console, self.main = self.main, None
        if self._prepared and console:
            await self._free(self._prepared, console)

    async def _free(self, ready: Ready, console: Console) -> None:
        """The counter is closed, and nobody is signed in. What hangs is left."""
        post, operator = console.seat.post, console.seat.operator
        if operator is None or post.counter is None:
            return
        with suppress(KioskError, TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                closed = CounterChange(CounterStatus.CLOSED, operator="")
                await ready.backend.change_counter(
                    post.branch, post.counter, closed, post.actor
                )
                await ready.door.sign_out()


def _voice(ready: Ready, state: BranchState) -> Voice:
    """The language that was asked for; else the branch's, where the terminal can show it."""
    wanted = ready.locale or state.branch.default_locale
    speaker = ready.catalogue.speaker(wanted, state.branch.zone)
    if speaker.rtl and not (ready.bidi or ready.locale):
        speaker = ready.catalogue.speaker("en", state.branch.zone)
    return Voice(speaker, state.branch)


def _is_signed_out(error: BaseException) -> bool:
    """Whether the server no longer knows who is signed in."""
    if isinstance(error, BaseExceptionGroup):
        return any(map(_is_signed_out, error.exceptions))
    return isinstance(error, Denied) and error.reason is Reason.AUTH
