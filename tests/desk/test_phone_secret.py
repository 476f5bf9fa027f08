"""A database that came back without the secret its phone numbers were hashed with."""

from kiosk.desk.desk import Desk
from kiosk.domain.customer import Details
from kiosk.store.memory import MemoryStore
from tests.contract.shop import NOON, branch
from tests.desk.hands import Draw, StoppedClock


def desk_with(secret: bytes, store: MemoryStore) -> Desk:
    draw = Draw()
    return Desk(store, StoppedClock(NOON), draw.new_id, draw.new_digits, secret)


async def test_another_phone_secret_is_a_worry() -> None:
    """Not while there is nobody to be lost, and not with the right one."""
    store = MemoryStore()
    desk = desk_with(b"one" * 11, store)
    await desk.load(branch())
    assert [] == list(desk.worries())
    await desk.add_customer(Details(name="Anna", phone="+36 30 123 4567"))
    await desk.add_customer(Details(name="Ben", phone="at work"))
    assert [] == list(desk_with(b"one" * 11, store).worries())
    (worry,) = desk_with(b"two" * 11, store).worries()
    assert "phone.secret" in worry
    assert "4567" not in worry
