"""Who is signed in, what that opens, and who looks after whom."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.access import Caller, Operator, Role
from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.events import BranchDeed
from kiosk.domain.operators import Colleague, NewOperator, OperatorChange
from kiosk.domain.serving import Entry
from kiosk.domain.stored_operators import SESSION
from kiosk.errors import BadInput, Denied, KioskError, NotFound, Reason
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import MAIN, NOON
from tests.server.staff import DESK, OTHER, OWNER, PIN, WRONG, Staff

LEAD = Caller("key2", "the lead's PC", Role.SUPERVISOR, MAIN)


@pytest.fixture(name="staff")
async def _staff() -> Staff:
    return await Staff().open()


def refused(staff: Staff, token: str, key: Caller = DESK) -> Reason | None:
    """Why a token does not work with a key; None when it does."""
    try:
        staff.operators.acting(key, token)
    except Denied as error:
        return error.reason
    return None


async def test_a_console_acts_in_its_operators_name(staff: Staff) -> None:
    """With the key's id, since limits count by key, and the branch that both are good for."""
    ben = (await staff.sign_in(staff.ben)).token
    ana = (await staff.sign_in(staff.ana)).token
    assert Caller("key1", "Ben", Role.STAFF, MAIN, staff.ben.id) == (
        staff.operators.acting(DESK, ben)
    )
    assert Caller("key1", "Ana", Role.SUPERVISOR, None, staff.ana.id, True) == (
        staff.operators.acting(DESK, ana)
    )
    here = Caller("key1", "PC", Role.STAFF, OTHER)
    assert refused(staff, ben, here) is Reason.FORBIDDEN
    assert OTHER == staff.operators.acting(here, ana).branch


async def test_a_token_is_worth_nothing_with_another_key(staff: Staff) -> None:
    """Read off one machine, it opens nothing on the next; nor does an invented one."""
    token = (await staff.sign_in(staff.ben)).token
    assert refused(staff, token, Caller("key9", "PC", Role.STAFF)) is Reason.AUTH
    assert refused(staff, token, OWNER) is Reason.AUTH
    assert refused(staff, token[:-1]) is Reason.AUTH
    assert refused(staff, "") is Reason.AUTH
    assert refused(staff, token) is None


@pytest.mark.parametrize("role", [Role.KIOSK, Role.PUBLIC, Role.SECRET])
async def test_keys_without_consoles_have_no_operators(
    staff: Staff, role: Role
) -> None:
    """A kiosk in the lobby does not become a console by somebody's token."""
    token = (await staff.sign_in(staff.ana)).token
    assert refused(staff, token, Caller("key1", "x", role)) is Reason.FORBIDDEN


async def test_a_token_outlives_the_server_but_not_the_day(tmp_path: Path) -> None:
    """Kept as a digest only, and put away with the next sign-in after it is over."""
    store = SqliteStore.open(tmp_path / "queue.db")
    staff = await Staff(store).open()
    token = (await staff.sign_in(staff.ben)).token
    staff.restart()
    assert refused(staff, token) is None
    assert token not in repr(store.read(lambda view: view.sessions()))
    staff.passes(SESSION.total_seconds() - 1)
    assert refused(staff, token) is None
    staff.passes(1)
    assert refused(staff, token) is Reason.AUTH
    await staff.sign_in(staff.ana)
    kept = store.read(lambda view: view.sessions())
    assert [staff.ana.id] == [one.operator for one in kept]
    await store.close()


async def test_a_clock_that_was_ahead_makes_no_endless_session(staff: Staff) -> None:
    staff.time += timedelta(days=900)
    token = (await staff.sign_in(staff.ben)).token
    staff.time = NOON
    assert refused(staff, token) is Reason.AUTH


async def test_signing_out_ends_one_console(staff: Staff) -> None:
    """Once more is harmless, and another key can't do it."""
    here, there = [(await staff.sign_in(staff.ben)).token for _ in range(2)]
    await staff.operators.sign_out(Caller("key9", "PC", Role.STAFF), here)
    assert refused(staff, here) is None
    for _ in range(2):
        await staff.operators.sign_out(DESK, here)
    assert refused(staff, here) is Reason.AUTH
    assert refused(staff, there) is None


async def test_signing_in_again_ends_the_former_token(staff: Staff) -> None:
    """The lock screen leaves none behind; a wrong PIN at it ends nothing."""
    first = (await staff.sign_in(staff.ben)).token
    with pytest.raises(Denied):
        await staff.operators.sign_in(DESK, MAIN, staff.ben.id, WRONG, first)
    assert refused(staff, first) is None
    again = await staff.operators.sign_in(DESK, MAIN, staff.ben.id, PIN, first)
    assert refused(staff, first) is Reason.AUTH
    assert refused(staff, again.token) is None


