"""Ways through the kiosk that together show every page there is."""

from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import kiosk.i18n as kiosk_words
from kiosk.domain.branch import BranchId
from kiosk.domain.numbering import with_check_digit
from kiosk.domain.ticket import Draft, Placed
from kiosk.i18n.catalogue import Catalogue
from tests.tui import lobby
from tests.tui import test_appointment_pages as appointment
from tests.tui import test_joining as joining
from tests.tui.classes import school
from tests.tui.clinic import HALF_PAST_NINE, clinic
from tests.tui.hand import Hand, Place
from tests.tui.lobby import CARD, COLLECT, MAIN, MORNING, PARKING, PASSPORT, Tray
from tests.tui.upkeep import PIN, knock, type_in, with_pin
from tests.tui.walks import LANGUAGES, press

WAITING = [PARKING, *[PASSPORT] * 9, *[COLLECT] * 2, *[CARD] * 4]
PHONE = "+36301234567"

Pages = Callable[[Hand, Place, str], AsyncIterator[str]]


@dataclass(frozen=True)
class Tour:
    """A kiosk, and its pages one after the other from the one called `first`.

    `shows` are the classes of the pages it stops at.
    """

    name: str
    place: Callable[[Path], Coroutine[Any, Any, Place]]
    pages: Pages
    shows: frozenset[str]
    first: str = "Attract"


async def _walk_in_place(data: Path) -> Place:
    return Place(waiting=WAITING, tray=Tray())


async def walk_in(hand: Hand, place: Place, language: str) -> AsyncIterator[str]:
    """A number now, by way of a closed service, help and a long pause."""
    yield "attract"
    await hand.walk(LANGUAGES[language])
    yield "group"
    await press(hand, "choice-0")
    await hand.until("ChooseService")
    yield "service"
    turned = 0
    while not (closed := [t for t in hand.tiles if t.label.look == "closed"]):
        await press(hand, "next")
        turned += 1
    await hand.walk(closed[0].label.text)
    yield "notice"
    await press(hand, "yes")
    await hand.until("ChooseService")
    await press(hand, *["previous"] * turned, "choice-0")
    await hand.until("TakeNumber")
    yield "confirm"
    hand.app._at_work.attention.nobody_there()
    await hand.until("StillThereDialog")
    yield "idle"
    await press(hand, "yes")
    await hand.until("TakeNumber")
    await press(hand, "help")
    await hand.until("HelpPage")
    yield "help"
    await press(hand, "back")
    await hand.until("TakeNumber")
    await press(hand, "take")
    await hand.until("NumberGiven")
    await hand.until_true(lambda: bool(hand.app._at_work._stage.given.left))
    yield "given"


async def _appointment_place(data: Path) -> Place:
    return appointment.place_of()


async def clinic_place(data: Path, theme: str = "kiosk-dark") -> Place:
    """Where times can be booked."""
    return Place([clinic()], waiting=[PASSPORT] * 9, theme=theme)


async def _booked(place: Place, minutes: int) -> Placed:
    """Somebody's appointment so long after half past nine tomorrow."""
    who = (await place.desk.identify(PHONE, "Ada")).id
    start = HALF_PAST_NINE + timedelta(minutes=minutes)
    draft = Draft(MAIN, PASSPORT, start=start, customer=who)
    return await place.desk.issue(draft, None, "another kiosk")


async def come_back(hand: Hand, place: Place, language: str) -> AsyncIterator[str]:
    """Ten to nine, with two appointments: by a code, then by phone, and one is given back."""
    code = (await _booked(place, 0)).ticket.code8
    await _booked(place, 60)
    place.clock.at = HALF_PAST_NINE - timedelta(minutes=40)
    await hand.walk(LANGUAGES[language])
    yield "errand"
    await press(hand, "come")
    await hand.until("EnterCode")
    await press(hand, *(f"key-{digit}" for digit in code[:5]), "go-on")
    yield "code"
    unknown = with_check_digit("5550000")
    await press(hand, "key-clear", *(f"key-{digit}" for digit in unknown), "go-on")
    await hand.until_true(lambda: not hand.app.screen.locked)  # type: ignore[attr-defined]  # it is a Page
    yield "unknown"
    hand.app._at_work._stage.code.complain("code-wait", seconds=45)
    yield "wait"
    await press(hand, "by-phone")
    await hand.until("FindPhone")
    await press(hand, *(f"key-{digit}" for digit in "301234567"))
    yield "find by phone"
    await press(hand, "go-on")
    await hand.until("ChooseTicket")
    yield "which"
    await press(hand, "choice-0")
    await hand.until("MyTicket")
    yield "mine"
    await press(hand, "mine-leave")
    await hand.until("GiveBack")
    yield "give-back"
    await press(hand, "keep")
    await hand.until("MyTicket")
    await press(hand, "mine-check-in")
    await hand.until("NumberGiven")
    await hand.until_true(lambda: bool(hand.app._at_work._stage.given.left))
    yield "checked-in"


