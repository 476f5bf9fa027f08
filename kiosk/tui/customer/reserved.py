"""The pages of an appointment, filled from what is known at a moment."""

from dataclasses import replace

from kiosk.domain.branch import Branch
from kiosk.domain.slots import Slot
from kiosk.errors import Reason
from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.age import Age
from kiosk.tui.customer.calendar import Calendar
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
    session, age = moment.session, age_of(moment, step)
    frame = replace(frame, age=age.admitted(frame.speaker))
    wanted = session.service_wanted
    service = branch.service(wanted) if wanted else None
    assert service  # noqa: S101  else the step were another
    start = session.joins.start_at if session.joins else session.start
    was = session.mine.ticket.start_at if session.mine and session.moving else None
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
            what = Appointment(
                branch,
                service,
                start,
                tail,
                name,
                kept,
                joins,
                counts=age.shown,
                instead_of=was,
            )
            stage.book.show(frame, what, sending=moment.sending, notice=moment.notice)
            return stage.book
        case Step.MEETING:
            offered = moment.offered or Offered()
            stage.meeting.show(frame, branch, service, offered, counts=age.shown)
            return stage.meeting
        case _:
            calendar = moment.calendar
            assert calendar  # noqa: S101  asked for with the service
            calendar = replace(calendar, counts=age.shown, yours=was)
            stage.time.show(frame, branch, service, calendar)
            return stage.time


def age_of(moment: Moment, step: Step) -> Age:
    """Of the figures on the page of that step: free times, or places in sessions."""
    known: Calendar | Offered | None = None
    if step is Step.TIME:
        known = moment.calendar
    elif step is Step.MEETING or moment.session.joins:
        known = moment.offered
    return Age.of([known.at] if known and known.at else [], moment.now)


def explained(slot: Slot, speaker: Speaker) -> str:
    """Why a time can't be had, for somebody who touched it."""
    time = speaker.time(slot.start)
    if slot.reason is Reason.TOO_SOON:
        return speaker.say("time-explain-too-soon", time=time)
    return speaker.say("time-explain-taken", time=time)
