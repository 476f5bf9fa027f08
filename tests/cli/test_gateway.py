"""A server between its kiosks and another system: real processes, and a kill in the middle."""

import asyncio
import os
import re
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from kiosk import endpoint
from kiosk.apis.clients import open_client
from kiosk.apis.native.admin import NativeAdmin
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import Branch
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft, Placed, Status
from kiosk.errors import (
    AlreadyBooked,
    Ambiguous,
    CheckInRefused,
    KioskError,
    Unavailable,
)
from tests.cli.command import answer, kiosk, server
from tests.cli.relay import relay

ONCE = Once("kiosk", "visit-00000000-0001", "f")


@pytest.fixture
def theirs(home: Path) -> Iterator[tuple[Path, str]]:
    """Another house's server, which speaks the Skiplino dialect."""
    data = home / "theirs"
    with server(data, "--demo") as (_, url):
        yield data, url


def configured(place: Path, theirs: Path, url: str) -> Path:
    """The settings of a house that books there, with a key of theirs."""
    key = answer("key", "new", "--role", "secret", "--name", "gateway", data=theirs)
    file = place / "key"
    file.write_text(key["key"])
    file.chmod(0o600)
    config = place / "config.toml"
    config.write_text(
        f'[backend]\nkind = "skiplino"\nbase_url = "{url}/external/v1"\n'
        f'key_file = "{file}"\n[backend.skiplino]\nzone = "Europe/Budapest"\n'
    )
    return config


@asynccontextmanager
async def client_of(data: Path) -> AsyncIterator[NativeAdmin]:
    socket = endpoint.find(data)
    assert socket is not None
    client = NativeAdmin(open_client(socket=socket))
    yield client
    await client.aclose()


@asynccontextmanager
async def started(data: Path, config: Path) -> AsyncIterator[subprocess.Popen[str]]:
    """The server between; what it asks while it starts is answered meanwhile."""
    with ExitStack() as held:
        serving = server(data, "--config", str(config))
        child, _ = await asyncio.to_thread(held.enter_context, serving)
        yield child


def test_a_kiosk_works_at_once_over_another_system(
    home: Path, theirs: tuple[Path, str]
) -> None:
    """An address and a key: branch and services are theirs, and so is the number."""
    data = home / "ours"
    env = {"KIOSK_CONFIG": str(configured(home, *theirs))}
    with server(data, "--config", env["KIOSK_CONFIG"]):
        (branch,) = answer("branch", "show", data=data, env=env)
        service = branch["groups"][0]["services"][0]["id"]
        taken = answer("issue", "--service", service, data=data, env=env)["ticket"]
    (there,) = answer("branch", "show", data=theirs[0])
    assert there["name"] == branch["name"]
    assert ("waiting", "A001") == (taken["status"], taken["number"])


def test_the_check_says_what_works_and_makes_nothing(
    home: Path, theirs: tuple[Path, str]
) -> None:
    data = home / "ours"
    env = {"KIOSK_CONFIG": str(configured(home, *theirs))}
    checks = answer("backend", "check", data=data, env=env)
    said = {check["name"]: check["detail"] for check in checks}
    assert "answers; 1 branches" == said["reachable"]
    assert "a secret key" == said["key"]
    assert (
        "numbers for who walks in, appointments, cancelling, moving an appointment, customers"
        == said["works"]
    )
    assert "checking in, calling, counters: they see nothing of it" == said["done here"]
    assert re.search(r"passportne on [\d-]+: \d+, [1-9]\d* free$", said["times"])
    assert endpoint.find(data) is None
    state = answer("issue", "--service", "idcard0001", data=theirs[0])
    assert "A001" == state["ticket"]["number"]


def test_the_check_is_red_where_nobody_answers_or_the_key_is_none(
    home: Path, theirs: tuple[Path, str]
) -> None:
    config = str(configured(home, *theirs))
    bad = home / "bad"
    bad.write_text("sk_of_nobody")
    bad.chmod(0o600)
    for variable, value, name in (
        ("BASE_URL", "http://127.0.0.1:9/external/v1", "reachable"),
        ("KEY_FILE", str(bad), "key"),
    ):
        env = {"KIOSK_CONFIG": config, f"KIOSK_BACKEND__{variable}": value}
        done = kiosk("backend", "check", data=home / "ours", env=env)
        assert 1 == done.returncode
        assert f"RED  {name} " in done.stdout
        assert "Traceback" not in done.stderr


def test_the_check_signs_in_where_the_catalogue_is_everybodys(
    home: Path, theirs: tuple[Path, str]
) -> None:
    """The merchant's public page says nothing about the password."""
    config = configured(home, *theirs)
    config.write_text(
        f'[backend]\nkind = "merchant"\nbase_url = "{theirs[1]}"\n'
        f'key_file = "{home / "key"}"\n'
        '[backend.merchant]\nmerchant = "kiosk"\nemail = "gateway"\n'
    )
    env = {"KIOSK_CONFIG": str(config)}
    good = kiosk("backend", "check", data=home / "ours", env=env)
    assert "ok   bookings       can be read; 0 today" in good.stdout
    (home / "key").write_text("of nobody")
    bad = kiosk("backend", "check", data=home / "ours", env=env)
    assert (0, 1) == (good.returncode, bad.returncode)
    assert "RED  key            the key is not accepted" in bad.stdout
    assert "" == bad.stderr


