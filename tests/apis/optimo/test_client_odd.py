"""The client against a site that answers wrongly: what can't be used is left out, nothing is
made up, nothing breaks."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.apis.http import Answer
from kiosk.apis.optimo import said
from kiosk.apis.optimo.catalogue import Offered, described
from kiosk.apis.optimo.client import OptimoClient
from kiosk.apis.optimo.declined import declined
from kiosk.apis.optimo.habits import Habits
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ticket import Draft, Status, TicketId
from kiosk.errors import (
    Ambiguous,
    BadInput,
    Denied,
    KioskError,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
    TooBusy,
    Unavailable,
)
from kiosk.text import cells, is_clean
from tests.apis.odd_server import OddServer, http, odd_server
from tests.contract.shop import NOON
from tests.desk.hands import StoppedClock

HERE, CUT = BranchId("br_1"), ServiceId("svc_cut")
TUESDAY = date(2026, 5, 5)
BUDAPEST = ZoneInfo("Europe/Budapest")
NINE = datetime(2026, 5, 5, 7, tzinfo=UTC)  # 09:00 there
BRANCH = described(HERE, "Salon", "Europe/Budapest", [Offered(CUT, "Cut", 45)])
DRAFT = Draft(HERE, CUT, start=NINE)
EVIL = "\x1b]0;x\x07\u202e[red]" + "e\u0301\u0301\u0301\u0301\u0301" + "x" * 10_000


@asynccontextmanager
async def site(
    *answers: bytes, **habits: Any
) -> AsyncIterator[tuple[OptimoClient, OddServer]]:
    """A client of a site that gives these answers, one after the other."""
    usual: dict[str, Any] = {"a_minute": 900, "a_month": 9_000, "branches": (BRANCH,)}
    clock = StoppedClock(NOON)

    async def at_once(_seconds: float) -> None:
        """No waiting in tests."""

    async with odd_server(*answers) as odd:
        client = OptimoClient(
            odd.client(),
            clock,
            Habits("site_1", key="omc_k", **(usual | habits)),
            monotonic=lambda: clock.now().timestamp(),
            sleep=at_once,
        )
        try:
            yield client, odd
        finally:
            await client.aclose()


def ok(data: Any, status: str = "200 OK", **more: Any) -> bytes:
    """A success in the envelope."""
    return http(status, json.dumps({"data": data, "meta": {}} | more).encode())


def no(status: str, code: str, fields: dict[str, str] | None = None) -> bytes:
    """A refusal in the envelope."""
    error = {"code": code, "message": "no", "details": {"fields": fields or {}}}
    return http(status, json.dumps({"error": error, "meta": {}}).encode())


def slot(start: Any = "09:00", **changes: Any) -> dict[str, Any]:
    return {"startTime": start, "endTime": "09:45", "available": True} | changes


def booking(**changes: Any) -> dict[str, Any]:
    row = {
        "id": "b1",
        "status": "confirmed",
        "date": "2026-05-05",
        "startTime": "09:00",
        "customer": {"name": "Anna"},
        "createdAt": "2026-05-04T12:00:00Z",
    }
    return row | changes


def page(*rows: Any, after: Any = None) -> bytes:
    return ok(list(rows), pagination={"total": 9, "limit": 100, "nextCursor": after})


async def starts(client: OptimoClient) -> list[str]:
    (day,) = await client.slots(Wanted(HERE, CUT), TUESDAY)
    return [slot.label for slot in day.slots]


# times


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("09:00", "09:00"),
        ("9:00", "09:00"),
        ("09:00:00", "09:00"),
        (" 09:00 ", "09:00"),
        ("2026-05-05T09:00:00", "09:00"),
        ("2026-05-05T07:00:00Z", "09:00"),
        ("2026-05-05T10:00:00+03:00", "09:00"),
    ],
)
async def test_a_time_is_read_kindly_and_sent_back_as_it_came(
    raw: str, label: str
) -> None:
    """Byte for byte: nobody says in which form it must be."""
    created = ok(booking(startTime=raw), "201 Created")
    async with site(ok([slot(raw)]), ok([slot(raw)]), created) as (client, odd):
        assert [label] == await starts(client)
        placed = await client.issue(DRAFT, None, "kiosk 1")
        assert (NINE, Status.BOOKED) == (placed.ticket.start_at, placed.ticket.status)
        head, _, body = odd.asked[-1].partition(b"\r\n\r\n")
        sent = json.loads(body)
        assert (raw, "svc_cut", "2026-05-05") == (
            sent["startTime"],
            sent["serviceId"],
            sent["date"],
        )
        assert {"name", "ref"} == set(sent["customer"])
        assert b"x-api-key: omc_k" in head
        assert f"idempotency-key: {sent['customer']['ref']}".encode() in head


@pytest.mark.parametrize(
    "odd",
    [
        None,
        7,
        [],
        "09:00",
        {},
        slot(None),
        slot(9),
        slot("nine"),
        slot("25:00"),
        slot("09:00" * 99),
        slot("2026-05-06T09:00:00"),
        slot("0001-01-01T00:00:00Z"),
        slot("9999-12-31T23:59:59-12:00"),
        slot(available=None),
        slot(available="yes"),
        slot(available=1),
    ],
    ids=str,
)
async def test_a_row_that_makes_no_sense_is_left_out(odd: Any) -> None:
    """The others stay."""
    async with site(ok([odd, slot("10:00"), odd])) as (client, _):
        assert ["10:00"] == await starts(client)


@pytest.mark.parametrize(
    "end", [None, 7, "later", "08:00", "2031-01-01T00:00:00Z", EVIL]
)
async def test_an_end_that_makes_no_sense_is_reckoned(end: Any) -> None:
    """By the length in the settings, or to the next day at most."""
    async with site(ok([slot(endTime=end)])) as (client, _):
        (day,) = await client.slots(Wanted(HERE, CUT), TUESDAY)
        length = day.slots[0].end - day.slots[0].start
        assert timedelta(minutes=45) <= length <= timedelta(hours=24)


async def test_a_time_that_the_clock_skips_is_none() -> None:
    """02:30 on the morning when the clocks go forward."""
    day = date(2027, 3, 28)
    rows = [slot("02:30", endTime="03:30"), slot("03:00", endTime="03:45")]
    found = said.slots(rows, day, BUDAPEST)
    assert ["03:00"] == [one.raw for one in found]


async def test_one_time_of_several_people_counts_them() -> None:
    """The same time once, with as many places as there are people free."""
    rows = [slot(staffId=who, available=who != "cy") for who in ("bo", "ada", "cy")]
    async with site(ok(rows), ok(rows), ok(booking(), "201 Created")) as (client, odd):
        (day,) = await client.slots(Wanted(HERE, CUT), TUESDAY)
        assert [("09:00", 2)] == [(one.label, one.free) for one in day.slots]
        await client.issue(DRAFT, None, "kiosk 1")
        assert b'"staffId": "ada"' in odd.asked[-1]


NOT_JSON = {
    "html": http("200 OK", b"<html>Sign in</html>", "text/html"),
    "html that says json": http("200 OK", b"<html>Sign in</html>"),
    "bom": http("200 OK", b'\xef\xbb\xbf{"data":[]}'),
    "utf-16": http("200 OK", '{"data":[]}'.encode("utf-16")),
    "cut": http("200 OK", b'{"data":[')[:-1],
    "half": http("200 OK", b'{"data":['),
    "nan": http("200 OK", b'{"data":NaN}'),
    "1e999": http("200 OK", b'{"data":1e999}'),
    "twice": http("200 OK", b'{"data":[],"data":[]}'),
    "deep": http("200 OK", b"[" * 100_000),
    "large": http("200 OK", b'{"data":"' + b"x" * 1_100_000 + b'"}'),
    "gzip": http("200 OK", b"x", "application/json", "content-encoding: gzip"),
    "redirect": http("302 Found", b"", "text/html", "location: http://evil.test/"),
    "half a head": b"HTTP/1.1 200 OK\r\ncontent-",
    "500": http("500 Internal Server Error", b"oops", "text/plain"),
    "an error as a success": http("200 OK", b'{"error":{"code":"NOT_FOUND"}}'),
    "500 in the envelope": no("500 Internal Server Error", "INTERNAL_ERROR"),
    "400 from within": no("400 Bad Request", "INTERNAL_ERROR"),
}


@pytest.mark.parametrize("kind", NOT_JSON)
async def test_what_nobody_can_read_is_unavailable(kind: str) -> None:
    """Times, lists and single bookings; nothing is taken for an empty day."""
    async with site(NOT_JSON[kind]) as (client, _):
        for attempt in (
            client.slots(Wanted(HERE, CUT), TUESDAY),
            client.told(HERE, TUESDAY),
            client.ticket(TicketId("b1")),
        ):
            with pytest.raises(Unavailable):
                await attempt


@pytest.mark.parametrize("kind", NOT_JSON)
async def test_an_unreadable_answer_to_a_create_is_not_a_booking(kind: str) -> None:
    """It may be there: it is looked for, and not found it is nobody's."""
    async with site(ok([slot()]), NOT_JSON[kind], page()) as (client, odd):
        with pytest.raises(Ambiguous):
            await client.issue(DRAFT, None, "kiosk 1")
        posts = [one for one in odd.asked if one.startswith(b"POST")]
        assert 1 == len(posts)


