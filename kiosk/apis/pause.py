"""How long another system asks us to wait."""

from datetime import datetime
from math import ceil
from typing import Final

from kiosk.apis.http import Answer

LONGEST: Final = 60
"""Seconds that are believed."""


def pause(answer: Answer, now: datetime | None = None, longest: int = LONGEST) -> int:
    """`Retry-After` (RFC 9110, 10.2.3) in whole seconds, from 1 to `longest`.

    One second where it is missing or nonsense, and for a date where `now` is not told.
    """
    given = answer.headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        seconds = longest if len(given) > 8 else int(given)
    else:
        seconds = 1 if now is None else _until(given, now)
    return max(1, min(longest, seconds))


def _until(date: str, now: datetime) -> int:
    from email.utils import parsedate_to_datetime

    try:
        return ceil((parsedate_to_datetime(date) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # no date, or one without a zone
        return 1
