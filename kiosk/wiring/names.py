"""Names in the settings that only other parts know: printer profiles, themes, languages."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kiosk.errors import BadConfig

if TYPE_CHECKING:
    from kiosk.config.settings import Row


def check_names(rows: "Iterable[Row]") -> None:
    """Raise BadConfig, with its place, for the first name that nobody has."""
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.printing import profiles
    from kiosk.wiring.customer import load_themes

    known: dict[str, Collection[str]] = {
        "profile": profiles.names(),
        "theme": load_themes()[0],
        "locales": Catalogue.load().locales,
    }
    for row in rows:
        names = known.get(row.key.rpartition(".")[2], ())
        said = row.value if isinstance(row.value, list) else [row.value]
        for name in said if names else ():
            if name and name not in names:
                raise _unknown(row, name, names)


def _unknown(row: "Row", name: str, known: Collection[str]) -> BadConfig:
    """`row.origin` is "config.toml:12", a variable, or "flag"."""
    file, _, line = row.origin.rpartition(":")
    return BadConfig(
        file=file or row.origin,
        line=int(line) if file and line.isdigit() else None,
        key=row.key,
        problem="is not known",
        found=name,
        allowed=", ".join(known),
        nearest=next(iter(get_close_matches(name, known, n=1)), ""),
    )
