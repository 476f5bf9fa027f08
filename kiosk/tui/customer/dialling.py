"""Phone numbers as people type them: the country's code apart, digits in groups."""

from dataclasses import dataclass
from typing import Final

from kiosk.domain.customer import e164

MOST_DIGITS: Final = 15
"""ITU-T E.164."""

LEAST_DIGITS: Final = 6
_ELSEWHERE: Final = "ZZ"


@dataclass(frozen=True, slots=True)
class Typed:
    """What has been typed: a country's calling code without its plus, and the digits after it.

    `finding`: the code itself is being typed.
    """

    code: str = ""
    digits: str = ""
    finding: bool = False

    def __repr__(self) -> str:
        """None of its digits."""
        return "Typed(…)"

    @property
    def is_empty(self) -> bool:
        """Nothing of the number itself."""
        return not self.digits

    def add(self, digit: str) -> "Typed":
        """One more digit; a country's code ends by itself, as none begins another one."""
        if not self.finding:
            digits = (self.digits + digit)[: MOST_DIGITS + 1]
            return Typed(self.code, digits)
        code = self.code + digit
        if len(code) > 3 or not _may_begin(code):
            return self
        return Typed(code, self.digits, finding=not is_code(code))

    def remove(self) -> "Typed":
        """One digit fewer."""
        if self.finding:
            return Typed(self.code[:-1], self.digits, finding=True)
        return Typed(self.code, self.digits[:-1])

    def find_code(self) -> "Typed":
        """Another country; the digits stay."""
        return Typed("", self.digits, finding=True)


@dataclass(frozen=True, slots=True)
class Checked:
    """A number, or why it is none: so many digits `missing`, or too many."""

    e164: str = ""
    missing: int = 0
    too_long: bool = False

    def __repr__(self) -> str:
        """None of its digits."""
        return "Checked(…)"


def code_at(zone: str) -> str:
    """The calling code of the country that an IANA zone is in; "" where there is no country."""
    from babel.core import get_global
    from phonenumbers import country_code_for_region

    country = get_global("zone_territories").get(zone, _ELSEWHERE)
    return str(country_code_for_region(country) or "")


def is_code(code: str) -> bool:
    """Whether a country has this calling code."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return code.isdecimal() and int(code) in COUNTRY_CODE_TO_REGION_CODE


def grouped(typed: Typed) -> str:
    """The digits as they are written in that country, as far as they were typed."""
    from phonenumbers import AsYouTypeFormatter
    from phonenumbers.phonenumberutil import ndd_prefix_for_region

    country = _country(typed)
    trunk = ndd_prefix_for_region(country, True) or ""
    if not typed.digits or not is_code(typed.code):
        return typed.digits
    own_way = bool(trunk) and typed.digits.startswith(trunk)
    before = "" if own_way else f"+{typed.code}"
    formatter = AsYouTypeFormatter(country if own_way else _ELSEWHERE)
    written = ""
    for digit in before + typed.digits:
        written = formatter.input_digit(digit)
    return written.removeprefix(before).strip() if before else written


def checked(typed: Typed) -> Checked:
    """The whole number, if it can be one; whether somebody has it, nobody here knows."""
    from phonenumbers import (
        NumberParseException,
        PhoneNumber,
        PhoneNumberFormat,
        ValidationResult,
        format_number,
        is_possible_number_with_reason,
        parse,
    )

    def tried(digits: str) -> tuple[PhoneNumber | None, int]:
        try:
            number = parse(digits, _country(typed))
        except NumberParseException:
            return None, ValidationResult.TOO_SHORT
        return number, is_possible_number_with_reason(number)

    number, verdict = tried(_whole(typed))
    if number and verdict == ValidationResult.IS_POSSIBLE:
        whole = e164(format_number(number, PhoneNumberFormat.E164))
        return Checked(whole) if whole else Checked(too_long=True)
    if verdict == ValidationResult.TOO_LONG or len(typed.digits) > MOST_DIGITS:
        return Checked(too_long=True)
    for missing in range(1, MOST_DIGITS):
        if tried(_whole(typed) + "0" * missing)[1] == ValidationResult.IS_POSSIBLE:
            return Checked(missing=missing)
    return Checked(missing=max(1, LEAST_DIGITS - len(typed.digits)))


def _whole(typed: Typed) -> str:
    """As the library reads it: with the trunk prefix in its own country, else worldwide."""
    from phonenumbers.phonenumberutil import ndd_prefix_for_region

    trunk = ndd_prefix_for_region(_country(typed), True) or ""
    own_way = bool(trunk) and typed.digits.startswith(trunk)
    return typed.digits if own_way else f"+{typed.code}{typed.digits}"


def _country(typed: Typed) -> str:
    from phonenumbers import region_code_for_country_code

    return region_code_for_country_code(int(typed.code)) if typed.code else _ELSEWHERE


def _may_begin(code: str) -> bool:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return any(str(known).startswith(code) for known in COUNTRY_CODE_TO_REGION_CODE)
