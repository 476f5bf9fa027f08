"""What may not happen, looked for: pure checks over what was told and what is kept."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import apsw

from tests.bench.load import Answer, is_good

_NUMBER = re.compile(r"([A-Z]*)(\d+)")


@dataclass(frozen=True, slots=True)
class Kept:
    """A database after the fact. `numbers` by business day; `calls` by ticket id."""

    numbers: Sequence[tuple[int, str]] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    calls: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, database: Path) -> "Kept":
        """What is in it, after whoever wrote it has gone."""
        connection = apsw.Connection(str(database))
        try:
            rows = list(connection.execute("SELECT id, day_seq, number FROM ticket"))
            calls = connection.execute(
                "SELECT t.id, count(*) FROM event e JOIN ticket t ON t.seq = e.ticket_seq "
                "WHERE e.deed = 'call' GROUP BY t.id"
            )
            return cls(
                [(day, number) for _, day, number in rows],
                {ticket: number for ticket, _, number in rows},
                dict(calls),
            )
        finally:
            connection.close()


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment that is kept. `start` and `end` are milliseconds since 1970."""

    service: str
    lane: str
    start: int
    end: int

    @classmethod
    def read(cls, database: Path) -> "list[Booked]":
        """Those of a database, after whoever wrote it has gone."""
        return [
            cls(*row)
            for row in _rows(
                database,
                "SELECT service, lane, start_at, end_at FROM ticket "
                "WHERE status = 'booked'",
            )
        ]


def overlaps(appointments: Iterable[Booked]) -> int:
    """How many begin before the one before them on their lane has ended."""
    lanes: defaultdict[str, list[Booked]] = defaultdict(list)
    for one in appointments:
        lanes[one.lane].append(one)
    found = 0
    for line in lanes.values():
        line.sort(key=lambda one: one.start)
        found += sum(later.start < one.end for one, later in pairwise(line))
    return found


def unclaimed(database: Path) -> int:
    """Appointments without exactly the claims they need, and claims without an appointment."""
    return len(
        _rows(
            database,
            "SELECT t.id FROM ticket t LEFT JOIN claim c ON c.owner = t.id "
            "WHERE t.status = 'booked' GROUP BY t.id "
            "HAVING count(c.tick) * 300000 <> t.end_at - t.start_at "
            "UNION ALL SELECT c.owner FROM claim c "
            "WHERE c.owner NOT IN (SELECT id FROM ticket WHERE status = 'booked')",
        )
    )


def _rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = apsw.Connection(str(database))
    try:
        return list(connection.execute(sql))
    finally:
        connection.close()


def split(number: str) -> tuple[str, int]:
    """ "A042" is ("A", 42)."""
    found = _NUMBER.fullmatch(number)
    if not found:
        raise ValueError(number)
    return found[1], int(found[2])


def twice(things: Iterable[object]) -> int:
    """How many were there before."""
    return sum(times - 1 for times in Counter(things).values())


def gaps(numbers: Iterable[tuple[int, str]]) -> int:
    """Numbers that a range passed over on a business day, from 1 to its last."""
    given: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    for day, number in numbers:
        prefix, count = split(number)
        given[day, prefix].add(count)
    return sum(max(counts) - len(counts) for counts in given.values())


def lost(answers: Iterable[Answer], kept: Mapping[str, str]) -> int:
    """Acknowledged tickets that are not kept, or not under the number that was told."""
    return sum(is_good(a) and kept.get(a.id) != a.number for a in answers)


def out_of_turn(answers: Iterable[Answer]) -> int:
    """Answers whose number is smaller than one that had been told before they were asked for."""
    ranges: defaultdict[str, list[tuple[float, int, int]]] = defaultdict(list)
    for answer in filter(is_good, answers):
        prefix, count = split(answer.number)
        ranges[prefix] += [(answer.ended, 0, count), (answer.began, 1, count)]
    return sum(_behind(moments) for moments in ranges.values())


def _behind(moments: Sequence[tuple[float, int, int]]) -> int:
    """Among (instant, 1 for asked and 0 for told, number); asked and told at once is no order."""
    greatest = wrong = 0
    for _, asked, count in sorted(moments, key=lambda one: (one[0], -one[1])):
        if asked:
            wrong += count < greatest
        else:
            greatest = max(greatest, count)
    return wrong
