"""The technician's way through their own pages, which lie over whatever customers see."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from textual.app import App

from kiosk.errors import Denied, KioskError, TooBusy
from kiosk.tui.customer.idle import Idle
from kiosk.tui.customer.number_given import Paper
from kiosk.tui.customer.paper import PaperTray
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.stage import Stage
from kiosk.tui.customer.upkeep_glass import At, UpkeepGlass, Work
from kiosk.tui.customer.upkeep_look import Looking
from kiosk.tui.customer.upkeep_page import Deed
from kiosk.tui.program import AGAIN

if TYPE_CHECKING:
    from kiosk.i18n.speaker import Speaker
    from kiosk.tui.customer.attention import Attention
    from kiosk.tui.customer.moment import Moment

PIN_SECONDS: Final = 20.0
"""A customer who knocked by chance has the kiosk back after so long."""

IDLE_SECONDS: Final = 120.0

_LONG: Final = 60
"""Seconds of waiting that are told in minutes."""

_PLACES: Final = {
    Deed.SCANNER: At.SCANNER,
    Deed.CHECK: At.CHECK,
    Deed.SCREEN: At.SCREEN,
    Deed.PAUSE: At.PAUSED,
}
_PRINTED: Final = {
    Paper.TAKE: "upkeep-print-take",
    Paper.FAILED: "upkeep-print-failed",
}

_log = logging.getLogger(__name__)


class Host(Protocol):
    """Who leads the customers."""

    @property
    def moment(self) -> "Moment":
        """What is known."""

    @property
    def attention(self) -> "Attention":
        """Whether a customer is still there."""

    def end(self) -> None:
        """No customer is there."""

    def show(self) -> None:
        """Draw what is true now."""


class Upkeeping:
    """In by a PIN, out by itself. Customers' pages are under it as if nobody had come."""

    def __init__(
        self,
        app: App[None],
        ready: Ready,
        stage: Stage,
        host: Host,
        looking: Looking,
        paper: PaperTray,
        run: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`run` runs something beside the screen, in a group of that name."""
        self._app, self._ready, self._stage, self._host = app, ready, stage, host
        self._looking, self._paper, self._run = looking, paper, run
        self._glass = UpkeepGlass(stage, ready, looking)
        self._idle = Idle(app.set_timer, self.nobody_there)
        self._work = Work()

    @property
    def at(self) -> At | None:
        """Where the technician is; None: customers have the kiosk."""
        return self._work.at

    def begin(self) -> None:
        """Ask for the PIN, wherever the customer is. Nothing happens without a PIN, and while
        a customer's number is being taken."""
        moment, upkeep = self._host.moment, self._ready.upkeep
        at_work = self.at not in (None, At.PAUSED)
        taking = moment.sending in (Sending.UNDER_WAY, Sending.SLOW)
        if at_work or taking or moment.looking:
            return
        if upkeep is None or moment.panel.too_few_cells or not upkeep.exists:
            return
        paused = self._work.paused
        self._host.end()
        self._host.attention.idle.watch(None)
        self._work = Work(paused=paused)
        self._go(At.PIN)

    def leave(self) -> None:
        """Customers have it again; nothing of this is left."""
        self._work = Work()
        self._idle.watch(None)
        self._looking.forget()

    def shown(self, moment: "Moment") -> bool:
        """Draw the technician's page, if they are there."""
        if self.at is None or moment.panel.too_few_cells:
            return False
        if self.at in (At.MENU, At.CHECK) and self._looking.due:
            self._run(self._look(), "upkeep")
        self._stage.bring(self._glass.page(self._work, moment))
        return True

    def touched(self) -> None:
        """Somebody is there."""
        self._idle.touched()

    def given(self, pin: str) -> None:
        """A PIN was typed."""
        self._glass.pages.pin.look()
        self._run(self._try(pin), "upkeep")

    def heard(self, text: str) -> bool:
        """A scan, as it came: shown in the scanner test, and nobody else's while this is open."""
        if self.at in (None, At.PAUSED):
            return False
        self.touched()
        if self.at is At.SCANNER:
            self._know(scan=text)
        return True

    def wanted(self, deed: Deed) -> None:
        """What a tile was touched for."""
        match deed:
            case Deed.BACK:
                self._back()
            case Deed.LANGUAGE:
                states = self._host.moment.states
                following = self._glass.next_speaker(self._work, states)
                self._know(locale=following.locale)
            case Deed.PRINT:
                self._run(self._print(), "print")
            case Deed.RESTART:
                self._end(AGAIN)
            case Deed.END:
                self._ask_end()
            case _:
                self._go(_PLACES[deed])

    def nobody_there(self) -> None:
        """From the PIN back at once; at work somebody is asked first."""
        if self.at is At.PIN:
            self._back()
            return
        self._stage.drop_dialogs()
        dialog = self._glass.pages.still_there
        dialog.ask(self._host.moment.panel, self._speaker)
        self._stage.ask(dialog, self._answered)

    def _answered(self, still_there: bool | None) -> None:
        if still_there:
            self.touched()
            self._host.show()
        else:
            self._host.end()

    def _know(self, **changes: Any) -> None:
        self._work = replace(self._work, **changes)
        self._host.show()

    def _go(self, at: At) -> None:
        paused = self._work.paused
        if at is At.PAUSED and paused is None:
            paused = self._host.moment.now
            _log.info("the kiosk is paused")
        seconds = {At.PIN: PIN_SECONDS, At.PAUSED: None}
        self._idle.watch(seconds.get(at, IDLE_SECONDS))
        if at is At.CHECK:
            self._looking.forget()
        self._know(at=at, paused=paused, scan="")
        self._app.call_after_refresh(self._stage.wipe)

    def _back(self) -> None:
        """To the first page, from there to the customers; from the PIN to where it was asked."""
        if self.at is At.PIN and self._work.paused:
            self._go(At.PAUSED)
        elif self.at in (At.PIN, At.MENU):
            self._host.end()
        else:
            self._go(At.MENU)

    async def _try(self, pin: str) -> None:
        upkeep, page = self._ready.upkeep, self._glass.pages.pin
        if upkeep is None:
            return
        try:
            await upkeep.let_in(pin)
        except TooBusy as error:
            wait = error.retry_after
            if wait > _LONG:
                page.complain("upkeep-pin-locked", minutes=-(-wait // 60))
            else:
                page.complain("upkeep-pin-wait", seconds=wait)
        except Denied:
            page.complain("upkeep-pin-wrong")
        except KioskError as error:
            _log.error("the PIN can't be read", extra={"said": error.detail})
            page.complain("upkeep-pin-unreadable")
        else:
            if self.at is At.PIN:
                self._work = replace(self._work, paused=None)
                self._go(At.MENU)

    async def _look(self) -> None:
        await self._looking.look()
        if self.at is not None:
            self._host.show()

    async def _print(self) -> None:
        """One paper with the number TEST; what became of it is said."""
        upkeep = self._ready.upkeep
        if upkeep is None or self._work.printing:
            return
        became = [Paper.FAILED]
        self._know(printing=True)
        order = await upkeep.test_order(self._speaker.locale)
        await self._paper.print(order, became.append)
        await self._paper.look()
        if self.at is not None:
            self.touched()
            self._know(printing=False)
            self._say(_PRINTED.get(became[-1], "upkeep-print-unsure"))

    def _ask_end(self) -> None:
        speaker, dialog = self._speaker, self._stage.notice
        dialog.put(
            self._host.moment.panel,
            speaker,
            heading=speaker.say("upkeep-end-ask"),
            text=speaker.say("upkeep-end-means"),
            yes=speaker.say("upkeep-end-yes"),
            no=speaker.say("upkeep-end-no"),
        )
        self._stage.ask(dialog, lambda yes: self._end(0) if yes else self._host.show())

    def _end(self, code: int) -> None:
        """The program ends, and begins again if the code says so; not before papers are out."""
        if self._paper.busy:
            self._host.show()
            self._say("upkeep-busy")
            return
        _log.info("ended from maintenance", extra={"code": code})
        self._app.exit(return_code=code)

    def _say(self, key: str) -> None:
        speaker, dialog = self._speaker, self._stage.notice
        dialog.tell(self._host.moment.panel, speaker, speaker.say(key))
        self._stage.ask(dialog, lambda _: self._host.show())

    @property
    def _speaker(self) -> "Speaker":
        return self._glass.speaker(self._work, self._host.moment.states)
