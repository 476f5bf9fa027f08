"""The letters of names: alphabets in their order, and the keyboards people know.

Rows of keyboards stand as on the desk, from left to right, also where people write from right to
left. The languages are more than the kiosk speaks today: a translation is all that is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

Rows = tuple[str, ...]

SIGNS: Final = "-'."


@dataclass(frozen=True, slots=True)
class Script:
    """Letters that are written together.

    `alphabet` is in the order of the alphabet, with `SIGNS`; `marks` are letters beyond it;
    `usual` the keyboards that people know, by the name on the key that leads there. `sign`
    stands for all of it.
    """

    sign: str
    alphabet: str
    marks: str
    usual: Mapping[str, Rows]
    rtl: bool = False
    begins: int = 3

    @property
    def name(self) -> str:
        """How its alphabet begins, as far as it takes to know it; joined letters apart."""
        return (" " if self.rtl else "").join(self.alphabet[: self.begins])


LATIN: Final = Script(
    "A",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ-'.",
    "ÁÉÍÓÚÝÀÈÌÒÙÂÊÎÔÛÄËÏÖÜÃÑÕÅÆØŒÇßĀĂĄĆČĊĎĐÐĒĖĘĚĞĢĠĦĪĮİıĶĹĽĻŁŃŇŅŐŔŘŚŠŞȘŤŢȚÞŪŮŰŲŴŶŸŹŻŽ",
    MappingProxyType(
        {
            "QWERTY": ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM-'."),
            "QWERTZ": ("QWERTZUIOP", "ASDFGHJKL", "YXCVBNM-'."),
            "AZERTY": ("AZERTYUIOP", "QSDFGHJKLM", "WXCVBN-'."),
        }
    ),
)
ARABIC: Final = Script(
    "ع",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويةى",
    "أإآءؤئپچڤژگکی-'.",
    MappingProxyType(
        {"ض ص ث": ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظذ-.")},
    ),
    rtl=True,
)
CYRILLIC: Final = Script(
    "Ж",
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ-'.",
    "ІЇЄҐЎЈЉЊЋЂЏЅЃЌӘҒҚҢӨҰҮҺ",
    MappingProxyType({"ЙЦУ": ("ЙЦУКЕНГШЩЗХЪ", "ФЫВАПРОЛДЖЭЁ", "ЯЧСМИТЬБЮ-'.")}),
)
UKRAINIAN: Final = Script(
    "Ж",
    "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ-'.",
    "ЁЪЫЭЎ",
    MappingProxyType({"ЙЦУ Ї": ("ЙЦУКЕНГШЩЗХЇ", "ФІВАПРОЛДЖЄҐ", "ЯЧСМИТЬБЮ-'.")}),
    begins=5,
)
GREEK: Final = Script(
    "Ω",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ-'.",
    "ΆΈΉΊΌΎΏΪΫΐΰ",
    MappingProxyType({"ΕΡΤ": ("ΕΡΤΥΘΙΟΠ", "ΑΣΔΦΓΗΞΚΛ", "ΖΧΨΩΒΝΜ-'.")}),
)
HEBREW: Final = Script(
    "א",
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת-'.",
    "׳״",
    MappingProxyType({"ק ר א": ("-'קראטוןםפ", "שדגכעיחלךף", "זסבהנמצתץ.")}),
    rtl=True,
)
SCRIPTS: Final = (LATIN, ARABIC, CYRILLIC, UKRAINIAN, GREEK, HEBREW)

_WRITTEN_IN: Final = MappingProxyType(
    {
        **dict.fromkeys(("ar", "fa", "ur"), ARABIC),
        **dict.fromkeys(("ru", "be", "bg", "kk", "ky", "mk", "mn", "sr"), CYRILLIC),
        "uk": UKRAINIAN,
        "el": GREEK,
        **dict.fromkeys(("he", "yi"), HEBREW),
    }
)
"""Language → script, where that isn't the Latin one."""

_USED_TO: Final = MappingProxyType(
    {
        **dict.fromkeys(("de", "lb", "hu", "cs", "sk", "sl", "hr", "bs"), "QWERTZ"),
        **dict.fromkeys(("sq", "fr-CH", "it-CH"), "QWERTZ"),
        **dict.fromkeys(("fr", "nl-BE", "br"), "AZERTY"),
        "fr-CA": "QWERTY",
    }
)
"""Language → the Latin keyboard its speakers know, where that isn't QWERTY."""

_OWN: Final = MappingProxyType(
    {
        "ar": "أإآءؤئ",
        "cs": "ÁÉÍĚŠČŘŽÝŮÚŇÓŤĎ",
        "cy": "ÂÊÎÔÛŴŶ",
        "da": "ÆØÅ",
        "de": "ÄÖÜß",
        "es": "ÁÉÍÓÚÑÜ",
        "et": "ÄÖÕÜŠŽ",
        "fi": "ÄÖÅŠŽ",
        "fr": "ÉÈÀÇÊËÎÏÔÂÛÙŒÆÜŸ",
        "ga": "ÁÉÍÓÚ",
        "hr": "ČĆĐŠŽ",
        "hu": "ÁÉÍÓÖŐÚÜŰ",
        "is": "ÁÐÉÍÓÚÝÞÆÖ",
        "it": "ÀÈÉÌÒÙ",
        "kk": "ӘҒҚҢӨҰҮҺІ",
        "lt": "ĄČĘĖĮŠŲŪŽ",
        "lv": "ĀČĒĢĪĶĻŅŠŪŽ",
        "mk": "ЃЅЈЉЊЌЏ",
        "mt": "ĊĠĦŻ",
        "nb": "ÆØÅ",
        "be": "ІЎ",
        "fa": "پچژگکی",
        "pl": "ĄĆĘŁŃÓŚŹŻ",
        "pt": "ÁÂÃÀÇÉÊÍÓÔÕÚ",
        "ro": "ĂÂÎȘȚ",
        "sk": "ÁÉÍÝŠČŽĽŤÚÓÔÄŇĎĹŔ",
        "sl": "ČŠŽ",
        "sq": "ËÇ",
        "sr": "ЈЉЊЋЂЏ",
        "sv": "ÅÄÖ",
        "tr": "ÇĞİÖŞÜ",
    }
)
"""Language → letters of its alphabet that stand among the marks, the most frequent first."""

_SAME_LETTERS: Final = MappingProxyType({"bs": "hr", "nn": "nb", "no": "nb"})


def script_of(locale: str) -> Script:
    """What names are written in where `locale` is spoken, a tag as in BCP 47."""
    language, *parts = locale.split("-")
    return LATIN if "Latn" in parts else _WRITTEN_IN.get(language, LATIN)


def used_to(locale: str) -> str:
    """The name of the keyboard that its speakers know, of those of its script."""
    script = script_of(locale)
    known = _USED_TO.get(locale) or _USED_TO.get(locale.partition("-")[0], "")
    return known if known in script.usual else next(iter(script.usual))


def own_letters(locale: str) -> str:
    """The letters of its alphabet that only the marks of its script hold."""
    language = locale.partition("-")[0]
    return _OWN.get(_SAME_LETTERS.get(language, language), "")
