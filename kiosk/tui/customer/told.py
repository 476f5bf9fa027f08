"""What pages tell the app: a touch each, and what it leads to."""

from abc import abstractmethod
from time import monotonic
from typing import TYPE_CHECKING

from kiosk.tui.tap_guard import TapGuard

if TYPE_CHECKING:
    from kiosk.tui.customer.attract import Attract
    from kiosk.tui.customer.choose_branch import ChooseBranch
    from kiosk.tui.customer.choose_errand import ChooseErrand
    from kiosk.tui.customer.choose_group import ChooseGroup
    from kiosk.tui.customer.choose_language import ChooseLanguage
    from kiosk.tui.customer.choose_service import ChooseService
    from kiosk.tui.customer.choose_session import ChooseSession
    from kiosk.tui.customer.choose_ticket import ChooseTicket
    from kiosk.tui.customer.choose_time import ChooseTime
    from kiosk.tui.customer.enter_code import EnterCode
    from kiosk.tui.customer.enter_name import EnterName
    from kiosk.tui.customer.enter_phone import EnterPhone
    from kiosk.tui.customer.enter_pin import EnterPin
    from kiosk.tui.customer.give_back import GiveBack
    from kiosk.tui.customer.my_ticket import MyTicket
    from kiosk.tui.customer.upkeep_page import UpkeepPage
    from kiosk.tui.customer.visit import Visit


class ToldByPages:
    """One line for each message of each page."""

    _guard: TapGuard

    @property
    @abstractmethod
    def _at_work(self) -> "Visit":
        """The visit; pages exist only once it does."""

    def on_attract_begun(self, event: "Attract.Begun") -> None:
        self._at_work.speak(event.locale)

    def on_attract_more_languages(self) -> None:
        self._at_work.ask_language()

    def on_help_page_larger(self) -> None:
        self._at_work.helping.larger()

    def on_help_page_contrast(self) -> None:
        self._at_work.helping.contrast()

    def on_help_page_staff_called(self) -> None:
        self._at_work.helping.staff()

    def on_choose_language_chosen(self, event: "ChooseLanguage.Chosen") -> None:
        self._at_work.speak(event.locale)

    def on_choose_branch_chosen(self, event: "ChooseBranch.Chosen") -> None:
        self._at_work.choosing.branch(event.branch)

    def on_choose_errand_chosen(self, event: "ChooseErrand.Chosen") -> None:
        self._at_work.choosing.errand(event.errand)

    def on_enter_code_given(self, event: "EnterCode.Given") -> None:
        self._at_work.finding.by_code(event.code)

    def on_enter_code_phone_wanted(self) -> None:
        self._at_work.go(self._at_work.session.find_by_phone())

    def on_choose_ticket_chosen(self, event: "ChooseTicket.Chosen") -> None:
        self._at_work.go(self._at_work.session.own(event.placed))

    def on_my_ticket_chosen(self, event: "MyTicket.Chosen") -> None:
        self._at_work.owning.choose(event.own)

    def on_give_back_answered(self, event: "GiveBack.Answered") -> None:
        self._at_work.owning.leave(sure=event.sure)

    def on_choose_group_chosen(self, event: "ChooseGroup.Chosen") -> None:
        self._at_work.choosing.group(event.group)

    def on_choose_service_chosen(self, event: "ChooseService.Chosen") -> None:
        self._at_work.choosing.service(event.service)

    def on_take_number_wanted(self) -> None:
        self._at_work.take_number()

    def on_take_number_time_wanted(self) -> None:
        self._at_work.choosing.time_wanted()

    def on_take_number_explain(self) -> None:
        self._at_work.choosing.explain()

    def on_enter_phone_given(self, event: "EnterPhone.Given") -> None:
        self._at_work.told_phone(event.e164)

    def on_enter_phone_skipped(self) -> None:
        self._at_work.reserving.tell_phone("")

    def on_enter_name_given(self, event: "EnterName.Given") -> None:
        self._at_work.reserving.tell_name(event.name)

    def on_enter_name_turned(self) -> None:
        self._guard.page_changed(monotonic())

    def on_choose_time_looked(self, event: "ChooseTime.Looked") -> None:
        self._at_work.reserving.look_at(event.day)

    def on_choose_time_turned(self, event: "ChooseTime.Turned") -> None:
        self._at_work.reserving.turn_to(event.first)

    def on_choose_time_chosen(self, event: "ChooseTime.Chosen") -> None:
        self._at_work.choosing.time(event.slot)

    def on_choose_time_asked_again(self) -> None:
        self._at_work.reserving.refresh()

    def on_choose_session_chosen(self, event: "ChooseSession.Chosen") -> None:
        self._at_work.choosing.session(event.session)

    def on_choose_session_asked_again(self) -> None:
        self._at_work.joining.refresh()

    def on_confirm_time_wanted(self) -> None:
        self._at_work.take_number()

    def on_confirm_time_check_again(self) -> None:
        self._at_work.reserving.check_again()

    def on_number_given_done(self) -> None:
        self._at_work.end()

    def on_enter_pin_given(self, event: "EnterPin.Given") -> None:
        self._at_work.overlay.upkeep.given(event.pin)

    def on_upkeep_page_wanted(self, event: "UpkeepPage.Wanted") -> None:
        self._at_work.overlay.upkeep.wanted(event.deed)

    def on_page_back(self) -> None:
        self._at_work.go_back()

    def on_page_start_over(self) -> None:
        self._at_work.end()

    def on_page_help_asked(self) -> None:
        self._at_work.helping.ask()

    def on_page_language_asked(self) -> None:
        self._at_work.ask_language()
