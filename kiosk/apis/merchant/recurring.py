"""A recurrence rule as the merchant API writes it, as a rule of ours."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from kiosk.apis.merchant.asked import RecurrenceRule
from kiosk.apis.merchant.mistakes import wrong
from kiosk.apis.merchant.sentences import (
    BAD_FREQUENCY,
    BAD_WEEKDAY,
    REQUIRED,
    SENTENCES,
)
from kiosk.apis.merchant.times import instant
from kiosk.apis.strict import wrong as what_is_wrong
from kiosk.domain.series import Every, Rule
from kiosk.errors import BadInput

_EVERY: Final[Mapping[str, Every]] = {
    "DAILY": Every.DAILY,
    "WEEKLY": Every.WEEKLY,
    "MONTHLY": Every.MONTHLY,
    "YEARLY": Every.YEARLY,
}

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_MEMBER: Final = "recurrence_rule"


def rule_from_wire(said: Mapping[str, Any] | None) -> Rule:
    """The rule. BadInput, also for a part that we don't know: it would be another series.

    The first date counts even when it is on none of the weekdays, as upstream.
    """
    if said is None:
        raise BadInput(fields={_MEMBER: REQUIRED})
    told = _checked(said)
    every = _EVERY.get(told.frequency)
    if every is None:
        raise wrong(BAD_FREQUENCY)
    days = told.weekdays or []
    if any(day not in _DAYS for day in days):
        raise wrong(BAD_WEEKDAY)
    return Rule(
        every,
        interval=told.interval or 1,
        weekdays=frozenset(_DAYS.index(day) for day in days),
        until=instant(told.until) if told.until else None,
    )


def _checked(said: Mapping[str, Any]) -> RecurrenceRule:
    try:
        return RecurrenceRule.model_validate(dict(said), strict=True)
    except ValidationError as error:
        found = what_is_wrong(error, SENTENCES)
        fields = {f"{_MEMBER}.{name}": text for name, text in found.items()}
        raise BadInput(detail="malformed rule", fields=fields) from error
