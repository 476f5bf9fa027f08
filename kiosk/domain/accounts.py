"""Who signs in from outside: customers with an account, and staff of other systems with a key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from kiosk.domain.access import Caller

ACCESS: Final = timedelta(minutes=15)
"""How long somebody is known by the short token."""

REFRESH: Final = timedelta(days=7)
"""How long they get a new one by the long token."""


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """The two of a session, each a secret word. Neither is kept, only its digest."""

    access: str
    refresh: str


@dataclass(frozen=True, slots=True, repr=False)
class Newcomer:
    """Somebody who wants an account. Never to be logged."""

    first_name: str
    last_name: str
    email: str
    phone: str
    password: str


class Accounts(Protocol):
    """Sessions of staff, by a secret key, and of customers, by an account.

    `address` is where a request came from: tries are counted by it and by the e-mail address.
    """

    async def sign_in(self, email: str, password: str, address: str) -> Tokens:
        """Begin a session. For staff the e-mail is the name of a secret key, the password the key.

        Denied AUTH, which takes as long for an address that nobody has. TooBusy.
        """
        ...

    async def register(self, newcomer: Newcomer, address: str) -> Tokens:
        """Make a customer with an account and sign them in. BadInput ("email", "phone",
        "name"), also for an address that has an account; TooBusy."""
        ...

    def caller(self, access: str) -> Caller | None:
        """Who has a short token: a secret key that is still good, or a customer. None when it is
        over or unknown."""
        ...

    def renewed(self, refresh: str) -> tuple[Caller, str] | None:
        """Who has a long token, and a new short one; None when it is over or unknown."""
        ...

    def sign_out(self, tokens: Sequence[str]) -> None:
        """End the sessions that any of these belong to; unknown ones are fine."""
        ...
