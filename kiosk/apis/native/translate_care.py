"""What staff noted about a ticket, between the core and our own dialect, both ways."""

from typing import Final

from kiosk.apis.native import wire
from kiosk.domain.branch import CounterId, ServiceId, StaffId
from kiosk.domain.ticket import Care, Outcome, Result, Theirs
from kiosk.text import clean

NOTE_LETTERS: Final = 200
"""Of a note, or of a reason."""

NOTE_CELLS: Final = 2 * NOTE_LETTERS
"""No letter is wider than two."""

SYSTEM_CELLS: Final = 32
ID_CELLS: Final = 128

_RESULTS: Final = frozenset(Result)


def care_to_wire(care: Care) -> wire.Care:
    """What staff noted."""
    return wire.Care(
        note=care.note,
        priority_reason=care.priority_reason,
        counter=care.counter,
        operator=care.operator,
        park_reason=care.park_reason,
        parked_until=care.parked_until,
        outcome=_outcome_to_wire(care.outcome) if care.outcome else None,
        said=care.said,
    )


def _outcome_to_wire(outcome: Outcome) -> wire.Outcome:
    return wire.Outcome(
        result=outcome.result,
        services=[*outcome.services],
        people=outcome.people,
    )


def theirs_to_wire(theirs: Theirs) -> wire.Theirs:
    """The row of another system."""
    return wire.Theirs(
        system=theirs.system, id=theirs.id, word=theirs.word, seen_at=theirs.seen_at
    )


def theirs_from_wire(said: wire.Theirs) -> Theirs:
    """The same as another machine told it."""
    system, word = clean(said.system, SYSTEM_CELLS), clean(said.word, NOTE_CELLS)
    return Theirs(system, clean(said.id, ID_CELLS), word, said.seen_at)


def care_from_wire(said: wire.Care) -> Care:
    """What staff noted elsewhere."""
    return Care(
        note=clean(said.note, NOTE_CELLS),
        priority_reason=clean(said.priority_reason, NOTE_CELLS),
        counter=CounterId(clean(said.counter)) if said.counter else None,
        operator=StaffId(clean(said.operator)) if said.operator else None,
        park_reason=clean(said.park_reason, NOTE_CELLS),
        parked_until=said.parked_until,
        outcome=_outcome_from_wire(said.outcome) if said.outcome else None,
        said=clean(said.said, NOTE_CELLS),
    )


def _outcome_from_wire(said: wire.Outcome) -> Outcome:
    """A result of a newer server counts as one that continues."""
    known = said.result in _RESULTS
    return Outcome(
        Result(said.result) if known else Result.CONTINUES,
        tuple(ServiceId(service) for service in said.services),
        said.people,
    )
