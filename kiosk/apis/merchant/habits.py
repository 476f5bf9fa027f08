"""How one merchant's system is spoken to: whose, where, as whom, and how often."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SYSTEM: Final = "merchant"
"""What errands and tickets name it by."""

LEAST_POLL: Final = 15.0
"""Seconds: nobody is pushed to, and asking more often is unkind."""


class Auth(StrEnum):
    """How staff calls are signed: as the pages say (BEARER), or as the system does it (COOKIE)."""

    BEARER = "bearer"
    COOKIE = "cookie"


class Via(StrEnum):
    """Who books: staff for a visitor, or the account that signs in, for itself."""

    MERCHANT = "merchant"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, repr=False)
class Habits:
    """`merchant` is the name in its addresses ("spa-retreat"); `location` "": the one it tells of.

    COOKIE signs in with `email` and `password`; BEARER sends `token`, or with "" nothing, when
    the connection has the key already. `customer_email` and `customer_password` sign in for what
    a customer does; with "" it is the same account. `prefix` is what stands before every path. `locale` is
    the language of its texts. `fresh` and `stale` are seconds: how long the catalogue is taken as
    it is, and how long it will do when it can't be read again. `poll` is how often somebody who
    waits for changes asks. `reading` is what may be read before a booking is asked for, in seconds.
    """

    merchant: str
    location: str = ""
    auth: Auth = Auth.COOKIE
    email: str = ""
    password: str = ""
    token: str = ""
    customer_email: str = ""
    customer_password: str = ""
    via: Via = Via.MERCHANT
    prefix: str = "/api/v1"
    locale: str = "en"
    wants_name: bool = False
    poll: float = 30.0
    fresh: float = 900.0
    stale: float = 86_400.0
    reading: float = 3.0

    def __post_init__(self) -> None:
        """ValueError for what can't be meant."""
        if not self.merchant:
            message = "the merchant's name is missing"
            raise ValueError(message)
        if self.poll < LEAST_POLL:
            message = f"poll is less than {LEAST_POLL:.0f} seconds"
            raise ValueError(message)
        if self.auth is Auth.COOKIE and not (self.email and self.password):
            message = "signing in needs an e-mail address and a password"
            raise ValueError(message)

    def __repr__(self) -> str:
        """The merchant alone: the rest opens doors."""
        return f"Habits({self.merchant})"
