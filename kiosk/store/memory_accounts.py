"""People who sign in as customers, in a store that forgets."""

from kiosk.domain.stored_accounts import Account
from kiosk.store.tables import Tables


class MemoryAccounts:
    """The part of `Writing` that is about accounts, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def account(self, email: str) -> Account | None:
        return self._tables.accounts.get(email)

    def add_account(self, account: Account) -> bool:
        if account.email in self._tables.accounts:
            return False
        self._tables.put(self._tables.accounts, account.email, account)
        return True