@pytest.mark.parametrize("given", [None, 7, "x", True, {}, [None, 7, []], 10**30])
async def test_data_of_another_kind_is_an_empty_list(given: Any) -> None:
    """And is counted in the log; nothing is invented."""
    async with site(ok(given)) as (client, _):
        assert [] == await starts(client)
        assert [] == list(await client.told(HERE, TUESDAY))


# creates


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (no("409 Conflict", "CONFLICT"), SlotTaken),
        (no("400 Bad Request", "VALIDATION_ERROR", {"startTime": "x"}), SlotTaken),
        (no("400 Bad Request", "VALIDATION_ERROR", {"customer.phone": "x"}), BadInput),
        (no("404 Not Found", "NOT_FOUND"), NotFound),
        (no("401 Unauthorized", "UNAUTHORIZED"), Denied),
        (no("403 Forbidden", "FORBIDDEN"), Denied),
        (no("429 Too Many Requests", "RATE_LIMIT_EXCEEDED"), TooBusy),
        (http("409 Conflict", b'{"weird":1}'), SlotTaken),
    ],
)
async def test_a_refusal_is_told_as_what_it_is(
    answer: bytes, error: type[KioskError]
) -> None:
    """By its code, and without one by its status; nothing is asked for again."""
    async with site(ok([slot()]), answer, ok([slot()])) as (client, odd):
        with pytest.raises(error):
            await client.issue(DRAFT, None, "kiosk 1")
        assert 1 == sum(one.startswith(b"POST") for one in odd.asked)


