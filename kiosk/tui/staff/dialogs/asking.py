"""A dialog that waits for an answer from elsewhere, and stays until it is a good one."""

from collections.abc import Awaitable, Callable
from typing import Any, Generic

from kiosk.errors import KioskError, Reason, TooBusy
from kiosk.tui.staff.dialogs.frame import Frame, Value


class AskingFrame(Frame[Value], Generic[Value]):
    """Asks one thing at a time. A refusal is said in words, a pause counted down and kept."""

    _asking = False
    _pause = 0
    _refusal = ""

    def ask(self, question: Callable[[], Awaitable[Any]]) -> None:
        """Ask it, unless something is asked already or a pause is to be kept."""
        if self._asking or self._pause:
            return
        self._asking = True
        self.complain("")
        self.run_worker(self._ask(question), group="ask", exit_on_error=True)

    def answered(self, value: Any) -> None:
        """What becomes of the answer."""
        self.leave(value)

    def refused(self, error: KioskError) -> str:
        """The sentence for a refusal."""
        return self.speaker.say(refusal_key(error))

    def tick(self) -> None:
        """A second of a pause went by."""
        self._pause = max(0, self._pause - 1)
        self._say_refusal()

    async def _ask(self, question: Callable[[], Awaitable[Any]]) -> None:
        try:
            value = await question()
        except KioskError as error:
            self._pause = error.retry_after if isinstance(error, TooBusy) else 0
            self._refusal = self.refused(error)
            self._say_refusal()
            self._count_down()
        else:
            self.answered(value)
        finally:
            self._asking = False

    def _count_down(self) -> None:
        if self._pause:
            self.set_timer(1, self._tick_on)

    def _tick_on(self) -> None:
        self.tick()
        self._count_down()

    def _say_refusal(self) -> None:
        wait = self.speaker.say("staff-dialog-wait", seconds=self._pause)
        self.complain(f"{self._refusal} {wait}" if self._pause else self._refusal)


_SAID = frozenset(
    {
        Reason.PIN,
        Reason.LOCKED,
        Reason.OFFLINE,
        Reason.TIMEOUT,
        Reason.FORBIDDEN,
        Reason.AUTH,
        Reason.VALIDATION,
        Reason.NOT_FOUND,
        Reason.RATE_LIMITED,
        Reason.CHANGED,
    }
)


def refusal_key(error: KioskError) -> str:
    """The staff's sentence for a refusal; those of customers tell them to go to the desk."""
    reason: str = error.reason if error.reason in _SAID else "else"
    if isinstance(error, TooBusy) and reason == Reason.LOCKED:
        reason = Reason.RATE_LIMITED
    return f"staff-dialog-said-{reason}"
