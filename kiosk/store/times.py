"""Claims on lanes, days to come and who is to come, in SQLite."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Final

from kiosk.domain.branch import BranchId, LaneId, ServiceId
from kiosk.domain.claims import Claim, overlong
from kiosk.domain.day import BusinessDay, planned_seq
from kiosk.domain.stored_times import Sought
from kiosk.domain.ticket import Ticket
from kiosk.errors import Reason, Refused
from kiosk.store.cursor import Cursor
from kiosk.store.rows import TICKET, Row, from_claim, ms, to_claim, to_ticket

_BOOKED: Callable[[Row], Claim] = partial(tuple.__new__, Claim)
"""`Claim._make` at a third of its price: a busy day has thousands."""

_CLAIM: Final = "SELECT lane, tick, owner, service, begins, expires_at FROM claim "
_CLAIMS: Final = (
    f"{_CLAIM} WHERE branch = ? AND tick >= ? AND tick < ? ORDER BY tick, lane"
)
_CLAIMS_OF: Final = f"{_CLAIM} WHERE owner = ? ORDER BY tick, lane"
_BY_CODE: Final = (
    f"{TICKET} WHERE branch = ? AND code8 = ? AND status IN "
    "('requested', 'booked', 'waiting', 'called', 'serving', 'parked')"
)
_BEGUN: Final = (
    f"{TICKET} WHERE branch = ? AND status = 'booked' AND start_at <= ? "
    "ORDER BY start_at, seq"
)
_BOOKED_ON: Final = (
    "SELECT service, lane, count(*) FROM ticket "
    "WHERE branch = ? AND status = 'booked' AND lane IS NOT NULL GROUP BY service, lane"
)
_CHECKED_IN: Final = (
    f"{TICKET} WHERE branch = ? AND status = 'waiting' AND start_at IS NOT NULL "
    "ORDER BY start_at, seq"
)
_TAKE: Final = (
    "INSERT INTO claim (branch, tick, lane, owner, service, begins, expires_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (branch, tick, lane) DO UPDATE SET owner = excluded.owner, "
    "service = excluded.service, begins = excluded.begins, "
    "expires_at = excluded.expires_at "
    "WHERE claim.owner IN ({over}) OR claim.expires_at <= ?"
)
_ALL: Final = 2**63 - 1
"""Above every `seq`."""

_MOVE_DAY: Final = (
    "UPDATE ticket SET day_seq = ? WHERE branch = ? AND day_seq = ?",
    "UPDATE range_count SET day_seq = ? WHERE branch = ? AND day_seq = ?",
)


class Times(Cursor):
    """`kiosk.domain.stored_times.TimesRead`."""

    def claims(self, branch: BranchId, ticks: range) -> Sequence[Claim]:
        """All claims of a branch on `ticks`."""
        return _claims(self._rows(_CLAIMS, branch, ticks.start, ticks.stop))

    def claims_of(self, owner: str) -> Sequence[Claim]:
        """What a ticket or a holder has claimed."""
        return _claims(self._rows(_CLAIMS_OF, owner))

    def by_code(self, branch: BranchId, code8: str) -> Ticket | None:
        """The ticket of a code that is not over yet, or None."""
        row = self._row(_BY_CODE, branch, code8)
        return to_ticket(row) if row else None

    def begun(self, branch: BranchId, now: datetime) -> Sequence[Ticket]:
        """Booked tickets whose time has begun."""
        return [to_ticket(row) for row in self._rows(_BEGUN, branch, ms(now))]

    def booked(self, branch: BranchId) -> Mapping[tuple[ServiceId, LaneId], int]:
        """How many are booked for each service on each lane."""
        rows = self._rows(_BOOKED_ON, branch)
        return {(service, lane): count for service, lane, count in rows}

    def checked_in(self, branch: BranchId) -> Sequence[Ticket]:
        """Waiting tickets that have a time."""
        return [to_ticket(row) for row in self._rows(_CHECKED_IN, branch)]

    def appointments(
        self, sought: Sought, before: int | None, most: int
    ) -> Sequence[Ticket]:
        """Tickets with a time, the newest first."""
        where, values = _sought(sought)
        below = _ALL if before is None else before
        sql = f"{TICKET} WHERE {where} AND seq < ? ORDER BY seq DESC LIMIT ?"
        return [to_ticket(row) for row in self._rows(sql, *values, below, most)]

    def appointment_count(self, sought: Sought) -> int:
        """How many tickets with a time."""
        where, values = _sought(sought)
        row = self._row(f"SELECT count(*) FROM ticket WHERE {where}", *values)
        return int(row[0]) if row else 0


class TimesChanged(Times):
    """`kiosk.domain.stored_times.TimesWritten`."""

    def claim(
        self,
        branch: BranchId,
        claims: Sequence[Claim],
        over: Collection[str],
        now: datetime,
    ) -> None:
        """Claim all of it; the primary key decides."""
        take = _TAKE.format(over=", ".join("?" * len(over)))
        for claim in claims:
            self._do(take, branch, *from_claim(claim), *over, ms(now))
            if not self._connection.changes():
                raise Refused(
                    Reason.SLOT_TAKEN,
                    detail=f"lane {claim.lane} is taken at tick {claim.tick}",
                )

    def free(self, owner: str, keep: Sequence[Claim] = ()) -> int:
        """Let go of all that `owner` has claimed except `keep`."""
        kept = {(claim.lane, claim.tick) for claim in keep}
        sql = "SELECT branch, tick, lane FROM claim WHERE owner = ?"
        left = [row for row in self._rows(sql, owner) if (row[2], row[1]) not in kept]
        for row in left:
            self._do(
                "DELETE FROM claim WHERE branch = ? AND tick = ? AND lane = ?", *row
            )
        return len(left)

    def drop_claims(self, branch: BranchId, before: int) -> int:
        """Forget the claims of a branch on ticks below `before`."""
        self._do("DELETE FROM claim WHERE branch = ? AND tick < ?", branch, before)
        return self._connection.changes()

    def drop_holds(self, now: datetime) -> int:
        """Forget the holds that ended by `now`, and those of a clock that was ahead."""
        sql = (
            "DELETE FROM claim WHERE expires_at IS NOT NULL "
            "AND (expires_at <= ? OR expires_at > ?)"
        )
        self._do(sql, ms(now), ms(overlong(now)))
        return self._connection.changes()

    def plan_day(self, branch: BranchId, label: date, at: datetime) -> BusinessDay:
        """The row of a day to come, made when there is none."""
        day = BusinessDay(branch, planned_seq(label), label, at)
        self._do(
            "INSERT INTO business_day (branch, seq, label, opened_at) "
            "VALUES (?, ?, ?, ?) ON CONFLICT (branch, seq) DO NOTHING",
            branch,
            day.seq,
            label.isoformat(),
            ms(at),
        )
        return day

    def _take_over_plans(self, day: BusinessDay) -> None:
        """What was given for a day before it began is the day's own."""
        planned = (day.branch, planned_seq(day.label))
        for move in _MOVE_DAY:
            self._do(move, day.seq, *planned)
        self._do("DELETE FROM business_day WHERE branch = ? AND seq = ?", *planned)


def _sought(sought: Sought) -> tuple[str, Sequence[object]]:
    """What makes a ticket one that is sought, and the values of its question marks."""
    where = "branch = ? AND start_at IS NOT NULL"
    values: list[object] = [sought.branch]
    if sought.first is not None and sought.until is not None:
        where += " AND start_at >= ? AND start_at < ?"
        values += [ms(sought.first), ms(sought.until)]
    if sought.statuses is not None:
        statuses = sorted(sought.statuses)
        where += f" AND status IN ({', '.join('?' * len(statuses))})"
        values += statuses
    return where, values


def _claims(rows: Sequence[Row]) -> Sequence[Claim]:
    """Few of them are holds, whose end is an instant."""
    return [_BOOKED(row) if row[5] is None else to_claim(row) for row in rows]
