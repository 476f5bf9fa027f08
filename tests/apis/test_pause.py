"""When to come back, as another system says it."""

import pytest

from kiosk.apis.http import Answer
from kiosk.apis.pause import pause
from tests.contract.shop import NOON


def asked(given: str) -> Answer:
    return Answer(429, {"retry-after": given}, b"")


@pytest.mark.parametrize(
    ("given", "wait"),
    [
        ("7", 7),
        ("0", 1),
        ("86400", 60),
        ("9" * 400, 60),
        ("Mon, 04 May 2026 12:00:30 GMT", 30),
        ("Mon, 04 May 2020 12:00:30 GMT", 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 60),
        ("Mon, 04 May 2026 12:00:30", 1),
        ("-5", 1),
        ("\xb2", 1),
        ("soon", 1),
        ("inf", 1),
        ("", 1),
    ],
)
def test_when_to_come_back_is_read_in_either_form_and_believed_for_a_minute(
    given: str, wait: int
) -> None:
    """In seconds or as a date (RFC 9110, 10.2.3)."""
    assert wait == pause(asked(given), NOON)


def test_a_date_is_a_second_for_who_has_no_clock() -> None:
    assert (1, 7) == (pause(asked("Mon, 04 May 2026 12:00:30 GMT")), pause(asked("7")))
