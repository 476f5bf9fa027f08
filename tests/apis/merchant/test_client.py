"""The client of the merchant bookings API, against the program as it was read."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kiosk.apis.http import Answer
from kiosk.apis.merchant.declined import declined
from kiosk.apis.merchant.habits import Via
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BranchId, GroupId, ServiceId
from kiosk.domain.ticket import Draft, Status, TicketId
from kiosk.errors import BadInput, NotFound, Reason, Refused, SlotTaken
from tests.apis.merchant.program import ANNA, HABITS, open_branch

HERE = BranchId("7")
SWEDISH, SHORT, YOGA = ServiceId("12"), ServiceId("13"), ServiceId("20")
TUESDAY = date(2026, 5, 5)
NINE = datetime(2026, 5, 5, 7, 0, tzinfo=UTC)  # 09:00 in Budapest
PERSON = {
    "id": ANNA,
    "first_name": "Anna",
    "last_name": "Kovács",
    "email": "",
    "phone_number": "+36 30 123 4567",
}


def wanted(start: datetime = NINE, service: ServiceId = SWEDISH, **more: Any) -> Draft:
    return replace(Draft(HERE, service, start=start), **more)


async def test_the_public_page_is_a_branch() -> None:
    """Zone, hours, and services by category; what has none stands under the merchant's name."""
    async with open_branch() as there:
        (state,) = await there.client.branches()
        branch = state.branch
        assert (HERE, "Europe/Budapest") == (branch.id, branch.zone)
        assert {"en": "Spa Retreat"} == branch.name
        assert [("3", (SHORT, SWEDISH)), ("all", (YOGA,))] == [
            (group.id, group.services) for group in branch.groups
        ]
        assert GroupId("all") == branch.groups[1].id
        assert [0, 1, 2, 3, 4] == [min(rule.weekdays) for rule in branch.hours]
        assert not state.opening.is_open  # 12:00, between the morning and the afternoon
        assert NINE.replace(day=4, hour=11) == state.opening.until


async def test_the_catalogue_is_kept_and_used_old_when_nobody_answers() -> None:
    """It is read again when it is old; if that fails the old one will do for a day."""
    async with open_branch() as there:
        await there.client.branches()
        await there.client.branches()
        assert 1 == there.program.pages
        there.clock.pass_by(minutes=20)
        await there.client.branches()
        assert 2 == there.program.pages


async def test_free_times_are_instants_of_the_merchants_clock() -> None:
    """09:00 in Budapest is 07:00 UTC in summer; nobody says how many could come."""
    async with open_branch() as there:
        (day,) = await there.client.slots(Wanted(HERE, SWEDISH), TUESDAY)
        first = day.slots[0]
        assert (NINE, "09:00", 1, None) == (
            first.start,
            first.label,
            first.free,
            first.reason,
        )
        assert NINE + timedelta(hours=1) == first.end


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 5, 9), Reason.CLOSED),  # Saturday
        (date(2026, 10, 5), Reason.TOO_FAR),
    ],
)
async def test_a_day_without_times_says_why(day: date, reason: Reason) -> None:
    """Their limits say whether it is closed or too far off."""
    async with open_branch() as there:
        there.program.kept.clear()
        for hour in range(24):
            there.program.add(12, datetime(2026, 10, 5, hour, tzinfo=UTC))
        (found,) = await there.client.slots(Wanted(HERE, SWEDISH), day)
        assert (reason, ()) == (found.reason, found.slots)


async def test_the_next_free_day_is_found() -> None:
    """Today has times left; with today full it is tomorrow."""
    async with open_branch() as there:
        found = await there.client.next_free(Wanted(HERE, SWEDISH))
        assert found
        assert date(2026, 5, 4) == found.day
        found = await there.client.next_free(Wanted(HERE, SWEDISH), date(2026, 5, 9))
        assert found
        assert date(2026, 5, 11) == found.day


async def test_a_booking_is_known_by_the_mark_in_its_note() -> None:
    """Their answer is empty; the calendar's row with our mark is the booking."""
    async with open_branch() as there:
        placed = await there.client.issue(wanted(), None, "kiosk")
        ticket = placed.ticket
        (kept,) = there.program.live()
        assert (str(kept.id), NINE, Status.BOOKED) == (
            ticket.id,
            ticket.start_at,
            ticket.status,
        )
        assert ("", "12", HERE) == (ticket.number, ticket.service, ticket.branch)
        (body,) = there.program.bodies
        assert body["merchant_note"].startswith("[k:")
        assert {"customers", "recurrence_rule", "is_recurring"} <= set(body)
        assert ("2026-05-05T07:00:00Z", 12) == (body["timestamp"], body["service_id"])


