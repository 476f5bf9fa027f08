"""What the keys do with who is picked in a list, and with who stands at the counter unasked."""

from dataclasses import replace

from kiosk.domain.events import Deed
from kiosk.domain.serving import Row, Task
from kiosk.domain.ticket import Status
from kiosk.errors import KioskError
from kiosk.tui.staff.acting import Acting
from kiosk.tui.staff.book import list_of
from kiosk.tui.staff.plan import Part


class ListActs(Acting):
    """One method an action."""

    async def call_this(self) -> None:
        """Out of turn, to this counter."""
        row, counter = self._console.picked, self._console.seat.post.counter
        if row is None:
            return
        parked = row.ticket.status is Status.PARKED
        deed = Deed.UNPARK if parked else Deed.CALL
        task = Task(deed, seen=row.ticket.version, counter=counter)
        if await self._doing.do(row.ticket, task):
            self._console.enter(Part.SERVING)

    async def details(self) -> None:
        """Everything about who is picked, or here."""
        row = self._console.scene().any_row()
        if row:
            await self._look_at(row)

    async def _look_at(self, row: Row) -> None:
        from kiosk.tui.staff.dialogs.details import Details

        try:
            events = await self._console.ready.backend.history(row.ticket.id)
        except KioskError:
            events = ()
        await self._ask(Details(self._speaker, self._branch, row, events))

    async def check_in(self) -> None:
        """Somebody came to their appointment."""
        row = self._console.scene().any_row()
        if row is None:
            return
        from kiosk.tui.staff.dialogs.check_in import CheckIn

        now = self._console.ready.clock.now()
        if await self._ask(CheckIn(self._speaker, row, now)):
            await self._doing.check_in(row.ticket)

    async def undo_check_in(self) -> None:
        """They did not come after all."""
        row = self._console.scene().any_row()
        if row:
            await self._do(row, Deed.UNDO_CHECK_IN)

    async def priority(self) -> None:
        """Before others, with a reason."""
        row = self._console.scene().any_row()
        if row:
            from kiosk.tui.staff.dialogs.priority import Priority

            await self._do_asked(row, Priority(self._speaker, row))

    async def cancel(self) -> None:
        """With a reason."""
        row = self._console.scene().meant(Deed.CANCEL)
        if row and await self._is_of_series(row):
            return
        if row:
            from kiosk.tui.staff.dialogs.cancel import Cancel

            await self._do_asked(row, Cancel(self._speaker, row))

    async def _is_of_series(self, row: Row) -> bool:
        """A date of a series is asked about as such, where the queue knows series."""
        ticket = row.ticket
        can = self._console.ready.backend.capabilities
        of_series = ticket.booking and ticket.booking.series and ticket.start_at
        if not (can.series and of_series and ticket.start_at):
            return False
        from kiosk.tui.staff.series_acts import SeriesActs

        await SeriesActs(self._console).change(ticket.id, ticket.start_at)
        return True

    async def walk_in(self) -> None:
        """A number for who stands at the counter, on paper if they want."""
        console = self._console
        lobby = console.following.book.lobby
        if lobby is None:
            return
        from kiosk.tui.staff.dialogs.walk_in import WalkIn

        wanted = await self._ask(
            WalkIn(
                self._speaker,
                lobby.state,
                printer=bool(console.ready.printers),
                source=f"counter {self._console.seat.post.counter}",
            )
        )
        if wanted is None:
            return
        placed = await self._doing.issue(wanted.draft)
        if placed and wanted.print:
            await console.paper.first(placed, wanted.draft.locale)

    async def print(self) -> None:
        """Another paper, which says so."""
        console = self._console
        row = console.scene().any_row()
        if row is None:
            return
        from kiosk.tui.staff.dialogs.reprint import Reprint

        names = list(console.ready.printers)
        copy = await console.paper.next_copy(row.ticket.id)
        wanted = await self._ask(Reprint(self._speaker, self._branch, row, names, copy))
        if wanted:
            await console.paper.again(row.ticket.id, wanted)

    async def find(self) -> None:
        """By number, code, name or phone; what is found is picked in its list.

        Who is at another counter stands in no list, and is looked at.
        """
        console = self._console
        from kiosk.tui.staff.dialogs.find import Find

        async def look(text: str) -> "list[Row]":
            branch = console.seat.post.branch
            return list(await console.ready.backend.find(branch, text))

        row = await self._ask(Find(self._speaker, self._branch, look))
        if row is None:
            return
        await console.point_at(row)
        here = console.here
        is_here = here is not None and here.ticket.id == row.ticket.id
        if list_of(row.ticket) is None and not is_here:
            await self._look_at(row)

    async def filter(self) -> None:
        """Only people for one service."""
        from kiosk.tui.staff.choose_filter import ChooseFilter

        queue = self._console.queue
        chosen = await self._ask(ChooseFilter(self._console.voice, queue.view.service))
        if chosen:
            queue.look_at(replace(queue.view, service=chosen.service))
