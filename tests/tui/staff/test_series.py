"""Classes and appointments again and again, from the form to what stands in the book."""

from datetime import datetime, timedelta

import pytest

from kiosk.domain.ticket import Status
from tests.tui.classes import COURSE, planned, school
from tests.tui.clinic import HALF_PAST_NINE
from tests.tui.lobby import MAIN
from tests.tui.staff.counter import Shop, Teller, at

pytestmark = pytest.mark.anyio

WEEK = timedelta(weeks=1)


@pytest.fixture
def shop() -> Shop:
    """A Monday, with a course that can be given."""
    return Shop(branch=school())


async def form(teller: Teller, service: str, day: str, time: str) -> None:
    """The form is open, with what, when, and the focus on how often."""
    await teller.press("6")
    await teller.until(lambda: teller.page == "SessionList")
    await teller.press("ctrl+n")
    await teller.until(lambda: teller.page == "PlanDates")
    await teller.type(service)
    await teller.press("tab", "end", *["backspace"] * 10)
    await teller.type(day)
    await teller.press("tab")
    await teller.type(time)
    await teller.press("tab")


async def weekly(teller: Teller, ends: str) -> None:
    """Every week, so often or so long; the dates are shown."""
    await teller.press("down", "down", "tab", "tab", "tab")
    await teller.type(ends)
    await teller.press("ctrl+s")
    await teller.until(lambda: teller.page == "ShowDates")


async def starts(shop: Shop) -> list[datetime]:
    return [one.start_at for one in await shop.desk.sessions(MAIN, COURSE, days=60)]


async def test_a_class_once(shop: Shop) -> None:
    async with at(shop) as teller:
        await form(teller, "first aid", "2026-05-05", "09:30")
        await teller.press("ctrl+s")
        await teller.until(lambda: teller.page == "SessionList")
        assert "tomorrow 09:30" in teller.text
    assert [HALF_PAST_NINE] == await starts(shop)


async def test_nothing_is_booked_before_the_dates_were_seen(shop: Shop) -> None:
    """Six Tuesdays, one of them taken: five are ticked, and five are booked."""
    async with at(shop) as teller:
        for lane in shop.branch.lanes:
            await planned(shop.desk, 14, lane=lane.id)
        await form(teller, "first aid", "2026-05-05", "09:30")
        await weekly(teller, "6")
        assert "5 free" in teller.text
        assert "TAKEN" in teller.text
        assert "Book 5 dates" in teller.text
        assert 3 == len(await starts(shop))
        await teller.press("ctrl+s")
        await teller.until(lambda: teller.page == "SessionList")
    made = [HALF_PAST_NINE + week * WEEK for week in range(6)]
    assert made == sorted(set(await starts(shop)))


async def test_a_date_can_be_left_out_and_another_moved(shop: Shop) -> None:
    async with at(shop) as teller:
        await form(teller, "first aid", "2026-05-05", "09:30")
        await weekly(teller, "3")
        await teller.press("space")
        await teller.until(lambda: "Book 2 dates" in teller.text)
        await teller.press("down", "m")
        await teller.until(lambda: teller.page == "MoveDate")
        await teller.press("tab", "end", *["backspace"] * 5)
        await teller.type("14:00")
        await teller.press("enter")
        await teller.until(
            lambda: teller.page == "ShowDates" and "14:00" in teller.text
        )
        await teller.press("ctrl+s")
        await teller.until(lambda: teller.page == "SessionList")
    moved = HALF_PAST_NINE + WEEK + timedelta(hours=4, minutes=30)
    assert [moved, HALF_PAST_NINE + 2 * WEEK] == await starts(shop)


async def test_this_and_what_follows_is_called_off(shop: Shop) -> None:
    """What was before stays; the question says how many it concerns."""
    async with at(shop) as teller:
        await form(teller, "first aid", "2026-05-05", "09:30")
        await weekly(teller, "4")
        await teller.press("ctrl+s")
        await teller.until(lambda: teller.page == "SessionList")
        await teller.press("down", "enter")
        await teller.until(lambda: teller.page == "ShowSession")
        await teller.press("r")
        await teller.until(lambda: teller.page == "ChangeSeries")
        assert "this and what follows (3 dates)" in teller.text
        await teller.press("down", "tab", "up", "ctrl+s")
        await teller.until(lambda: teller.page == "ShowSession")
    found = await shop.desk.sessions(MAIN, COURSE, days=60)
    assert ["planned"] + 3 * ["cancelled"] == [str(one.status) for one in found]


async def test_an_appointment_every_week_for_one_person(shop: Shop) -> None:
    """Each date has a ticket of its own, for the same person, by name."""
    async with at(shop) as teller:
        await form(teller, "passport", "2026-05-05", "09:30")
        await teller.press("down", "down", "tab", "tab", "tab")
        await teller.type("2")
        await teller.press("tab")
        await teller.type("Nora Berg")
        await teller.press("ctrl+s")
        await teller.until(lambda: teller.page == "ShowDates")
        await teller.press("ctrl+s")
        await teller.until(lambda: teller.page == "SessionList")
    booked = await shop.desk.bookings(MAIN, None)
    assert [HALF_PAST_NINE + WEEK, HALF_PAST_NINE] == [t.start_at for t in booked.items]
    assert {Status.BOOKED} == {ticket.status for ticket in booked.items}
    assert 1 == len({ticket.customer for ticket in booked.items})
    series = {t.booking.series for t in booked.items if t.booking}
    assert 1 == len(series)
    assert None not in series


async def test_what_is_wrong_is_said_beside_its_field(shop: Shop) -> None:
    async with at(shop) as teller:
        await form(teller, "first aid", "2026-02-31", "9 o'clock")
        await teller.press("ctrl+s")
        await teller.until(lambda: "A day as 2026-03-16." in teller.text)
        assert teller.page == "PlanDates"


async def test_a_session_of_a_series_says_so_and_others_have_no_such_answer(
    shop: Shop,
) -> None:
    async with at(shop) as teller:
        await planned(shop.desk, 0)
        await teller.press("6")
        await teller.until(lambda: teller.page == "SessionList")
        await teller.press("enter")
        await teller.until(lambda: teller.page == "ShowSession")
        assert "Series" not in teller.text
        await teller.press("r")
        assert teller.page == "ShowSession"
