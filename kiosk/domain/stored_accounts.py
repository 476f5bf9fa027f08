"""What a store keeps of people who sign in as customers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.customer import CustomerId


@dataclass(frozen=True, slots=True, repr=False)
class Account:
    """A customer who signs in by e-mail address and password, of which only a slow hash is kept.

    Gone with its customer. `created_at` is aware UTC.
    """

    email: str
    customer: CustomerId
    password_hash: str
    created_at: datetime

    def __repr__(self) -> str:
        """The customer's id alone."""
        return f"Account({self.customer})"


class AccountsRead(Protocol):
    """Questions about accounts."""

    def account(self, email: str) -> Account | None:
        """The account of an address, spelled exactly so, or None."""
        ...


class AccountsWritten(AccountsRead, Protocol):
    """Changes of accounts."""

    def add_account(self, account: Account) -> bool:
        """Store a new account; False when the address has one."""
        ...
