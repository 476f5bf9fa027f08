"""The floor under a durable number: the rows of one, in a bare loop, many to a commit."""

import time
from pathlib import Path
from typing import Final

import apsw

BATCH: Final = 64

_DAY: Final = """
INSERT INTO business_day (branch, seq, label, opened_at) VALUES (?, 1, '2026-05-04', 0)
"""
_COUNT: Final = """
INSERT INTO range_count (branch, day_seq, range_id, last) VALUES ('bench', 1, 'a', 1)
ON CONFLICT (branch, day_seq, range_id) DO UPDATE SET last = last + 1
"""
_TICKET: Final = """
INSERT INTO ticket (seq, id, number, code8, branch, service_group, service, day, day_seq,
  kind, status, status_at, joined_at, rank_at, locale, source, version, priority,
  keep_place, call_count)
VALUES (:n, printf('%010x', :n * 2654435761), printf('A%03d', :n), printf('%08d', :n),
  'bench', 'papers', 'passport', '2026-05-04', 1, 'walkin', 'waiting', 1, 1, :n, 'en',
  'api', 1, 0, 0, 0)
"""
_ISSUED: Final = """
INSERT INTO issued (branch, day_seq, service, n) VALUES ('bench', 1, 'passport', 1)
ON CONFLICT (branch, day_seq, service) DO UPDATE SET n = n + 1
"""
_WAITING: Final = """
INSERT INTO waiting (branch, service, n) VALUES ('bench', 'passport', 1)
ON CONFLICT (branch, service) DO UPDATE SET n = n + 1
"""
_EVENT: Final = """
INSERT INTO event (at, ticket_seq, service, deed, new, actor, reason)
VALUES (1, :n, 'passport', 'issue', 'waiting', 'bench', '')
"""
_RECEIPT: Final = """
INSERT INTO receipt (owner, key, fingerprint, ticket_seq, ahead, at)
VALUES ('bench', printf('run-%d', :n), 'f', :n, :n, 1)
"""
_STEPS: Final = (_COUNT, _TICKET, _ISSUED, _WAITING, _EVENT, _RECEIPT)


def rate(database: Path, numbers: int) -> float:
    """Numbers a second into a database that has the lobby and nothing else."""
    connection = apsw.Connection(str(database))
    connection.pragma("synchronous", "full")
    connection.execute(_DAY, ("bench",))
    began = time.monotonic()
    for first in range(1, numbers + 1, BATCH):
        with connection:
            for n in range(first, min(first + BATCH, numbers + 1)):
                for step in _STEPS:
                    connection.execute(step, {"n": n})
    took = time.monotonic() - began
    connection.close()
    return numbers / took
