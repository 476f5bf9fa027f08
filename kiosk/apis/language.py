"""Which language an answer is in."""

from kiosk.domain.branch import Branch


def spoken(branch: Branch, locale: str | None) -> str:
    """The branch's language nearest to `locale`: itself, its base language, else the default."""
    for tag in (locale, locale.split("-")[0]) if locale else ():
        if tag in branch.locales:
            return tag
    return branch.default_locale
