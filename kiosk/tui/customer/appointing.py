"""The ways to anything but a number now, each loaded when somebody first may go it."""

from collections.abc import Callable, Coroutine
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.app import App

from kiosk.domain.branch import Branch, Service, ServiceState
from kiosk.errors import KioskError, Refused
from kiosk.tui.customer.paper import PaperTray
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.session import Step, can_be_booked
from kiosk.tui.customer.stage import Stage

if TYPE_CHECKING:
    from kiosk.tui.customer.finding import Finding
    from kiosk.tui.customer.joining import Joining
    from kiosk.tui.customer.owning import Owning
    from kiosk.tui.customer.reserving import Reserving
    from kiosk.tui.customer.visit import Visit


class Appointing:
    """Coming back with a ticket, booking a time, joining a session."""

    def __init__(
        self,
        app: App[None],
        ready: Ready,
        stage: Stage,
        guide: "Visit",
        paper: PaperTray,
        work: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`work` runs something beside the screen, in a group of that name."""
        self._app, self._ready, self._stage = app, ready, stage
        self._guide, self._paper, self._work = guide, paper, work

    @cached_property
    def finding(self) -> "Finding":
        """The way in for who comes back."""
        from kiosk.tui.customer.finding import Finding, Pages

        stage = self._stage
        pages = Pages(code=lambda: stage.code, phone=lambda: stage.find_phone)
        return Finding(self._ready, self._guide, pages, self._work)

    @cached_property
    def owning(self) -> "Owning":
        """What they do with the ticket they came with."""
        from kiosk.tui.customer.owning import Owning

        return Owning(self._ready, self._guide, self._paper, self._work)

    @cached_property
    def reserving(self) -> "Reserving":
        """The way to an appointment."""
        from kiosk.tui.customer.reserving import Reserving

        return Reserving(self._ready, self._guide, self._work, self._app.set_timer)

    @cached_property
    def joining(self) -> "Joining":
        """The way into a session."""
        from kiosk.tui.customer.joining import Joining

        return Joining(self._ready, self._guide, self._work)

    def leads_to(self, service: Service, standing: ServiceState | None) -> bool:
        """Whether a service that stands so can be had for a time, or in a session."""
        can = self._ready.backend.capabilities
        offers = can.sessions if service.places else can.appointments
        return offers and can_be_booked(service, standing)

    def open(self, branch: Branch, service: Service) -> None:
        """Ask for a service's times or sessions, before anybody looks at them."""
        (self.joining if service.places else self.reserving).open(branch, service)

    def want(self, service: Service) -> None:
        """A time, or a place in a session, rather than a number now."""
        if service.places:
            self.joining.want_place()
        else:
            self.reserving.want_time()

    def look_again(self, step: Step) -> None:
        """Others may have taken what is on that page."""
        if step is Step.TIME:
            self.reserving.refresh()
        elif step is Step.MEETING:
            self.joining.refresh()

    def is_gone(self, error: KioskError) -> bool:
        """Whether the session that was chosen is another one's to have: then choose again."""
        if not self._guide.session.joins:
            return False
        from kiosk.tui.customer.joining import GONE

        return isinstance(error, Refused) and error.reason in GONE

    def known(self) -> dict[str, Any]:
        """What they add to a moment."""
        found: dict[str, Any] = {}
        if "reserving" in vars(self):
            way = self.reserving
            found |= {"calendar": way.calendar, "kept_until": way.kept_until}
        if "joining" in vars(self):
            found["offered"] = self.joining.offered
        return found

    def forget(self) -> None:
        """The customer has gone."""
        for way in {"reserving", "finding", "owning", "joining"} & vars(self).keys():
            getattr(self, way).forget()
