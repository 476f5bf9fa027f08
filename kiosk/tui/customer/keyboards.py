"""Letters to type a name with, thirty keys at a time, in the order of their alphabet."""

from dataclasses import dataclass
from typing import Final

KEYS: Final = 30


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What its keys type, in reading order; `name` is on the key that leads to it."""

    name: str
    keys: tuple[str, ...]
    rtl: bool = False


LATIN = (
    Keyboard("ABC", tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ-'.")),
    Keyboard("ÁÉÍ", tuple("ÁÀÂÄÃÅÆÇČĆÉÈÊËÍÌÎÏÑÓÖÕŐØŠÚÜŰÝŽ")),
)
ARABIC = (
    Keyboard("ا ب ت", tuple("ابتثجحخدذرزسشصضطظعغفقكلمنهويةى"), rtl=True),
    Keyboard("أ إ آ", tuple("أإآءؤئ-'."), rtl=True),
)


def keyboards(*, rtl: bool) -> tuple[Keyboard, ...]:
    """All of them, those of the language's own letters first."""
    return (*ARABIC, *LATIN) if rtl else (*LATIN, *ARABIC)


def typed(text: str, key: str) -> str:
    """`text` and one letter more: a capital begins a word, small ones follow."""
    begins = not text or text[-1] in " -'."
    return text + (key if begins else key.lower())
