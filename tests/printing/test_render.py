"""From a print order to a paper: one call, in the order's language."""

from dataclasses import replace

import pytest

from kiosk.i18n.catalogue import Catalogue
from kiosk.printing.profiles import profile
from kiosk.printing.render import renderer
from tests.printing.decoder import to_text
from tests.printing.orders import BRANCH, order

RENDER = renderer(Catalogue.load(), profile("generic-80"))


def test_paper_and_text_say_the_same() -> None:
    paper = RENDER(order())
    on_paper = to_text(paper.data).split()
    for word in ("A042", "Passport:", "4821-7739", "kiosk-03", "6fe8fb8b12"):
        assert word in on_paper
        assert word in paper.text.split()


def test_each_ticket_speaks_its_own_language() -> None:
    assert "YOUR NUMBER" in RENDER(order(locale="en")).text
    assert "رقمك" in RENDER(order(locale="ar")).text


def test_letters_without_a_font_are_reported_and_not_repeated(
    caplog: pytest.LogCaptureFixture,
) -> None:
    branch = replace(BRANCH, name={"en": "\U00012000\U00012001 Square"})
    RENDER(order(branch=branch))
    told = [vars(record) for record in caplog.records]
    assert [("WARNING", 2)] == [(line["levelname"], line["count"]) for line in told]
    assert "Square" not in str(told)


def test_a_ticket_with_all_its_letters_is_nothing_to_report(
    caplog: pytest.LogCaptureFixture,
) -> None:
    RENDER(order(locale="ar"))
    assert [] == caplog.records
