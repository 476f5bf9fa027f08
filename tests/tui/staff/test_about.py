"""How things are called in dialogs."""

from dataclasses import replace

import pytest

from kiosk.domain.branch import Counter, CounterId, ServiceId
from kiosk.tui.staff.dialogs.about import counter_name, service_name
from tests.tui.lobby import PASSPORT
from tests.tui.staff.hall import BRANCH, speaker


@pytest.mark.parametrize(
    ("sign", "own", "called"),
    [
        ("3", "", "Counter 3"),
        ("3", "Counter 3", "Counter 3"),
        ("3", "Information", "3 Information"),
        ("2B", "Desk 2B, left", "Desk 2B, left"),
    ],
)
def test_a_counter_is_known_by_what_is_written_above_it(
    sign: str, own: str, called: str
) -> None:
    counter = Counter(CounterId(sign), {"en": own} if own else {})
    branch = replace(BRANCH, counters=(counter,))
    assert called == counter_name(speaker(), branch, CounterId(sign))


def test_a_counter_that_was_taken_out_still_has_its_sign() -> None:
    assert "Counter 9" == counter_name(speaker(), BRANCH, CounterId("9"))


@pytest.mark.parametrize(
    ("locale", "name"), [("en", "Passport: new"), ("ar", "جواز سفر جديد")]
)
def test_a_service_is_called_in_the_staffs_language(locale: str, name: str) -> None:
    assert name == service_name(speaker(locale), BRANCH, PASSPORT)


def test_a_service_that_was_taken_out_is_called_by_its_id() -> None:
    assert "gone000001" == service_name(speaker(), BRANCH, ServiceId("gone000001"))
