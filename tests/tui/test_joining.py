"""Somebody joins a class at the kiosk: from the first touch to the paper, and when it is full."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.sessions import SessionChange, SessionDeed
from kiosk.domain.ticket import Status
from kiosk.errors import Reason, Unavailable
from kiosk.tui.letters import Letters
from tests.tui.classes import fill, planned, school
from tests.tui.clinic import typed
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import Tray
from tests.tui.test_snapshots import SIZES
from tests.tui.walks import LANGUAGES, going, press


@pytest.fixture
def place() -> Place:
    return Place([school()], tray=Tray())


async def to_sessions(hand: Hand) -> None:
    """As far as the dates, without a phone number."""
    await hand.walk("English", "I need a service", "First aid", "Continue without")
    await hand.until("ChooseSession")


async def test_a_place_from_touch_to_paper(place: Place) -> None:
    async with kiosk(place) as hand:
        (course,) = await planned(place.desk, 0)
        await to_sessions(hand)
        await hand.until("ChooseSession", "3 of 3 places left")
        assert "Room 2" in hand.text
        await hand.walk("Tuesday")
        assert "takes place from 2 people on" in hand.text
        await hand.walk("Book this time")
        await hand.until("NumberGiven")
        (row,) = await place.desk.participants(course.id)
        assert row.ticket.number in hand.app.screen.query_one("#number", Letters).text
    assert (Status.BOOKED, course.start_at) == (row.ticket.status, row.ticket.start_at)
    assert place.tray
    assert 1 == len(place.tray.papers)


async def test_who_checks_in_for_a_class_is_sent_to_its_room_and_told_no_tale_of_a_call(
    place: Place,
) -> None:
    async with kiosk(place) as hand:
        (course,) = await planned(place.desk, 0)
        await fill(place.desk, course, 1)
        (row,) = await place.desk.participants(course.id)
        place.clock.at = course.start_at - timedelta(minutes=20)
        await hand.walk("English", "I have an appointment")
        await typed(hand, row.ticket.code8)
        await hand.walk("Continue ›")
        await hand.until("MyTicket", "Room 2")
        assert "Change the time" not in hand.text  # its session is moved whole
        await hand.walk("Check in")
        await hand.until("NumberGiven", "You are checked in")
        assert "Room 2" in hand.text
        assert "09:30" in hand.text
        assert "No number is called." in hand.text
        assert "Watch the screen" not in hand.text
        assert "next" not in hand.text


async def test_a_full_one_says_so_and_can_not_be_chosen(place: Place) -> None:
    async with kiosk(place) as hand:
        first, _ = await planned(place.desk, 0, 1)
        await fill(place.desk, first, 3)
        await to_sessions(hand)
        await hand.until("ChooseSession", "Full")
        await hand.tap("Tuesday")
        await hand.until("Dialog", "This date is full.")


async def test_who_is_beaten_to_the_last_place_chooses_again(place: Place) -> None:
    """Nobody is shown a number that is not theirs, and nothing has to be typed twice."""
    async with kiosk(place) as hand:
        first, other = await planned(place.desk, 0, 1)
        await fill(place.desk, first, 2)
        await to_sessions(hand)
        await hand.until("ChooseSession", "1 of 3 places left")
        await hand.walk("Tuesday")
        await fill(place.desk, first, 1)
        await hand.tap("Book this time")
        await hand.until("Dialog", "This date is full.")
        await hand.walk("OK")
        await hand.until("ChooseSession", "Full")
        await hand.walk("Wednesday", "Book this time")
        await hand.until("NumberGiven")
        assert 1 == (await place.desk.session(other.id)).taken
    assert 3 == (await place.desk.session(first.id)).taken


async def test_a_cancelled_one_is_not_offered(place: Place) -> None:
    async with kiosk(place) as hand:
        (course,) = await planned(place.desk, 0)
        await place.desk.change_session(
            course.id, SessionChange(SessionDeed.CANCEL), "teacher"
        )
        await to_sessions(hand)
        await hand.until("ChooseSession", "There are no dates to join now.")


async def test_dates_that_do_not_come_can_be_asked_for_again(place: Place) -> None:
    async with kiosk(place) as hand:
        await planned(place.desk, 0)
        real, place.desk.sessions = place.desk.sessions, _broken  # type: ignore[method-assign,assignment]  # a desk that is away
        await to_sessions(hand)
        await hand.until("ChooseSession", "Look again")
        place.desk.sessions = real  # type: ignore[method-assign]  # and back
        await hand.tap("Look again")
        await hand.until("ChooseSession", "3 of 3 places left")


async def _broken(*_: object, **__: object) -> None:
    raise Unavailable(Reason.OFFLINE)


async def pages(hand: Hand, place: Place, language: str) -> AsyncIterator[str]:
    first, *_ = await planned(place.desk, 0, 1, 3, 6, 7, 8, 9, 10, 13, 14, 15)
    await fill(place.desk, first, 3)
    await hand.walk(LANGUAGES[language])
    await press(hand, "need", "choice-3", "skip")
    await hand.until_true(lambda: len(hand.tiles) > 4)
    yield "sessions"
    await press(hand, "choice-1")
    await hand.until("ConfirmTime")
    yield "confirm"


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("page", ["sessions", "confirm"])
def test_a_class_in_the_dark_theme(
    snap_compare: Any, tmp_path: Path, page: str, size: tuple[int, int]
) -> None:
    place = Place([school()], tray=Tray())
    app = place.app(tmp_path / "front")
    walk = going(app, lambda hand: pages(hand, place, "en"), page)
    assert snap_compare(app, terminal_size=size, run_before=walk)


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("page", ["sessions", "confirm"])
def test_a_class_in_arabic_and_the_light_theme(
    snap_compare: Any, tmp_path: Path, page: str, size: tuple[int, int]
) -> None:
    place = Place([school()], tray=Tray(), theme="kiosk-light")
    app = place.app(tmp_path / "front")
    walk = going(app, lambda hand: pages(hand, place, "ar"), page)
    assert snap_compare(app, terminal_size=size, run_before=walk)
