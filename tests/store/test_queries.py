"""Nothing is ever looked for row by row, however long the history."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import apsw
import pytest

from kiosk.domain.branch import BranchId, CounterId, LaneId, StaffId
from kiosk.domain.claims import Claim
from kiosk.domain.customer import CustomerId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import BranchDeed, Deed
from kiosk.domain.serving import Entry, Which
from kiosk.domain.stored_lobby import Listing
from kiosk.domain.stored_series import StoredDate
from kiosk.domain.stored_serving import Leg, Undo
from kiosk.domain.stored_times import Sought
from kiosk.domain.storing import End, Reading
from kiosk.domain.ticket import Care, Status
from kiosk.store.migrate import schema
from kiosk.store.reading import _HEADS
from kiosk.store.serving import _BOUND
from kiosk.store.sqlite import SqliteStore
from kiosk.store.writing import SqliteWriting
from tests.contract.shop import CASH, LOANS, MAIN, NOON, appointment, issued, ticket
from tests.contract.test_stored_errands import errand
from tests.contract.test_stored_series import SERIES
from tests.contract.test_stored_sessions import YOGA
from tests.store.places import first_day

ENDS = {
    status: End(Deed.EXPIRE, Status.EXPIRED, "over")
    for status in (Status.WAITING, Status.CALLED, Status.SERVING, Status.PARKED)
}

ANNA = CustomerId("a" * 32)
CLAIM = Claim(LaneId("desk"), 7, "anna", CASH, 7)

KEPT = ticket(1, seq=1, care=Care(counter=CounterId("2")))
UNDO = Undo("anna", Deed.CALL, NOON, KEPT, 2, 1)
LEG = Leg(ticket(1, seq=1, called_at=NOON), NOON)

ERRAND = errand(1)

TODAY = BusinessDay(MAIN, 1, NOON.date(), NOON)


def listed(which: Which, tx: SqliteWriting) -> object:
    listing = Listing(MAIN, which, 1, NOON, NOON)
    return tx.listed(listing, 5, 5), tx.list_length(listing)


def sought(tx: SqliteWriting, of: Sought) -> object:
    return tx.appointments(of, 5, 5), tx.appointment_count(of)


QUESTIONS: dict[str, Callable[[SqliteWriting], object]] = {
    "series": lambda tx: tx.series(SERIES.id),
    "open series": lambda tx: tx.open_series(MAIN, NOON),
    "series dates": lambda tx: tx.series_dates(SERIES.id),
    "save series": lambda tx: tx.save_series(SERIES),
    "add series date": lambda tx: tx.add_series_date(SERIES.id, StoredDate(NOON)),
    "drop series date": lambda tx: tx.drop_series_date(SERIES.id, NOON),
    "day": lambda tx: tx.day(MAIN),
    "ticket": lambda tx: tx.ticket(ticket(1).id),
    "at counter": lambda tx: tx.at_counter(MAIN, CounterId("1")),
    "heads": lambda tx: tx.heads(MAIN, [CASH], 3),
    "waiting": lambda tx: tx.waiting(MAIN),
    "ahead": lambda tx: tx.ahead(ticket(1), [CASH, LOANS]),
    "issued": lambda tx: tx.issued(MAIN, 1, CASH),
    "last number": lambda tx: tx.last_number(MAIN, 1, "a"),
    "is given": lambda tx: tx.is_given(MAIN, 1, "A001"),
    "handling": lambda tx: tx.handling(MAIN, CASH, 20),
    "receipt": lambda tx: tx.receipt("kiosk", "key"),
    "history": lambda tx: tx.history(ticket(1).id),
    "events after": lambda tx: tx.events_after(0, 10),
    "last seq": lambda tx: tx.last_seq(),
    "newest rank": lambda tx: tx.newest_rank(MAIN),
    "claims": lambda tx: tx.claims(MAIN, range(5)),
    "claims of": lambda tx: tx.claims_of("anna"),
    "claim": lambda tx: tx.claim(MAIN, [CLAIM], ["anna"], NOON),
    "free": lambda tx: tx.free("anna"),
    "drop claims": lambda tx: tx.drop_claims(MAIN, 5),
    "drop holds": lambda tx: tx.drop_holds(NOON),
    "plan day": lambda tx: tx.plan_day(MAIN, NOON.date(), NOON),
    "open day": lambda tx: tx.open_day(MAIN, NOON.date(), NOON),
    "by code": lambda tx: tx.by_code(MAIN, "00000001"),
    "begun": lambda tx: tx.begun(MAIN, NOON),
    "checked in": lambda tx: tx.checked_in(MAIN),
    "appointments": lambda tx: sought(tx, Sought(MAIN)),
    "appointments of a day": lambda tx: sought(
        tx, Sought(MAIN, NOON, NOON, frozenset({Status.BOOKED}))
    ),
    "customer": lambda tx: tx.customer(ANNA),
    "customer called": lambda tx: tx.customer_called("crm"),
    "customers with": lambda tx: tx.customers_with("hash"),
    "phone hash of": lambda tx: tx.phone_hash_of(ANNA),
    "tickets of": lambda tx: tx.tickets_of(ANNA, 5, 5),
    "ticket count of": lambda tx: tx.ticket_count_of(ANNA),
    "open times": lambda tx: tx.open_times(ANNA, MAIN, CASH),
    "open tickets": lambda tx: tx.open_tickets(ANNA, MAIN, 1, 10),
    "drop customer": lambda tx: tx.drop_customer(ANNA),
    "drop guests": lambda tx: tx.drop_guests(NOON),
    "save appointment": lambda tx: tx.save_ticket(appointment(1), 1),
    "end all": lambda tx: tx.end_all(MAIN, ENDS, NOON, "day end"),
    "count up": lambda tx: tx.next_count(MAIN, 1, "a", 1),
    "save": lambda tx: tx.save_ticket(ticket(1), 1),
    "event": lambda tx: tx.add_event(issued(ticket(1))),
    "forget": lambda tx: tx.forget_receipts(NOON),
    "counter states": lambda tx: tx.counter_states(MAIN, 1),
    "paused services": lambda tx: tx.paused_services(MAIN),
    "messages": lambda tx: tx.messages(MAIN),
    "calls": lambda tx: tx.calls(MAIN, NOON),
    "at counters": lambda tx: tx.at_counters(MAIN),
    **{f"listed {which}": partial(listed, which) for which in Which},
    "numbered": lambda tx: tx.numbered(MAIN, 1, "A0", 20),
    "ticket numbered": lambda tx: tx.ticket_numbered(MAIN, 1, "A001"),
    "missed with code": lambda tx: tx.missed_with_code(MAIN, 1, "00000001"),
    "known": lambda tx: tx.known(MAIN, 1, 99, 20),
    "called by name": lambda tx: tx.called_by_name(ANNA),
    "day begins after": lambda tx: tx.day_begins_after(TODAY),
    "mark beginning": lambda tx: tx.mark_beginning(TODAY),
    "reopen day": lambda tx: tx.reopen_day(TODAY),
    "counted": lambda tx: tx.counted(MAIN, 0, 10),
    "log": lambda tx: tx.log(MAIN, 0, 0, 50),
    "log length": lambda tx: tx.log_length(MAIN, 0),
    "add entry": lambda tx: tx.add_entry(
        Entry(NOON, MAIN, BranchDeed.CLOSE_DAY, "", "bea")
    ),
    "resume": lambda tx: tx.resume(MAIN, CASH),
    "drop message": lambda tx: tx.drop_message(MAIN, "hello"),
    "drop messages": lambda tx: tx.drop_messages(MAIN, NOON),
    "bound": lambda tx: tx.bound(MAIN),
    "save care": lambda tx: tx.save_ticket(KEPT, 1),
    "undo": lambda tx: tx.undo(MAIN, "anna"),
    "has acted": lambda tx: tx.has_acted(MAIN, "anna", 3),
    "keep undo": lambda tx: tx.keep_undo(UNDO),
    "drop undo": lambda tx: tx.drop_undo(MAIN, "anna"),
    "drop undos": lambda tx: tx.drop_undos(NOON),
    "add leg": lambda tx: tx.add_leg(LEG),
    "drop leg": lambda tx: tx.drop_leg(LEG),
    "operator": lambda tx: tx.operator(StaffId("ana")),
    "drop operator": lambda tx: tx.drop_operator(StaffId("ana")),
    "by theirs": lambda tx: tx.by_theirs("skiplino", "9f-1"),
    "adopted": lambda tx: tx.adopted(MAIN, NOON.date()),
    "errand of": lambda tx: tx.errand_of(ERRAND.once),
    "unsettled errands": lambda tx: tx.unsettled_errands("skiplino"),
    "errand": lambda tx: tx.errand(ERRAND.id),
    "doubtful marks": lambda tx: tx.doubtful_marks("skiplino"),
    "errand fruit": lambda tx: tx.errand_fruit("skiplino", "lane-1"),
    "moved to": lambda tx: tx.moved_to("skiplino", "t-1"),
    "moved from": lambda tx: tx.moved_from("skiplino", "t-2"),
    "save errand": lambda tx: tx.save_errand(ERRAND),
    "forget errands": lambda tx: tx.forget_errands(NOON),
    "group session": lambda tx: tx.group_session(YOGA.id),
    "group sessions": lambda tx: tx.group_sessions(MAIN, NOON, NOON),
    "undecided": lambda tx: tx.undecided(MAIN, NOON),
    "participants": lambda tx: tx.participants(YOGA.id),
    "joined": lambda tx: tx.joined(YOGA.id, ANNA),
    "save group session": lambda tx: tx.save_group_session(YOGA),
    "take place": lambda tx: tx.take_place(YOGA.id),
    "free place": lambda tx: tx.free_place(YOGA.id),
    "made": lambda tx: tx.made("kiosk", "key"),
    "forget made": lambda tx: tx.forget_made(NOON),
    "drop session": lambda tx: tx.drop_session("digest"),
    "drop sessions": lambda tx: tx.drop_sessions(NOON, NOON),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_every_question_walks_an_index(
    tmp_path: Path, ask: Callable[[SqliteWriting], object]
) -> None:
    connection = apsw.Connection(str(tmp_path / "queue.db"))
    for sql in schema().values():
        connection.execute(sql)
    asked: list[str] = []

    def remember(_cursor: object, sql: str, _values: object) -> bool:
        asked.append(sql)
        return True

    tx = SqliteWriting(connection)
    first_day(tx)
    tx.add_ticket(ticket(1))
    connection.exec_trace = remember
    ask(tx)
    connection.exec_trace = None
    assert asked
    for sql in asked:
        steps = plan(connection, sql)
        assert [] == [step for step in steps if step.startswith("SCAN")]
    connection.close()


def plan(connection: apsw.Connection, sql: str) -> list[str]:
    """How SQLite goes about it."""
    values = [None] * sql.count("?")
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


def test_who_is_first_is_found_without_sorting_those_who_wait(tmp_path: Path) -> None:
    """Neither a hundred thousand who wait nor those kept for somebody cost a call anything."""
    connection = apsw.Connection(str(tmp_path / "queue.db"))
    for sql in schema().values():
        connection.execute(sql)
    steps = [step for sql in (_HEADS, _BOUND) for step in plan(connection, sql)]
    assert [
        "SEARCH ticket USING INDEX ticket_waiting (branch=? AND service=?)",
        "SEARCH ticket USING INDEX ticket_bound (branch=?)",
    ] == steps
    connection.close()


async def test_a_question_is_planned_once_whatever_it_is_asked_about(
    tmp_path: Path,
) -> None:
    """Planning takes ten times as long as most answers."""
    store = SqliteStore.open(tmp_path / "queue.db")
    planned: list[int] = []

    def notice(action: int, *_about: object) -> int:
        planned.append(action)
        return apsw.SQLITE_OK

    def ask(view: Reading) -> None:
        for branch in (MAIN, BranchId("other")):
            for question in (view.checked_in, view.bound, view.at_counters):
                question(branch)
            view.heads(branch, [CASH, LOANS], 3)

    for connection in (store._connection, store._reader):
        connection.authorizer = notice
        ask(SqliteWriting(connection))
        assert planned
        planned.clear()
        ask(SqliteWriting(connection))
        assert [] == planned
        connection.authorizer = None
    await store.close()


def test_how_many_wait_is_not_counted_one_by_one(tmp_path: Path) -> None:
    """Every console asks for it whenever anything changes in the lobby."""
    connection = apsw.Connection(str(tmp_path / "queue.db"))
    for sql in schema().values():
        connection.execute(sql)
    read: set[str] = set()

    def notice(_action: int, table: str | None, *_about: object) -> int:
        read.add(table or "")
        return apsw.SQLITE_OK

    tx = SqliteWriting(connection)
    first_day(tx)
    tx.add_ticket(ticket(1))
    connection.authorizer = notice
    assert 1 == tx.list_length(Listing(MAIN, Which.WAITING, 1, NOON, NOON))
    assert "ticket" not in read
    connection.close()
