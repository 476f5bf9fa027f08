"""The supervisor's screen: what it shows, and what is done when it gives an order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.domain.serving import Row, Which
from kiosk.tui.staff.dialogs.orders import (
    AttendOrder,
    CloseDayOrder,
    CounterOrder,
    Order,
    ReopenDayOrder,
    ServiceOrder,
    TellOrder,
    UntellOrder,
)
from kiosk.tui.staff.dialogs.supervisor import Supervisor

if TYPE_CHECKING:
    from kiosk.domain.ports import Backend, Clock
    from kiosk.tui.staff.following import Following
    from kiosk.tui.staff.voice import Voice


class Leading:
    """Keeps one supervisor's screen up to date with the book."""

    def __init__(
        self, backend: "Backend", clock: "Clock", following: "Following", voice: "Voice"
    ) -> None:
        """The screen is not shown yet."""
        self._backend, self._clock = backend, clock
        self._following = following
        self.screen = Supervisor(voice.speaker, self.act, self.ended)
        self.show()

    def show(self) -> None:
        """What is known now."""
        book = self._following.book
        if book.lobby:
            waiting = book.listed(Which.WAITING)
            self.screen.show(book.lobby, waiting, self._clock.now())

    async def act(self, order: Order) -> None:
        """Do what was ordered. KioskError."""
        branch, actor = self._following.post.branch, self._following.post.actor
        ask = self._backend
        match order:
            case AttendOrder():
                await ask.attend(branch, order.kiosk, actor)
            case CounterOrder():
                state = await ask.change_counter(
                    branch, order.counter, order.change, actor
                )
                self._following.take_counter(state)
            case ServiceOrder():
                await ask.pause_service(
                    branch,
                    order.service,
                    actor,
                    paused=order.paused,
                    reason=order.reason,
                )
            case TellOrder():
                await ask.tell(
                    branch,
                    order.text,
                    order.until,
                    actor,
                    on_board=order.on_board,
                    on_kiosk=order.on_kiosk,
                )
            case UntellOrder():
                await ask.untell(branch, order.message, actor)
            case CloseDayOrder():
                await ask.close_day(branch, actor)
            case ReopenDayOrder():
                await ask.reopen_day(branch, actor)
        await self._following.look()
        self.show()

    async def ended(self) -> Sequence[Row]:
        """Who closing the day would end. KioskError."""
        lobby = await self._backend.lobby(self._following.post.branch)
        waiting = await self._following.all_of(Which.WAITING)
        parked = await self._following.all_of(Which.PARKED)
        return [*waiting, *parked, *lobby.at_counters]
