"""The book: news in any order, once or often, comes to the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.branch import CounterId
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.reserving import Page
from kiosk.domain.serving import Row, RowChanged, Which
from kiosk.domain.ticket import Status, TicketId
from kiosk.tui.staff.book import KEPT_EVENTS, Book
from tests.tui.staff.hall import NOW, hall, row, state

STATUSES = st.sampled_from(
    [
        Status.WAITING,
        Status.BOOKED,
        Status.CALLED,
        Status.SERVING,
        Status.PARKED,
        Status.SERVED,
        Status.NO_SHOW,
        Status.CANCELLED,
    ]
)

LIVES = st.lists(
    st.tuples(st.lists(STATUSES, min_size=1, max_size=4), st.booleans()),
    min_size=1,
    max_size=6,
)
"""What became of some tickets, one after the other; whether their day is still to come."""


def happened(lives: Sequence[tuple[Sequence[Status], bool]]) -> list[RowChanged]:
    """The events of those lives, in the order of their happening."""
    told: list[RowChanged] = []
    seq = 70
    for number, (life, to_come) in enumerate(lives):
        old: Status | None = None
        for version, status in enumerate(life, 1):
            seq += 1
            told.append(change(number, seq, version, status, old, to_come=to_come))
            old = status
    return told


def change(
    number: int,
    seq: int,
    version: int,
    status: Status,
    old: Status | None,
    *,
    to_come: bool = False,
) -> RowChanged:
    at = NOW + timedelta(seconds=seq)
    there = row(f"A{number:03}", status=status, status_at=at)
    counter = CounterId("1") if status is Status.CALLED else None
    ticket = replace(
        there.ticket,
        version=version,
        seq=number + 1,
        counter=counter,
        day_seq=-1 if to_come else 1,
        start_at=NOW if status is Status.BOOKED else None,
    )
    event = TicketEvent(
        seq=seq,
        at=at,
        branch=ticket.branch,
        ticket=ticket.id,
        number=ticket.number,
        service=ticket.service,
        deed=Deed.ISSUE,
        old=old,
        new=status,
        actor="eva",
    )
    return RowChanged(event, Row(ticket))


def written(told: Sequence[RowChanged]) -> Book:
    """A book that read the lobby and every list, and then heard this."""
    book = Book()
    book.read(hall(counts={}, at_counters=()))
    for which in Which:
        book.read_page(which, Page((), 1, 100, 0), book.mark)
    for one in told:
        book.hear(one)
    return book


def contents(book: Book) -> object:
    """All that can be seen of it."""
    lists = {which: [r.ticket.id for r in book.listed(which)] for which in Which}
    counts = {which: book.count(which) for which in Which}
    return lists, counts, book.rows, book.at(CounterId("1")), tuple(book.events)


@given(lives=LIVES, data=st.data())
def test_any_order_of_the_same_news_gives_the_same_book(
    lives: list[tuple[list[Status], bool]], data: st.DataObject
) -> None:
    told = happened(lives)
    shuffled = data.draw(st.permutations(told))
    again = data.draw(st.lists(st.sampled_from(told), max_size=6))
    assert contents(written(told)) == contents(written([*shuffled, *again]))


@given(lives=LIVES)
def test_every_list_is_as_long_as_its_count(
    lives: list[tuple[list[Status], bool]],
) -> None:
    book = written(happened(lives))
    for which in Which:
        assert len(book.listed(which)) == book.count(which)
        assert book.agrees(which)


@given(lives=LIVES)
def test_nobody_stands_in_two_lists(lives: list[tuple[list[Status], bool]]) -> None:
    book = written(happened(lives))
    names = [r.ticket.id for which in Which for r in book.listed(which)]
    assert sorted(set(names)) == sorted(names)


def test_an_older_row_changes_nothing() -> None:
    book = Book()
    newer = change(1, 72, 3, Status.CALLED, Status.WAITING).row
    book.take(newer)
    assert not book.take(change(1, 71, 2, Status.WAITING, None).row)
    assert newer is book.at(CounterId("1"))


def test_the_answer_to_a_call_keeps_the_name_that_is_known() -> None:
    book = Book()
    waiting = replace(change(1, 71, 1, Status.WAITING, None).row, who="Kovács A.")
    book.take(waiting)
    book.take(change(1, 72, 2, Status.CALLED, Status.WAITING).row)
    here = book.at(CounterId("1"))
    assert here
    assert "Kovács A." == here.who


def test_who_stands_behind_a_gap_is_not_listed_before_the_gap_is_read() -> None:
    """A list of 150 of which the first 100 were read, and somebody new at its end."""
    rows = [change(n, 71 + n, 1, Status.WAITING, None).row for n in range(150)]
    book = Book()
    book.read_page(Which.WAITING, Page(tuple(rows[:100]), 1, 100, 150), book.mark)
    newcomer = change(150, 300, 1, Status.WAITING, None).row
    book.take(newcomer)
    assert rows[:100] == book.listed(Which.WAITING)
    page = Page((*rows[100:], newcomer), 2, 100, 151)
    book.read_page(Which.WAITING, page, book.mark)
    assert [*rows, newcomer] == book.listed(Which.WAITING)
    assert book.is_whole(Which.WAITING)


def test_who_a_new_reading_does_not_name_is_gone() -> None:
    rows = [change(n, 71 + n, 1, Status.WAITING, None).row for n in range(3)]
    book = Book()
    book.read_page(Which.WAITING, Page(tuple(rows), 1, 100, 3), book.mark)
    book.read_page(Which.WAITING, Page((rows[0], rows[2]), 1, 100, 2), book.mark)
    assert [rows[0], rows[2]] == book.listed(Which.WAITING)


def test_who_came_while_a_list_was_read_stays() -> None:
    book = Book()
    mark = book.mark
    newcomer = change(1, 71, 1, Status.WAITING, None).row
    book.take(newcomer)
    book.read_page(Which.WAITING, Page((), 1, 100, 0), mark)
    assert [newcomer] == book.listed(Which.WAITING)


def test_a_page_beyond_the_end_takes_nobody_away() -> None:
    rows = [change(n, 71 + n, 1, Status.WAITING, None).row for n in range(3)]
    book = Book()
    book.read_page(Which.WAITING, Page(tuple(rows), 1, 100, 200), book.mark)
    book.read_page(Which.WAITING, Page((), 2, 100, 3), book.mark)
    assert rows == book.listed(Which.WAITING)


def test_a_lobby_from_before_says_nothing() -> None:
    book = Book()
    newer = hall(state=state(seq=80))
    book.read(newer)
    book.read(hall(state=state(seq=79)))
    assert newer is book.lobby


def test_an_event_the_lobby_counts_in_is_not_counted_again() -> None:
    book = Book()
    told = change(1, 75, 1, Status.WAITING, None)
    book.hear(told)
    book.read(hall(state=state(seq=80), counts={Which.WAITING: 5}))
    book.hear(told)
    assert 5 == book.count(Which.WAITING)


def test_the_newest_fifty_events_are_kept() -> None:
    book = Book()
    for seq in range(300):
        book.hear(change(1, seq, seq + 1, Status.WAITING, Status.WAITING))
    assert list(range(299, 299 - KEPT_EVENTS, -1)) == [e.seq for e in book.events]


def test_a_ticket_of_another_day_stands_in_no_list() -> None:
    book = written([change(1, 71, 1, Status.BOOKED, None, to_come=True)])
    assert [] == book.listed(Which.APPOINTMENTS)
    assert TicketId("ticketA001") in book.rows
