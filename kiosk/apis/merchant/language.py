"""Which language somebody reads, by their Accept-Language (RFC 9110, 12.5.4)."""

from typing import Final

from starlette.requests import Request

from kiosk.apis.direct import asked_locale
from kiosk.apis.ids import LOCALE_ALONE

_MOST: Final = 20
"""Languages looked at."""


def asked_language(request: Request) -> str | None:
    """The language liked best; `?locale=` and `X-Locale` win. None when nobody says."""
    said = asked_locale(request)
    if said:
        return said
    given = request.headers.get("accept-language", "")[:500]
    liked = [_liked(part) for part in given.split(",")[:_MOST]]
    best = max(liked, key=lambda one: one[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else None


def _liked(part: str) -> tuple[float, str]:
    """How much a language is liked; 0 for what is none."""
    tag, _, weight = part.strip().partition(";")
    tag = tag.strip()
    if not LOCALE_ALONE.fullmatch(tag):
        return 0.0, ""
    value = weight.strip().removeprefix("q=")
    try:
        return (float(value) if value else 1.0), tag
    except ValueError:
        return 0.0, ""
