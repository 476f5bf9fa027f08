"""Appointments from the command line: booked, moved, told, and refused with what would do."""

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject

from kiosk import endpoint
from kiosk.apis.clients import open_client
from kiosk.apis.native.client import NativeClient
from kiosk.cli.times import in_utc, instant
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.errors import BadInput
from tests.cli.command import answer, kiosk, server

PASSPORT = "passportne"


@pytest.fixture(name="data")
def _data(home: Path) -> Iterator[Path]:
    """The data directory of a running demo."""
    with server(home / "queue", "--demo"):
        yield home / "queue"


def _free_times(data: Path) -> list[datetime]:
    """The free times of the first day after today that has any."""
    found = endpoint.read(data)
    assert found

    async def asked() -> list[datetime]:
        client = NativeClient(open_client(socket=Path(found.socket)))
        wanted = Wanted(BranchId("mainstreet"), ServiceId(PASSPORT))
        now = (await client.branch(wanted.branch)).as_of
        day = await client.next_free(wanted, now.date() + timedelta(days=1))
        await client.aclose()
        return [slot.start for slot in day.free] if day else []

    return asyncio.run(asked())


def test_an_appointment_from_booking_to_cancelling(data: Path) -> None:
    """Booked with a number of its own, moved, in the calendar, given back."""
    first, second, *_ = _free_times(data)
    booked = answer("issue", "--service", PASSPORT, "--time", in_utc(first), data=data)
    ticket = booked["ticket"]["id"]
    moved = answer("ticket", "reschedule", ticket, "--time", in_utc(second), data=data)
    file = kiosk("ticket", "calendar", ticket, data=data).stdout
    over = answer("ticket", "cancel", ticket, data=data)
    assert ("appointment", "booked", "T001") == tuple(
        booked["ticket"][name] for name in ("kind", "status", "number")
    )
    assert [first, second, second] == [
        datetime.fromisoformat(told["start_at"])
        for told in (booked["ticket"], moved, over)
    ]
    assert second == vobject.readOne(file).vevent.dtstart.value
    assert "cancelled" == over["status"]


def test_people_read_it_by_the_branchs_clock(data: Path) -> None:
    """Nobody in Budapest has to know when it is in Greenwich."""
    first = _free_times(data)[0]
    local = first.astimezone(ZoneInfo("Europe/Budapest")).isoformat(" ", "minutes")
    issue = ("issue", "--service", PASSPORT, "--time", in_utc(first))
    booked = kiosk(*issue, data=data)
    assert f"T001, {local}\n" == booked.stdout


def test_a_refused_time_comes_with_those_that_would_do(data: Path) -> None:
    """Off the grid, or somebody else's: the nearest can be typed as they are told."""
    free = _free_times(data)
    taken, crooked = free[0], free[0] + timedelta(minutes=7)
    issue = ("issue", "--service", PASSPORT, "--time")
    places = 0
    while kiosk(*issue, in_utc(taken), data=data).returncode == 0:
        places += 1
    assert places
    gone = kiosk(*issue, in_utc(taken), data=data)
    off = kiosk(*issue, in_utc(crooked), data=data)
    assert ((1, ""), (2, "")) == (
        (gone.returncode, gone.stdout),
        (off.returncode, off.stdout),
    )
    for refused in (gone, off):
        near = re.search("nearest free: ([^,\n]+)", refused.stderr)
        assert near, refused.stderr
        assert instant(near[1]) in free
    assert kiosk(*issue, near[1], data=data).returncode == 0


def test_a_number_without_a_time_has_no_calendar_file(data: Path) -> None:
    """And can't be moved: a sentence, and nothing on stdout."""
    ticket = answer("issue", "--service", PASSPORT, data=data)["ticket"]["id"]
    words = (
        ("calendar", ticket),
        ("reschedule", ticket, "--time", "2026-01-01T09:00Z"),
    )
    for said in (kiosk("ticket", *each, data=data) for each in words):
        assert (1, "", 1) == (
            said.returncode,
            said.stdout,
            len(said.stderr.splitlines()),
        )


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2026-05-04T09:30", "2026-05-04T09:30Z"),
        ("2026-05-04T09:30+02:00", "did you mean: 2026-05-04T07:30Z?"),
        ("0001-01-01T00:30+02:00", "is not UTC"),
        ("2026-02-30T09:30Z", "is not a time"),
        ("20260504T0930Z", "is not a time"),
        ("tomorrow", "is not a time"),
        ("\x1b[2J", "is not a time"),
        ("", "is not a time"),
    ],
)
def test_a_time_is_typed_in_utc(typed: str, says: str) -> None:
    """Nobody is booked two hours off because a script ran elsewhere."""
    with pytest.raises(BadInput) as refused:
        instant(typed)
    assert says in refused.value.detail
    assert "\x1b" not in refused.value.detail


def test_a_time_is_read_as_it_is_told() -> None:
    """With seconds or without, in capitals or not."""
    at = datetime(2026, 5, 4, 7, 30, tzinfo=UTC)
    typed = ("2026-05-04T07:30Z", "2026-05-04t07:30:00z", "2026-05-04 07:30+00:00")
    assert [at] * 3 == [instant(one) for one in typed]
    assert typed[0] == in_utc(at)
