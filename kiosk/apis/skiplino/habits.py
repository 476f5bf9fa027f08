"""How we ask a company's Skiplino: with which keys, in which languages, under which names."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

SYSTEM: Final = "skiplino"
"""What errands and tickets that stand for theirs say of where they are."""

TRUSTED_PREFIX: Final = "sk_"
"""Skiplino's pages show it on secret keys; that public ones begin with pk_ is a guess."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What a company's settings say of its Skiplino.

    `keys`: the one in use, and the one before it while it still is good. `kind`: what they are;
    "" goes by their beginning. `zone` is the company's, in which Skiplino's days run. The first of
    `locales` is the one names are asked for when nobody says another. `site` and `kiosk` name the
    lanes: two queue servers of one company must not share both. `phone_secret` makes a phone
    number unreadable, and the same everywhere a customer is to be known again.

    `minutes`: how long an appointment is taken to last, as Skiplino does not say; `days_ahead`:
    how far a free time is looked for. `skew`: how far their clock may be from ours.
    """

    keys: tuple[str, ...] = field(default=(), repr=False)
    kind: Literal["", "public", "secret"] = ""
    locales: tuple[str, ...] = ("en",)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    site: str = "site"
    kiosk: str = "kiosk"
    phone_secret: bytes = field(default=b"", repr=False)
    most_lanes: int = 64
    minutes: int = 30
    days_ahead: int = 30
    skew: timedelta = timedelta(minutes=2)

    @property
    def secret(self) -> bool:
        """Whether the keys are good for customers, and so for bookings that can't double."""
        if self.kind:
            return self.kind == "secret"
        return bool(self.keys) and all(
            key.startswith(TRUSTED_PREFIX) for key in self.keys
        )

    @property
    def locale(self) -> str:
        """The language names are in when nobody says another."""
        return self.locales[0]

    def lane(self, number: int) -> str:
        """The `externalId` of a lane's customer, who is nobody."""
        return f"{self.site}/{self.kiosk}/{number}"
