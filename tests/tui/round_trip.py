"""A branch with everything, and a round through every page that asks something."""

from collections.abc import AsyncIterator
from dataclasses import replace

from kiosk.domain.branch import Branch
from tests.tui.classes import COURSE, school
from tests.tui.clinic import PHONE, typed
from tests.tui.coming_back import booked, hold_under, known, taken
from tests.tui.hand import Hand, Place
from tests.tui.lobby import PASSPORT, branch


def everything() -> Branch:
    """Topics, names, times and classes: every page there is has a way to it."""
    there, taught = branch(), school()
    timed = {service.id: service for service in taught.services}
    services = [timed.get(s.id, s) if s.id == PASSPORT else s for s in there.services]
    documents, *others = there.groups
    documents = replace(documents, services=(COURSE, *documents.services))
    return replace(
        taught,
        services=(*services, timed[COURSE]),
        groups=(documents, *others),
        exceptions=(),
    )


async def every_page(hand: Hand, place: Place) -> AsyncIterator[None]:
    """One way after the other, with a stop on each page that asks something."""
    who = await known(place)
    ticket = await booked(place, customer=who)
    await taken(place, who)
    await hand.walk("English")
    yield
    await hand.walk("Main Street")
    yield
    await hand.walk("Help")
    yield
    await hand.walk("Back", "I have an appointment")
    await typed(hand, "4821")
    yield
    await hand.walk("By phone number")
    await typed(hand, PHONE)
    yield
    await hand.walk("Continue ›")
    await hand.until("ChooseTicket")
    yield
    hold_under(hand, ticket)
    await hand.until("MyTicket")
    yield
    await hand.walk("Cancel it")
    yield
    await hand.walk("Start over", "English", "Main Street", "I need a service")
    yield
    await hand.walk("Documents")
    yield
    await hand.walk("Passport: new")
    yield
    await hand.walk("Book a time")
    await typed(hand, PHONE)
    yield
    await hand.walk("Continue ›")
    await hand.tap("A")
    await hand.tap("N")
    yield
    await hand.walk("Continue ›")
    await hand.until("ChooseTime", "free")
    yield
    await hand.walk("10:00")
    await hand.until("ConfirmTime")
    yield
    await hand.walk(*["Back"] * 5, "First aid")
    await hand.walk("Continue ›", "Continue ›")
    await hand.until("ChooseSession")
    yield
