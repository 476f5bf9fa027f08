"""The pages there are, and which one is on the glass."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

from textual.app import App

from kiosk.tui.customer.attract import Attract
from kiosk.tui.customer.choose_branch import ChooseBranch
from kiosk.tui.customer.choose_group import ChooseGroup
from kiosk.tui.customer.choose_language import ChooseLanguage
from kiosk.tui.customer.choose_service import ChooseService
from kiosk.tui.customer.closed import Closed
from kiosk.tui.customer.dialog import Dialog
from kiosk.tui.customer.number_given import NumberGiven
from kiosk.tui.customer.out_of_service import OutOfService
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.self_test import SelfTest
from kiosk.tui.customer.still_there_dialog import StillThereDialog
from kiosk.tui.customer.take_number import TakeNumber
from kiosk.tui.tap_guard import TapGuard


class Stage:
    """Every page is made once, installed, and used again by the next customer."""

    def __init__(self, app: App[None], guard: TapGuard) -> None:
        """Install the pages in `app`; `guard` is told when the glass changes."""
        self._app, self._guard = app, guard
        self.attract = Attract()
        self.closed = Closed()
        self.language = ChooseLanguage()
        self.branch = ChooseBranch()
        self.group = ChooseGroup()
        self.service = ChooseService()
        self.confirm = TakeNumber()
        self.given = NumberGiven()
        self.out = OutOfService()
        self.self_test = SelfTest()
        self.still_there = StillThereDialog()
        self.notice = Dialog()
        for name, part in vars(self).items():
            if isinstance(part, Page | Dialog):
                app.install_screen(part, name)

    @property
    def pages(self) -> Iterator[Page]:
        """All pages, dialogs apart."""
        return (part for part in vars(self).values() if isinstance(part, Page))

    def bring(self, page: Page) -> None:
        """Put `page` on the glass; a dialog over another page goes with that page."""
        if page in self._app.screen_stack:
            return
        self.drop_dialogs()
        if isinstance(self._app.screen, Page):
            self._app.switch_screen(page)
        else:
            self._app.push_screen(page)
        self._guard.page_changed(monotonic())

    def ask(self, dialog: Dialog, then: Callable[[bool | None], Any]) -> None:
        """Put `dialog` over the page; `then` gets its answer."""
        if self._app.screen is not dialog:
            self._app.push_screen(dialog, then)
            self._guard.page_changed(monotonic())

    def drop_dialogs(self) -> None:
        """Take away what lies over the page, unanswered."""
        while isinstance(self._app.screen, Dialog):
            self._app.pop_screen()
            self._guard.page_changed(monotonic())

    def wipe(self) -> None:
        """Forget the customer, on every page that isn't on the glass now."""
        for page in self.pages:
            if page.frame and page is not self._app.screen:
                page.wipe()
