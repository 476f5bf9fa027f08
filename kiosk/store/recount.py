"""The kept counts, derived anew from the tickets when a database is opened."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import apsw

from kiosk.store.rows import Row

_log = logging.getLogger(__name__)

_RUNNING: Final = (
    "(branch, day_seq) IN "
    "(SELECT branch, seq FROM business_day WHERE closed_at IS NULL)"
)


@dataclass(frozen=True, slots=True)
class _Count:
    """A kept count: how it is kept, how it is derived, how it is put right."""

    kept: str
    derived: str
    mend: str


_COUNTS: Final = (
    _Count(
        kept="SELECT branch, service, n FROM waiting WHERE n > 0",
        derived="SELECT branch, service, count(*) FROM ticket "
        "WHERE status = 'waiting' GROUP BY branch, service",
        mend="INSERT INTO waiting (branch, service, n) VALUES (?, ?, ?) "
        "ON CONFLICT (branch, service) DO UPDATE SET n = excluded.n",
    ),
    _Count(
        kept=f"SELECT branch, day_seq, service, n FROM issued WHERE {_RUNNING}",
        derived="SELECT branch, day_seq, coalesce(first.service, ticket.service), "
        "count(*) FROM ticket LEFT JOIN event AS first "
        "ON first.ticket_seq = ticket.seq AND first.deed = 'issue' "
        f"WHERE kind = 'walkin' AND {_RUNNING} GROUP BY 1, 2, 3",
        mend="INSERT INTO issued (branch, day_seq, service, n) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (branch, day_seq, service) DO UPDATE SET n = excluded.n",
    ),
    _Count(
        kept="SELECT id, taken FROM group_session",
        derived="SELECT session, count(*) FROM ticket "
        "WHERE session IN (SELECT id FROM group_session) AND status <> 'cancelled' "
        "GROUP BY session",
        mend="UPDATE group_session SET taken = min(?2, most) WHERE id = ?1",
    ),
)


def recount(connection: apsw.Connection) -> int:
    """Put right what is kept wrongly about who waits, what the running days gave out, and which
    places are taken.

    A number counts for the service it was given for, whatever it was transferred to since.
    Returns how many counts were wrong; 0 unless somebody else wrote to the file. Days that
    are over are left as they were.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        wrong = sum(_mend(connection, count) for count in _COUNTS)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    if wrong:
        _log.error("counts mended", extra={"counts": wrong})
    return wrong


def _mend(connection: apsw.Connection, count: _Count) -> int:
    kept = dict(_counts(connection, count.kept))
    derived = dict(_counts(connection, count.derived))
    wrong = [key for key in kept | derived if kept.get(key) != derived.get(key)]
    for key in wrong:
        connection.execute(count.mend, (*key, derived.get(key, 0)))
    return len(wrong)


def _counts(connection: apsw.Connection, sql: str) -> Iterator[tuple[Row, int]]:
    for *key, n in connection.execute(sql):
        yield tuple(key), n
