"""Whose keys they are: a scanner's, or a person's at a keyboard. Times in milliseconds."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.scanned import LONGEST
from kiosk.tui.customer.wedge import END, Repeats, Wedge

CODE = "K1:48217736:k7m2q9x4za"
ENTER, ESCAPE = END, "escape"


def told(
    keys: Iterable[tuple[str, float]], opening: str = "", until: float = 1e6
) -> tuple[str, list[str]]:
    """What reaches the page, Enter as "⏎", and what was scanned; each key after a gap."""
    wedge: Wedge[str] = Wedge(opening)
    typed: list[str] = []
    scans: list[str] = []
    at = 0.0
    for key, gap in [*keys, ("", until)]:
        at += gap / 1000
        letter = key if key == END or len(key) == 1 else ""
        found = wedge.key(key, letter, at) if key else wedge.quiet(at)
        typed += found.typed
        scans += [] if found.text is None else [found.text]
    return "".join(typed).replace(END, "⏎"), scans


def every(gap: float, text: str, *more: str) -> list[tuple[str, float]]:
    """Each letter of a text after the same gap."""
    return [(key, gap) for key in (*text, *more)]


@pytest.mark.parametrize("gap", [0, 1, 10, 30])
@pytest.mark.parametrize("end", [(ENTER,), (), (ENTER, ENTER)])
def test_a_scanners_keys_reach_no_page(gap: float, end: tuple[str, ...]) -> None:
    """With Enter, without, with a line feed after it."""
    assert ("", [CODE]) == told(every(gap, CODE, *end))


def test_a_persons_keys_reach_the_page_in_order() -> None:
    assert ("48217736⏎", []) == told(every(60, "48217736", ENTER))


@pytest.mark.parametrize("gap", [31, 34, 36, 79, 120])
def test_a_key_held_down_is_a_persons(gap: float) -> None:
    assert ("a" * 20, []) == told(every(gap, "a" * 20))


def test_a_person_waits_35_ms_at_the_most() -> None:
    wedge: Wedge[str] = Wedge()
    assert () == wedge.key("7", "7", 1.0).typed
    assert wedge.due == pytest.approx(1.035)
    assert () == wedge.quiet(1.034).typed
    assert ("7",) == wedge.quiet(1.035).typed
    assert wedge.due is None


def test_keys_that_write_nothing_never_wait() -> None:
    wedge: Wedge[str] = Wedge()
    assert (ESCAPE,) == wedge.key(ESCAPE, "", 1.0).typed
    assert (ENTER,) == wedge.key(ENTER, END, 1.0).typed
    wedge.key("7", "7", 2.0)
    assert ("7", ESCAPE) == wedge.key(ESCAPE, "", 2.01).typed


def test_few_letters_are_no_scan_however_fast() -> None:
    assert ("12345⏎", []) == told(every(1, "12345", ENTER))


def test_a_scan_may_stop_for_breath() -> None:
    keys = [*every(5, CODE[:12]), *every(75, CODE[12]), *every(5, CODE[13:], ENTER)]
    assert ("", [CODE]) == told(keys)


def test_silence_ends_a_scan_and_the_enter_after_it_presses_nothing() -> None:
    assert ("", [CODE]) == told([*every(5, CODE), (ENTER, 120)])
    assert ("⏎", [CODE]) == told([*every(5, CODE), (ENTER, 400)])


def test_control_letters_in_a_scan_do_nothing() -> None:
    keys = [*every(5, CODE[:11]), ("ctrl+q", 5), *every(5, CODE[11:], ESCAPE, ENTER)]
    assert ("", [CODE]) == told(keys)


def test_two_papers_are_two_scans_and_a_person_between_them_is_heard() -> None:
    paper, letter = every(5, CODE[1:], ENTER), (CODE[0], 300)
    assert ("7", [CODE, CODE]) == told([letter, *paper, ("7", 300), letter, *paper])


def test_a_slow_scanner_is_known_by_its_prefix() -> None:
    assert ("~12345678", []) == told(every(60, "~12345678"))
    assert ("", ["~12345678"]) == told(every(60, "~12345678"), "~")
    assert ("~7", []) == told([("~", 60), ("7", 200)], "~")


def test_what_is_longer_than_any_code_is_one_scan_and_not_kept() -> None:
    typed, scans = told(every(1, "9" * 5_000, ENTER))
    assert ("", [LONGEST + 1]) == (typed, [len(scan) for scan in scans])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "a", ":", ENTER, ESCAPE]), st.floats(35.1, 500)
        ),
        max_size=30,
    )
)
def test_nothing_that_a_person_types_is_lost_or_turned_round(
    keys: list[tuple[str, float]],
) -> None:
    meant = "".join(key for key, _ in keys).replace(END, "⏎")
    assert (meant, []) == told(keys)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "a", ":", ENTER, ESCAPE]),
            st.sampled_from([0, 1, 20, 29, 34, 40, 79, 90, 300]),
        ),
        max_size=60,
    )
)
def test_every_letter_is_typed_or_scanned_once(
    keys: list[tuple[str, float]],
) -> None:
    typed, scans = told(keys)
    letters = [key for key, _ in keys if len(key) == 1 and key != END]
    seen = sorted(typed.replace("⏎", "").replace(ESCAPE, "") + "".join(scans))
    assert sorted(letters) == seen


def test_a_paper_left_under_the_light_is_one_scan() -> None:
    repeats = Repeats()
    seen = [repeats.again("a", at) for at in (0.0, 2.9, 5.8, 8.9)]
    assert [False, True, True, False] == seen
    assert [False, False] == [repeats.again(text, 9.0) for text in "bc"]
