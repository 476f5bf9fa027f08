"""Rules as other programs write them: the value of an RRULE (RFC 5545, 3.3.10), a part of it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from kiosk.domain.series import Every, Rule
from kiosk.errors import BadInput

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""By number, 0 = Monday."""

_LONGEST: Final = 200
_NUMBER: Final = re.compile(r"[0-9]{1,6}")
_UTC_TIME: Final = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_PARTS: Final = frozenset({"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"})


def rule_from_text(text: str, *, with_start: bool = True) -> Rule:
    """The rule of "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260615T180000Z".

    BadInput ("rule") for what is no rule, and for every part that is not kept: a rule of which
    half is ignored has other dates. `kiosk.domain.recurrence.check_rule` says whether a series
    can follow it.
    """
    parts = _parts(text)
    if parts.get("WKST", "MO") != "MO":
        raise BadInput(fields={"rule": "has weeks that do not begin on MO"})
    return Rule(
        every=_every(parts.get("FREQ", "")),
        interval=_number(parts, "INTERVAL") or 1,
        weekdays=_weekdays(parts["BYDAY"]) if "BYDAY" in parts else frozenset(),
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        count=_number(parts, "COUNT"),
        with_start=with_start,
    )


def rule_to_text(rule: Rule) -> str:
    """The value of an RRULE; what is finer than a second in its end is cut off.

    RFC 5545 has no word for `with_start`: a first date on none of the weekdays is to be told
    besides (RDATE).
    """
    parts = [f"FREQ={rule.every.upper()}"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.weekdays:
        parts.append(
            "BYDAY=" + ",".join(WEEKDAYS[day] for day in sorted(rule.weekdays))
        )
    if rule.until is not None:
        parts.append(f"UNTIL={rule.until.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    return ";".join(parts)


def _parts(text: str) -> Mapping[str, str]:
    if len(text) > _LONGEST or not text.isascii():
        raise BadInput(fields={"rule": "is too long, or no ASCII text"})
    parts: dict[str, str] = {}
    for part in text.upper().split(";"):
        name, _, value = part.partition("=")
        if name not in _PARTS:
            raise BadInput(fields={"rule": "has a part that is not kept here"})
        if name in parts:
            raise BadInput(fields={"rule": f"has {name} twice"})
        parts[name] = value
    return parts


def _every(word: str) -> Every:
    known = {every.upper(): every for every in Every}
    if word not in known:
        raise BadInput(
            fields={"rule": f"has a FREQ that is none of {', '.join(known)}"}
        )
    return known[word]


def _number(parts: Mapping[str, str], name: str) -> int | None:
    if name not in parts:
        return None
    if not _NUMBER.fullmatch(parts[name]) or not int(parts[name]):
        raise BadInput(fields={"rule": f"has an {name} that is no number from 1 on"})
    return int(parts[name])


def _weekdays(text: str) -> frozenset[int]:
    days = text.split(",")
    if not set(days) <= set(WEEKDAYS):
        raise BadInput(fields={"rule": "has a BYDAY that is no weekday"})
    return frozenset(WEEKDAYS.index(day) for day in days)


def _until(text: str) -> datetime:
    problem = {"rule": "has an UNTIL that is no time of the form 20260615T180000Z"}
    if not _UTC_TIME.fullmatch(text):
        raise BadInput(fields=problem)
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise BadInput(fields=problem) from error
