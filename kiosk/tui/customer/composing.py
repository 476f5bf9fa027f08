"""How letters become a name: a capital begins a word, small ones follow."""

import re
from typing import Final
from unicodedata import normalize

_BEGINS_AFTER: Final = " -'."
_SMALL: Final = {"İ": "i"}
_SMALL_IN_TURKISH: Final = {"İ": "i", "I": "\N{LATIN SMALL LETTER DOTLESS I}"}
_TURKISH: Final = ("tr", "az")

_SIGMA: Final = "\N{GREEK SMALL LETTER SIGMA}"
_LAST_SIGMA: Final = "\N{GREEK SMALL LETTER FINAL SIGMA}"


def typed(text: str, key: str, locale: str = "") -> str:
    """`text` and one letter more, as names are written where `locale` is spoken. In NFC."""
    begins = not text or text[-1] in _BEGINS_AFTER
    letter = _capital(key) if begins else _small(key, locale)
    return _sigmas(normalize("NFC", text + letter))


def erased(text: str) -> str:
    """`text` without its last letter."""
    return _sigmas(text[:-1])


def _capital(key: str) -> str:
    upper = key.upper()
    return upper if len(upper) == 1 else key  # a sharp s stays one letter


def _small(key: str, locale: str) -> str:
    turkish = locale.partition("-")[0] in _TURKISH
    return (_SMALL_IN_TURKISH if turkish else _SMALL).get(key) or key.lower()


def _sigmas(text: str) -> str:
    """The Greek s has another form where a word ends."""
    if _SIGMA not in text and _LAST_SIGMA not in text:
        return text
    inside = re.sub(rf"{_LAST_SIGMA}(?=\w)", _SIGMA, text)
    return re.sub(rf"(?<=\w){_SIGMA}\b", _LAST_SIGMA, inside)
