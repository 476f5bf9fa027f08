"""The book of customers: told of once, found again, and forgotten."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from kiosk.domain.customer import (
    MOST_EXTERNAL_ID,
    MOST_METADATA,
    MOST_NAME,
    Customer,
    CustomerId,
    Details,
    Identified,
    e164,
)
from kiosk.domain.storing import Reading, Writing
from kiosk.errors import BadInput, NotFound
from kiosk.text import clean

MOST_EMAIL: Final = 254
MOST_PHONE: Final = 40
MOST_LOCALE: Final = 35

_TAKEN: Final = {"external_id": "is already taken"}
_TAIL: Final = 2
_LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True, repr=False)
class CustomerBook:
    """What it takes to keep customers: the secret their phone numbers are hashed with."""

    secret: bytes

    def phone_hash(self, phone: str) -> str:
        """What a phone number is found by. BadInput ("phone") when it is none."""
        number = e164(phone)
        if number is None:
            problem = "is not a phone number with its country code"
            raise BadInput(fields={"phone": problem})
        return hmac.digest(self.secret, number.encode(), "sha256").hex()

    def identify(
        self, tx: Writing, new: CustomerId, phone: str, told: Details, at: datetime
    ) -> Identified:
        """The customer with a phone number; made, with the id `new`, when there is none."""
        phone_hash = self.phone_hash(phone)
        details = _checked(told)
        known = next(iter(tx.customers_with(phone_hash)), None)
        if known is None:
            made = Customer(new, at, at, phone_tail=_tail(phone), guest=True, **details)
            tx.add_customer(made, phone_hash)
            return Identified(new, known=False, phone_tail=made.phone_tail)
        missing = {
            name: text for name, text in details.items() if not getattr(known, name)
        }
        tx.save_customer(replace(known, updated_at=at, **missing), phone_hash)
        return Identified(known.id, known=True, phone_tail=known.phone_tail)

    def add(
        self, tx: Writing, new: CustomerId, told: Details, at: datetime
    ) -> Customer:
        """A new customer with the id `new`."""
        customer = Customer(new, at, at, **_checked(told))
        customer = replace(customer, phone_tail=_tail(customer.phone))
        _check_external_id(tx, customer)
        tx.add_customer(customer, self._hash_or_none(customer.phone))
        return customer

    def change(
        self, tx: Writing, customer: CustomerId, told: Details, at: datetime
    ) -> Customer:
        """A customer as changed. What a guest's phone was hashed to stays unless it is told."""
        known = found(tx, customer)
        changed = replace(known, updated_at=at, **_checked(told))
        _check_external_id(tx, changed)
        if told.phone is None:
            tx.save_customer(changed, tx.phone_hash_of(customer))
            return changed
        changed = replace(changed, phone_tail=_tail(changed.phone))
        tx.save_customer(changed, self._hash_or_none(changed.phone))
        return changed

    def fits(self, view: Reading) -> bool:
        """Whether the secret is the one that who is known longest was hashed with."""
        skip = max(0, view.customer_count() - _LOOKED_AT)
        return all(
            self._hash_or_none(one.phone) in (None, view.phone_hash_of(one.id))
            for one in view.customers(skip, _LOOKED_AT)
        )

    def _hash_or_none(self, phone: str) -> str | None:
        return self.phone_hash(phone) if e164(phone) else None


def found(view: Reading, customer: CustomerId) -> Customer:
    """One customer. NotFound."""
    known = view.customer(customer)
    if known is None:
        raise NotFound(detail="no such customer")
    return known


def _check_external_id(view: Reading, customer: Customer) -> None:
    if customer.external_id is None:
        return
    there = view.customer_called(customer.external_id)
    if there and there.id != customer.id:
        raise BadInput(fields=_TAKEN)


def _checked(told: Details) -> dict[str, Any]:
    """What is told, cleaned, by its name. BadInput."""
    limits = {
        "name": MOST_NAME,
        "email": MOST_EMAIL,
        "phone": MOST_PHONE,
        "locale": MOST_LOCALE,
    }
    texts = {name: getattr(told, name) for name in limits}
    checked: dict[str, Any] = {
        name: _text(name, text, limits[name])
        for name, text in texts.items()
        if text is not None
    }
    if told.external_id is not None:
        name = "external_id"
        checked[name] = _text(name, told.external_id, MOST_EXTERNAL_ID) or None
    if told.metadata is not None:
        checked["metadata"] = _metadata(told.metadata)
    return checked


def _text(name: str, text: str, most: int) -> str:
    """Nothing is cut off what a person is called or found by."""
    if len(text) > most:
        raise BadInput(fields={name: f"is longer than {most}"})
    plain = clean(text, 2 * most)
    if name == "external_id" and plain != text:
        raise BadInput(fields={name: "has characters that can't be seen"})
    return plain


def _metadata(metadata: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        written = json.dumps(dict(metadata), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise BadInput(fields={"metadata": "is not JSON"}) from error
    if len(written) > MOST_METADATA:
        raise BadInput(fields={"metadata": f"is longer than {MOST_METADATA}"})
    return dict(metadata)


def _tail(phone: str) -> str:
    digits = "".join(letter for letter in phone if letter.isdecimal())
    return digits[-_TAIL:]