async def _school_place(data: Path) -> Place:
    return Place([school()], tray=Tray())


async def _branches_place(data: Path) -> Place:
    names = {"Riverside": {}, "Airport": {"hours": lobby.AFTERNOON}}
    others = [
        lobby.branch(id=BranchId(f"{name.lower():0<10}"), name={"en": name}, **more)
        for name, more in names.items()
    ]
    return Place([lobby.branch(), *others])


async def branches(hand: Hand, place: Place, language: str) -> AsyncIterator[str]:
    """Where this is."""
    await hand.walk(LANGUAGES[language])
    await hand.until("ChooseBranch")
    yield "branches"


async def _many_languages_place(data: Path) -> Place:
    locales = Path(kiosk_words.__path__[0]) / "locales"
    tags = ("en", "ar", "de", "fr", "es", "pt", "fi", "nl")
    for tag in tags:
        text = (locales / ("ar.ftl" if tag == "ar" else "en.ftl")).read_text("utf-8")
        (data / f"{tag}.ftl").write_text(text, "utf-8")
    return Place(settings={"catalogue": Catalogue.load(data), "locales": tags})


async def many_languages(hand: Hand, place: Place, language: str) -> AsyncIterator[str]:
    """More than the first page holds."""
    yield "attract"
    await hand.walk(LANGUAGES[language])
    await press(hand, "language")
    await hand.until("ChooseLanguage")
    yield "languages"


async def _technician_place(data: Path) -> Place:
    return await with_pin(data)


async def technician(hand: Hand, place: Place, language: str) -> AsyncIterator[str]:
    """In by the PIN, once round, and out for a pause."""
    await knock(hand)
    await hand.until("EnterPin")
    await press(hand, "key-1", "go-on")
    yield "pin too short"
    await type_in(hand, PIN)
    await hand.until("Maintenance")
    if language == "ar":
        await press(hand, "language")
    yield "maintenance"
    for deed, page in (("check", "Findings"), ("screen", "ScreenCheck")):
        await press(hand, f"upkeep-{deed}")
        await hand.until(page)
        yield deed
        await press(hand, "back")
        await hand.until("Maintenance")
    hand.app._at_work.overlay.upkeep.nobody_there()
    await hand.until("StillAtWorkDialog")
    yield "still at work"
    await press(hand, "yes")
    await hand.until("Maintenance")
    await press(hand, "upkeep-pause")
    await hand.until("Paused")
    yield "paused"


async def _closed_place(data: Path) -> Place:
    place = Place()
    place.clock.at = MORNING.replace(hour=20)
    return place


async def closed(hand: Hand, place: Place, language: str) -> AsyncIterator[str]:
    """In the evening; and what a kiosk that broke says."""
    yield "closed"
    hand.app._at_work.break_down("E-0815A0")
    await hand.until("OutOfService")
    yield "out"


async def _nowhere_place(data: Path) -> Place:
    return Place(settings={"branch": BranchId("nowhere001")})


async def nowhere(hand: Hand, place: Place, language: str) -> AsyncIterator[str]:
    """A branch that isn't there."""
    yield "self-test"


def _of(names: str) -> frozenset[str]:
    return frozenset(names.split())


TOURS = (
    Tour(
        "walk-in",
        _walk_in_place,
        walk_in,
        _of(
            "Attract ChooseGroup ChooseService Dialog TakeNumber StillThereDialog "
            "HelpPage NumberGiven"
        ),
    ),
    Tour(
        "appointment",
        _appointment_place,
        appointment.pages,
        _of("TakeNumber EnterPhone EnterName ChooseTime ConfirmTime NumberGiven"),
    ),
    Tour(
        "come back",
        clinic_place,
        come_back,
        _of(
            "ChooseErrand EnterCode FindPhone ChooseTicket MyTicket GiveBack NumberGiven"
        ),
    ),
    Tour("class", _school_place, joining.pages, _of("ChooseSession ConfirmTime")),
    Tour("branches", _branches_place, branches, _of("ChooseBranch")),
    Tour(
        "languages",
        _many_languages_place,
        many_languages,
        _of("Attract ChooseLanguage"),
    ),
    Tour(
        "technician",
        _technician_place,
        technician,
        _of("EnterPin Maintenance Findings ScreenCheck Paused StillAtWorkDialog"),
    ),
    Tour("closed", _closed_place, closed, _of("Closed OutOfService"), "Closed"),
    Tour("nowhere", _nowhere_place, nowhere, _of("SelfTest"), "SelfTest"),
)
