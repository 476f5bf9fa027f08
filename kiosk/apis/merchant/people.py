"""First and last names, and one name for both."""

from kiosk.apis.merchant.asked import Participant
from kiosk.domain.customer import Details

_NONE = frozenset({"", "-"})
"""What clients put where they have no last name, as the reference needs one."""


def one_name(first: str | None, last: str | None) -> str:
    """Both in one, as far as there are any."""
    parts = ((part or "").strip() for part in (first, last))
    return " ".join(part for part in parts if part not in _NONE)


def names(name: str) -> tuple[str, str]:
    """First and last name: of several words the last is the last name."""
    first, _, last = name.rpartition(" ")
    return (first, last) if first else (last, "")


def details(one: Participant) -> Details:
    """Somebody new."""
    return Details(
        name=one_name(one.first_name, one.last_name),
        email=one.email or None,
        phone=one.phone_number or None,
    )
