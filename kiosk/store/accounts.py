"""People who sign in as customers, in SQLite."""

from typing import Final

from kiosk.domain.customer import CustomerId
from kiosk.domain.stored_accounts import Account
from kiosk.store.cursor import Cursor
from kiosk.store.rows import instant, ms

_ACCOUNT: Final = (
    "SELECT email, customer, password_hash, created_at FROM account WHERE email = ?"
)
_ADD: Final = (
    "INSERT INTO account (email, customer, password_hash, created_at) "
    "VALUES (?, ?, ?, ?) ON CONFLICT (email) DO NOTHING"
)


class Accounts(Cursor):
    """`kiosk.domain.stored_accounts.AccountsRead`."""

    def account(self, email: str) -> Account | None:
        """The account of an address, or None."""
        row = self._row(_ACCOUNT, email)
        if row is None:
            return None
        _, customer, password_hash, created_at = row
        return Account(email, CustomerId(customer), password_hash, instant(created_at))


class AccountsChanged(Accounts):
    """`kiosk.domain.stored_accounts.AccountsWritten`."""

    def add_account(self, account: Account) -> bool:
        """Store a new account; False when the address has one."""
        self._do(
            _ADD,
            account.email,
            account.customer,
            account.password_hash,
            ms(account.created_at),
        )
        return self._connection.changes() > 0