ENDS = {
    "a new PIN": OperatorChange(pin="9753"),
    "being removed": None,
}
KEEPS = {
    "a new name": OperatorChange(name="Benedek"),
    "another role": OperatorChange(role=Role.SUPERVISOR),
    "being unlocked": OperatorChange(unlock=True),
}


@pytest.mark.parametrize("change", ENDS.values(), ids=ENDS)
async def test_what_signs_somebody_out_everywhere(
    staff: Staff, change: OperatorChange | None
) -> None:
    """At once, and for good."""
    token = (await staff.sign_in(staff.ben)).token
    if change:
        await staff.operators.change(OWNER, staff.ben.id, change)
    else:
        await staff.operators.remove(OWNER, staff.ben.id)
    assert refused(staff, token) is Reason.AUTH
    staff.restart()
    assert refused(staff, token) is Reason.AUTH
    with pytest.raises(Denied):
        await staff.sign_in(staff.ben)


@pytest.mark.parametrize("change", KEEPS.values(), ids=KEEPS)
async def test_what_changes_while_somebody_works(
    staff: Staff, change: OperatorChange
) -> None:
    """Holds from the next request on."""
    token = (await staff.sign_in(staff.ben)).token
    done = (await staff.operators.change(OWNER, staff.ben.id, change)).operator
    acting = staff.operators.acting(DESK, token)
    assert (done.name, done.role) == (acting.name, acting.role)


async def test_who_is_removed_while_signing_in_stays_out(staff: Staff) -> None:
    """Whichever of the two comes first."""
    said = await asyncio.gather(
        staff.sign_in(staff.ben),
        staff.operators.remove(OWNER, staff.ben.id),
        staff.sign_in(staff.ben),
        return_exceptions=True,
    )
    assert [] == staff.store.read(lambda view: view.sessions())
    assert isinstance(said[2], Denied)
    assert "Ben" not in repr(staff.operators.here(MAIN))


async def test_elsewhere_the_right_pin_opens_nothing(staff: Staff) -> None:
    """It says why, to who knows the PIN, and that is no wrong one."""
    for pin, reason in ((WRONG, Reason.PIN), (PIN, Reason.FORBIDDEN)):
        with pytest.raises(Denied) as caught:
            await staff.operators.sign_in(DESK, OTHER, staff.ben.id, pin)
        assert reason is caught.value.reason
    assert [] == staff.store.read(lambda view: view.sessions())
    kept = staff.store.read(lambda view: view.operator(staff.ben.id))
    assert kept
    assert 0 == kept.failures


async def test_the_branchs_log_has_who_came_and_went(staff: Staff) -> None:
    """A lock screen in between is neither."""
    first = (await staff.sign_in(staff.ben)).token
    staff.passes(60)
    again = await staff.operators.sign_in(DESK, MAIN, staff.ben.id, PIN, first)
    staff.passes(60)
    await staff.operators.sign_out(DESK, again.token)
    left = NOON + timedelta(minutes=2)
    assert [
        Entry(left, MAIN, BranchDeed.SIGN_OUT, "", "Ben"),
        Entry(NOON, MAIN, BranchDeed.SIGN_IN, "", "Ben"),
    ] == list(staff.store.read(lambda view: view.log(MAIN, 0, 0, 9)))


async def test_the_first_operator_is_a_supervisor() -> None:
    """Else nobody could let in the second one at a console."""
    staff = Staff()
    staff.restart()
    with pytest.raises(BadInput) as caught:
        await staff.add("Ben", Role.STAFF)
    assert ["role"] == list(caught.value.fields)
    await staff.add("Ana", Role.SUPERVISOR)
    assert Role.STAFF is (await staff.add("Ben", Role.STAFF)).role


NAMES = {
    "": "is empty",
    "\u202e\x1b": "is empty",
    "x" * 41: "is longer than 40 letters",
    "界" * 21: "is longer than 40 letters",
    "BEN": "another operator has it",
    " Ben\u200b ": "another operator has it",
}


@pytest.mark.parametrize(("name", "problem"), NAMES.items())
async def test_a_name_tells_one_person_from_all_others(
    staff: Staff, name: str, problem: str
) -> None:
    """It stands in the log for ever."""
    with pytest.raises(BadInput) as added:
        await staff.add(name, Role.STAFF)
    with pytest.raises(BadInput) as changed:
        await staff.operators.change(OWNER, staff.ana.id, OperatorChange(name=name))
    assert {"name": problem} == added.value.fields == changed.value.fields


