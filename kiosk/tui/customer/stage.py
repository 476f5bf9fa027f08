"""The pages there are, and which one is on the glass."""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from rich.cells import cached_cell_len
from textual.app import App
from textual.screen import Screen

from kiosk.tui.customer.attract import Attract
from kiosk.tui.customer.dialog import Dialog
from kiosk.tui.customer.page import Page
from kiosk.tui.tap_guard import TapGuard

if TYPE_CHECKING:
    from kiosk.tui.customer.choose_branch import ChooseBranch
    from kiosk.tui.customer.choose_errand import ChooseErrand
    from kiosk.tui.customer.choose_group import ChooseGroup
    from kiosk.tui.customer.choose_language import ChooseLanguage
    from kiosk.tui.customer.choose_service import ChooseService
    from kiosk.tui.customer.choose_session import ChooseSession
    from kiosk.tui.customer.choose_ticket import ChooseTicket
    from kiosk.tui.customer.choose_time import ChooseTime
    from kiosk.tui.customer.closed import Closed
    from kiosk.tui.customer.confirm_time import ConfirmTime
    from kiosk.tui.customer.enter_code import EnterCode
    from kiosk.tui.customer.enter_name import EnterName
    from kiosk.tui.customer.enter_phone import EnterPhone
    from kiosk.tui.customer.find_phone import FindPhone
    from kiosk.tui.customer.give_back import GiveBack
    from kiosk.tui.customer.help_page import HelpPage
    from kiosk.tui.customer.my_ticket import MyTicket
    from kiosk.tui.customer.number_given import NumberGiven
    from kiosk.tui.customer.out_of_service import OutOfService
    from kiosk.tui.customer.self_test import SelfTest
    from kiosk.tui.customer.still_there_dialog import StillThereDialog
    from kiosk.tui.customer.take_number import TakeNumber

Part = TypeVar("Part", bound=Page | Dialog)


