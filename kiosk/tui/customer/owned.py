"""The pages for who comes back with a ticket, filled from what is known at a moment."""

from kiosk.domain.branch import Branch
from kiosk.domain.own_ticket import own_choices
from kiosk.domain.ports import Capabilities
from kiosk.tui.customer.frame import Frame
from kiosk.tui.customer.moment import Moment
from kiosk.tui.customer.my_ticket import Mine
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.session import Step
from kiosk.tui.customer.stage import Stage


def page_with(
    stage: Stage,
    moment: Moment,
    branch: Branch,
    frame: Frame,
    step: Step,
    can: Capabilities,
) -> Page:
    """The page of that step. `branch` is the ticket's, once there is one."""
    session = moment.session
    match step:
        case Step.FIND_PHONE:
            stage.find_phone.look(frame, branch.zone, looking=moment.looking)
            return stage.find_phone
        case Step.FOUND if session.found:
            stage.found.show(frame, branch, session.found)
            return stage.found
        case Step.LEAVE | Step.MINE if session.mine:
            may = own_choices(session.mine.ticket, can)
            mine = Mine(session.mine, branch, may, session.known)
            page = stage.leave if step is Step.LEAVE else stage.mine
            page.show(frame, mine, sending=moment.sending)
            return page
        case _:
            by_phone = can.customers
            stage.code.show(frame, looking=moment.looking, by_phone=by_phone)
            return stage.code