async def test_somebody_known_comes_by_their_id_and_somebody_new_by_both_names() -> (
    None
):
    """The list is looked through here: a phone number is in no address."""
    async with open_branch(customers=[PERSON]) as there:
        anna = await there.client.identify("+36301234567")
        bela = await there.client.identify("+36309999999", "Béla")
        assert (True, False) == (anna.known, bela.known)
        await there.client.issue(wanted(customer=anna.id), None, "kiosk")
        later = NINE + timedelta(hours=1)
        await there.client.issue(wanted(later, customer=bela.id), None, "kiosk")
        first, second = (body["customers"] for body in there.program.bodies)
        assert [{"id": ANNA}] == first
        assert ("Béla", "-") == (second[0]["first_name"], second[0]["last_name"])
        again = await there.client.identify("+36309999999")
        assert again.known
        assert not any("36309" in asked for asked in there.program.asked)


async def test_who_is_blocked_is_told_so_and_an_unknown_sentence_means_another_time() -> (
    None
):
    """There is no code: sentences are known by how they begin."""

    def said(message: str) -> Reason:
        body = json.dumps({"error": {"message": message}}).encode()
        answer = Answer(400, {"content-type": "application/json"}, body)
        return declined(answer, changes=True, wanted=NINE).reason

    assert Reason.BLOCKED is said("you are blacklisted, please contact the merchant")
    assert Reason.TOO_SOON is said("appointment must be booked at least 60 minutes in")
    assert Reason.TOO_FAR is said("appointment cannot be booked more than 5 months in")
    assert Reason.FULL is said("this booking is already full")
    assert Reason.SLOT_TAKEN is said("the moon is in the wrong house")


async def test_a_time_somebody_has_is_not_asked_for() -> None:
    """Nothing there keeps two from one time, so we look just before; the nearest are told."""
    async with open_branch() as there:
        there.program.add(12, NINE, "by phone")
        with pytest.raises(SlotTaken) as caught:
            await there.client.issue(wanted(), None, "kiosk")
        assert NINE + timedelta(hours=1) == caught.value.nearest[0]
        assert [] == there.program.bodies


async def test_who_is_second_at_a_time_steps_back() -> None:
    """Both creates succeed there. Ours is cancelled, and the customer chooses again."""
    async with open_branch() as there:
        there.program.rival = True
        with pytest.raises(SlotTaken):
            await there.client.issue(wanted(), None, "kiosk")
        assert ["by phone"] == [kept.note for kept in there.program.live()]


async def test_many_at_once_for_one_time_leave_one() -> None:
    """Bookings of a client are made one after the other."""
    async with open_branch() as there:
        asked = [there.client.issue(wanted(), None, "kiosk") for _ in range(16)]
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert 1 == sum(not isinstance(one, Exception) for one in found)
        assert 15 == sum(isinstance(one, SlotTaken) for one in found)
        assert 1 == len(there.program.live())


async def test_a_lost_answer_is_looked_up_and_a_double_is_cancelled() -> None:
    """Done and not answered, delivered twice, told of late: one booking, and it is found."""
    async with open_branch() as there:
        there.program.lose, there.program.twice = 1, True
        placed = await there.client.issue(wanted(), None, "kiosk")
        assert [placed.ticket.id] == [str(kept.id) for kept in there.program.live()]
        assert 2 == len(there.program.kept)


async def test_it_is_cancelled_and_read_back() -> None:
    """A customer's limit holds for the customer, not for staff; cancelled twice is refused."""
    async with open_branch() as there:
        ticket = (await there.client.issue(wanted(), None, "kiosk")).ticket.id
        there.clock.at = NINE - timedelta(minutes=30)
        with pytest.raises(Refused) as late:
            await there.client.cancel(ticket, "kiosk")
        assert Reason.NOT_CANCELLABLE is late.value.reason
        gone = await there.client.cancel(ticket, "staff", "ill", as_staff=True)
        assert Status.CANCELLED is gone.ticket.status
        assert {"cancellation_reason": "ill"} == there.program.bodies[-1]
        assert Status.CANCELLED is (await there.client.ticket(ticket)).ticket.status
        with pytest.raises(Refused):
            await there.client.cancel(ticket, "staff", as_staff=True)


async def test_a_cancelling_whose_answer_is_lost_is_said_again() -> None:
    """Twice is as good as once."""
    async with open_branch() as there:
        ticket = (await there.client.issue(wanted(), None, "kiosk")).ticket.id
        there.program.lose = 1
        await there.client.cancel(ticket, "kiosk")
        assert [] == there.program.live()


async def test_both_ends_move_by_as_much_and_the_note_stays() -> None:
    """Fifteen minutes later overlaps with itself, which is no hindrance."""
    async with open_branch() as there:
        ticket = (await there.client.issue(wanted(), None, "kiosk")).ticket.id
        later = NINE + timedelta(minutes=15)
        moved = await there.client.reschedule(ticket, later, "kiosk")
        (kept,) = there.program.live()
        assert (later, later + timedelta(hours=1)) == (kept.start, kept.end)
        assert (later, True) == (moved.ticket.start_at, "[k:" in kept.note)