@pytest.mark.parametrize(
    "told",
    [
        booking(startTime="10:00"),
        booking(date="2026-05-06"),
        booking(status="cancelled"),
        booking(customer={"ref": "k-somebody-else"}),
        booking(id="../x"),
        booking(id=7),
        booking(id=None),
        {},
        [],
        None,
    ],
    ids=str,
)
async def test_somebody_elses_booking_is_not_ours(told: Any) -> None:
    """A success that is not what was asked for is looked for, and never handed out."""
    async with site(ok([slot()]), ok(told, "201 Created"), page()) as (client, _):
        with pytest.raises(Ambiguous):
            await client.issue(DRAFT, None, "kiosk 1")


async def test_a_yes_without_a_word_is_looked_for_by_its_reference() -> None:
    """201 and no body: it is there, and the list says which it is."""
    async with site(ok([slot()]), http("201 Created"), page(booking(id="other"))) as (
        client,
        odd,
    ):
        with pytest.raises(Ambiguous):
            await client.issue(DRAFT, None, "kiosk 1")
        assert all(b"phone" not in one.split(b"\r\n")[0] for one in odd.asked)


async def test_a_person_they_do_not_want_named_is_left_out_once() -> None:
    """Refused for staffId, asked again without it; anything else is not asked again."""
    wrong = no("400 Bad Request", "VALIDATION_ERROR", {"staffId": "unknown member"})
    made = ok(booking(), "201 Created")
    async with site(ok([slot(staffId="bo")]), wrong, made) as (client, odd):
        placed = await client.issue(DRAFT, None, "kiosk 1")
        assert "b1" == placed.ticket.id
        first, second = (one for one in odd.asked if one.startswith(b"POST"))
        assert b"staffId" in first
        assert b"staffId" not in second
    async with site(ok([slot(staffId="bo")]), wrong, wrong) as (client, odd):
        with pytest.raises(BadInput):
            await client.issue(DRAFT, None, "kiosk 1")
        assert 2 == sum(one.startswith(b"POST") for one in odd.asked)


# lists


