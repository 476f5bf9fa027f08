"""Years of served tickets, or a day of waiting ones, made in seconds: rows as the store writes
them, in one transaction."""

import asyncio
import os
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import apsw

from kiosk.store.sqlite import SqliteStore
from kiosk.wiring.ground import SystemClock
from tests.bench.lobby import LOBBY, SERVICES

A_DAY: Final = 1_000
"""Tickets of each day gone by."""

_DAYS: Final = (
    "INSERT INTO business_day (branch, seq, label, opened_at, closed_at) "
    "VALUES (?, ?, ?, ?, ?)"
)
_COUNTS: Final = (
    "INSERT INTO range_count (branch, day_seq, range_id, last) VALUES (?, ?, 'a', ?)"
)
_ISSUED: Final = (
    "INSERT INTO issued (branch, day_seq, service, n) "
    "SELECT branch, day_seq, service, count(*) FROM ticket GROUP BY 1, 2, 3"
)
# An odd factor modulo a power of two meets every value once: ids look random and never
# repeat, so that their index is as scattered as a real one.
_TICKETS: Final = """
WITH RECURSIVE past (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM past WHERE i + 1 < :n),
  row AS (
    SELECT i, i / :a_day + 1 AS day_seq, i % :a_day AS nth, i % 3 AS which,
      :began + (i / :a_day) * 86400000 + 21600000 + (i % :a_day) * 36000 AS at
    FROM past
  )
INSERT INTO ticket (seq, id, number, code8, branch, service_group, service, day, day_seq,
  kind, status, status_at, joined_at, rank_at, locale, source, version, priority,
  keep_place, start_at, counter, called_at, call_count, serving_at, finished_at)
SELECT i + 1, printf('%010x', (i * 2654435761) & 0xffffffffff),
  printf('A%03d', nth + 1), printf('%08d', i % 100000000), :branch, 'papers',
  CASE which WHEN 0 THEN :s0 WHEN 1 THEN :s1 ELSE :s2 END,
  date(:first_day, '+' || (day_seq - 1) || ' days'), day_seq, 'walkin', 'served',
  at + 900000, at, at, 'en', 'kiosk', 4, 0, 0, NULL, CAST(i % 32 + 1 AS TEXT),
  at + 600000, 1, at + 600000, at + 900000
FROM row
"""
_EVENTS: Final = """
WITH step (nth, deed, old, new, after) AS (
  VALUES (1, 'issue', NULL, 'waiting', 0), (2, 'call', 'waiting', 'called', 600000),
    (3, 'start', 'called', 'serving', 600000), (4, 'finish', 'serving', 'served', 900000))
INSERT INTO event (at, ticket_seq, service, deed, old, new, actor, reason, counter)
SELECT joined_at + after, seq, service, deed, old, new, 'bench', '',
  CASE nth WHEN 1 THEN NULL ELSE counter END
FROM ticket, step ORDER BY seq, nth
"""


_WAITING: Final = """
WITH RECURSIVE today (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM today WHERE i + 1 < :n)
INSERT INTO ticket (seq, id, number, code8, branch, service_group, service, day, day_seq,
  kind, status, status_at, joined_at, rank_at, locale, source, version, priority,
  keep_place, call_count)
SELECT i + 1, printf('%010x', (i * 2654435761) & 0xffffffffff),
  printf('A%03d', i + 1), printf('%08d', i), :branch, 'papers',
  CASE i % 3 WHEN 0 THEN :s0 WHEN 1 THEN :s1 ELSE :s2 END, :day, 1, 'walkin', 'waiting',
  :at + i, :at + i, :at + i, 'en', 'kiosk', 1, 0, 0, 0
FROM today
"""
_TOLD: Final = """
INSERT INTO event (at, ticket_seq, service, deed, old, new, actor, reason, counter)
SELECT joined_at, seq, service, 'issue', NULL, 'waiting', 'bench', '', NULL FROM ticket
"""
_WAIT: Final = (
    "INSERT INTO waiting (branch, service, n) "
    "SELECT branch, service, count(*) FROM ticket GROUP BY 1, 2"
)


def furnish(database: Path, tickets: int = 0, waiting: int = 0) -> None:
    """Make `database`: the lobby, and `tickets` served on days gone by, `A_DAY` on each.

    Or `waiting` people who came today; one of the two.
    """
    asyncio.run(_with_lobby(database))
    if tickets or waiting:
        connection = apsw.Connection(str(database))
        connection.pragma("synchronous", "off")
        try:
            with connection:
                if waiting:
                    _crowd(connection, waiting)
                else:
                    _fill(connection, tickets)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        _on_disk(database)


def _on_disk(database: Path) -> None:
    """Written back now, so that the kernel does not do it under what is measured."""
    with database.open("rb") as file:
        os.fsync(file.fileno())


async def _with_lobby(database: Path) -> None:
    store = SqliteStore.open(database)
    await store.write(lambda tx: tx.save_branch(LOBBY))
    await store.close()


def _crowd(connection: apsw.Connection, waiting: int) -> None:
    now = int(SystemClock().now().timestamp() * 1000)
    day = time.strftime("%Y-%m-%d", time.gmtime())
    connection.execute(_DAYS, (LOBBY.id, 1, day, now - waiting, None))
    connection.execute(_COUNTS, (LOBBY.id, 1, waiting))
    services = {f"s{nth}": service for nth, service in enumerate(SERVICES)}
    values = {"n": waiting, "branch": LOBBY.id, "day": day, "at": now - waiting}
    connection.execute(_WAITING, values | services)
    for statement in (_ISSUED, _WAIT, _TOLD):
        connection.execute(statement)


def _fill(connection: apsw.Connection, tickets: int) -> None:
    days = -(-tickets // A_DAY)
    today = date.fromisoformat(time.strftime("%Y-%m-%d", time.gmtime()))
    first = today - timedelta(days=days + 1)
    began = (first - date(1970, 1, 1)).days * 86_400_000
    for seq in range(1, days + 1):
        label, at = first + timedelta(days=seq - 1), began + (seq - 1) * 86_400_000
        day = (LOBBY.id, seq, label.isoformat(), at, at + 86_400_000)
        connection.execute(_DAYS, day)
        given = min(A_DAY, tickets - (seq - 1) * A_DAY)
        connection.execute(_COUNTS, (LOBBY.id, seq, given))
    values = {
        "n": tickets,
        "a_day": A_DAY,
        "began": began,
        "branch": LOBBY.id,
        "first_day": first.isoformat(),
        **{f"s{nth}": service for nth, service in enumerate(SERVICES)},
    }
    connection.execute(_TICKETS, values)
    connection.execute(_ISSUED)
    connection.execute(_EVENTS)
