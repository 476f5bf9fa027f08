"""Public holidays of a country or a part of it, named in a branch's languages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kiosk.domain.branch import Words
from kiosk.errors import BadInput

if TYPE_CHECKING:
    from holidays import HolidayBase


@lru_cache(maxsize=32)
def public_holidays(
    calendar: str, year: int, locales: tuple[str, ...]
) -> Mapping[date, Words]:
    """The days off of a year, substitute days included, and their names.

    `calendar` is an ISO 3166 code: "HU", "GB-ENG". `locales` begins with the branch's default,
    which always has a name: in the country's own language if there is none in the branch's.
    A year the calendar does not reach has none. BadInput for a calendar nobody keeps.
    """
    own = _calendar(calendar, year, None)
    tags = _tags(locales, own.supported_languages)
    if locales[0] not in tags:
        tags[locales[0]] = own.default_language
    named: dict[date, dict[str, str]] = {}
    for locale, language in tags.items():
        for day, name in _calendar(calendar, year, language).items():
            named.setdefault(day, {})[locale] = name
    return MappingProxyType(named)


def has_calendar(calendar: str) -> bool:
    """Whether anybody keeps a calendar of that code."""
    try:
        _calendar(calendar, None, None)
    except BadInput:
        return False
    return True


def _calendar(calendar: str, year: int | None, language: str | None) -> "HolidayBase":
    """The library is imported on use: it takes longer than the first frame may."""
    from holidays import country_holidays

    country, _, part = calendar.partition("-")
    try:
        return country_holidays(
            country, part or None, years=year, expand=False, language=language
        )
    except NotImplementedError as error:
        raise BadInput(fields={"holidays": f"{calendar} is not known"}) from error


def _tags(locales: Iterable[str], languages: Sequence[str]) -> dict[str, str | None]:
    """Which of the calendar's languages ("en_GB") speaks for which locale ("en")."""
    tags: dict[str, str | None] = {}
    for locale in locales:
        exact = locale.replace("-", "_")
        base = locale.partition("-")[0]
        alike = [tag for tag in languages if tag.partition("_")[0] == base]
        if exact in languages or alike:
            tags[locale] = exact if exact in languages else alike[0]
    return tags
