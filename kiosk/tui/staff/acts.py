"""What the keys do: each asks what it must, then has it done."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.worker import Worker

from kiosk.domain.events import Deed
from kiosk.domain.serving import CounterChange, Which
from kiosk.domain.ticket import Status
from kiosk.text import clean
from kiosk.tui.staff.glance import CALLED_OFTEN
from kiosk.tui.staff.helping import asks_first
from kiosk.tui.staff.keys import Action
from kiosk.tui.staff.list_acts import ListActs
from kiosk.tui.staff.plan import Part
from kiosk.tui.staff.scene import can_start

if TYPE_CHECKING:
    from kiosk.tui.staff.console import Console


class Acts(ListActs):
    """One method an action. They run beside the screen, since most of them ask something."""

    def __init__(self, console: "Console") -> None:
        """For the keys of that screen."""
        super().__init__(console)
        self._under_way: Worker[object] | None = None
        self._acts: Mapping[Action, Callable[[], Awaitable[object]]] = {
            Action.CALL: self.call,
            Action.RECALL: lambda: self._at_once(Deed.RECALL),
            Action.ENTER: self.enter,
            Action.FINISH: self.finish,
            Action.FINISH_NEXT: self.finish_and_call,
            Action.NO_SHOW: self.no_show,
            Action.RETURN: lambda: self._at_once(Deed.RETURN),
            Action.PARK: self.park,
            Action.TRANSFER: self.transfer,
            Action.NOTE: self.note,
            Action.UNDO: self._doing_undo,
            Action.WALK_IN: self.walk_in,
            Action.CALL_THIS: self.call_this,
            Action.DETAILS: self.details,
            Action.CHECK_IN: self.check_in,
            Action.UNDO_CHECK_IN: self.undo_check_in,
            Action.PRIORITY: self.priority,
            Action.CANCEL: self.cancel,
            Action.PRINT: self.print,
            Action.FIND: self.find,
            Action.SESSIONS: self.sessions,
            Action.FILTER: self.filter,
            Action.COUNTER: self.counter,
            Action.ATTEND: self.attend,
            Action.SUPERVISOR: self.supervisor,
            Action.PALETTE: self.palette,
            Action.HELP: self.help,
            Action.LOCK: self.lock,
            Action.LEAVE: self.leave,
        }
        self._looks: Mapping[Action, Callable[[], None]] = {
            **{Action(which): self._tab(which) for which in Which},
            Action.SORT: lambda: console.queue.next_order(),
            Action.HIDE: lambda: console.queue.toggle_appointments(),
            Action.NEXT_PANEL: lambda: console.step_panel(1),
            Action.LAST_PANEL: lambda: console.step_panel(-1),
        }

    def begin(self, action: Action) -> None:
        """Do it, beside the screen if it may take a while.

        One at a time: a key that is pressed twice asks its question once.
        """
        look = self._looks.get(action)
        if look:
            look()
            return
        if self._under_way and not self._under_way.is_finished:
            return
        self._under_way = self._console.run_worker(
            self._acts[action](), group="act", exit_on_error=False, name=action
        )

    # at the counter

    async def call(self) -> None:
        """Whoever is next; the number stands here as soon as it is answered."""
        if await self._doing.call():
            self._then_enter(Part.SERVING)

    async def enter(self) -> None:
        """Start with who was called, wherever one is; else look at who is picked."""
        here = self._console.here
        if here and not can_start(self._console.scene()):
            await self._do(here, Deed.START)
        else:
            await self.details()

    async def finish(self) -> None:
        """With its outcome, if that is asked for; then the list is at hand again."""
        row = self._console.here
        if row is None:
            return
        if not self._console.ready.ask_outcome:
            if await self._do(row, Deed.FINISH):
                self._console.enter(Part.QUEUE)
            return
        from kiosk.tui.staff.dialogs.finish import Finish

        deeds = await self._ask(Finish(self._speaker, self._branch, row))
        if deeds and await self._doing.do_all(row.ticket, deeds.tasks):
            if deeds.call_next:
                await self.call()
            else:
                self._console.enter(Part.QUEUE)

    async def finish_and_call(self) -> None:
        """At once, and the next one."""
        row = self._console.here
        if row and await self._do(row, Deed.FINISH):
            await self.call()

    async def no_show(self) -> None:
        """After a question, unless they were called often enough."""
        row = self._console.scene().meant(Deed.NO_SHOW)
        if row is None:
            return
        if row.ticket.call_count >= CALLED_OFTEN:
            await self._do(row, Deed.NO_SHOW)
            return
        from kiosk.tui.staff.dialogs.no_show import NoShow

        await self._do_asked(row, NoShow(self._speaker, row))

    async def park(self) -> None:
        """Who is here, or back again who is parked and picked."""
        console = self._console
        picked = console.picked
        if picked and picked.ticket.status is Status.PARKED:
            await self._do(picked, Deed.UNPARK)
            return
        row = console.here
        if row is None:
            return
        from kiosk.tui.staff.dialogs.park import Park

        now = console.ready.clock.now()
        await self._do_asked(row, Park(self._speaker, self._branch, row, now))

    async def transfer(self) -> None:
        """To another service, counter or operator."""
        lobby = self._console.following.book.lobby
        row = self._console.scene().meant(Deed.TRANSFER)
        if row is None or lobby is None:
            return
        from kiosk.tui.staff.dialogs.transfer import Transfer

        colleagues = self._console.seat.colleagues
        deeds = await self._ask(Transfer(self._speaker, lobby, row, colleagues))
        if deeds:
            await self._doing.do_all(row.ticket, deeds.tasks)

    async def note(self) -> None:
        """A note on who is picked, or here."""
        row = self._console.scene().any_row()
        if row:
            from kiosk.tui.staff.dialogs.note import Note

            await self._do_asked(row, Note(self._speaker, row))

    async def _doing_undo(self) -> None:
        row, here = await self._doing.undo(), self._console.here
        if row:
            back = here and here.ticket.id == row.ticket.id
            self._console.enter(Part.SERVING if back else Part.QUEUE)

    # the console itself

    async def counter(self) -> None:
        """Open, pause or close it."""
        console = self._console
        state = console.following.counter_state()
        if state is None:
            return
        from kiosk.tui.staff.dialogs.counter import ChangeCounter

        change: CounterChange | None = await self._ask(
            ChangeCounter(self._speaker, state)
        )
        if change:
            await self._doing.change_counter(change)

    async def attend(self) -> None:
        """Go to the kiosk where a customer has asked for the longest."""
        asks = asks_first(self._console.following.book.lobby)
        if asks:
            await self._doing.attend(asks.kiosk)

    async def sessions(self) -> None:
        """Events and classes, and who joined them."""
        from kiosk.tui.staff.session_acts import SessionActs

        await SessionActs(self._console).open()

    async def supervisor(self) -> None:
        """The whole lobby, for whoever is in charge."""
        console = self._console
        from kiosk.tui.staff.leading import Leading

        console.leading = Leading(
            console.ready.backend,
            console.ready.clock,
            console.following,
            console.voice,
        )
        await self._ask(console.leading.screen)
        console.leading = None

    async def palette(self) -> None:
        """Everything by its name."""
        from kiosk.tui.staff.palette import Palette

        console = self._console
        action = await self._ask(Palette(console.voice, console.table, console.works))
        if action:
            self._under_way = None
            await console.press(action)

    async def help(self) -> None:
        """What the keys do, where one is."""
        from kiosk.tui.staff.help import Help

        console = self._console
        await self._ask(Help(console.voice, console.table, console.where))

    async def lock(self) -> None:
        """Until its operator is back."""
        self._console.post_message(self._console.Lock())

    async def leave(self) -> None:
        """After a question, when somebody is at the counter."""
        console = self._console
        from kiosk.tui.staff.dialogs.leave import Leave

        here = console.here
        if here:
            question = Leave(self._speaker, clean(here.ticket.number))
            if await self._ask(question) is None:
                return
        console.post_message(console.Left())

    async def _at_once(self, deed: Deed) -> None:
        row = self._console.here
        if row:
            await self._do(row, deed)

    def _tab(self, which: Which) -> Callable[[], None]:
        def look() -> None:
            console = self._console
            console.queue.look_at(replace(console.queue.view, which=which))
            console.enter(Part.QUEUE)

        return look
