"""Draws a visit: from what is known at a moment to the page that says it."""

from dataclasses import replace
from typing import Any

from kiosk.domain.branch import BranchState, Service
from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.age import Age
from kiosk.tui.customer.attract import Invitation
from kiosk.tui.customer.choices import tiles_on
from kiosk.tui.customer.choose_branch import branch_name
from kiosk.tui.customer.frame import Frame
from kiosk.tui.customer.help_page import Helps
from kiosk.tui.customer.moment import Moment, Outage
from kiosk.tui.customer.notices import notices
from kiosk.tui.customer.page import Page
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.self_test import branch_problems, panel_problems
from kiosk.tui.customer.session import (
    TO_A_TIME,
    WITH_A_TICKET,
    Session,
    Step,
    back,
    can_be_booked,
    next_step,
    state_at,
    state_of,
)
from kiosk.tui.customer.stage import Stage
from kiosk.tui.customer.take_number import Instead
from kiosk.tui.languages import Languages


class Glass:
    """Pages, and the words for them."""

    def __init__(self, stage: Stage, ready: Ready, *, themes: int) -> None:
        """`themes`: how many there are to change between."""
        self._stage, self._ready, self._themes = stage, ready, themes
        self._languages = Languages(ready.catalogue, ready.locales, bidi=ready.bidi)

    def step(self, moment: Moment) -> Step:
        """Where the visit stands on a panel of that size."""
        return next_step(moment.session, moment.states, **self._ways(moment))

    def back(self, moment: Moment) -> Session:
        """The visit one page earlier."""
        return back(moment.session, moment.states, **self._ways(moment))

    def speaker(self, moment: Moment) -> Speaker:
        """Who speaks to this customer."""
        state = state_of(moment.session, moment.states)
        return self._languages.speaker(moment.session.locale, state, moment.states)

    def other_language(self, moment: Moment) -> str | None:
        """The tag of the other language where there are just two; else None."""
        speakers = self._languages.offered(moment.states)
        others = [s for s in speakers if s.locale != self.speaker(moment).locale]
        return others[0].locale if len(others) == 1 else None

    def show(self, moment: Moment) -> None:
        """Put the page of that moment on the glass, and its words on the page."""
        page = self._filled(moment)
        self._stage.bring(page)

    def _ways(self, moment: Moment) -> dict[str, Any]:
        """What decides which pages there are."""
        can = self._ready.backend.capabilities
        return {"tiles": tiles_on(moment.panel), "check_in": can.check_in}

    def _filled(self, moment: Moment) -> Page:
        problems = self._problems(moment)
        if problems:
            self._stage.self_test.show(self._frame(moment), problems)
            return self._stage.self_test
        if moment.outage:
            return self._out(moment, moment.outage)
        if moment.choosing_language:
            speakers = self._languages.offered(moment.states)
            self._stage.language.show(self._frame(moment), speakers)
            return self._stage.language
        if moment.helping:
            self._stage.help.show(self._frame(moment), self._helps(moment))
            return self._stage.help
        return self._step_page(moment, self.step(moment))

    def _step_page(self, moment: Moment, step: Step) -> Page:
        stage, frame, session = self._stage, self._frame(moment), moment.session
        age = _age(moment)
        state = state_of(session, moment.states)
        notice = notices(state, frame.speaker, moment.now)
        aged = replace(frame, age=age.admitted(frame.speaker), notice=notice)
        counts = age.shown
        if session.mine:  # wherever it is for: it may be another branch's
            state = state_at(session.mine.ticket.branch, moment.states) or state
        match step, state:
            case Step.GIVEN, BranchState() if session.placed:
                stage.given.show(frame, state.branch, session.placed, moment.paper)
                return stage.given
            case Step.CONFIRM, BranchState():
                return self._confirm(moment, state, frame, age)
            case step, BranchState() if step in TO_A_TIME:
                return self._reserved(moment, state, frame, step)
            case step, BranchState() if step in WITH_A_TICKET:
                return self._own(moment, state, frame, step)
            case Step.SERVICE, BranchState():
                times = self._ready.backend.capabilities.appointments
                stage.service.show(
                    aged, state, session.group, counts=counts, times=times
                )
                return stage.service
            case Step.GROUP, BranchState():
                stage.group.show(aged, state, counts=counts)
                return stage.group
            case Step.ERRAND, BranchState():
                stage.errand.show(aged, state.waiting if counts else None)
                return stage.errand
            case Step.BRANCH, _:
                stage.branch.show(frame, moment.states)
                return stage.branch
            case Step.CLOSED, _:
                speakers = self._languages.offered(moment.states)
                stage.closed.show(frame, moment.states, speakers, self._hint(frame))
                return stage.closed
            case _:
                stage.attract.show(frame, self._invitation(moment, frame))
                return stage.attract

    def _confirm(
        self, moment: Moment, state: BranchState, frame: Frame, age: Age
    ) -> Page:
        page, chosen = self._stage.confirm, moment.session.service
        service = state.branch.service(chosen) if chosen else None
        assert service  # noqa: S101  else the step were another
        notice = moment.notice
        if not notice and not moment.printer_works:
            notice = frame.speaker.say("confirm-no-paper")
        page.show(
            frame,
            state,
            service,
            age=age,
            sending=moment.sending,
            notice=notice,
            instead=self._instead(moment, state, service, frame),
        )
        return page

    def _instead(
        self, moment: Moment, state: BranchState, service: Service, frame: Frame
    ) -> Instead | None:
        """A time rather than a number, where both are given."""
        speaker, standing = frame.speaker, state.services.get(service.id)
        can = self._ready.backend.capabilities
        if not (can.appointments and can_be_booked(service, standing)):
            return None
        known = moment.calendar
        young = known and Age.of([known.at] if known.at else [], moment.now).shown
        free = known.first_free if known and young else None
        when = speaker.when(free.start, moment.now) if free else ""
        return Instead(speaker.say("later-next", when=when) if when else "")

    def _reserved(
        self, moment: Moment, state: BranchState, frame: Frame, step: Step
    ) -> Page:
        from kiosk.tui.customer.reserved import page_of

        notice = moment.notice
        if not notice and not moment.printer_works:
            notice = frame.speaker.say("confirm-no-paper")
        wants_name = self._ready.backend.capabilities.wants_name
        return page_of(
            self._stage,
            replace(moment, notice=notice),
            state.branch,
            frame,
            step,
            may_skip=not wants_name,
        )

    def _own(
        self, moment: Moment, state: BranchState, frame: Frame, step: Step
    ) -> Page:
        from kiosk.tui.customer.owned import page_with

        can = self._ready.backend.capabilities
        return page_with(self._stage, moment, state.branch, frame, step, can)

    def _helps(self, moment: Moment) -> Helps:
        state = state_of(moment.session, moment.states)
        can = self._ready.backend.capabilities
        language = self._language_button(moment, self.speaker(moment))
        return Helps(self._themes > 1, bool(state and can.serving), language)

    def _out(self, moment: Moment, outage: Outage) -> Page:
        page = self._stage.out
        page.show(
            replace(self._frame(moment), banner=""),
            self._languages.offered(moment.states),
            name=self._ready.name,
            reference=outage.reference,
            since=outage.since,
        )
        return page

    def _problems(self, moment: Moment) -> list[str]:
        speaker, ready = self.speaker(moment), self._ready
        small = ready.allow_small or (ready.demo and ready.screen_mm is None)
        problems = panel_problems(moment.panel, speaker, allow_small=small)
        if not moment.outage:
            problems += branch_problems(ready.branch, moment.states, speaker)
        return problems

    def _frame(self, moment: Moment) -> Frame:
        speaker = self.speaker(moment)
        state = state_of(moment.session, moment.states)
        banner = speaker.say("banner-offline") if moment.no_connection else ""
        if moment.looking:
            banner = speaker.say("scan-reading")
        return Frame(
            speaker=speaker,
            panel=moment.panel,
            place=branch_name(state, speaker) if state else self._ready.name,
            now=moment.now,
            language=self._language_button(moment, speaker),
            banner=banner,
        )

    def _language_button(self, moment: Moment, speaker: Speaker) -> str:
        speakers = self._languages.offered(moment.states)
        if len(speakers) < 2:
            return ""
        other = self.other_language(moment)
        named = next((s.native_name for s in speakers if s.locale == other), None)
        return named or speaker.say("language")

    def _invitation(self, moment: Moment, frame: Frame) -> Invitation:
        speakers = self._languages.offered(moment.states)
        told = moment.states[0] if len(moment.states) == 1 else None
        return Invitation(
            speakers=speakers,
            messages=[notices(told, speaker, moment.now) for speaker in speakers],
            standing=_standing(moment, frame.speaker),
            hint=self._hint(frame),
            contrast=self._themes > 1,
            staff=self._helps(moment).staff,
        )

    def _hint(self, frame: Frame) -> str:
        return frame.speaker.say("demo-hint") if self._ready.demo else ""


def _standing(moment: Moment, speaker: Speaker) -> str:
    """How the branch stands: until when it is open, and how many wait."""
    if len(moment.states) != 1:
        return ""
    state = moment.states[0]
    until = state.opening.until
    parts = (
        [speaker.say("open-until", time=speaker.time(until))]
        if until and (until - moment.now).total_seconds() < 24 * 3600
        else [speaker.say("open-now")]
    )
    age = _age(moment)
    if age.shown:
        parts.append(speaker.say("people-waiting", count=state.waiting))
        parts += filter(None, [age.admitted(speaker)])
    return " · ".join(parts)


def _age(moment: Moment) -> Age:
    """Of the figures on the glass: those of the branch the visit is at."""
    return Age.of_state(state_of(moment.session, moment.states), moment.now)
