"""Which language an answer is in."""

from starlette.requests import Request

from kiosk.apis.shapes import LOCALE_ALONE
from kiosk.domain.branch import Branch


def asked_locale(request: Request) -> str | None:
    """What `?locale=` or `X-Locale` asks for; None when empty, or nothing that could be one."""
    asked = request.headers.get("x-locale", "")
    if request.scope["query_string"]:
        asked = request.query_params.get("locale") or asked
    return asked if LOCALE_ALONE.fullmatch(asked) else None


def spoken(branch: Branch, locale: str | None) -> str:
    """The branch's language nearest to `locale`: itself, its base language, else the default."""
    for tag in (locale, locale.split("-")[0]) if locale else ():
        if tag in branch.locales:
            return tag
    return branch.default_locale
