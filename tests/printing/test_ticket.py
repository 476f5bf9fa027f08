"""What a ticket says, and what it never says."""

from dataclasses import replace

import pytest

from kiosk.domain.ports import PrintOrder
from kiosk.domain.ticket import WaitRange
from kiosk.i18n.catalogue import Catalogue
from kiosk.printing.layout import Big, Cut, Doc, Line, Pair, Qr
from kiosk.printing.preview import as_text
from kiosk.printing.ticket import ticket_doc
from tests.printing.orders import BRANCH, PASSPORT, PLACE, WELFARE, order

CATALOGUE = Catalogue.load()


def doc(wanted: PrintOrder) -> Doc:
    return ticket_doc(wanted, CATALOGUE.speaker(wanted.locale, wanted.branch.zone))


def text(wanted: PrintOrder) -> str:
    return as_text(doc(wanted), 48)


def test_a_ticket_says_where_the_number_what_how_long_the_code_and_what_to_do() -> None:
    block_texts = [
        block.text if isinstance(block, Line | Big) else block
        for block in doc(order()).blocks
        if isinstance(block, Line | Big | Pair | Qr)
    ]
    assert block_texts == [
        "Main Street Branch",
        "12 Main Street, 1051 Budapest",
        "YOUR NUMBER",
        "A042",
        "Passport: new",
        Pair("Taken", "Mon 4 May 2026, 10:42"),
        Pair("Before you (at 10:42)", "6 people"),
        Pair("Estimated wait", "15–30 min"),
        Pair("Where to wait", "Hall B, 1st floor"),
        Qr("K1:48217739:6fe8fb8b12"),
        "your ticket code 4821-7739",
        "Bring: old passport, ID card, 1 photo",
        "Missed your number? Go to the information desk within 15 minutes.",
        "kiosk-03 - id 6fe8fb8b12",
    ]


def test_another_systems_ticket_has_no_code_of_ours() -> None:
    """Nor an empty line that promises one; a page of it can still be followed."""
    wanted = order()
    ticket = replace(wanted.placed.ticket, code8="")
    theirs = replace(wanted, placed=replace(wanted.placed, ticket=ticket))
    assert not [block for block in doc(theirs).blocks if isinstance(block, Qr)]
    assert "your ticket code" not in text(theirs)
    followed = replace(theirs, url="https://example.org/t/1")
    assert Qr("https://example.org/t/1") in doc(followed).blocks


def test_the_paper_ends_with_the_cut() -> None:
    assert Cut() == doc(order()).blocks[-1]
    assert 1 == doc(order()).blocks.count(Cut())


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_sensitive_service_is_named_by_its_group_and_brings_nothing(
    locale: str,
) -> None:
    shown = text(order(service=WELFARE, locale=locale))
    assert {"en": "Advice", "ar": "المشورة"}[locale] in shown
    for private in (*WELFARE.name.values(), *WELFARE.bring.values()):
        assert private not in shown


def test_the_group_the_customer_chose_is_the_one_that_is_named() -> None:
    other = replace(BRANCH.groups[0], services=(WELFARE.id,))
    branch = replace(BRANCH, groups=(BRANCH.groups[1], other))
    wanted = order(service=WELFARE, branch=branch)
    ticket = replace(wanted.placed.ticket, group=other.id)
    shown = text(replace(wanted, placed=replace(wanted.placed, ticket=ticket)))
    assert "Documents" in shown
    assert "Advice" not in shown


def test_no_wait_is_printed_without_an_estimate() -> None:
    shown = text(order(place=replace(PLACE, wait=None)))
    assert "Before you (at 10:42)" in shown
    assert "Estimated" not in shown


def test_no_place_is_printed_for_a_ticket_that_does_not_wait() -> None:
    assert "Before you" not in text(order(place=None))


def test_long_waits_are_told_in_hours() -> None:
    assert "1½–2 h" in text(order(place=replace(PLACE, wait=WaitRange(90, 120, 100))))


@pytest.mark.parametrize(
    ("zone", "taken"),
    [
        ("Europe/Budapest", "Mon 4 May 2026, 10:42"),
        ("Pacific/Auckland", "Mon 4 May 2026, 20:42"),
        ("America/Los_Angeles", "Mon 4 May 2026, 01:42"),
        ("Pacific/Kiritimati", "Mon 4 May 2026, 22:42"),
    ],
)
def test_times_are_those_on_the_wall_of_the_branch(zone: str, taken: str) -> None:
    assert taken in text(order(branch=replace(BRANCH, zone=zone)))


@pytest.mark.parametrize(("copy", "mark"), [(2, "COPY 2"), (3, "COPY 3")])
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_paper_after_the_first_says_that_it_is_a_copy(
    copy: int, mark: str, locale: str
) -> None:
    assert mark in text(order(copy=copy, locale=locale))


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_first_paper_is_no_copy(locale: str) -> None:
    assert "COPY" not in text(order(locale=locale))


def test_the_code_is_a_link_when_there_is_a_page_to_follow() -> None:
    link = "https://queue.example/t/abc"
    shown = text(order(url=link))
    assert Qr(link) in doc(order(url=link)).blocks
    assert "Follow the queue on your phone" in shown
    assert "4821-7739" in shown


def test_what_a_branch_does_not_say_leaves_no_gap() -> None:
    bare = replace(BRANCH, address={}, where_to_wait={}, missed={})
    plain = replace(PASSPORT, bring={})
    branch = replace(bare, services=(plain,))
    wanted = replace(order(branch=branch, place=None), kiosk="")
    assert as_text(doc(wanted), 32).splitlines() == [
        "       Main Street Branch",
        "          YOUR NUMBER",
        "              A042",
        "         Passport: new",
        "Taken      Mon 4 May 2026, 10:42",
        "  [QR K1:48217739:6fe8fb8b12]",
        "   your ticket code 4821-7739",
        "         id 6fe8fb8b12",
        "- - - - - - - - - - - - - - - -",
    ]


def test_a_service_the_branch_no_longer_has_leaves_its_line_out() -> None:
    gone = replace(PASSPORT, id=WELFARE.id)
    wanted = order(service=gone, branch=replace(BRANCH, services=()))
    assert "A042" in text(wanted)


def test_arabic_is_read_from_the_right() -> None:
    assert doc(order(locale="ar")).rtl
    assert not doc(order()).rtl


def test_a_language_the_branch_lacks_shows_the_branch_names_in_its_own() -> None:
    assert "Main Street Branch" in text(order(locale="fr"))
