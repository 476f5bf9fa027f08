"""The pages of an appointment, filled from what is known at a moment."""

from kiosk.domain.branch import Branch
from kiosk.domain.slots import Slot
from kiosk.errors import Reason
from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.choose_session import Offered
from kiosk.tui.customer.confirm_time import Appointment
from kiosk.tui.customer.frame import Frame
from kiosk.tui.customer.moment import Moment
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.session import Step
from kiosk.tui.customer.stage import Stage


def page_of(
    stage: Stage,
    moment: Moment,
    branch: Branch,
    frame: Frame,
    step: Step,
    *,
    may_skip: bool,
) -> Page:
    """The page of that step. `may_skip`: an appointment may be nobody's."""
    session = moment.session
    service = branch.service(session.service) if session.service else None
    assert service  # noqa: S101  else the step were another
    start = session.joins.start_at if session.joins else session.start
    match step:
        case Step.PHONE:
            stage.phone.show(frame, branch.zone, may_skip=may_skip)
            return stage.phone
        case Step.NAME:
            stage.name.show(frame)
            return stage.name
        case Step.BOOK if start:
            tail, name = (session.phone or "")[-2:], session.name or ""
            kept, joins = moment.kept_until, session.joins
            what = Appointment(branch, service, start, tail, name, kept, joins)
            stage.book.show(frame, what, sending=moment.sending, notice=moment.notice)
            return stage.book
        case Step.MEETING:
            stage.meeting.show(frame, branch, service, moment.offered or Offered())
            return stage.meeting
        case _:
            calendar = moment.calendar
            assert calendar  # noqa: S101  asked for with the service
            stage.time.show(frame, branch, service, calendar)
            return stage.time


def explained(slot: Slot, speaker: Speaker) -> str:
    """Why a time can't be had, for somebody who touched it."""
    time = speaker.time(slot.start)
    if slot.reason is Reason.TOO_SOON:
        return speaker.say("time-explain-too-soon", time=time)
    return speaker.say("time-explain-taken", time=time)