async def test_it_does_not_move_to_where_somebody_else_is() -> None:
    """Then the old time stays."""
    async with open_branch() as there:
        ticket = (await there.client.issue(wanted(), None, "kiosk")).ticket.id
        there.program.add(12, NINE + timedelta(hours=1))
        with pytest.raises(SlotTaken):
            await there.client.reschedule(ticket, NINE + timedelta(minutes=30), "kiosk")
        assert NINE == there.program.kept[101].start


async def test_a_move_counts_when_it_is_read_back() -> None:
    """They say 200 also where they leave a booking as it is; a cancelled one is not asked of."""
    async with open_branch() as there:
        ticket = (await there.client.issue(wanted(), None, "kiosk")).ticket.id
        later = NINE + timedelta(hours=1)
        there.program.stubborn = True
        with pytest.raises(Refused) as caught:
            await there.client.reschedule(ticket, later, "kiosk")
        assert Reason.NOT_ALLOWED_NOW is caught.value.reason
        there.program.kept[101].cancelled = True
        asked = len(there.program.bodies)
        with pytest.raises(Refused):
            await there.client.reschedule(ticket, later, "kiosk")
        assert asked == len(there.program.bodies)


async def test_a_days_bookings_are_told_once_each_however_many_come() -> None:
    """One row a participant there; the next day's are not among them."""
    async with open_branch() as there:
        people = [{"first_name": name, "last_name": "-"} for name in ("Anna", "Béla")]
        there.program.add(20, NINE, "", *people)
        there.program.add(12, NINE + timedelta(days=1))
        there.program.add(12, NINE + timedelta(hours=3), "[k:7F3A]")
        first, second = await there.client.told(HERE, TUESDAY)
        assert ("Anna +1", YOGA, NINE) == (first.name, first.service, first.start)
        assert ("7F3A", SWEDISH) == (second.mark, second.service)


async def test_an_id_of_another_merchant_is_not_found() -> None:
    """Anybody may read any booking there; only this merchant's is one of ours."""
    async with open_branch() as there:
        with pytest.raises(NotFound):
            await there.client.ticket(TicketId("999"))
        with pytest.raises(NotFound):
            await there.client.ticket(TicketId("../1"))
        other = there.program.add(12, NINE)
        other.merchant, other.cancelled = "Nail Studio", True
        with pytest.raises(NotFound):
            await there.client.ticket(TicketId(str(other.id)))
        ours = there.program.add(12, NINE)
        assert (
            NINE == (await there.client.ticket(TicketId(str(ours.id)))).ticket.start_at
        )


async def test_what_they_do_not_have_is_not_offered() -> None:
    """No queue, nobody by name, no places for whoever does not sign in as a customer."""
    async with open_branch() as there:
        able = there.client.capabilities
        assert (False, False, False, False) == (
            able.walkin,
            able.call,
            able.live,
            able.sessions,
        )
        with pytest.raises(Refused) as caught:
            await there.client.issue(Draft(HERE, SWEDISH), None, "kiosk")
        assert Reason.NOT_WALKIN is caught.value.reason
        with pytest.raises(Refused) as caught:
            await there.client.issue(Draft(HERE, YOGA, session="1"), None, "kiosk")
        assert Reason.NOT_OFFERED is caught.value.reason
        with pytest.raises(BadInput):
            await there.client.issue(wanted(NINE.replace(tzinfo=None)), None, "kiosk")


async def test_a_place_in_a_class_is_taken_and_given_back() -> None:
    """As the customer who signs in. A full one says so."""
    habits = replace(HABITS, via=Via.CUSTOMER)
    async with open_branch(habits) as there:
        there.program.add(20, NINE, "", {"first_name": "Anna", "last_name": "-"})
        (session,) = await there.client.sessions(HERE)
        assert (1, 3, 2) == (session.taken, session.most, session.free)
        draft = Draft(HERE, YOGA, session=session.id)
        placed = await there.client.issue(draft, None, "kiosk")
        booking = placed.ticket.booking
        assert booking
        assert session.id == booking.session
        assert 2 == (await there.client.session(session.id)).taken
        await there.client.cancel(placed.ticket.id, "kiosk")
        assert 1 == (await there.client.session(session.id)).taken


async def test_what_lies_across_the_edge_of_a_week_is_told() -> None:
    """The calendar is read a week at a time, and tells only what fits in whole."""
    async with open_branch() as there:
        midnight = datetime(2026, 5, 10, 22, tzinfo=UTC)
        late = there.program.add(20, midnight - timedelta(minutes=20))
        found = await there.client.sessions(HERE, days=14)
        assert [str(late.id)] == [session.id for session in found]
