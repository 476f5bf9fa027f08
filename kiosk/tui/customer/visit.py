"""The customer's way through the pages: what a touch leads to, and what the queue says to it."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App

from kiosk.domain.branch import (
    BranchState,
)
from kiosk.domain.ticket import Placed
from kiosk.errors import KioskError
from kiosk.tui.customer.appointing import Appointing
from kiosk.tui.customer.attention import Attention
from kiosk.tui.customer.choosing import Choosing
from kiosk.tui.customer.connection import Connection
from kiosk.tui.customer.giving import Giving
from kiosk.tui.customer.glass import Glass
from kiosk.tui.customer.heeding import Heeding
from kiosk.tui.customer.helping import Helping
from kiosk.tui.customer.live import Lost, Pace, follow
from kiosk.tui.customer.moment import Moment, Outage, without_customer
from kiosk.tui.customer.number_given import Paper
from kiosk.tui.customer.overlay import Overlay
from kiosk.tui.customer.paper import PaperTray
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.refusing import Refusing
from kiosk.tui.customer.reporting import Reporter
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.session import (
    NOBODY,
    Session,
    Step,
)
from kiosk.tui.customer.skew import Corrected
from kiosk.tui.customer.stage import Stage
from kiosk.tui.customer.standing import told
from kiosk.tui.customer.taking import Taking
from kiosk.tui.customer.warm import warm_up
from kiosk.tui.panel import Panel

if TYPE_CHECKING:
    from kiosk.domain.scanned import Scanned
    from kiosk.i18n.speaker import Speaker
    from kiosk.tui.customer.finding import Finding
    from kiosk.tui.customer.joining import Joining
    from kiosk.tui.customer.owning import Owning
    from kiosk.tui.customer.reserving import Reserving

PACE = Pace()
PRINTER_SECONDS = 5.0
CLOCK_SECONDS = 10.0


class Visit:
    """One customer after the other."""

    def __init__(
        self,
        app: App[None],
        ready: Ready,
        stage: Stage,
        *,
        themes: int,
        other_theme: Callable[[], None],
        reset_theme: Callable[[], None],
    ) -> None:
        """`reset_theme` undoes what a customer changed by `other_theme`, when they have gone."""
        self._clock = Corrected(ready.clock, ready.monotonic)
        ready = replace(ready, clock=self._clock)
        self._app, self._ready, self._stage = app, ready, stage
        self._glass = Glass(stage, ready, themes=themes)
        self._reset_theme = reset_theme
        panel = Panel.of(*app.size, ready.screen_mm)
        self._moment = Moment(ready.clock.now(), panel)
        self._answered = self._warm = False
        self.last_number = ""
        self._broken: Outage | None = None
        self._heeding = Heeding(self, stage, app.call_later)
        self.attention = Attention(app.set_timer, self, stage)
        self._connection = Connection(app.set_timer, self.show, ready.clock.now)
        self._paper = PaperTray(ready.printer, self.show)
        self._taking = Taking(ready, self._work)
        self._appointing = Appointing(app, ready, stage, self, self._paper, self._work)
        self.choosing = Choosing(ready, self, stage, self._appointing)
        self._refusing = Refusing(ready, self, self._appointing)
        self.helping = Helping(ready, self, other_theme, self._work)
        self._giving = Giving(ready, self, self._paper, self._taking, self._work)
        at, run = (stage, self, self._paper, self._clock), self._work
        self.overlay = Overlay(app, ready, *at, themes=themes, run=run)

    @property
    def moment(self) -> Moment:
        """What is known."""
        return self._moment

    @property
    def session(self) -> Session:
        """The choices so far."""
        return self._moment.session

    @property
    def step(self) -> Step:
        """Where the visit stands."""
        return self._glass.step(self._moment)

    @property
    def states(self) -> Sequence[BranchState]:
        """The branches there are, as they stand."""
        return self._moment.states

    @property
    def speaker(self) -> "Speaker":
        """Who speaks to this customer."""
        return self._glass.speaker(self._moment)

    @property
    def finding(self) -> "Finding":
        """The way in for who comes back."""
        return self._appointing.finding

    @property
    def owning(self) -> "Owning":
        """What they do with the ticket they came with."""
        return self._appointing.owning

    @property
    def reserving(self) -> "Reserving":
        """The way to an appointment."""
        return self._appointing.reserving

    @property
    def joining(self) -> "Joining":
        """The way into a session."""
        return self._appointing.joining

    def begin(self) -> None:
        """Follow the queue and the printer from now on; settle what was left behind."""
        ready, clock = self._ready, self._clock
        follows = follow(ready.backend, ready.branch, self.told, PACE, clock)
        self._work(follows, "follow")
        self._work(self._taking.settle_left(), "intents")
        self._look_at_printer()
        reporter = Reporter(ready, self._paper, self, clock)
        self._work(reporter.for_ever(), "report")
        self._app.set_interval(PRINTER_SECONDS, self._look_at_printer)
        self._app.set_interval(CLOCK_SECONDS, self._look_again)

    def told(self, found: Sequence[BranchState] | Lost) -> None:
        """What following the queue brought."""
        if isinstance(found, Lost):
            self._connection.lost(found.since, found.reason)
            return
        self._connection.found()
        self._answered = True
        self._moment = told(self._moment, found)
        self.show()

    def break_down(self, reference: str) -> None:
        """Out of service for good; the program ends soon."""
        self._broken = Outage(self._ready.clock.now(), reference)
        self.end()

    def touched(self) -> None:
        """A finger or a key."""
        self.attention.touched()
        self.overlay.touched()

    def show(self) -> None:
        """Draw what is true now."""
        self._taking.wanted(self.session.key)
        moment = self._moment = replace(
            self._moment,
            now=self._ready.clock.now(),
            panel=self._panel(),
            printer_works=self._paper.works,
            no_connection=self._connection.banner,
            outage=self._outage(),
            **self._appointing.known(),
        )
        if self.overlay.shown(moment) or not (self._answered or moment.outage):
            return
        if moment.outage and moment.session != NOBODY:
            self.end()
            return
        self._glass.show(moment)
        self.attention.follow()
        self._heeding.go_on()
        if not self._warm:
            self._warm = True
            can = self._ready.backend.capabilities
            alone = not self._app.is_headless
            rest = warm_up(self._stage, alone=alone, times=can.appointments)
            self._app.call_after_refresh(self._work, rest, "warm")

    def speak(self, locale: str) -> None:
        """Begin, or go on, in `locale`."""
        self.go(self.session.speak(locale), choosing_language=False)

    def ask_language(self) -> None:
        """Change to the other language; to a page of them where there are more."""
        other = self._glass.other_language(self._moment)
        if other and self.session.locale:
            self.speak(other)
        else:
            self.go(self.session, choosing_language=True)

    def go_back(self) -> None:
        """One page back; from the languages, and from help, to where they were asked for."""
        if self._moment.choosing_language and self.session.locale:
            self.go(self.session, choosing_language=False)
        elif self._moment.helping:
            self.helping.leave()
        else:
            self.choosing.back()

    def earlier(self) -> Session:
        """The visit one page earlier; a new one when that is the first page."""
        return self._glass.back(self._moment)

    def end(self) -> None:
        """The customer has gone: forget everything about them."""
        self.overlay.leave()
        self._moment = without_customer(self._moment)
        self._appointing.forget()
        self._heeding.forget()
        self.helping.forget()
        self._stage.drop_dialogs()
        self._reset_theme()
        self.show()
        self._app.call_after_refresh(self._stage.wipe)

    def take_number(self) -> None:
        """The last touch: a number, a time, or another time for the one they have."""
        begun = (
            self.owning.reschedule() if self.session.moving else self._giving.begin()
        )
        if not begun:
            self.show()

    def scanned(self, found: "Scanned") -> None:
        """Something was held under the scanner."""
        if found.card:
            self.overlay.begin()
        elif not (self.overlay.open or self._broken or self._moment.outage):
            self._heeding.scanned(found)

    def told_phone(self, e164: str) -> None:
        """A phone number: to find a ticket by, or to book one under."""
        if self.step is Step.FIND_PHONE:
            self.finding.by_phone(e164)
        else:
            self.reserving.tell_phone(e164)

    def refuse(self, error: KioskError) -> None:
        """Say what happened, and where to go from there."""
        self._refusing.refuse(error)

    def know(self, **changes: Any) -> None:
        """Take note of something, and draw nothing."""
        self._moment = replace(self._moment, **changes)

    def complain(self, error: KioskError) -> None:
        """Say what happened, over the page as it is."""
        self.show()
        self.notify(self.speaker.error(error.reason))

    def after_refresh(self, then: Callable[[], None]) -> None:
        """Do something once the page is on the glass."""
        self._app.call_after_refresh(then)

    def say_sending(self, how: Sending) -> None:
        """How far the taking is; the page stays."""
        self._moment = replace(self._moment, sending=how, notice="")
        booking = self.session.start or self.session.joins
        (self._stage.book if booking else self._stage.confirm).tell(how)
        self.attention.follow()

    def say_paper(self, placed: Placed, paper: Paper) -> None:
        """What becomes of the paper, to who is still there for it."""
        if self.session.placed is placed:
            self._moment = replace(self._moment, paper=paper)
            self._stage.given.tell(paper)

    def notify(self, text: str, then: Callable[[], None] | None = None) -> None:
        """A sentence over the page, with a heading in its first line; then back to it."""
        self._stage.notice.tell(self._panel(), self.speaker, text)
        self._stage.ask(self._stage.notice, lambda _: (then or self.show)())
        self.attention.said()

    def ask(
        self, heading: str, text: str, *, yes: str, no: str, then: Callable[[bool], Any]
    ) -> None:
        """A question over the page; `then` gets True for `yes`, which Escape means as well."""
        words = {"heading": heading, "text": text, "yes": yes, "no": no}
        self._stage.notice.put(self._panel(), self.speaker, **words, leave=True)
        self._stage.ask(self._stage.notice, lambda answer: then(bool(answer)))

    def _outage(self) -> Outage | None:
        if self._broken:
            return self._broken
        connection, moment = self._connection, self._moment
        busy = moment.session.placed or moment.sending is not Sending.NOT_YET
        if not connection.out or connection.since is None or busy:
            return None
        return Outage(connection.since, connection.reason.upper())

    def go(self, session: Session, **changes: Any) -> None:
        """To the page that follows from these choices."""
        if session.placed:
            self.last_number = session.placed.ticket.number
        self._moment = replace(self._moment, session=session, **changes)
        self.show()

    def _look_again(self) -> None:
        """Every few seconds: the clock, and times that others may have taken."""
        self._appointing.look_again(self._glass.step(self._moment))
        self.show()

    def _panel(self) -> Panel:
        return Panel.of(
            *self._app.size, self._ready.screen_mm, large=self._moment.large
        )

    def _look_at_printer(self) -> None:
        self._work(self._paper.look(), "printer")

    def _work(self, work: Coroutine[Any, Any, None], group: str) -> None:
        self._app.run_worker(work, group=group, exit_on_error=False)