@pytest.mark.parametrize(
    "odd",
    [
        None,
        7,
        {},
        booking(id=""),
        booking(id="a/b"),
        booking(id="é"),
        booking(id=".."),
        booking(id=12),
        booking(startTime=None),
        booking(startTime="soon"),
        booking(date="someday", startTime="09:00"),
        booking(date=10**30),
        booking(startTime="99:99"),
    ],
    ids=str,
)
async def test_a_booking_nobody_can_read_is_left_out_of_a_list(odd: Any) -> None:
    async with site(page(odd, booking(id="b2"))) as (client, _):
        told = await client.told(HERE, TUESDAY)
        assert ["b2"] == [one.id for one in told]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("confirmed", Status.BOOKED),
        (" No-Show ", Status.NO_SHOW),
        ("noshow", Status.NO_SHOW),
        ("CANCELED", Status.CANCELLED),
        ("Checked-In", Status.WAITING),
        ("arrived", Status.WAITING),
        ("someday", Status.UNKNOWN),
        (EVIL, Status.UNKNOWN),
        (None, Status.UNKNOWN),
    ],
    ids=lambda value: str(value)[:12],
)
async def test_a_status_is_read_in_any_spelling(word: Any, status: Status) -> None:
    """Words of the settings besides the usual ones; an unknown one is kept as it is."""
    words = {"Arrived": Status.WAITING}
    async with site(page(booking(status=word)), words=words) as (client, _):
        (told,) = await client.told(HERE, TUESDAY)
        assert status is told.status
        assert is_clean(told.word)


async def test_hostile_texts_come_clean_and_short() -> None:
    """Names, phones, words, references: no byte that a terminal would obey."""
    person = {"name": EVIL, "phone": EVIL, "ref": EVIL, EVIL: EVIL}
    async with site(page(booking(customer=person, status=EVIL))) as (client, _):
        (told,) = await client.told(HERE, TUESDAY)
        for text in (told.name, told.phone, told.word, told.mark):
            assert is_clean(text)
            assert 200 >= cells(text)
        (one,) = [await client.ticket(TicketId("b1"))]
        assert one.ticket.theirs is not None
        assert is_clean(one.ticket.theirs.word)


@pytest.mark.parametrize("after", ["c", None])
async def test_a_list_without_an_end_stops(after: str | None) -> None:
    """At the same cursor again, and after twenty parts however the cursors go."""
    answers = [page(booking(), after=after or f"c{n}") for n in range(60)]
    async with site(*answers) as (client, odd):
        with pytest.raises(Unavailable):
            await client.told(HERE, TUESDAY)
        assert len(odd.asked) == (2 if after else 20)


async def test_a_cursor_they_do_not_take_is_followed_by_one_more_try() -> None:
    """From the top, and then no more."""
    bad = no("400 Bad Request", "VALIDATION_ERROR", {"cursor": "stale"})
    first, last = page(booking(), after="c"), page(booking(id="b2"))
    async with site(first, bad, first, last) as (client, odd):
        told = await client.told(HERE, TUESDAY)
        assert ["b1", "b2"] == [one.id for one in told]
        assert 4 == len(odd.asked)
    async with site(first, bad, first, bad) as (client, odd):
        with pytest.raises(Unavailable):
            await client.told(HERE, TUESDAY)


async def test_a_booking_comes_once_however_many_parts_have_it() -> None:
    async with site(page(booking(), after="c"), page(booking())) as (client, _):
        assert 1 == len(await client.told(HERE, TUESDAY))


# ids, waits


async def test_an_id_leads_nowhere_else() -> None:
    """Quoted, or refused before anything is sent."""
    async with site(page()) as (client, odd):
        for id_ in ("../../v1/sites", "a/b", "a?b", "", "x" * 200, "é", ".."):
            for attempt in (
                client.ticket(TicketId(id_)),
                client.cancel(TicketId(id_), "x"),
            ):
                with pytest.raises(NotFound):
                    await attempt
        assert [] == odd.asked


def test_a_proxys_page_is_no_refusal_of_a_create() -> None:
    """It says nothing of what happened behind it."""
    for status in (400, 403, 404, 409, 429, 502):
        answer = Answer(status, {"content-type": "text/html"}, b"<html>")
        assert isinstance(declined(answer, NOON, changes=True), Ambiguous)


async def test_a_time_that_was_over_is_not_asked_for() -> None:
    async with site(ok([slot("00:30")])) as (client, odd):
        early = Draft(HERE, CUT, start=NOON - timedelta(hours=1))
        with pytest.raises((SlotTaken, BadInput)):
            await client.issue(early, None, "kiosk 1")
        assert not any(one.startswith(b"POST") for one in odd.asked)


async def test_their_no_to_calling_off_leaves_it_booked() -> None:
    """Unless it is called off already, which is what was wanted."""
    conflict = no("409 Conflict", "CONFLICT")
    async with site(page(booking()), conflict, page(booking())) as (client, _):
        with pytest.raises(Refused) as refused:
            await client.cancel(TicketId("b1"), "x")
        assert Reason.NOT_CANCELLABLE is refused.value.reason
    gone = page(booking(status="cancelled"))
    async with site(page(booking()), conflict, gone) as (client, _):
        placed = await client.cancel(TicketId("b1"), "x")
        assert Status.CANCELLED is placed.ticket.status
