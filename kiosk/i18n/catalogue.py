"""The languages there are: one Fluent file each, in `locales/`, and no list to edit.

What only some screens say is in a part: a folder in there with a file for each language again.
Loading costs nothing but a look into the folder; a file is read when its language is first
spoken. English is the master: what another language lacks is said in English.
"""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from babel import Locale

from kiosk.errors import KioskError
from kiosk.i18n.phrases import Phrases
from kiosk.i18n.speaker import Arguments, Speaker

MASTER = "en"
"""The language that has every key."""

_FOLDER = Path(__file__).parent / "locales"
_log = logging.getLogger(__name__)


class Catalogue:
    """Every language, and a speaker for each language and zone."""

    def __init__(self, files: Mapping[str, Sequence[Path]]) -> None:
        """`files` maps a language tag ("pt-BR") to its Fluent files; English must be there."""
        if MASTER not in files:
            raise KioskError(detail=f"the language file {MASTER}.ftl is missing")
        self._files = dict(files)
        self._phrases: dict[str, Phrases] = {}
        self._speakers: dict[tuple[str, str], Speaker] = {}
        self.missing: Counter[tuple[str, str]] = Counter()
        """(language, key) → how often its text was wanted and could not be made."""

    @classmethod
    def load(cls, folder: Path = _FOLDER, *, parts: Sequence[str] = ()) -> Self:
        """The languages whose files are in `folder`, with these `parts` of it."""
        folders = [folder, *(folder / part for part in parts)]
        return cls(
            {
                file.stem: [
                    found for one in folders if (found := one / file.name).exists()
                ]
                for file in folder.glob("*.ftl")
            }
        )

    @property
    def locales(self) -> tuple[str, ...]:
        """Language tags, the master first, then by tag."""
        return (MASTER, *sorted(self._files.keys() - {MASTER}))

    def speaker(self, locale: str, zone: str) -> Speaker:
        """Who says things in `locale`, with times of the IANA `zone`.

        A language we lack is spoken by its base language ("pt-BR" by "pt"), else in English.
        """
        known = self._nearest(locale)
        wanted = (known, zone)
        if wanted not in self._speakers:
            self._speakers[wanted] = Speaker(
                known, _babel(known), ZoneInfo(zone), self._say
            )
        return self._speakers[wanted]

    def _nearest(self, locale: str) -> str:
        tags = {tag.casefold(): tag for tag in self._files}
        wanted = locale.replace("_", "-").casefold()
        for tag in (wanted, wanted.split("-")[0]):
            if tag in tags:
                return tags[tag]
        return MASTER

    def _say(self, locale: str, key: str, arguments: Arguments) -> str:
        for tag in dict.fromkeys((locale, MASTER)):
            text = self._spoken(tag).say(key, arguments)
            if text is not None:
                return text
            self._note_missing(tag, key)
        return key

    def _note_missing(self, locale: str, key: str) -> None:
        self.missing[locale, key] += 1
        if self.missing[locale, key] == 1:
            _log.warning("words missing", extra={"locale": locale, "key": key})

    def _spoken(self, locale: str) -> Phrases:
        if locale not in self._phrases:
            files = self._files[locale]
            text = "\n".join(file.read_text(encoding="utf-8") for file in files)
            self._phrases[locale] = Phrases(locale, text)
        return self._phrases[locale]


def _babel(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")
