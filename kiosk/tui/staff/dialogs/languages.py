"""Languages by their own names."""

from collections.abc import Sequence

from babel import Locale

from kiosk.tui.staff.dialogs.pick import Item


def language_items(locales: Sequence[str]) -> list[Item[str]]:
    """One for each tag."""
    return [Item(tag, _own_name(tag)) for tag in locales]


def _own_name(tag: str) -> str:
    name = Locale.parse(tag, sep="-").get_display_name()
    return (name or tag).capitalize()
