"""The paper of an appointment says when to come, and what to do on arrival."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from kiosk.domain.booking import Booking
from kiosk.domain.branch import BookingRules, Lane, LaneId, Service, ServiceId
from kiosk.domain.ports import PrintOrder
from kiosk.domain.sessions import SessionId
from kiosk.domain.ticket import Placed
from kiosk.printing.appointment import (
    Appointment,
    appointment_doc,
    appointment_of,
)
from kiosk.printing.escpos import encode
from kiosk.printing.layout import Big, Doc, Line, Pair, Qr
from kiosk.printing.preview import as_png, as_text
from kiosk.printing.profiles import names, profile
from kiosk.printing.render import renderer
from tests.printing.appointments import ARABIC, LATIN
from tests.printing.decoder import paper_mm, to_image
from tests.printing.golden_tickets import CATALOGUE
from tests.printing.orders import order

PAPERS = [(LATIN, "en"), (ARABIC, "ar")]


def doc(paper: Appointment, locale: str = "en", zone: str = "Europe/Budapest") -> Doc:
    return appointment_doc(paper, CATALOGUE.speaker(locale, zone))


def text(paper: Appointment, locale: str = "en") -> str:
    return as_text(doc(paper, locale), 48)


def test_it_says_where_when_what_for_which_number_and_how_to_arrive() -> None:
    said = [
        block.text if isinstance(block, Line | Big) else block
        for block in doc(LATIN).blocks
        if isinstance(block, Line | Big | Pair | Qr)
    ]
    assert said == [
        "Main Street Branch",
        "12 Main Street, 1051 Budapest",
        "APPOINTMENT",
        "Tue 5 May 2026",
        "14:30",
        "Passport: new",
        Pair("Your number", "P017"),
        Pair("Name", "T. B."),
        Pair("Where to wait", "Hall B, 1st floor"),
        Qr("K1:48217739:6fe8fb8b12"),
        "your ticket code 4821-7739",
        "Check in from 13:45 to 15:30.",
        "Bring: old passport, ID card, 1 photo",
        "kiosk-03 - id 6fe8fb8b12",
    ]


def test_the_time_is_the_largest_thing_on_it() -> None:
    assert [Big("14:30")] == [b for b in doc(LATIN).blocks if isinstance(b, Big)]


def test_day_and_times_are_those_on_the_wall_of_the_branch() -> None:
    shown = as_text(doc(LATIN, zone="Pacific/Auckland"), 48)
    assert "Wed 6 May 2026" in shown
    assert "from 23:45 to 01:30" in shown


@pytest.mark.parametrize(("paper", "locale"), PAPERS)
def test_what_is_not_told_leaves_no_line(paper: Appointment, locale: str) -> None:
    bare = replace(paper, address="", name="", where="", bring="", kiosk="")
    blocks = doc(paper, locale).blocks
    assert len(blocks) - 4 == len(doc(bare, locale).blocks)
    assert "kiosk-03" not in text(bare, locale)


@pytest.mark.parametrize(("paper", "locale"), PAPERS)
def test_only_a_second_paper_says_that_it_is_a_copy(
    paper: Appointment, locale: str
) -> None:
    assert "COPY" not in text(paper, locale)
    assert "COPY 2" in text(replace(paper, copy=2), locale)


def test_the_code_is_a_link_when_there_is_a_page_to_follow() -> None:
    link = "https://queue.example/t/abc"
    assert Qr(link) in doc(replace(LATIN, url=link)).blocks


@pytest.mark.parametrize(("paper", "locale"), PAPERS)
@pytest.mark.parametrize("kind", names())
def test_it_fits_eleven_centimetres_and_its_code_is_read(
    paper: Appointment, locale: str, kind: str
) -> None:
    printer = profile(kind)
    data = encode(doc(replace(paper, copy=2), locale), printer).data
    assert paper_mm(data, printer.dots, printer.dpi) <= 110
    (code,) = zxingcpp.read_barcodes(to_image(data, printer.dots))
    assert "K1:48217739:6fe8fb8b12" == code.text


@pytest.mark.parametrize("kind", ["generic-80", "generic-58"])
def test_in_latin_letters_it_is_short_on_the_wire(kind: str) -> None:
    assert len(encode(doc(LATIN), profile(kind)).data) <= 500


@pytest.mark.parametrize(("paper", "locale"), PAPERS)
def test_its_picture_has_the_code_too(paper: Appointment, locale: str) -> None:
    image = Image.open(io.BytesIO(as_png(doc(paper, locale), profile("generic-58"))))
    (code,) = zxingcpp.read_barcodes(image.convert("L"))
    assert "K1:48217739:6fe8fb8b12" == code.text


def ordered(**changes: Any) -> PrintOrder:
    """The order of a ticket for Tuesday 14:30, checked in to from 13:45 to 15:30."""
    rules = BookingRules(minutes=30, range="a", early=45, latest=60)
    service = Service(
        ServiceId("passport01"),
        {"en": "Passport: new"},
        "a",
        appointable=True,
        booking=rules,
        bring={"en": "old passport"},
    )
    service = replace(service, **changes)
    placed = order().placed
    ticket = replace(
        placed.ticket,
        service=service.id,
        day=LATIN.starts.date(),
        start_at=LATIN.starts,
        group=None,
    )
    branch = replace(order().branch, services=(service,), zone="Europe/Budapest")
    return replace(order(), placed=replace(placed, ticket=ticket), branch=branch)


def test_a_ticket_with_a_time_is_printed_as_an_appointment() -> None:
    paper = appointment_of(ordered())
    assert paper
    times = (LATIN.starts, LATIN.opens, LATIN.closes)
    assert times == (paper.starts, paper.opens, paper.closes)
    assert ("Passport: new", "old passport") == (paper.service, paper.bring)
    text = renderer(CATALOGUE, profile("generic-80"))(ordered()).text
    assert "Check in from 13:45 to 15:30." in text


def test_who_takes_part_in_a_class_is_told_its_room() -> None:
    """Nobody calls them there; whoever has an appointment alone is called."""
    alone = ordered()
    room = Lane(LaneId("room-2"), {"en": "Room 2"})
    alone = replace(alone, branch=replace(alone.branch, lanes=(room,)))
    ticket = alone.placed.ticket
    booking = Booking(LATIN.starts, room.id, LATIN.starts)
    session = replace(booking, session=SessionId("session001"))
    said = [
        paper.where
        for made in (booking, session)
        if (
            paper := appointment_of(
                replace(alone, placed=Placed(replace(ticket, booking=made), None))
            )
        )
    ]
    waiting = alone.branch.where_to_wait["en"]
    assert [waiting, f"Room 2 · {waiting}"] == said


def test_nobody_is_sent_before_the_business_day_begins() -> None:
    """Twelve hours before 14:30 it is still Monday's, and who came would be sent away."""
    rules = BookingRules(minutes=30, range="a", early=720)
    paper = appointment_of(ordered(booking=rules))
    assert paper
    assert datetime(2026, 5, 5, 2, tzinfo=UTC) == paper.opens


def test_a_ticket_without_a_time_is_none() -> None:
    assert appointment_of(order()) is None


def test_it_names_nobody_and_no_sensitive_service() -> None:
    paper = appointment_of(ordered(sensitive=True))
    assert paper
    assert ("", "") == (paper.name, paper.bring)
    assert "Passport" not in paper.service


def test_a_service_that_is_gone_leaves_when_to_come_and_no_more() -> None:
    """Taken out of the branch file after it was booked."""
    gone = ordered()
    gone = replace(gone, branch=replace(gone.branch, services=()))
    text = renderer(CATALOGUE, profile("generic-80"))(gone).text
    assert "14:30" in text
    assert "Check in" not in text


def test_an_hour_that_comes_twice_says_which_it_is() -> None:
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert "02:30 (UTC+01:00)" in text(replace(LATIN, starts=twice))
