"""What somebody held under the scanner."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from unicodedata import category, normalize

from kiosk.domain.numbering import is_code8
from kiosk.domain.scanner_layouts import LAYOUTS, SAME
from kiosk.domain.ticket import TicketId

LONGEST: Final = 512
"""Letters of a scan; nothing longer is ours."""

FEWEST: Final = 6
"""Letters of a scan; fewer are a person's keys, or noise on a line."""

_CODE: Final = re.compile(r"([0-9]{4})[- ]?([0-9]{4})")
_OURS: Final = re.compile(r"K1:([0-9]{8}):([A-Za-z0-9_-]{1,64})")
_TICKET: Final = re.compile(r"(?=[0-9]*[a-z])[a-z0-9]{10}")
_ADDRESS: Final = re.compile(
    r"https?://[^/?#]+/(?:[^?#]*/)?([^/?#]+)/?(?:[?#].*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, repr=False)
class Scanned:
    """What a scan means: the first of these that is there counts; all empty is not ours.

    `code8` are eight digits with a right check digit, `ticket` the id beside it, or alone on a
    paper of another system; `card` is the card of who looks after this kiosk.
    """

    code8: str = ""
    ticket: TicketId | None = None
    card: bool = False

    def __repr__(self) -> str:
        """Nothing of it."""
        return "Scanned(…)"


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a scanner writes: what it puts round a text, and what the machine takes it for.

    `prefix` and `suffix` as they arrive here; `layout` one of `LAYOUTS`. `card` is the text of
    the card of who looks after this kiosk, as it stands on it; empty: there is none.
    """

    prefix: str = ""
    suffix: str = ""
    layout: str = SAME
    card: str = field(default="", repr=False)


PLAIN: Final = Spelling()


class ScannerState(StrEnum):
    """Whether a scanner with a line of its own is there."""

    OPENING = "opening"
    READY = "ready"
    MISSING = "missing"
    REFUSED = "refused"
    """It is there, and this program may not read it."""


def read(text: str, spelling: Spelling = PLAIN) -> Scanned:
    """What `text` from a scanner means. Never raises, and follows no address.

    Ours are `K1:{code8}:{ticket}`, a code alone, as `48217739`, `4821-7739` or `4821 7739`, a
    ticket's id alone (10 letters and digits, as Skiplino prints it), a web address that ends in
    one of the two, and the card.
    """
    if len(text) > LONGEST:
        return Scanned()
    plain = _plain(text, spelling)
    card = _shown(spelling.card).casefold()
    if card and plain.casefold() == card:
        return Scanned(card=True)
    if ours := _OURS.fullmatch(plain.swapcase() if plain[:1] == "k" else plain):
        code8, ticket = ours.groups()
        return Scanned(code8, TicketId(ticket)) if is_code8(code8) else Scanned()
    address = _ADDRESS.fullmatch(plain)
    return _alone(address[1] if address else plain)


def _plain(text: str, spelling: Spelling) -> str:
    """What the scanner read, before it and the machine made their own of it."""
    seen = "".join(letter for letter in text if category(letter)[0] != "C")
    inside = seen.removeprefix(spelling.prefix).removesuffix(spelling.suffix)
    return _shown(inside.translate(LAYOUTS[spelling.layout]))


def _shown(text: str) -> str:
    return normalize("NFKC", text).strip()


def _alone(text: str) -> Scanned:
    """A code or an id without anything round it. Ten digits are rather somebody's phone."""
    if code := _CODE.fullmatch(text):
        code8 = "".join(code.groups())
        return Scanned(code8) if is_code8(code8) else Scanned()
    ticket = text.lower()
    return Scanned(ticket=TicketId(ticket)) if _TICKET.fullmatch(ticket) else Scanned()
