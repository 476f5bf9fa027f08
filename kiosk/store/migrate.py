"""Brings a database to the newest schema: numbered files, one transaction, a copy first."""

import logging
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

import apsw

from kiosk.errors import Reason, Unavailable

_log = logging.getLogger(__name__)

_FILE: Final = re.compile(r"(\d{4})\.sql")


def schema() -> Mapping[int, str]:
    """The packaged schema files: number → SQL, from 1 without a gap."""
    found = {}
    for entry in files("kiosk.store").joinpath("schema").iterdir():
        number = _FILE.fullmatch(entry.name)
        if number:
            found[int(number[1])] = entry.read_text(encoding="utf-8")
    return dict(sorted(found.items()))


def migrate(
    connection: apsw.Connection, path: Path, steps: Mapping[int, str]
) -> Path | None:
    """Apply the `steps` the database lacks, all or none; returns the copy made before.

    A new database needs no copy. Raises Unavailable STORE_FAILED for one that a newer program
    made, or that is something else altogether. Lets apsw's errors through.
    """
    version = int(connection.pragma("user_version"))
    newest = max(steps)
    if version > newest:
        raise Unavailable(
            Reason.STORE_FAILED,
            detail=f"{path}: schema {version} is newer than this program, "
            f"which knows {newest}; use the newer kiosk, or a backup",
        )
    if version == newest:
        return None
    if version == 0 and _has_tables(connection):
        raise Unavailable(
            Reason.STORE_FAILED, detail=f"{path}: a database, but not one of kiosk's"
        )
    lacking = [number for number in sorted(steps) if number > version]
    copy = _copy(connection, path, lacking[0]) if version else None
    _apply(connection, {number: steps[number] for number in lacking})
    if copy:
        _log.info("schema %s became %s", version, newest, extra={"copy": copy.name})
    return copy


def _apply(connection: apsw.Connection, steps: Mapping[int, str]) -> None:
    """A table that others point at can be made anew only while nobody looks after that
    (sqlite.org/lang_altertable.html); what they point at is checked before the commit."""
    enforced = connection.pragma("foreign_keys")
    connection.pragma("foreign_keys", False)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number, sql in steps.items():
            connection.execute(sql)
            connection.pragma("user_version", number)
        _check_references(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.pragma("foreign_keys", bool(enforced))


def _check_references(connection: apsw.Connection) -> None:
    lost = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    if lost:
        message = f"{lost} rows point at what is gone"
        raise apsw.ConstraintError(message)


def _has_tables(connection: apsw.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_schema").get)


def _copy(connection: apsw.Connection, path: Path, number: int) -> Path:
    """Save the database as it is, complete or not at all; never over a former copy's name."""
    copy = path.with_name(f"{path.name}.before-{number:04}")
    draft = copy.with_name(f"{copy.name}.part")
    draft.unlink(missing_ok=True)
    target = apsw.Connection(str(draft))
    try:
        with target.backup("main", connection, "main") as backup:
            backup.step()
        target.pragma("journal_mode", "delete")
    finally:
        target.close()
    draft.replace(copy)
    return copy
