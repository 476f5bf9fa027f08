"""What the merchant tells, read kindly: what makes no sense is left out, the rest is taken."""

import json
import logging
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.apis.merchant import told, told_branch, told_people, told_rows, told_times
from kiosk.domain.customer import CustomerId
from kiosk.domain.ticket import Status
from kiosk.errors import BadInput, Reason, Unavailable
from tests.apis.merchant.program import ANNA, HABITS, NOON, SERVICES, ZONE

PAGE: dict[str, Any] = {
    "merchant_name": "Spa Retreat",
    "timezone": "Europe/Budapest",
    "location_id": 7,
    "services": SERVICES,
    "business_hours": {"0": [], "1": [{"start_time": "09:00:00", "end_time": "24:00"}]},
}
KNOWN = told_branch.catalogue(PAGE, HABITS, NOON)
ROW: dict[str, Any] = {
    "id": 101,
    "from_date": "2026-05-05T09:00:00+02:00",
    "to_date": "2026-05-05T10:00:00.123456789+02:00",
    "service_name": "Swedish Massage",
}


def test_answers_come_in_an_envelope_or_without() -> None:
    """The pages show bare objects, the program wraps them."""
    assert [1] == told.data_of(b'{"data": [1]}')
    assert {"id": 1} == told.data_of(b'{"id": 1}')


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"\xef\xbb\xbf{}",
        b'{"data": {"id": 1}',
        b'{"id": 1, "id": 2}',
        b"NaN",
        b"[" * 100_000,
        b"1" * 10_000,
    ],
    ids=["nothing", "html", "bom", "cut", "twice", "nan", "deep", "huge"],
)
def test_what_does_not_mean_one_thing_is_refused(body: bytes) -> None:
    """As a whole: half an answer is no answer."""
    with pytest.raises(BadInput):
        told.data_of(body)


def test_a_page_that_leaves_nearly_everything_out_is_a_branch_all_the_same() -> None:
    """Only zone and location can't be done without. No hours told: times alone say."""
    bare = {"timezone": "UTC", "location_id": "7", "services": None}
    known = told_branch.catalogue(bare, HABITS, NOON)
    assert ({"en": "spa-retreat"}, ()) == (known.branch.name, known.branch.services)
    assert time() == known.branch.hours[0].windows[0].start
    for missing in ("timezone", "location_id"):
        with pytest.raises(Unavailable):
            told_branch.catalogue({**bare, missing: None}, HABITS, NOON)


def test_services_nobody_can_use_are_left_out_and_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """And nothing of what stood in them is logged."""
    strange: list[Any] = [
        {"id": 1, "name": "good", "total_duration": 30},
        {"id": 10**30, "name": "long", "total_duration": "45"},
        {"id": "../x", "name": "elsewhere", "total_duration": 30},
        {"id": 2, "name": "\x1b\u202e", "total_duration": 30},
        {"id": 3, "name": "no time", "total_duration": 0},
        {"id": 4, "name": "ages", "total_duration": 10**30},
        {"id": 5, "name": None, "total_duration": 30},
        {"id": True, "name": "true", "total_duration": 30},
        None,
        "text",
        [],
    ]
    page = {**PAGE, "services": [{"id": 9, "name": "G", "services": strange}, 7, None]}
    known = told_branch.catalogue(page, HABITS, NOON)
    assert ["1", str(10**30)] == [service.id for service in known.branch.services]
    counts = [(r.__dict__["what"], r.__dict__["n"]) for r in caplog.records]
    assert [("services", 9), ("service groups", 2)] == counts
    assert "elsewhere" not in caplog.text


def test_a_name_is_cleaned_where_it_comes_in() -> None:
    """Escape codes, bidi controls and ten thousand letters never get past here."""
    name = "\x1b[31mMas\u202esage\x07" + "x" * 10_000
    group = {"id": 9, "services": [{"id": 1, "name": name, "total_duration": 30}]}
    known = told_branch.catalogue({**PAGE, "services": [group]}, HABITS, NOON)
    (service,) = known.branch.services
    shown = service.name["en"]
    assert shown.startswith("[31mMassagexxx")
    assert 200 == len(shown)
    assert "all" == known.branch.groups[0].id


@pytest.mark.parametrize(
    ("day", "clocks", "expected"),
    [
        ("2026-03-28", ["02:30"], ["01:30"]),
        ("2026-03-29", ["01:45", "02:30", "03:00"], ["00:45", "01:00"]),
        ("2026-10-25", ["02:30", "03:00"], ["00:30", "02:00"]),
        ("2026-10-25", ["02:30", "02:30"], ["00:30", "01:30"]),
    ],
    ids=["winter", "a time the clocks skip", "the first of two", "both of two"],
)
def test_wall_times_become_instants_through_clock_changes(
    day: str, clocks: list[str], expected: list[str]
) -> None:
    """Budapest: forward on 29 March, back on 25 October, both at 01:00 UTC."""
    said = [{"date": day, "is_available": True, "morning": clocks, "afternoon": None}]
    (starts,) = told_times.free_days(said, ZONE).values()
    assert expected == [f"{start:%H:%M}" for start in starts]


def test_a_time_that_comes_twice_says_which_it_is() -> None:
    """Otherwise two of them would look the same."""
    assert "02:30 +02:00" == told_times.label(
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC), ZONE
    )
    assert "09:00" == told_times.label(datetime(2026, 5, 5, 7, tzinfo=UTC), ZONE)


