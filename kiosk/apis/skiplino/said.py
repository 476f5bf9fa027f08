"""What Skiplino says, read as kindly as can be: what does not fit is left out, and counted.

Its set of statuses and types is declared open, some members are there only sometimes, and of
several shapes no page shows a body (docs/skiplino.md). So nothing here insists on more than what
the product can't do without.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from kiosk.apis.ids import usable
from kiosk.domain.branch import BranchId, GroupId, ServiceId
from kiosk.domain.customer import MOST_NAME, Customer, CustomerId
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import Kind, Status, TicketId
from kiosk.text import clean, is_clean

V = TypeVar("V")

STATUS: Final[Mapping[str, Status]] = {
    "upcoming": Status.BOOKED,
    "waiting": Status.WAITING,
    "serving": Status.SERVING,
    "served": Status.SERVED,
    "cancelled": Status.CANCELLED,
    "no_show": Status.NO_SHOW,
}
"""Their words. `no_show` is our own server's; any other is UNKNOWN, and kept as it is."""

TYPE: Final[Mapping[str, Kind]] = {
    "sequential": Kind.WALKIN,
    "appointment": Kind.APPOINTMENT,
}

MOST_NUMBER: Final = 12
"""Characters of a ticket's number: what is longer calls nobody."""

MOST_AHEAD: Final = 10_000
MOST_WAIT: Final = 24 * 60
"""People before a ticket, and minutes: what is more is no estimate but a mistake."""

_SENSIBLE: Final = (1970, 2200)
"""Years: with others nothing can be reckoned."""

_RFC3339: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(\.\d+)?(Z|z|[+-]\d\d:\d\d)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class SaidTicket:
    """A ticket of theirs. `kind` None: a type we do not know; `status` UNKNOWN has its `word`.

    `number` is "" where none can be used. `ahead` and `wait` (minutes) are there only while they
    say so. Instants are aware UTC.
    """

    id: TicketId
    number: str
    status: Status
    word: str
    kind: Kind | None
    branch: BranchId | None
    service: ServiceId | None
    group: GroupId | None
    start: datetime | None = None
    customer: CustomerId | None = None
    name: str = ""
    status_at: datetime | None = None
    booked_at: datetime | None = None
    ahead: int | None = None
    wait: int | None = None


@dataclass(frozen=True, slots=True)
class SaidService:
    """A service of a group. `is_open` None: not said."""

    id: ServiceId
    name: str
    is_open: bool | None
    appointable: bool


@dataclass(frozen=True, slots=True)
class SaidGroup:
    """A group with its services."""

    id: GroupId
    name: str
    services: tuple[SaidService, ...]


@dataclass(frozen=True, slots=True)
class SaidBranch:
    """A branch. `is_open` None: not said."""

    id: BranchId
    name: str
    is_open: bool | None


def instant(value: object) -> datetime | None:
    """An RFC 3339 instant with any offset, in UTC; None for what is none, has no zone, or is of
    another age."""
    match = _RFC3339.fullmatch(value) if isinstance(value, str) else None
    if not match:
        return None
    day, minute, second, part, zone = match.groups()
    second = (
        "59" if second == "60" else second
    )  # a leap second has no place in a datetime
    offset = "+00:00" if zone in "Zz" else zone
    written = f"{day}T{minute}:{second}{(part or '')[:7]}{offset}"
    try:
        read = datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return read if _SENSIBLE[0] <= read.year < _SENSIBLE[1] else None


def ticket(value: object) -> SaidTicket | None:
    """A ticket; None without an id of its own."""
    row = _object(value)
    id_ = usable(row.get("id", row.get("_id")))
    if id_ is None:
        return None
    person = _object(row.get("customer"))
    word = _text(row.get("status"), 40)
    status = STATUS.get(word, Status.UNKNOWN)
    waits = status is Status.WAITING
    return SaidTicket(
        id=TicketId(id_),
        number=_number(row.get("ticketNumber")),
        status=status,
        word=word,
        kind=TYPE.get(_text(row.get("type"), 40)),
        branch=_named(row, "branch", BranchId),
        service=_named(row, "service", ServiceId),
        group=_named(row, "groupOfService", GroupId),
        start=instant(row.get("time")),
        customer=_named(row, "customer", CustomerId),
        name=_text(person.get("name"), MOST_NAME),
        status_at=instant(row.get("statusAt")),
        booked_at=instant(row.get("bookedAt")),
        ahead=count(row.get("queueSize"), MOST_AHEAD) if waits else None,
        wait=count(row.get("waitingTime"), MOST_WAIT) if waits else None,
    )


