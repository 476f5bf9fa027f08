"""Wrong PINs: each costs time, ten in a row lock, and nothing gets round it."""

import asyncio
import threading
from pathlib import Path

import pytest

from kiosk.domain.access import Operator, Role
from kiosk.domain.branch import StaffId
from kiosk.domain.operators import OperatorChange, pin_problem
from kiosk.errors import BadInput, Denied, TooBusy
from kiosk.server.pins import DELAYS, MOST_WAITING, Pins
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import MAIN
from tests.server.staff import DESK, OWNER, PIN, WRONG, Staff

NOBODY = Operator(StaffId("nobody0000"), "Nobody", Role.STAFF)


@pytest.fixture(name="staff")
async def _staff() -> Staff:
    return await Staff().open()


async def guess(staff: Staff, who: Operator, pin: str = WRONG) -> str:
    """How a try ends: "in", or the reason, with the seconds to wait if it says so."""
    try:
        await staff.sign_in(who, pin)
    except TooBusy as error:
        return f"{error.reason} {error.retry_after}"
    except Denied as error:
        return str(error.reason)
    return "in"


async def fail(staff: Staff, who: Operator, times: int) -> None:
    """Type a wrong PIN as often, waiting each time as long as one must."""
    for _ in range(times):
        staff.passes(DELAYS[-1])
        assert "pin" == await guess(staff, who)


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("2580", None),
        ("1212", None),
        ("135790246801", None),
        ("123", "must be 4 to 12 digits"),
        ("1357902468013", "must be 4 to 12 digits"),
        ("12a4", "must be 4 to 12 digits"),
        ("١٣٥٧", "must be 4 to 12 digits"),
        ("2580\n", "must be 4 to 12 digits"),
        ("", "must be 4 to 12 digits"),
        ("0000", "is too easy to guess"),
        ("777777", "is too easy to guess"),
        ("1234", "is too easy to guess"),
        ("0123456789", "is too easy to guess"),
        ("7890", "is too easy to guess"),
        ("4321", "is too easy to guess"),
        ("3210987", "is too easy to guess"),
    ],
)
async def test_an_obvious_pin_is_not_taken(
    staff: Staff, pin: str, problem: str | None
) -> None:
    """Neither for somebody new nor as another one, and the refusal does not repeat it."""
    assert problem == pin_problem(pin)
    if problem is None:
        return
    with pytest.raises(BadInput) as added:
        await staff.add("Cleo", Role.STAFF, pin=pin)
    change = OperatorChange(pin=pin)
    with pytest.raises(BadInput) as changed:
        await staff.operators.change(OWNER, staff.ben.id, change)
    assert {"pin": problem} == added.value.fields == changed.value.fields
    assert "in" == await guess(staff, staff.ben, PIN)


async def test_each_wrong_pin_makes_the_next_try_wait_longer(staff: Staff) -> None:
    """Two slips cost nothing. What comes too early is not looked at, however right it is."""
    waits: list[int] = []
    for _ in DELAYS[1:]:
        assert "pin" == await guess(staff, staff.ben)
        early = await guess(staff, staff.ben, PIN) if len(waits) > 1 else ""
        waits.append(int(early.removeprefix("locked ") or 0))
        staff.passes(waits[-1])
    assert [*DELAYS[1:]] == waits
    assert "in" == await guess(staff, staff.ben, PIN)
    assert "pin" == await guess(staff, staff.ben)
    assert "in" == await guess(staff, staff.ben, PIN)


async def test_ten_wrong_pins_lock_until_a_supervisor_helps(staff: Staff) -> None:
    """Waiting does not. Unlocking keeps the PIN, and nobody else was locked."""
    await fail(staff, staff.ben, 10)
    staff.passes(10_000_000)
    assert "locked" == await guess(staff, staff.ben, PIN)
    assert [False, True] == [one.locked for one in staff.operators.listed(OWNER)]
    assert "in" == await guess(staff, staff.ana, PIN)
    unlocked = await staff.operators.change(
        OWNER, staff.ben.id, OperatorChange(unlock=True)
    )
    assert not unlocked.locked
    assert "in" == await guess(staff, staff.ben, PIN)


async def test_a_new_pin_ends_the_lock_as_well(staff: Staff) -> None:
    await fail(staff, staff.ben, 10)
    await staff.operators.change(OWNER, staff.ben.id, OperatorChange(pin="9753"))
    assert "pin" == await guess(staff, staff.ben, PIN)
    assert "in" == await guess(staff, staff.ben, "9753")