def test_the_check_without_a_key_says_where_one_belongs(
    home: Path, theirs: tuple[Path, str]
) -> None:
    config = configured(home, *theirs)
    lines = config.read_text().splitlines(keepends=True)
    config.write_text("".join(one for one in lines if "key_file" not in one))
    env = {"KIOSK_CONFIG": str(config)}
    done = kiosk("backend", "check", data=home / "ours", env=env)
    assert 1 == done.returncode
    assert "RED  key            none: backend.key_file names the file" in done.stdout


def test_the_doctor_names_a_key_that_is_none_before_there_is_a_branch(
    home: Path, theirs: tuple[Path, str]
) -> None:
    data = home / "ours"
    env = {"KIOSK_CONFIG": str(configured(home, *theirs))}
    (home / "key").write_text("sk_of_nobody")
    with server(data, "--config", env["KIOSK_CONFIG"]):
        said = kiosk("doctor", data=data, env=env).stdout
        taken = kiosk("issue", "--service", "idcard0001", data=data, env=env)
    assert "skiplino: not heard from since" in said
    assert "no key of ours is good there" in said
    assert "kiosk backend check" in taken.stderr


def test_the_check_of_our_own_server(home: Path, theirs: tuple[Path, str]) -> None:
    checks = answer("backend", "check", data=theirs[0])
    assert all(check["good"] for check in checks)
    said = {check["name"]: check["detail"] for check in checks}
    assert "keeping a time" in said["works"]


SITE = """
[backend]
kind = "optimo"
[backend.optimo]
site = "site_main"
name = "Main Street"
zone = "Europe/Budapest"
plan = "agency"
[[backend.optimo.service]]
id = "passportne"
name = "Passport: new"
minutes = 20
"""
SALON = """
[backend]
kind = "merchant"
[backend.merchant]
merchant = "kiosk"
email = "gateway"
"""
BUREAU = """
[backend]
kind = "skiplino"
[backend.skiplino]
zone = "Europe/Budapest"
"""


async def test_who_comes_back_is_served_over_each_system(
    home: Path, theirs: tuple[Path, str]
) -> None:
    """Found by code, led to the one they have, moved, too early to check in, and cancelled."""
    config = await asyncio.to_thread(configured, home, *theirs)
    for system, path in ((BUREAU, "/external/v1"), (SALON, ""), (SITE, "")):
        ground = f'base_url = "{theirs[1]}{path}"\nkey_file = "{home / "key"}"\n'
        config.write_text(system.replace("]\n", f"]\n{ground}", 1))
        data = home / f"ours-{len(system)}"
        async with started(data, config), client_of(data) as client:
            (state,) = await client.branches()
            await _comes_back(client, state.branch)
    reads = apsw.SQLITE_OPEN_READONLY
    with apsw.Connection(str(theirs[0] / "queue.db"), flags=reads) as there:
        asked = "SELECT status, start_at IS NULL FROM ticket"
        assert {("cancelled", 0)} == {*there.execute(asked)}


async def _comes_back(client: NativeAdmin, branch: Branch) -> None:
    service = next(one for one in branch.services if one.appointable)
    day = await client.next_free(Wanted(branch.id, service.id))
    assert day is not None
    first, later, other = (slot.start for slot in day.free[:3])
    who = (await client.identify("+36301234567", "Ada Lovelace")).id
    wish = Draft(branch.id, service.id, start=first, customer=who)
    booked = (await client.issue(wish, ONCE, "kiosk")).ticket
    found = (await client.by_code(branch.id, booked.code8)).ticket
    with pytest.raises(AlreadyBooked) as already:
        await client.issue(replace(wish, start=other), None, "kiosk")
    moved = (await client.reschedule(found.id, later, "kiosk")).ticket
    with pytest.raises(CheckInRefused):
        await client.check_in(found.id, branch.id, "kiosk")
    gone = (await client.cancel(found.id, "kiosk")).ticket
    assert {booked.id} == {already.value.ticket, moved.id, gone.id}
    assert (later, Status.CANCELLED) == (moved.start_at, gone.status)


async def test_a_kill_in_the_middle_of_a_create_leaves_one_number(
    home: Path, theirs: tuple[Path, str]
) -> None:
    """Their answer never came. After the restart the kiosk asks again and has that number."""
    data = home / "ours"
    async with relay(theirs[1]) as (line, url):
        config = await asyncio.to_thread(configured, home, theirs[0], url)
        async with started(data, config) as gateway, client_of(data) as client:
            (state,) = await client.branches()
            service = next(one for one in state.branch.services if one.walkin)
            draft = Draft(state.branch.id, service.id)
            line.swallow = b"POST /external/v1/tickets/book"
            asking = asyncio.ensure_future(client.issue(draft, ONCE, "kiosk"))
            await asyncio.wait_for(line.swallowed.wait(), 20)
            os.kill(gateway.pid, 9)
            with pytest.raises((Ambiguous, Unavailable)):
                await asking
        async with started(data, config), client_of(data) as client:
            placed = await _once_more(client, draft)
            waiting = (await client.branch(state.branch.id)).waiting
    async with client_of(theirs[0]) as there:
        (their_state,) = await there.branches()
        number = placed.ticket.number
        assert (1, 1, "A001") == (their_state.waiting, waiting, number)
        assert Status.WAITING == placed.ticket.status


async def _once_more(client: NativeAdmin, draft: Draft) -> Placed:
    try:
        return await client.issue(draft, ONCE, "kiosk")
    except KioskError:  # as a kiosk does: the same key, once more
        return await client.issue(draft, ONCE, "kiosk")
