"""A ticket as staff see it."""

from typing import Final

from kiosk.domain.serving import Row
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import Ticket
from kiosk.text import clean

MOST_WHO: Final = 24
"""Cells of the first word of a name."""


def row_of(view: Reading, ticket: Ticket) -> Row:
    """A ticket with its customer in short."""
    if ticket.customer is None:
        return Row(ticket)
    name, tail = view.called_by_name(ticket.customer)
    return Row(ticket, in_short(name), clean(tail))


def in_short(name: str) -> str:
    """ "Kovács A." for "Kovács Anna": the first word, and how the last of the others begins."""
    first, *others = clean(name, 2 * len(name)).split() or [""]
    who = clean(first, MOST_WHO)
    return f"{who} {_initial(others[-1])}." if others else who


def _initial(word: str) -> str:
    """The first letter with its marks; one of another script may be two cells wide."""
    return clean(word, 1) or clean(word, 2)
