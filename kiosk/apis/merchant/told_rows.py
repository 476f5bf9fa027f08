"""The calendar's rows as bookings: one row a participant there, one booking here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from kiosk.apis import members
from kiosk.apis.merchant import told
from kiosk.apis.merchant.told_branch import GROUPED, Catalogue
from kiosk.domain.branch import ServiceId
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import FINAL, Status

MARK: Final = re.compile(r"\[k:([0-9A-Z]{4,32})\]")
"""What we write into a note to know our booking again."""

STATUSES: Final[Mapping[str, Status]] = {
    "": Status.BOOKED,
    "booked": Status.BOOKED,
    "confirmed": Status.BOOKED,
    "completed": Status.SERVED,
    "cancelled": Status.CANCELLED,
    "canceled": Status.CANCELLED,
    "no-show": Status.NO_SHOW,
}
"""Their words; the calendar of older servers says none, and has no cancelled ones."""

_MOST_PLACES: Final = 100_000
_MOST_NOTE: Final = 10_000


def marked(note: str, mark: str) -> str:
    """A note with a mark."""
    return f"{note} [k:{mark}]".strip()


def status_of(word: str) -> Status:
    """What their word means to us."""
    return STATUSES.get(word.casefold().replace("_", "-"), Status.UNKNOWN)


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A booking in the calendar. `told.start` and `told.end` are always there.

    `people` is how many come; `most` and `least` how many may and should, None where that is not
    told. `note` is the staff's, as it came, to be sent back and never shown; `marks` are those of all its participants.
    """

    told: Told
    start: datetime
    end: datetime
    marks: frozenset[str] = frozenset()
    note: str = ""
    people: int = 0
    grouped: bool = False
    most: int | None = None
    least: int | None = None

    @property
    def id(self) -> str:
        """Theirs."""
        return self.told.id

    @property
    def live(self) -> bool:
        """Whether it takes somebody's time; a word nobody knows does."""
        return self.told.status not in FINAL

    @property
    def age(self) -> tuple[int, str]:
        """To sort by: they count their ids up."""
        return (int(self.id), "") if self.id.isdigit() else (0, self.id)

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether it takes some of that time."""
        return self.start < end and start < self.end

    def __repr__(self) -> str:
        """The id alone."""
        return f"Row({self.id})"


def rows(said: Any, known: Catalogue) -> list[Row]:
    """The bookings of a `calendar/events` answer, by start, then id."""
    given = members.member(said, "bookings") if isinstance(said, dict) else said
    found = told.items(given, "bookings", lambda item: _row(item, known))
    return folded(found)


def folded(found: Iterable[Row]) -> list[Row]:
    """Rows of one id as one booking: the first one's name, and how many more come."""
    by_id: dict[str, list[Row]] = {}
    for row in found:
        by_id.setdefault(row.id, []).append(row)
    return sorted(map(_as_one, by_id.values()), key=lambda row: (row.start, row.age))


def _as_one(same: list[Row]) -> Row:
    first = same[0]
    if len(same) == 1:
        return first
    names = [row.told.name for row in same if row.told.name]
    name = f"{names[0]} +{len(same) - 1}" if names else ""
    mark = next((row.told.mark for row in same if row.told.mark), "")
    return replace(
        first,
        told=replace(first.told, name=name, mark=mark),
        marks=frozenset().union(*(row.marks for row in same)),
        people=max(len(same), first.people),
    )


def _row(item: members.Item, known: Catalogue) -> Row | None:
    id_ = told.identity(item)
    start, end = members.instant(item, "from_date"), members.instant(item, "to_date")
    if id_ is None or start is None or end is None or start >= end:
        return None
    word = members.text(item, "booking_status", 40) or members.text(item, "status", 40)
    people = _people(item)
    notes = [one.get("customer_note") for one in (item, *people)]
    note = item.get("merchant_note")
    marks = [mark for text in (note, *notes) for mark in _marks(text)]
    service = service_of(item, known)
    booking = Told(
        id=id_,
        status=status_of(word),
        word=word,
        service=service,
        start=start,
        end=end,
        name=_name(item, people),
        phone=members.text(item, "phone_number", 32),
        staff=told.identity(item, "employee_id") or "",
        mark=marks[0] if marks else "",
    )
    kind = members.text(item, "booking_type").casefold()
    return Row(
        told=booking,
        start=start,
        end=end,
        marks=frozenset(marks),
        note=note if isinstance(note, str) else "",
        people=len(people) or int(bool(booking.name)),
        grouped=kind in GROUPED or service in known.grouped,
        most=told.whole(item, "max_participants", 1, _MOST_PLACES),
        least=told.whole(item, "min_participants", 1, _MOST_PLACES),
    )


def _marks(note: Any) -> list[str]:
    return MARK.findall(note[:_MOST_NOTE]) if isinstance(note, str) else []


def service_of(item: Any, known: Catalogue) -> ServiceId | None:
    """By id where it is told; else by name, when one service alone is called that."""
    id_ = told.identity(item, "service_id")
    services = known.branch.services
    if id_ is not None:
        return next((found.id for found in services if found.id == id_), None)
    name = members.text(item, "service_name")
    called = [found.id for found in services if name and name in found.name.values()]
    return called[0] if len(called) == 1 else None


def _people(item: members.Item) -> list[members.Item]:
    """Who comes, as newer versions tell it: in the row."""
    given = item.get("participants")
    rows = given[: told.MOST_ITEMS] if isinstance(given, list) else []
    return [row for row in rows if isinstance(row, dict)]


def _name(item: members.Item, people: list[members.Item]) -> str:
    """First and last name of the row, or of its first participant; "-" stands for none."""
    for source in (item, *people[:1]):
        parts = [members.text(source, part) for part in ("first_name", "last_name")]
        name = " ".join(part for part in parts if part not in ("", "-"))
        if name:
            return f"{name} +{len(people) - 1}" if len(people) > 1 else name
    return ""