async def test_two_at_once_get_no_name_twice(staff: Staff) -> None:
    made = await asyncio.gather(
        *(staff.add(name, Role.STAFF) for name in ("Cleo", "CLEO", "cleo")),
        return_exceptions=True,
    )
    assert 1 == sum(isinstance(one, Operator) for one in made)


async def test_only_roles_at_counters_are_given(staff: Staff) -> None:
    """Nobody becomes the machine's owner by a PIN, and branches are ones there are."""
    for role in set(Role) - {Role.STAFF, Role.SUPERVISOR}:
        with pytest.raises(BadInput):
            await staff.add("Cleo", role)
        with pytest.raises(BadInput):
            await staff.operators.change(OWNER, staff.ben.id, OperatorChange(role=role))
    with pytest.raises(BadInput) as caught:
        await staff.operators.change(
            OWNER, staff.ben.id, OperatorChange(branch="nowhere")
        )
    assert ["branch"] == list(caught.value.fields)


async def test_each_branch_lists_who_may_sign_in_there(staff: Staff) -> None:
    """By name."""
    zoe = await staff.add("Zoe", Role.STAFF, OTHER)
    ana, ben, zoe_there = (
        Colleague(one.id, one.name, one.role) for one in (staff.ana, staff.ben, zoe)
    )
    assert [ana, ben] == staff.operators.here(MAIN)
    assert [ana, zoe_there] == staff.operators.here(OTHER)
    await staff.operators.change(OWNER, zoe.id, OperatorChange(branch=""))
    assert [ana, ben, zoe_there] == staff.operators.here(MAIN)


async def test_a_branchs_supervisor_looks_after_that_branch(staff: Staff) -> None:
    """Neither lets in somebody for others, nor touches who works in others as well."""
    zoe = await staff.add("Zoe", Role.STAFF, OTHER)
    operators = staff.operators
    seen = [one.operator.name for one in operators.listed(LEAD)]
    assert ["Ana", "Ben"] == seen
    forbidden = [
        operators.add(LEAD, NewOperator("Cleo", Role.STAFF, PIN)),
        operators.add(LEAD, NewOperator("Cleo", Role.STAFF, PIN, OTHER)),
        operators.change(LEAD, zoe.id, OperatorChange(name="Z")),
        operators.change(LEAD, staff.ana.id, OperatorChange(pin="9753")),
        operators.change(LEAD, staff.ben.id, OperatorChange(branch="")),
        operators.change(LEAD, staff.ben.id, OperatorChange(branch=OTHER)),
        operators.remove(LEAD, staff.ana.id),
    ]
    for attempt in forbidden:
        with pytest.raises(Denied) as caught:
            await attempt
        assert caught.value.reason is Reason.FORBIDDEN
    made = await operators.add(LEAD, NewOperator("Cleo", Role.STAFF, PIN, MAIN))
    await operators.remove(LEAD, made.id)
    assert 3 == len(operators.listed(OWNER))


async def test_who_does_not_exist_is_not_found(staff: Staff) -> None:
    nobody = StaffId("nobody0000")
    for attempt in (
        staff.operators.change(OWNER, nobody, OperatorChange(name="X")),
        staff.operators.change(OWNER, nobody, OperatorChange(pin=PIN)),
        staff.operators.remove(OWNER, nobody),
        staff.operators.sign_in(DESK, BranchId("nowhere"), staff.ben.id, PIN),
    ):
        with pytest.raises(NotFound):
            await attempt


async def test_neither_pin_nor_token_is_ever_told(
    staff: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in a log, not in an error with all it came from, not in what a debugger prints."""
    told: list[str] = []
    with caplog.at_level(logging.DEBUG):
        signed = await staff.sign_in(staff.ben)
        for pin in (WRONG, "11", "4444"):
            for attempt in (
                staff.operators.sign_in(DESK, MAIN, staff.ben.id, pin),
                staff.operators.change(OWNER, staff.ana.id, OperatorChange(pin=pin)),
            ):
                try:
                    await attempt
                except KioskError as error:
                    told += [repr(error), error.detail, repr(error.fields)]
    told += [repr(signed), repr(OperatorChange(pin=WRONG)), caplog.text]
    told.append(repr(NewOperator("Cleo", Role.STAFF, WRONG)))
    for secret in (WRONG, "4444", signed.token):
        assert not [one for one in told if secret in one]