class Stage:
    """Every page is made once, when it is first needed, and used again by the next customer."""

    def __init__(self, app: App[None], guard: TapGuard) -> None:
        """`guard` is told when the glass changes."""
        self._app, self._guard = app, guard
        self._others: list[Page] = []

    @cached_property
    def attract(self) -> Attract:
        """K1."""
        return self._installed(Attract())

    @cached_property
    def closed(self) -> "Closed":
        """K17."""
        from kiosk.tui.customer.closed import Closed

        return self._installed(Closed())

    @cached_property
    def language(self) -> "ChooseLanguage":
        """The other languages."""
        from kiosk.tui.customer.choose_language import ChooseLanguage

        return self._installed(ChooseLanguage())

    @cached_property
    def branch(self) -> "ChooseBranch":
        """K1b."""
        from kiosk.tui.customer.choose_branch import ChooseBranch

        return self._installed(ChooseBranch())

    @cached_property
    def errand(self) -> "ChooseErrand":
        """K2."""
        from kiosk.tui.customer.choose_errand import ChooseErrand

        return self._installed(ChooseErrand())

    @cached_property
    def code(self) -> "EnterCode":
        """K13."""
        from kiosk.tui.customer.enter_code import EnterCode

        return self._installed(EnterCode())

    @cached_property
    def find_phone(self) -> "FindPhone":
        """K13 by a phone number."""
        from kiosk.tui.customer.find_phone import FindPhone

        return self._installed(FindPhone())

    @cached_property
    def found(self) -> "ChooseTicket":
        """K13 where there are several."""
        from kiosk.tui.customer.choose_ticket import ChooseTicket

        return self._installed(ChooseTicket())

    @cached_property
    def mine(self) -> "MyTicket":
        """K14."""
        from kiosk.tui.customer.my_ticket import MyTicket

        return self._installed(MyTicket())

    @cached_property
    def leave(self) -> "GiveBack":
        """K15."""
        from kiosk.tui.customer.give_back import GiveBack

        return self._installed(GiveBack())

    @cached_property
    def help(self) -> "HelpPage":
        """Help with the screen itself."""
        from kiosk.tui.customer.help_page import HelpPage

        return self._installed(HelpPage())

    @cached_property
    def group(self) -> "ChooseGroup":
        """K3."""
        from kiosk.tui.customer.choose_group import ChooseGroup

        return self._installed(ChooseGroup())

    @cached_property
    def service(self) -> "ChooseService":
        """K4."""
        from kiosk.tui.customer.choose_service import ChooseService

        return self._installed(ChooseService())

    @cached_property
    def confirm(self) -> "TakeNumber":
        """K9."""
        from kiosk.tui.customer.take_number import TakeNumber

        return self._installed(TakeNumber())

    @cached_property
    def phone(self) -> "EnterPhone":
        """K7."""
        from kiosk.tui.customer.enter_phone import EnterPhone

        return self._installed(EnterPhone())

    @cached_property
    def name(self) -> "EnterName":
        """K7b."""
        from kiosk.tui.customer.enter_name import EnterName

        return self._installed(EnterName())

    @cached_property
    def time(self) -> "ChooseTime":
        """K8."""
        from kiosk.tui.customer.choose_time import ChooseTime

        return self._installed(ChooseTime())

    @cached_property
    def meeting(self) -> "ChooseSession":
        """K16."""
        from kiosk.tui.customer.choose_session import ChooseSession

        return self._installed(ChooseSession())

    @cached_property
    def book(self) -> "ConfirmTime":
        """K9 for an appointment."""
        from kiosk.tui.customer.confirm_time import ConfirmTime

        return self._installed(ConfirmTime())

    @cached_property
    def given(self) -> "NumberGiven":
        """K10."""
        from kiosk.tui.customer.number_given import NumberGiven

        return self._installed(NumberGiven())

    @cached_property
    def out(self) -> "OutOfService":
        """K12."""
        from kiosk.tui.customer.out_of_service import OutOfService

        return self._installed(OutOfService())

    @cached_property
    def self_test(self) -> "SelfTest":
        """K0."""
        from kiosk.tui.customer.self_test import SelfTest

        return self._installed(SelfTest())

    @cached_property
    def still_there(self) -> "StillThereDialog":
        """K11."""
        from kiosk.tui.customer.still_there_dialog import StillThereDialog

        return self._installed(StillThereDialog())

    @cached_property
    def notice(self) -> Dialog:
        """One sentence, and OK."""
        return self._installed(Dialog())

    @property
    def pages(self) -> Iterator[Page]:
        """The pages made so far, dialogs apart."""
        own = (part for part in vars(self).values() if isinstance(part, Page))
        return chain(own, self._others)

    def take_in(self, part: Part) -> Part:
        """A part that somebody else keeps; a page of theirs is wiped with the rest."""
        if isinstance(part, Page):
            self._others.append(part)
        return self._installed(part)

    def bring(self, page: Page) -> None:
        """Put `page` on the glass; a dialog over another page goes with that page."""
        if page in self._app.screen_stack or self._top is None:
            return
        self.drop_dialogs()
        if isinstance(self._top, Page):
            self._app.switch_screen(page)
        else:
            self._app.push_screen(page)
        self._guard.page_changed(monotonic())

    def ask(self, dialog: Dialog, then: Callable[[bool | None], Any]) -> None:
        """Put `dialog` over the page; `then` gets its answer."""
        if self._top not in (dialog, None):
            self._app.push_screen(dialog, then)
            self._guard.page_changed(monotonic())

    @property
    def says_something(self) -> bool:
        """Whether a dialog lies over the page."""
        return isinstance(self._top, Dialog)

    def drop_dialogs(self) -> None:
        """Take away what lies over the page, unanswered."""
        while self.says_something:
            self._app.pop_screen()
            self._guard.page_changed(monotonic())

    def wipe(self) -> None:
        """Forget the customer, on all that isn't on the glass now."""
        for page in self.pages:
            if page.frame and page is not self._top:
                page.wipe()
        for dialog in (
            part for part in vars(self).values() if isinstance(part, Dialog)
        ):
            if dialog.heading.text and dialog is not self._top:
                dialog.wipe()
        cached_cell_len.cache_clear()  # it keeps every text whose width was asked for

    def warm(self, *, times: bool = False) -> Iterator[Page | Dialog]:
        """Make what the first customer will need, one part after the other.

        `times`: also what leads to an appointment.
        """
        yield self.group
        yield self.service
        yield self.confirm
        yield self.given
        yield self.notice
        yield self.still_there
        yield self.help
        if times:
            yield self.errand
            yield self.code
            yield self.mine
            yield self.phone
            yield self.time
            yield self.book

    @property
    def _top(self) -> Screen[Any] | None:
        """What is on the glass; None when the app is ending."""
        stack = self._app.screen_stack
        return stack[-1] if stack else None

    def _installed(self, part: Part) -> Part:
        self._app.install_screen(part, type(part).__name__)
        return part
