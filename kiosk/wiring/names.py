"""Names in the settings that only other parts know: profiles, themes, languages, keys."""

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kiosk.errors import BadConfig
from kiosk.text import clean

if TYPE_CHECKING:
    from kiosk.config.settings import Row
    from kiosk.tui.staff.key_names import BadKeys


_KEYS: Final = "staff.keys."


def check_names(rows: "Sequence[Row]") -> None:
    """Raise BadConfig, with its place, for the first name that nobody has."""
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.printing import profiles
    from kiosk.tui.staff.key_names import BadKeys, remapped
    from kiosk.wiring.customer import load_themes

    tags = Catalogue.load().locales
    known: dict[str, Collection[str]] = {
        "profile": profiles.names(),
        "theme": load_themes()[0],
        "locales": tags,
        "locale": tags,
        "languages": tags,
    }
    for row in rows:
        names = known.get(row.key.rpartition(".")[2], ())
        said = row.value if isinstance(row.value, list) else [row.value]
        for name in said if names else ():
            if name and name not in names:
                raise _unknown(row.key, name, names, row.origin)
    wanted = {r.key.removeprefix(_KEYS): r.value for r in rows if _KEYS in r.key}
    keys = remapped(wanted)
    if isinstance(keys, BadKeys):
        raise bad_keys(rows, keys)


def check_flags(theme: str | None, locale: str | None) -> None:
    """Raise BadConfig for a `--theme` or a `--locale` that nobody has; None: not given."""
    if theme:
        from kiosk.wiring.customer import load_themes

        _check_flag("--theme", theme, load_themes()[0])
    if locale:
        from kiosk.i18n.catalogue import Catalogue

        _check_flag("--locale", locale, Catalogue.load().locales)


def _check_flag(flag: str, word: str, known: Collection[str]) -> None:
    if word not in known:
        raise _unknown(flag, clean(word), known, origin="command line")


def bad_keys(rows: "Iterable[Row]", wrong: "BadKeys") -> BadConfig:
    """The error for who wrote keys that can't be."""
    key = f"{_KEYS}{wrong.action}"
    origin = next((row.origin for row in rows if row.key == key), "settings")
    file, line = _place(origin)
    return BadConfig(
        file=file,
        line=line,
        key=key,
        problem=wrong.problem,
        found=wrong.found,
        allowed=wrong.allowed,
        nearest=wrong.nearest,
    )


def _unknown(key: str, name: str, known: Collection[str], origin: str) -> BadConfig:
    file, line = _place(origin)
    return BadConfig(
        file=file,
        line=line,
        key=key,
        problem="is not known",
        found=name,
        allowed=", ".join(known),
        nearest=next(iter(get_close_matches(name, known, n=1)), ""),
    )


def _place(origin: str) -> tuple[str, int | None]:
    """File and line of "config.toml:12"; a variable or "flag" has no line."""
    file, _, line = origin.rpartition(":")
    return file or origin, int(line) if file and line.isdigit() else None
