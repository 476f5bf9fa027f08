"""A customer as far as we know them, which is no further than somebody told us."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NewType

CustomerId = NewType("CustomerId", str)
"""32 hexadecimal digits, lower case."""

MOST_NAME: Final = 200
MOST_EXTERNAL_ID: Final = 200
MOST_METADATA: Final = 16_384
"""Characters of metadata, as JSON."""

_FILLING: Final = re.compile(r"\(0\)|[\s().\-/]")
_E164: Final = re.compile(r"\+[1-9][0-9]{5,14}")


@dataclass(frozen=True, slots=True, repr=False)
class Customer:
    """A person's row. Never to be logged, so it has no telling `repr`.

    Instants are aware UTC. `external_id` is the caller's own word for them, nobody else's.
    `phone` is empty for who typed it at a kiosk: only its keyed hash is kept, to find them
    again, and `phone_tail`, its last two digits, to be shown. Texts are "" when not known.
    `metadata` is JSON and not ours to read. A `guest` came in by a kiosk, and is forgotten soon
    after the visit.
    """

    id: CustomerId
    created_at: datetime
    updated_at: datetime
    external_id: str | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    phone_tail: str = ""
    locale: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    guest: bool = False

    def __repr__(self) -> str:
        """The id alone."""
        return f"Customer({self.id})"


@dataclass(frozen=True, slots=True, repr=False)
class Details:
    """What is told of a customer: None leaves a thing as it is, "" (or {}) takes it away."""

    external_id: str | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    locale: str | None = None
    metadata: Mapping[str, Any] | None = None

    def __repr__(self) -> str:
        """Nothing of it."""
        return "Details(…)"


@dataclass(frozen=True, slots=True)
class Identified:
    """Who a kiosk's customer is: no name, for who types a phone number need not be its owner.

    `known`: had been here before. `phone_tail`: the last two digits.
    """

    id: CustomerId
    known: bool
    phone_tail: str


def e164(text: str) -> str | None:
    """A phone number as +441234567890; None when it is none with its country code.

    Spaces, brackets, dots, dashes and slashes are skipped, and so is (0), which nobody dials from
    abroad; 00 in front is a +. ITU-T E.164: 15 digits at most; we want 6 at least.
    """
    plain = _FILLING.sub("", text)
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    return plain if _E164.fullmatch(plain) else None