async def test_a_restart_gives_nobody_new_guesses(tmp_path: Path) -> None:
    """Neither from the wait nor from the lock, in a store on a disk."""
    store = SqliteStore.open(tmp_path / "queue.db")
    staff = await Staff(store).open()
    await fail(staff, staff.ben, 6)
    staff.restart(booted=1_000_000)
    assert f"locked {DELAYS[6]}" == await guess(staff, staff.ben, PIN)
    await fail(staff, staff.ben, 4)
    staff.restart(booted=-2_000_000)
    staff.passes(3600)
    assert "locked" == await guess(staff, staff.ben, PIN)
    await store.close()


@pytest.mark.parametrize("days", [-400, 400])
async def test_a_clock_that_was_set_never_makes_anybody_wait_longer(
    staff: Staff, days: int
) -> None:
    """A machine that lost its battery wakes up years ago."""
    await fail(staff, staff.ben, 5)
    staff.passes(days * 86_400)
    staff.restart()
    staff.passes(DELAYS[5])
    assert "in" == await guess(staff, staff.ben, PIN)


@pytest.mark.parametrize("known", [True, False])
async def test_guessing_all_at_once_is_no_faster(staff: Staff, known: bool) -> None:
    """Of a hundred tries at the same moment three are looked at, the others are told to wait."""
    who = staff.ben if known else NOBODY
    staff.pins.checked = 0
    said = await asyncio.gather(*(guess(staff, who) for _ in range(100)))
    assert {"pin": 3, f"locked {DELAYS[3]}": 97} == {
        one: said.count(one) for one in said
    }
    assert 3 == staff.pins.checked


async def test_an_id_nobody_has_answers_like_a_wrong_pin(staff: Staff) -> None:
    """At the same price, the waits and the lock included."""
    said: dict[str, list[str]] = {}
    for who in (staff.ben, NOBODY):
        staff.pins.checked = 0
        said[who.id] = []
        for _ in range(11):
            said[who.id] += [await guess(staff, who), await guess(staff, who)]
            staff.passes(DELAYS[-1])
        said[who.id].append(str(staff.pins.checked))
    assert said[staff.ben.id] == said[NOBODY.id]
    assert "10" == said[NOBODY.id][-1]


async def test_the_hash_is_reckoned_for_nobody_too() -> None:
    """Else the time would tell who there is."""
    reckoned = []

    class Watched(Pins):
        def _hash(self, pin: str) -> str:
            reckoned.append(threading.current_thread())
            return super()._hash(pin)

    pins = Watched(8, 1)
    async with pins.turn():
        assert not await pins.matches(PIN, None)
    assert 1 == len(reckoned)
    assert threading.main_thread() not in reckoned


async def test_a_pin_is_kept_as_a_slow_hash(staff: Staff) -> None:
    """argon2id with its own salt, at what the product sets: equal PINs look different."""
    first, second = [await Pins().hashed(PIN) for _ in range(2)]
    assert first.startswith("$argon2id$v=19$m=32768,t=3,p=1$")
    assert first != second
    kept = staff.store.read(lambda view: view.operators())
    assert all(PIN not in one.pin_hash for one in kept)
    assert "argon2" not in repr(kept)


async def test_sign_ins_do_not_pile_up(staff: Staff) -> None:
    """A hash takes a core: of a crowd that signs in at once some are asked to come again."""
    people = [await staff.add(f"Person {n}", Role.STAFF) for n in range(40)]
    said = await asyncio.gather(*(guess(staff, who, PIN) for who in people))
    assert {"in", "rate-limited 1"} == set(said)
    assert MOST_WAITING == said.count("in")
    assert "in" == await guess(staff, people[-1], PIN)


async def test_a_try_that_was_cut_off_counts(staff: Staff) -> None:
    """Whoever ends the server while a PIN is looked at has used up a guess."""

    class Cut(Exception):
        pass

    async def cut(pin: str, pin_hash: str | None) -> bool:
        raise Cut

    staff.pins.matches = cut  # type: ignore[method-assign]
    for _ in range(3):
        with pytest.raises(Cut):
            await staff.operators.sign_in(DESK, MAIN, staff.ben.id, PIN)
    staff.restart()
    assert f"locked {DELAYS[3]}" == await guess(staff, staff.ben, PIN)
