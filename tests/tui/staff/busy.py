"""A busy Monday morning: people late and on time, appointments, somebody parked, notes."""

from datetime import UTC, datetime

from kiosk.domain.branch import CounterId, ServiceId
from kiosk.domain.events import Deed
from kiosk.domain.serving import CounterChange, CounterStatus, Task, Which
from kiosk.domain.ticket import Draft, Ticket
from tests.tui.clinic import clinic
from tests.tui.lobby import CARD, LICENCE, MAIN, MORNING, PASSPORT
from tests.tui.staff.counter import Shop

EVA, BELA = "Eva Nagy", "Béla Tóth"
ONE, TWO = CounterId("1"), CounterId("2")


def busy_shop() -> Shop:
    """Not yet busy: `busy` makes it so."""
    return Shop(branch=clinic())


async def busy(shop: Shop) -> None:
    """What happened until 10:42."""
    shop.clock.at = _at(6, 50)
    await shop.desk.load(shop.branch)
    first = await _book(shop, 8, 30, "Tóth Béla", 1)
    await _book(shop, 9, 0, "Varga Judit", 2)
    await _book(shop, 9, 30, "Szabó Erzsébet", 3)
    await _book(shop, 11, 0, "Kovács Anna", 4, LICENCE)
    for service in (PASSPORT, CARD, PASSPORT):
        shop.clock.pass_by(minutes=9)
        await shop.issue(service)
        await _serve(shop)
    shop.clock.at = _at(8, 9)
    for minutes, services in (
        (6, [PASSPORT]),
        (6, [CARD, PASSPORT]),
        (5, [CARD]),
        (6, [PASSPORT, CARD, PASSPORT]),
    ):
        await shop.issue(*services)
        shop.clock.pass_by(minutes=minutes)
    await shop.desk.check_in(first.id, MAIN, "kiosk-1")
    await _call_and(shop, Task(Deed.PARK, reason="fetches a photo"))
    await _call_and(shop, Task(Deed.NO_SHOW))
    rows = (await shop.desk.rows(MAIN, Which.WAITING)).items
    urgent = Task(Deed.PRIORITY, priority=1, reason="wheelchair")
    await shop.desk.do(rows[2].ticket.id, urgent, BELA)
    note = Task(Deed.NOTE, note="wants a 10-year passport, brought no photo")
    await shop.desk.do(rows[-1].ticket.id, note, BELA)
    shop.clock.at = MORNING
    here = CounterChange(CounterStatus.OPEN, operator=EVA)
    await shop.desk.change_counter(MAIN, ONE, here, EVA)


async def _book(
    shop: Shop,
    hour: int,
    minute: int,
    name: str,
    number: int,
    service: ServiceId = PASSPORT,
) -> Ticket:
    who = await shop.desk.identify(f"+3630123456{number}", name)
    start = _at(hour, minute)
    draft = Draft(MAIN, service, start=start, customer=who.id)
    return (await shop.desk.issue(draft, None, "kiosk-1")).ticket


async def _serve(shop: Shop) -> None:
    called = await shop.desk.call(MAIN, ONE, EVA)
    shop.clock.pass_by(minutes=6)
    assert called
    await shop.desk.do(called.ticket.id, Task(Deed.FINISH), EVA)


async def _call_and(shop: Shop, task: Task) -> None:
    called = await shop.desk.call(MAIN, TWO, BELA)
    assert called
    await shop.desk.do(called.ticket.id, task, BELA)


def _at(hour: int, minute: int) -> datetime:
    return datetime(2026, 5, 4, hour, minute, tzinfo=UTC)
