"""What a scan means, whatever the scanner made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.numbering import is_code8, with_check_digit
from kiosk.domain.scanned import LONGEST, Scanned, Spelling, read
from kiosk.domain.scanner_layouts import LAYOUTS
from kiosk.domain.ticket import TicketId
from tests.strategies import foreign_text

CODE = with_check_digit("4821773")
HALVES = f"{CODE[:4]}-{CODE[4:]}"
ID = "k7m2q9x4za"
OURS = f"K1:{CODE}:{ID}"
BOTH = Scanned(CODE, TicketId(ID))
WRONG = f"{CODE[:7]}{(int(CODE[7]) + 1) % 10}"

HOSTS = {
    "de": OURS.translate(str.maketrans("yzYZ:-/", "zyZYÖß-")),
    "es": OURS.translate(str.maketrans(":-/", "Ñ'-")),
    "fr": OURS.translate(str.maketrans("aqwzm:1234567890", "qazw,M&é\"'(-è_çà")),
    "it": OURS.translate(str.maketrans(":-/", "ç'-")),
}
"""Our paper, from a scanner with a US keyboard's keys, as each machine sees it."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OURS, BOTH),
        (OURS.swapcase(), BOTH),  # Caps Lock is on
        (CODE, Scanned(CODE)),
        (HALVES, Scanned(CODE)),
        (f" {CODE[:4]} {CODE[4:]}\r\n", Scanned(CODE)),
        ("".join(chr(ord(digit) + 0xFEE0) for digit in CODE), Scanned(CODE)),
        (ID, Scanned(ticket=TicketId(ID))),
        (ID.upper(), Scanned(ticket=TicketId(ID))),
        (f"https://queue.example.org/t/{ID}", Scanned(ticket=TicketId(ID))),
        (f"HTTPS://QUEUE.EXAMPLE.ORG/{HALVES}/?a=b#c", Scanned(CODE)),
        (f"\x02{OURS}\x1d\x03", BOTH),
    ],
)
def test_what_is_ours_is_known_however_it_is_written(
    text: str, expected: Scanned
) -> None:
    assert expected == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        WRONG,
        f"K1:{WRONG}:{ID}",
        f"K2:{CODE}:{ID}",
        f"K1:{CODE}:../../{ID}",
        "0171234567",  # a phone number
        "4006381333931",  # a pencil's bar code
        f"https://queue.example.org?{CODE}",
        f"ftp://queue.example.org/{CODE}",
        f"javascript:{CODE}",
        "WIFI:T:WPA;S:guests;P:secret;;",
        " " * LONGEST + CODE,
    ],
)
def test_what_is_not_ours_is_nothing(text: str) -> None:
    assert Scanned() == read(text)


def test_what_the_scanner_adds_is_taken_off() -> None:
    assert BOTH == read(f"]Q1{OURS}#", Spelling(prefix="]Q1", suffix="#"))
    assert BOTH == read(OURS, Spelling(prefix="]Q1", suffix="#"))


@pytest.mark.parametrize("host", HOSTS)
def test_a_us_scanner_is_understood_at_any_machine(host: str) -> None:
    assert Scanned() == read(HOSTS[host])
    assert BOTH == read(HOSTS[host], Spelling(layout=host))


def test_the_card_of_who_looks_after_the_kiosk_is_known_where_one_is_set() -> None:
    card = Spelling(card="service 7")
    assert Scanned(card=True) == read("SERVICE 7\n", card)
    assert Scanned() == read("SERVICE 7")
    assert Scanned() == read("", Spelling(card=" "))


def test_nothing_of_a_scan_is_in_a_log() -> None:
    assert CODE not in repr(BOTH)
    assert "service 7" not in repr(Spelling(card="service 7"))


spellings = st.builds(
    Spelling,
    prefix=st.text(max_size=3),
    suffix=st.text(max_size=3),
    layout=st.sampled_from(sorted(LAYOUTS)),
    card=st.text(max_size=3),
)


@given(st.one_of(st.text(), foreign_text), spellings)
def test_any_text_is_ours_with_a_right_check_digit_or_nothing(
    text: str, spelling: Spelling
) -> None:
    found = read(text, spelling)
    assert not found.code8 or is_code8(found.code8)
    assert found.ticket is None or found.ticket.isascii()


@given(st.text("0123456789", min_size=7, max_size=7), st.sampled_from(sorted(LAYOUTS)))
def test_every_code_comes_through_every_layout(digits: str, host: str) -> None:
    """The table of each machine has one key for each of a US keyboard's."""
    there = {meant: chr(seen) for seen, meant in LAYOUTS[host].items()}
    sent = "".join(there.get(letter, letter) for letter in with_check_digit(digits))
    assert Scanned(with_check_digit(digits)) == read(sent, Spelling(layout=host))
