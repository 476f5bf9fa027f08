"""The number on a ticket, and the code that finds the ticket again.

A number never wraps within a business day: A001 … A999, then A1000.
"""

import re

from kiosk.domain.branch import NumberRange
from kiosk.errors import BadInput, Reason, Refused

DIGITS = 3


def number_text(numbers: NumberRange, count: int) -> str:
    """`count` as it is called, printed and shown. Refused NO_NUMBERS beyond the range's last."""
    if not has_number(numbers, count):
        raise Refused(
            Reason.NO_NUMBERS,
            detail=f"range {numbers.id}: {count} is beyond the last, {numbers.last}",
        )
    return f"{numbers.prefix}{count:0{DIGITS}d}"


def next_count(numbers: NumberRange, last: int | None) -> int:
    """The count after `last`, the newest of this business day; None: none was given yet."""
    return numbers.first if last is None else last + 1


def has_number(numbers: NumberRange, count: int) -> bool:
    """Whether the range reaches as far as `count`."""
    return numbers.last is None or count <= numbers.last


# The totally anti-symmetric quasigroup of order 10 of H. Michael Damm's thesis
# ("Total anti-symmetrische Quasigruppen", Marburg 2004).
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_SEVEN = re.compile(r"[0-9]{7}")
_EIGHT = re.compile(r"[0-9]{8}")


def with_check_digit(digits: str) -> str:
    """Seven digits and their check digit: a code that tells every single slip of the finger.

    Any one wrong digit and any two neighbours swapped are noticed. BadInput unless seven digits.
    """
    if not _SEVEN.fullmatch(digits):
        raise BadInput(fields={"code": "is not seven digits"})
    return f"{digits}{_damm(digits)}"


def is_code8(text: str) -> bool:
    """Whether `text` is eight digits whose check digit fits; no dash, no spaces."""
    return _EIGHT.fullmatch(text) is not None and _damm(text) == 0


def grouped(code8: str) -> str:
    """A code in two halves, as a person reads it: "4821-7739"."""
    return f"{code8[:4]}-{code8[4:]}"


def _damm(digits: str) -> int:
    """The check digit of `digits`; 0 when the last of them is their check digit."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim
