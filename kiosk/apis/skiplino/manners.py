"""Which reading holds where the published pages leave two, or contradict one another."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal
from zoneinfo import ZoneInfo

MOVABLE: Final = frozenset({"upcoming", "waiting"})


@dataclass(frozen=True, slots=True)
class Manners:
    """How this server speaks the dialect.

    `movable`: statuses, in Skiplino's words, from which an appointment may be moved. `zone` None:
    a day of times is the branch's own. `lists_full`: times that are taken are told, with nothing
    remaining. `all_words`: statuses also in words that no page has. `public_names`: who asks with
    a public key reads customers' names.
    """

    company: str = "cmp_kiosk"
    zone: ZoneInfo | None = None
    movable: AbstractSet[str] = MOVABLE
    lists_full: bool = False
    unknown_ticket: Literal[422, 404] = 422
    unknown_customer: Literal[422, 404] = 422
    all_words: bool = False
    public_names: bool = False


PUBLISHED: Final = Manners()