def test_days_and_times_that_are_none_are_left_out() -> None:
    """Null lists are no times."""
    said: Any = [
        {
            "date": "2026-05-05",
            "is_available": True,
            "morning": ["09:00", 7, None, "x"],
        },
        {"date": "2026-05-06", "is_available": False, "morning": None},
        {"date": "2026-05-07", "morning": {"a": 1}, "afternoon": ["13:00:00"]},
        {"date": "soon"},
        {"date": 20260508},
        None,
    ]
    found = told_times.free_days(said, ZoneInfo("UTC"))
    assert {date(2026, 5, 5): 1, date(2026, 5, 6): 0, date(2026, 5, 7): 1} == {
        day: len(starts) for day, starts in found.items()
    }
    assert {} == told_times.free_days(None, ZONE)
    assert None is told_times.next_day({"date": "", "time": ""})


def test_limits_speak_for_days_without_times() -> None:
    """0 is Sunday there."""
    limits = told_times.limits(
        {"closed_days": [0, 6, 9, "x"], "min_date": "2026-05-05", "max_date": ""}
    )
    assert (frozenset({5, 6}), date(2026, 5, 5), None) == (
        limits.closed,
        limits.first,
        limits.last,
    )
    assert Reason.TOO_SOON is limits.against(date(2026, 5, 4), date(2026, 5, 4))
    assert told_times.Limits() == told_times.limits("nonsense")


def test_a_row_of_the_calendar_is_a_booking() -> None:
    """Its service by name when the id is not told; nine digits of a second are fine."""
    (row,) = told_rows.rows({"bookings": [ROW], "blocked_times": None}, KNOWN)
    assert ("101", "12", Status.BOOKED, "") == (
        row.id,
        row.told.service,
        row.told.status,
        row.told.word,
    )


def test_words_nobody_knows_are_kept_and_not_acted_upon() -> None:
    """A status never seen before is unknown, and still takes its time."""
    said = {**ROW, "booking_status": "teleported"}
    (row,) = told_rows.rows([said], KNOWN)
    assert (Status.UNKNOWN, "teleported", True) == (
        row.told.status,
        row.told.word,
        row.live,
    )
    words = ("booked", "confirmed", "completed", "cancelled", "no-show", "No_Show")
    assert [*map(told_rows.status_of, words)] == [
        Status.BOOKED,
        Status.BOOKED,
        Status.SERVED,
        Status.CANCELLED,
        Status.NO_SHOW,
        Status.NO_SHOW,
    ]


def test_rows_without_id_or_time_are_left_out(caplog: pytest.LogCaptureFixture) -> None:
    """A time without its zone is none; one that ends before it begins is none."""
    strange: list[Any] = [
        {**ROW, "id": None},
        {**ROW, "from_date": "2026-05-05T09:00:00"},
        {**ROW, "from_date": 1_777_777_777},
        {**ROW, "to_date": "2026-05-05T08:00:00+02:00"},
        {**ROW, "from_date": "9999-12-31T23:59:59-12:00"},
        "row",
    ]
    assert ["101"] == [row.id for row in told_rows.rows([*strange, ROW], KNOWN)]
    assert [6] == [record.__dict__["n"] for record in caplog.records]
    caplog.set_level(logging.DEBUG)
    assert [] == told_rows.rows(None, KNOWN)
    assert [] == told_rows.rows("rows", KNOWN)


def test_a_mark_is_found_in_either_note_and_nothing_else_is_one() -> None:
    """Whatever staff write around it."""
    marks = [
        told_rows.rows([{**ROW, "merchant_note": note}], KNOWN)[0].told.mark
        for note in ("call back\n[k:7F3A00FF] thanks", "[k:]", "[k:7f3a]", 7, None)
    ]
    assert ["7F3A00FF", "", "", "", ""] == marks
    (row,) = told_rows.rows([{**ROW, "customer_note": "[k:ABCD]"}], KNOWN)
    assert "ABCD" == row.told.mark


def test_people_have_ids_of_ours_and_numbers_in_one_spelling() -> None:
    """A uuid loses its dashes, and gets them back; "-" is no name."""
    said: Any = [
        {"id": ANNA, "first_name": "Anna", "last_name": "-", "phone_number": "0036301"},
        {"id": 7, "phone_number": "+36 (30) 123-4567"},
        {"first_name": "nobody"},
    ]
    first, second = told_people.people(said, NOON)
    assert (CustomerId(ANNA.replace("-", "")), "Anna", "") == (
        first.id,
        first.name,
        first.phone,
    )
    assert ANNA == told_people.theirs(first.id)
    assert ("7", "+36301234567") == (told_people.theirs(second.id), second.phone)


@pytest.mark.parametrize(
    ("name", "both"),
    [
        ("Anna Maria Kovács", ("Anna Maria", "Kovács")),
        ("Anna", ("Anna", "-")),
        ("", ("-", "-")),
        ("  ", ("-", "-")),
    ],
)
def test_both_names_are_always_something(name: str, both: tuple[str, str]) -> None:
    """An entry without both is silently dropped there."""
    assert both == told_people.names(name)


def test_what_is_sent_back_is_what_came() -> None:
    """A note of several lines is not flattened by moving its booking."""
    note = "first line\nsecond line [k:7F3A]"
    (row,) = told_rows.rows([{**ROW, "merchant_note": note}], KNOWN)
    assert note == row.note
    assert json.dumps(note) not in repr(row)