def told_of(said: SaidTicket, mark: str = "") -> Told:
    """A ticket as the desk is told of it. `mark`: the lane or customer it was booked under."""
    return Told(
        id=said.id,
        status=said.status,
        word=said.word,
        service=said.service,
        start=said.start,
        number=said.number,
        name=said.name,
        booked_at=said.booked_at,
        mark=mark,
        ahead=said.ahead,
        wait=said.wait,
    )


def branch(value: object) -> SaidBranch | None:
    """A branch; None without id and name."""
    row = _object(value)
    id_, name = usable(row.get("id", row.get("_id"))), _text(row.get("name"))
    if id_ is None or not name:
        return None
    standing = _object(row.get("branchStatus"))
    return SaidBranch(BranchId(id_), name, _flag(standing.get("isBranchOpen")))


def group(value: object) -> SaidGroup | None:
    """A group: its services are in `services` or else in the first member that is a list."""
    row = _object(value)
    id_, name = usable(row.get("id", row.get("_id"))), _text(row.get("name"))
    children = row.get("services")
    if not isinstance(children, list):
        children = next((one for one in row.values() if isinstance(one, list)), [])
    if id_ is None or not name:
        return None
    return SaidGroup(GroupId(id_), name, tuple(once_each(children, _service)))


def slot(value: object) -> tuple[datetime, int] | None:
    """A time and how many can still book it; None for what can't be booked."""
    row = _object(value)
    start, left = instant(row.get("time")), count(row.get("remaining"), 1_000_000)
    return (start, left) if start is not None and left is not None else None


def customer(value: object) -> Customer | None:
    """A customer; `_id` or `id`. None without an id. Times not told are the oldest there is."""
    row = _object(value)
    id_ = usable(row.get("_id", row.get("id")))
    if id_ is None:
        return None
    made = instant(row.get("createdAt")) or _UNTOLD
    metadata = row.get("metadata")
    return Customer(
        id=CustomerId(id_),
        created_at=made,
        updated_at=instant(row.get("updatedAt")) or made,
        external_id=_text(row.get("externalId"), MOST_NAME) or None,
        name=_text(row.get("name"), MOST_NAME),
        email=_text(row.get("email"), MOST_NAME),
        phone=_text(row.get("mobile"), 40),
        metadata=metadata if isinstance(metadata, dict) else {},
    )


def once_each(
    rows: object, read: Callable[[object], V | None], known: set[str] | None = None
) -> Iterator[V]:
    """What can be read of a list, in its order, each id once. `known` are ids to leave out."""
    seen = set() if known is None else known
    for row in rows if isinstance(rows, list) else ():
        value = read(row)
        if value is not None and (key := str(getattr(value, "id", value))) not in seen:
            seen.add(key)
            yield value


def left_out(rows: object, read: Sequence[object]) -> int:
    """How many of a list could not be used."""
    return len(rows) - len(read) if isinstance(rows, list) else 0


def _service(value: object) -> SaidService | None:
    row = _object(value)
    id_, name = usable(row.get("id", row.get("_id"))), _text(row.get("name"))
    if id_ is None or not name:
        return None
    return SaidService(
        ServiceId(id_),
        name,
        _flag(row.get("isOpen")),
        row.get("isAppointment") is True,
    )


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object, limit: int = 80) -> str:
    return clean(value, limit) if isinstance(value, str) else ""


def _number(value: object) -> str:
    """A ticket's number as it may be printed; "" for one that is none."""
    shown = value.strip() if isinstance(value, str) else ""
    return shown if len(shown) <= MOST_NUMBER and is_clean(shown) else ""


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _named(row: Mapping[str, Any], member: str, kind: Callable[[str], V]) -> V | None:
    id_ = usable(_object(row.get(member)).get("id"))
    return None if id_ is None else kind(id_)


def count(value: object, most: int = 1_000_000_000) -> int | None:
    """A whole number from 0 to `most`; None for any other."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 <= value <= most and value == int(value) else None


_UNTOLD: Final = datetime(1970, 1, 1, tzinfo=UTC)
