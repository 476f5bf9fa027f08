"""A branch of ours made of what they tell of theirs, so that a kiosk works at once."""

from dataclasses import replace
from datetime import time
from typing import Final

from kiosk.domain.branch import (
    Branch,
    Counter,
    CounterId,
    Group,
    GroupId,
    NumberRange,
    Service,
    WeekRule,
    Window,
)

NUMBERS: Final = NumberRange("numbers", "A")
APPOINTMENTS: Final = NumberRange("appointments", "T")
_ALWAYS: Final = (WeekRule(frozenset(range(7)), (Window(time(0), None),)),)
_ALL: Final = GroupId("all")


def made_branch(theirs: Branch, *, queued: bool = False) -> Branch:
    """Their branch with what a queue needs besides: numbers, a counter, walk-ins.

    Numbers are A001 … for who walks in and T001 … for who has a time. One counter, "1", serves
    all. Where they tell no hours it is always open. `queued`: they say themselves what is given
    to who walks in; else that is all but what is given in sessions.
    """
    services = tuple(_service(one, queued) for one in theirs.services)
    everything = Group(_ALL, theirs.name, tuple(one.id for one in services))
    return replace(
        theirs,
        services=services,
        groups=theirs.groups or (everything,),
        ranges=(NUMBERS, APPOINTMENTS),
        counters=theirs.counters or (Counter(CounterId("1")),),
        hours=theirs.hours or _ALWAYS,
    )


def _service(theirs: Service, queued: bool) -> Service:
    booking = theirs.booking
    return replace(
        theirs,
        range=NUMBERS.id,
        walkin=theirs.walkin if queued else theirs.places is None,
        booking=replace(booking, range=APPOINTMENTS.id) if booking else None,
    )
