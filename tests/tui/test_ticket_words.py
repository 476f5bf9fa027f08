"""What is said of a ticket, by what the queue says it is."""

from dataclasses import replace

import pytest

from kiosk.domain.branch import BranchId
from kiosk.domain.ticket import Status, Ticket
from kiosk.i18n.catalogue import Catalogue
from kiosk.tui.customer.ticket_words import (
    heading_of,
    is_to_come,
    on_arrival,
    where_to_go,
)
from kiosk.tui.languages import Languages
from tests.tui.clinic import clinic
from tests.tui.coming_back import at_nine, booked


@pytest.fixture
async def appointment() -> Ticket:
    place = at_nine()
    await place.desk.load(place.branches[0])
    return await booked(place)


async def test_who_asked_for_a_time_is_not_told_that_they_are_here(
    appointment: Ticket,
) -> None:
    """A time that staff have not agreed to yet is one to come back at, as one that is booked."""
    asked = replace(appointment, status=Status.REQUESTED)
    assert is_to_come(asked)
    assert heading_of(appointment) == heading_of(asked) == "given-appointment"
    branch = clinic()
    speaker = Languages(Catalogue.load(), (), bidi=True).speaker("en", None, ())
    assert on_arrival(appointment, branch, speaker) == on_arrival(
        asked, branch, speaker
    )


async def test_no_hall_is_named_where_the_ticket_is_for_another_house(
    appointment: Ticket,
) -> None:
    """Of a branch this kiosk does not know it knows no hall either."""
    speaker = Languages(Catalogue.load(), (), bidi=True).speaker("en", None, ())
    assert "Hall B" in where_to_go(appointment, clinic(), speaker)
    elsewhere = replace(appointment, branch=BranchId("elsewhere1"))
    assert not where_to_go(elsewhere, clinic(), speaker)
