"""The code pages our bytes are written in, and the gate no other character passes."""

from unicodedata import category

from kiosk.errors import PrinterTrouble, Reason

CODE_PAGE = "CP858"
"""Western European with the euro sign. Printers keep it in slot 19, some elsewhere."""

ASCII = "ASCII"
"""What the first half of every page holds, for printers that lack the other."""

# Spaces and dashes that languages write and the code page lacks.
_EQUAL = str.maketrans(
    "\u00a0\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201c\u201d\u2212",
    "   -----''\"\"-",
)


def printable(text: str, page: str = CODE_PAGE) -> str | None:
    """`text` as the printer's own characters can write it; None when they can't.

    Raises PrinterTrouble UNPRINTABLE for a control character: a printer would obey it.
    """
    for letter in text:
        if category(letter) == "Cc":
            raise PrinterTrouble(
                Reason.UNPRINTABLE, detail=f"control character U+{ord(letter):04X}"
            )
    written = text.translate(_EQUAL)
    try:
        written.encode(page)
    except UnicodeEncodeError:
        return None
    return written
