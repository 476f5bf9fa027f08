"""The lists of a running day, page by page, and finding somebody in it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Final
from unicodedata import combining, normalize

from kiosk.desk.customers import CustomerBook
from kiosk.desk.floor import Floor
from kiosk.desk.row import row_of
from kiosk.domain.branch import Window
from kiosk.domain.customer import e164
from kiosk.domain.numbering import is_code8
from kiosk.domain.reserving import Page
from kiosk.domain.serving import Row, Which
from kiosk.domain.stored_lobby import Listing
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import Ticket
from kiosk.errors import BadInput
from kiosk.text import clean

MOST_PAGES: Final = 1_000_000

MOST_FOUND: Final = 20

LEAST_TEXT: Final = 2
"""Characters it takes to look for somebody."""

MOST_TEXT: Final = 80

NAMES_AT_ONCE: Final = 1000
"""Names looked at without a pause: a few milliseconds."""

_WHOLE_DAY: Final = Window(time(0), None)


def skipped(page: int, limit: int, most: int) -> int:
    """How many come before a page. BadInput ("page", "limit")."""
    if not 1 <= page <= MOST_PAGES:
        raise BadInput(fields={"page": f"is not 1 to {MOST_PAGES}"})
    if not 1 <= limit <= most:
        raise BadInput(fields={"limit": f"is not 1 to {most}"})
    return (page - 1) * limit


def listing(floor: Floor, which: Which, now: datetime) -> Listing:
    """A list of the day that runs at `now`; its appointments are those of the local date."""
    hours = floor.plan.hours
    begins, ends = hours.span(hours.label(now), _WHOLE_DAY)
    day_seq = floor.day.seq if floor.day else 0
    return Listing(floor.branch, which, day_seq, begins, ends)


def page_of(view: Reading, of: Listing, page: int, limit: int, skip: int) -> Page[Row]:
    """A part of a list, after the first `skip`."""
    rows = tuple(row_of(view, ticket) for ticket in view.listed(of, skip, limit))
    return Page(rows, page, limit, view.list_length(of))


class Search:
    """What somebody typed to find a ticket of a running day."""

    def __init__(self, text: str, floor: Floor, book: CustomerBook) -> None:
        """BadInput ("text") for fewer than two characters."""
        self._text = clean(text, MOST_TEXT)
        self._bare = "".join(self._text.split())
        if len(self._bare) < LEAST_TEXT:
            raise BadInput(fields={"text": f"is shorter than {LEAST_TEXT}"})
        self._branch = floor.branch
        self._day = floor.day.seq if floor.day else 0
        self._book = book
        self._name = _folded(self._text)
        self.may_be_a_name = not any(letter.isdigit() for letter in self._text)

    def at_once(self, view: Reading) -> list[Ticket]:
        """By number, by code and by phone, which an index knows."""
        return [*self._numbered(view), *self._coded(view), *self._with_phone(view)]

    def named(self, view: Reading, before: int) -> tuple[list[Ticket], int]:
        """Whose name has the text in it, among so many of lower `seq` than `before`; newest first.

        And the `seq` to go on below; 0 at the end.
        """
        known = view.known(self._branch, self._day, before, NAMES_AT_ONCE)
        hits = (one.ticket for one in known if self._name in _folded(one.name))
        found = [ticket for hit in hits if (ticket := view.ticket(hit))]
        return found, known[-1].seq if len(known) == NAMES_AT_ONCE else 0

    def _numbered(self, view: Reading) -> list[Ticket]:
        """The number itself first."""
        number = self._bare.upper()
        found = view.numbered(self._branch, self._day, number, MOST_FOUND)
        itself = view.ticket_numbered(self._branch, self._day, number)
        return [*([itself] if itself else []), *found]

    def _coded(self, view: Reading) -> Iterator[Ticket]:
        """A code may be of another day: somebody who is here too early is found as well."""
        code = self._bare.replace("-", "")
        if is_code8(code):
            live = view.by_code(self._branch, code)
            missed = view.missed_with_code(self._branch, self._day, code)
            yield from (ticket for ticket in (live, missed) if ticket)

    def _with_phone(self, view: Reading) -> Iterator[Ticket]:
        if e164(self._text) is None:
            return
        for customer in view.customers_with(self._book.phone_hash(self._text)):
            for ticket in view.tickets_of(customer.id, 0, MOST_FOUND):
                if (ticket.branch, ticket.day_seq) == (self._branch, self._day):
                    yield ticket


def rows_of(view: Reading, found: Iterable[Ticket]) -> list[Row]:
    """Each once, in the order found, `MOST_FOUND` at most."""
    each = list({ticket.id: ticket for ticket in found}.values())[:MOST_FOUND]
    return [row_of(view, ticket) for ticket in each]


def _folded(text: str) -> str:
    """Without capitals and marks: "Kovács" is found by "kovacs"."""
    parts = normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not combining(letter))
