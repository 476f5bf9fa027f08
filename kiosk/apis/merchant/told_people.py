"""Customers as the merchant knows them, and their names as it wants them."""

import re
import secrets
from datetime import datetime
from typing import Any, Final

from kiosk.apis import members
from kiosk.apis.merchant import told
from kiosk.domain.customer import Customer, CustomerId, e164

UNKNOWN: Final = "-"
"""What stands for a name that is not known: an entry without both names is dropped there."""

_HEX: Final = re.compile(r"[0-9a-f]{32}")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def new_customer_id() -> CustomerId:
    """An id for somebody they do not know yet."""
    return CustomerId(secrets.token_hex(16))


def ours(id_: str) -> CustomerId:
    """Their id of a customer as ours: a uuid without its dashes, anything else as it is."""
    plain = id_.replace("-", "").lower() if _UUID.fullmatch(id_) else id_
    return CustomerId(plain)


def theirs(id_: CustomerId) -> str:
    """And back."""
    if not _HEX.fullmatch(id_):
        return id_
    return "-".join((id_[:8], id_[8:12], id_[12:16], id_[16:20], id_[20:]))


def people(said: Any, at: datetime) -> list[Customer]:
    """The customers of a `calendar/customers` answer. When they were made is not told."""
    given = members.member(said, "customers") if isinstance(said, dict) else said
    return told.items(given, "customers", lambda item: _customer(item, at))


def _customer(item: members.Item, at: datetime) -> Customer | None:
    id_ = told.identity(item) or told.identity(item, "customer_id")
    if id_ is None:
        return None
    parts = [members.text(item, part) for part in ("first_name", "last_name")]
    phone = e164(members.text(item, "phone_number", 40)) or ""
    return Customer(
        id=ours(id_),
        created_at=at,
        updated_at=at,
        name=" ".join(part for part in parts if part not in ("", UNKNOWN)),
        email=members.text(item, "email"),
        phone=phone,
        phone_tail=phone[-2:],
    )


def names(name: str) -> tuple[str, str]:
    """A name as first and last name, both always something."""
    first, _, last = name.strip().rpartition(" ")
    return (first, last) if first else (last or UNKNOWN, UNKNOWN)
