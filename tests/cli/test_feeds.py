"""A calendar feed from the command line to a calendar program, and until it is revoked."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import vobject

from kiosk.cli.times import in_utc
from tests.cli.command import answer, kiosk, server
from tests.cli.test_appointments import PASSPORT, _free_times


@pytest.fixture(name="place")
def _place(home: Path) -> Iterator[tuple[Path, str]]:
    """The data directory and the address of a running demo."""
    with server(home / "queue", "--demo") as (_, url):
        yield home / "queue", url


def test_a_feed_shows_what_is_booked_until_it_is_revoked(
    place: tuple[Path, str],
) -> None:
    """No key: the address is the key. Afterwards it is as if it had never been."""
    data, url = place
    made = answer("feed", "new", "--name", "Reception", data=data)
    first, *_ = _free_times(data)
    issue = ("issue", "--service", PASSPORT, "--time", in_utc(first))
    booked = answer(*issue, data=data)
    page = httpx.get(f"{url}{made['path']}")
    assert (200, "private, max-age=300") == (
        page.status_code,
        page.headers["cache-control"],
    )
    event = vobject.readOne(page.text).vevent
    assert first == event.dtstart.value
    assert booked["ticket"]["number"] in event.summary.value
    revoked = kiosk("feed", "revoke", made["id"], data=data)
    assert f"revoked {made['id']}\n" == revoked.stdout
    assert 404 == httpx.get(f"{url}{made['path']}").status_code
    (listed,) = answer("feed", "list", data=data)
    assert ("Reception", None) == (listed["name"], listed["service"])
    assert listed["revoked_at"]
    assert "path" not in listed


def test_one_service_alone(place: tuple[Path, str]) -> None:
    data, url = place
    services = [
        service["id"]
        for branch in answer("branch", "show", data=data)
        for group in branch["groups"]
        for service in group["services"]
        if service["id"] != PASSPORT
    ]
    other = services[0]
    made = answer("feed", "new", "--name", "One", "--service", other, data=data)
    first, *_ = _free_times(data)
    answer("issue", "--service", PASSPORT, "--time", in_utc(first), data=data)
    page = httpx.get(f"{url}{made['path']}").text
    assert "VEVENT" not in page


def test_what_does_not_exist_has_no_feed(place: tuple[Path, str]) -> None:
    """It names what there is instead."""
    data, _ = place
    wrong = ("feed", "new", "--name", "x", "--service", "passportn")
    done = kiosk(*wrong, data=data)
    assert 1 == done.returncode
    assert f"did you mean: {PASSPORT}" in done.stderr
    gone = kiosk("feed", "revoke", "nothing", data=data)
    assert (1, "") == (gone.returncode, gone.stdout)
