"""What every store promises of sessions with places."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.branch import BranchId, LaneId
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.ports import Once
from kiosk.domain.sessions import GroupSession, SessionId, SessionStatus
from kiosk.domain.stored_sessions import Made
from kiosk.domain.storing import Store, Writing
from kiosk.domain.ticket import Status, Ticket
from kiosk.errors import Reason, Refused
from tests.contract.shop import ADVICE, MAIN, NOON, appointment, branch
from tests.contract.test_store import STORES, add, save

HOUR = timedelta(hours=1)
EVA = CustomerId("e" * 32)
YOGA = GroupSession(
    id=SessionId("yoga000001"),
    branch=MAIN,
    service=ADVICE,
    lane=LaneId("hall"),
    start_at=NOON + 24 * HOUR,
    end_at=NOON + 25 * HOUR,
    least=2,
    most=3,
    decide_at=NOON + 22 * HOUR,
)


@pytest.fixture(params=STORES)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """A store with one branch, a customer and a session for three."""
    made = STORES[request.param](tmp_path)

    def begin(tx: Writing) -> None:
        tx.save_branch(branch())
        tx.open_day(MAIN, date(2026, 5, 4), NOON)
        tx.add_customer(Customer(EVA, NOON, NOON), None)
        tx.add_group_session(YOGA)

    await made.write(begin)
    yield made
    await made.close()


def there(store: Store) -> GroupSession:
    found = store.read(lambda view: view.group_session(YOGA.id))
    assert found is not None
    return found


def participant(n: int, **changes: object) -> Ticket:
    one = appointment(n, **changes)
    assert one.booking is not None
    return replace(one, booking=replace(one.booking, session=YOGA.id))


async def test_a_session_comes_back_exactly(store: Store) -> None:
    assert there(store) == YOGA
    assert store.read(lambda view: view.group_session(SessionId("none"))) is None
    changed = replace(
        YOGA,
        lane=LaneId("garden"),
        start_at=NOON,
        end_at=NOON + HOUR,
        decide_at=NOON - HOUR,
        least=1,
        most=9,
        status=SessionStatus.STARTED,
        confirmed=True,
        note="bring a mat",
        original_start=YOGA.start_at,
    )
    assert await store.write(lambda tx: tx.save_group_session(changed))
    assert there(store) == replace(changed, version=2)


async def test_a_session_is_made_once(store: Store) -> None:
    with pytest.raises(Refused) as caught:
        await store.write(lambda tx: tx.add_group_session(replace(YOGA, least=1)))
    assert caught.value.reason is Reason.CHANGED
    assert there(store) == YOGA


async def test_who_saw_an_older_version_changes_nothing(store: Store) -> None:
    assert await store.write(lambda tx: tx.save_group_session(replace(YOGA, note="a")))
    late = replace(YOGA, note="b")
    assert not await store.write(lambda tx: tx.save_group_session(late))
    assert there(store).note == "a"


async def test_no_more_places_are_taken_than_there_are(store: Store) -> None:
    answers = await store.write(lambda tx: [tx.take_place(YOGA.id) for _ in range(5)])
    assert answers == [True, True, True, False, False]
    assert there(store).taken == 3
    await store.write(lambda tx: tx.free_place(YOGA.id))
    assert await store.write(lambda tx: tx.take_place(YOGA.id))
    assert not await store.write(lambda tx: tx.take_place(YOGA.id))


async def test_a_place_in_what_is_not_to_be_is_not_taken(store: Store) -> None:
    off = replace(YOGA, status=SessionStatus.CANCELLED)
    await store.write(lambda tx: tx.save_group_session(off))
    assert not await store.write(lambda tx: tx.take_place(YOGA.id))
    assert not await store.write(lambda tx: tx.take_place(SessionId("none")))


async def test_nobody_has_less_than_no_place(store: Store) -> None:
    await store.write(lambda tx: tx.free_place(YOGA.id))
    assert there(store).taken == 0


async def test_a_change_leaves_the_places_to_who_has_them(store: Store) -> None:
    await store.write(lambda tx: tx.take_place(YOGA.id))
    seen = replace(there(store), note="a", taken=0)
    assert await store.write(lambda tx: tx.save_group_session(seen))
    assert (there(store).taken, there(store).note) == (1, "a")


async def test_sessions_are_found_by_when_they_begin(store: Store) -> None:
    """By start and id; the end of the span is not in it, and no other branch is."""
    same = replace(YOGA, id=SessionId("yoga000000"))
    later = replace(YOGA, id=SessionId("late000000"), start_at=YOGA.start_at + HOUR)
    other = replace(YOGA, id=SessionId("else000000"), branch=BranchId("other"))

    def more(tx: Writing) -> None:
        tx.save_branch(branch(id=BranchId("other")))
        for one in (later, same, other):
            tx.add_group_session(one)

    await store.write(more)
    span = (YOGA.start_at, later.start_at)
    assert store.read(lambda view: view.group_sessions(MAIN, *span)) == [same, YOGA]
    until = later.start_at + HOUR
    found = store.read(lambda view: view.group_sessions(MAIN, YOGA.end_at, until))
    assert found == [later]


async def test_who_has_to_decide_is_told_in_time(store: Store) -> None:
    """Not before, not once it began, not when there are enough or it takes place anyway."""

    def at(now: datetime) -> list[SessionId]:
        found = store.read(lambda view: view.undecided(MAIN, now))
        return [one.id for one in found]

    moments = (YOGA.decide_at - HOUR, YOGA.decide_at, YOGA.start_at)
    assert [at(now) for now in moments] == [[], [YOGA.id], []]
    sure = replace(YOGA, id=SessionId("sure000000"), confirmed=True)
    enough = replace(YOGA, id=SessionId("some000000"), taken=2)
    off = replace(YOGA, id=SessionId("off0000000"), status=SessionStatus.CANCELLED)
    for one in (sure, enough, off):
        await store.write(_adds(one))
    assert at(YOGA.decide_at) == [YOGA.id]


async def test_participants_are_told_in_order_of_joining(store: Store) -> None:
    first, second, _ = await add(
        store, participant(1, customer=EVA), participant(2), appointment(3)
    )
    assert store.read(lambda view: view.participants(YOGA.id)) == [first, second]
    assert store.read(lambda view: view.joined(YOGA.id, EVA)) == first
    assert await save(store, replace(first, status=Status.CANCELLED))
    assert store.read(lambda view: view.joined(YOGA.id, EVA)) is None
    left = [one.id for one in store.read(lambda view: view.participants(YOGA.id))]
    assert left == [first.id, second.id]


async def test_what_a_key_made_is_remembered_for_a_while(store: Store) -> None:
    made = Made(Once("kiosk", "k1", "abc"), YOGA.id, NOON)
    newer = Made(Once("kiosk", "k2", "abc"), "weekly", NOON + HOUR)
    await store.write(lambda tx: tx.add_made(made))
    await store.write(lambda tx: tx.add_made(newer))
    assert store.read(lambda view: view.made("kiosk", "k1")) == made
    assert store.read(lambda view: view.made("other", "k1")) is None
    assert await store.write(lambda tx: tx.forget_made(NOON + HOUR)) == 1
    assert store.read(lambda view: view.made("kiosk", "k1")) is None
    assert store.read(lambda view: view.made("kiosk", "k2")) == newer


def _adds(session: GroupSession) -> Callable[[Writing], None]:
    return lambda tx: tx.add_group_session(session)
