"""Signing in from outside: staff by a secret key, customers by a password.

Tokens are random words that say nothing: what they stand for is looked up at every request, so
a revoked key and a forgotten customer are nobody at once.
"""

import hmac
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.domain.access import Caller, Role
from kiosk.domain.accounts import ACCESS, REFRESH, Newcomer, Tokens
from kiosk.domain.customer import CustomerId, Details, e164
from kiosk.domain.ports import Clock
from kiosk.domain.reserving import Customers
from kiosk.domain.stored_accounts import Account
from kiosk.domain.storing import Store
from kiosk.errors import BadInput, Denied, Reason
from kiosk.server.attempts import Attempts
from kiosk.server.keyring import KeyRing, digest
from kiosk.server.pins import Pins
from kiosk.server.rate import RateLimit
from kiosk.server.visits import Visits
from kiosk.text import is_clean

_EMAIL: Final = re.compile(r"[^\s@\"<>(),;:\\]{1,64}@[^\s@\"<>(),;:\\]{1,190}")

_TAKEN: Final = "is already taken"


@dataclass(frozen=True, slots=True)
class _Staff:
    """Whoever has a secret key: its id."""

    key: str


@dataclass(frozen=True, slots=True)
class _Person:
    """A customer, and by which address they signed in."""

    customer: CustomerId
    email: str


class Accounts:
    """See `kiosk.domain.accounts.Accounts`."""

    def __init__(
        self,
        store: Store,
        customers: Customers,
        keys: KeyRing,
        passwords: Pins,
        clock: Clock,
        monotonic: Callable[[], float],
        by_address: RateLimit,
    ) -> None:
        """`passwords` are hashed one after another; `by_address` limits all tries from one."""
        self._store, self._customers, self._keys = store, customers, keys
        self._passwords, self._clock, self._monotonic = passwords, clock, monotonic
        self._by_address, self._attempts = by_address, Attempts()
        short, long = ACCESS.total_seconds(), REFRESH.total_seconds()
        self._visits: Visits[_Staff | _Person] = Visits(monotonic, short, long)

    async def sign_in(self, email: str, password: str, address: str) -> Tokens:
        """Begin a session. Denied; TooBusy."""
        self._by_address.take(address)
        staff = self._staff(email, password)
        return self._begin(staff or await self._person(_plain(email), password))

    async def register(self, newcomer: Newcomer, address: str) -> Tokens:
        """Make a customer with an account. BadInput, TooBusy.

        An address that has an account takes as long as a new one.
        """
        self._by_address.take(address)
        email = _checked(newcomer)
        hashed = await self._passwords.hashed(newcomer.password)
        if self._account(email):
            raise BadInput(fields={"email": _TAKEN})
        told = Details(name=_name(newcomer), email=email, phone=newcomer.phone)
        customer = (await self._customers.add_customer(told)).id
        account = Account(email, customer, hashed, self._clock.now())
        if not await self._store.write(lambda tx: tx.add_account(account)):
            await self._customers.forget_customer(customer)
            raise BadInput(fields={"email": _TAKEN})
        return self._begin(_Person(customer, email))

    def caller(self, access: str) -> Caller | None:
        """Who has a short token."""
        who = self._visits.who(access)
        return self._known(who) if who else None

    def renewed(self, refresh: str) -> tuple[Caller, str] | None:
        """Who has a long token, and a new short one."""
        found = self._visits.renewed(refresh)
        caller = self._known(found[0]) if found else None
        return (caller, found[1]) if found and caller else None

    def sign_out(self, tokens: Sequence[str]) -> None:
        """End the sessions of some tokens."""
        for token in tokens:
            self._visits.end(token)

    def _begin(self, who: _Staff | _Person) -> Tokens:
        return Tokens(*self._visits.begin(who))

    def _staff(self, name: str, secret: str) -> _Staff | None:
        """The key is looked up by its digest; its name, no secret, must be right as well."""
        caller = self._keys.caller(secret)
        if caller is None or caller.role is not Role.SECRET:
            return None
        same = hmac.compare_digest(digest(caller.name), digest(name))
        return _Staff(caller.id) if same else None

    async def _person(self, email: str, password: str) -> _Person:
        """One try at a time for each address, and each counts beforehand."""
        tries = self._attempts.at(email)
        async with tries.lock:
            tries.check(self._monotonic())
            async with self._passwords.turn():
                tries.failed(self._monotonic())
                known = self._account(email)
                hashed = known.password_hash if known else None
                if not await self._passwords.matches(password, hashed) or not known:
                    raise Denied(Reason.AUTH, detail="wrong address or password")
            tries.clear()
        return _Person(known.customer, email)

    def _known(self, who: _Staff | _Person) -> Caller | None:
        if isinstance(who, _Staff):
            return self._keys.known(who.key)
        account = self._account(who.email)
        if account is None or account.customer != who.customer:
            return None
        name = f"customer:{who.customer}"
        return Caller(name, "customer", Role.CUSTOMER, customer=who.customer)

    def _account(self, email: str) -> Account | None:
        return self._store.read(lambda view: view.account(email))


def _plain(email: str) -> str:
    return email.strip().lower()


def _name(newcomer: Newcomer) -> str:
    return f"{newcomer.first_name} {newcomer.last_name}".strip()


def _checked(newcomer: Newcomer) -> str:
    """The address as it is stored. BadInput."""
    email = _plain(newcomer.email)
    if not (_EMAIL.fullmatch(email) and is_clean(email)):
        raise BadInput(fields={"email": "is no e-mail address"})
    if e164(newcomer.phone) is None:
        raise BadInput(fields={"phone": "is no number with its country code"})
    return email
