"""K4: which service; a closed one says why, and when it opens."""

from dataclasses import dataclass
from datetime import datetime

from textual.message import Message

from kiosk.domain.branch import (
    Branch,
    BranchState,
    GroupId,
    Service,
    ServiceId,
    ServiceState,
    in_language,
)
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.choices import Choice, Choices
from kiosk.tui.customer.frame import Frame
from kiosk.tui.customer.session import can_be_booked, can_be_taken, offered
from kiosk.tui.tile import Label, Look

_WORDS = frozenset({"no-numbers", "full", "not-walkin", "paused"})
"""Closed reasons with a sentence of their own; any other one is about opening hours."""


class ChooseService(Choices[ServiceId]):
    """The services of a branch or of one group, live."""

    @dataclass
    class Chosen(Message):
        """That service, open or not when it was touched."""

        service: ServiceId

    def show(
        self,
        frame: Frame,
        state: BranchState,
        group: GroupId | None,
        *,
        counts: bool,
        times: bool = False,
    ) -> None:
        """`counts` False hides figures that are too old to be true.

        `times`: appointments can be booked here, so that what has them is never closed.
        """
        speaker, branch = frame.speaker, state.branch
        services = offered(branch, group)
        heading = next((g for g in branch.groups if g.id == group), None)
        topic = (
            in_language(heading.name, speaker.locale, branch.default_locale)
            if (heading)
            else ""
        )
        self.ask(
            frame,
            speaker.say("service-question" if services else "service-none"),
            [
                Choice(
                    service.id,
                    _label(service, state, frame, counts=counts, times=times),
                )
                for service in services
            ],
            clean(topic),
        )

    def chosen(self, value: ServiceId) -> Message:
        """A service's id."""
        return self.Chosen(value)


def service_name(branch: Branch, service: Service, speaker: Speaker) -> str:
    """The service's name in the language spoken, cleaned."""
    return clean(in_language(service.name, speaker.locale, branch.default_locale))


def what_to_bring(branch: Branch, service: Service, speaker: Speaker) -> str:
    """What the customer needs to have with them, as a sentence; "" for nothing."""
    things = in_language(service.bring, speaker.locale, branch.default_locale)
    return speaker.say("bring", things=clean(things, limit=160)) if things else ""


def explain(
    state: BranchState, service: Service, speaker: Speaker, now: datetime
) -> str:
    """Why this service can't be taken, and what to do, for somebody who touched it."""
    standing = state.services.get(service.id)
    name = service_name(state.branch, service, speaker)
    match standing:
        case ServiceState(closed_reason=str(reason)) if reason in _WORDS:
            why = speaker.say(f"explain-{reason}", service=name)
        case ServiceState(opens_at=datetime() as opens):
            when = speaker.when(opens, now)
            why = speaker.say("explain-closed", service=name, when=when)
        case _:
            why = speaker.say("explain-closed-today", service=name)
    return f"{why}\n{speaker.say('explain-next')}"


def _label(
    service: Service, state: BranchState, frame: Frame, *, counts: bool, times: bool
) -> Label:
    speaker = frame.speaker
    name = service_name(state.branch, service, speaker)
    standing = state.services.get(service.id)
    if standing is None or not can_be_taken(standing):
        why = why_closed(standing, speaker, frame.now)
        if times and can_be_booked(service, standing):
            return Label(
                name, _or_by_appointment(service, why, speaker), rtl=speaker.rtl
            )
        note = f"{speaker.say('service-closed')} · {why}"
        return Label(name, note, Look.CLOSED, speaker.rtl)
    note = _figures(standing, speaker) if counts else ""
    return Label(name, note, Look.CHOICE, speaker.rtl)


def _figures(standing: ServiceState, speaker: Speaker) -> str:
    """Who waits, and how long a newcomer would, as far as that is known."""
    waiting = speaker.say("waiting-short", count=standing.waiting)
    if standing.wait_lo is None or standing.wait_hi is None:
        return waiting
    wait = speaker.wait(standing.wait_lo, standing.wait_hi, short=True)
    return f"{waiting} · {wait}"


def _or_by_appointment(service: Service, why: str, speaker: Speaker) -> str:
    if service.places and not service.walkin:
        return speaker.say("session-question")
    book = speaker.say("later-book")
    return f"{why} · {book}" if service.walkin else speaker.say("closed-not-walkin")


def why_shut(standing: ServiceState | None, speaker: Speaker, now: datetime) -> str:
    """Why there is no number now; "" where there is one."""
    return "" if can_be_taken(standing) else why_closed(standing, speaker, now)


def why_closed(standing: ServiceState | None, speaker: Speaker, now: datetime) -> str:
    """Why there is no number now, in a few words."""
    match standing:
        case ServiceState(closed_reason=str(reason)) if reason in _WORDS:
            return speaker.say(f"closed-{reason}")
        case ServiceState(opens_at=datetime() as opens):
            return speaker.say("closed-opens", when=speaker.when(opens, now))
        case _:
            return speaker.say("closed-today")
