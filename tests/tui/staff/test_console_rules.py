"""The console's tables: keys, bands, and where things are."""

from datetime import timedelta

import pytest
from textual.geometry import Size

from kiosk.i18n.catalogue import Catalogue
from kiosk.tui.staff.bands import Band, band
from kiosk.tui.staff.key_names import BadKeys, remapped, shown, textual_name
from kiosk.tui.staff.keys import MOVING, TABLE, Action
from kiosk.tui.staff.line import Part, drawn, fitted, line
from kiosk.tui.staff.plan import PAGES, plan
from kiosk.tui.staff.plan import Part as Panel

SIZES = [(80, 24), (100, 35), (120, 40), (160, 50), (90, 60), (200, 25), (60, 18)]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, Band.OK),
        (14.9, Band.OK),
        (15, Band.SOON),
        (19.9, Band.SOON),
        (20, Band.LATE),
        (29.9, Band.LATE),
        (30, Band.VERY_LATE),
        (600, Band.VERY_LATE),
    ],
)
def test_a_wait_against_a_target_of_twenty_minutes(
    minutes: float, expected: Band
) -> None:
    assert expected is band(timedelta(minutes=minutes), 20)


def test_without_a_target_nobody_is_late() -> None:
    assert Band.OK is band(timedelta(hours=9), 0)


def test_every_action_is_in_the_table_once() -> None:
    assert sorted(Action) == sorted(key.action for key in TABLE)


def test_no_two_actions_share_a_key() -> None:
    names = [textual_name(name) for key in TABLE for name in key.keys]
    assert sorted(set(names)) == sorted(names)
    assert not set(names) & set(MOVING)


def test_every_f_key_has_a_letter() -> None:
    """Terminals and window managers keep some F-keys for themselves."""
    alone = [
        key.action
        for key in TABLE
        if key.keys[0].startswith("f") and len(key.keys[0]) > 1
        if not any(len(name) == 1 for name in key.keys)
    ]
    assert [] == alone


def test_nothing_is_said_of_what_does_not_exist_yet() -> None:
    """Customers, the list of bookings and figures have no key before they have a screen."""
    names = {name for key in TABLE for name in key.keys}
    assert not names & {"f10", "f11", "f12", "c", "l", "g"}


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_action_has_a_name_and_a_sentence(locale: str) -> None:
    speaker = Catalogue.load(parts=("staff",)).speaker(locale, "UTC")
    silent = [
        name
        for key in TABLE
        for name in (key.name, key.help)
        if speaker.say(name) == name
    ]
    assert [] == silent


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("f2", "F2"),
        ("ctrl+p", "Ctrl+P"),
        ("delete", "Del"),
        ("D", "Shift+D"),
        ("n", "n"),
        ("?", "?"),
        ("shift+f5", "Shift+F5"),
    ],
)
def test_a_key_is_called_as_people_call_it(key: str, expected: str) -> None:
    assert expected == shown(key)


@pytest.mark.parametrize(
    "wanted",
    [
        {"call": "f2, c"},
        {"call": ""},
        {"call": "f3", "recall": "f2"},
        {"find": ","},
        {"no-show": "ctrl+shift+x"},
    ],
)
def test_keys_that_can_be(wanted: dict[str, str]) -> None:
    table = remapped(wanted)
    assert not isinstance(table, BadKeys)
    assert len(TABLE) == len(table)


@pytest.mark.parametrize(
    ("wanted", "problem", "nearest"),
    [
        ({"cal": "f2"}, "is no action", "call"),
        ({"call": "f2x"}, "is no key", "f2"),
        ({"call": "ctrl+"}, "is no key", ""),
        ({"call": "f3"}, 'is "recall" already', ""),
        ({"call": "up"}, 'is "moving in lists" already', ""),
        ({"call": "q", "recall": "q"}, 'is "call" already', ""),
        ({"call": "?"}, 'is "help" already', ""),
    ],
)
def test_keys_that_can_not_be(
    wanted: dict[str, str], problem: str, nearest: str
) -> None:
    bad = remapped(wanted)
    assert isinstance(bad, BadKeys)
    assert problem == bad.problem
    assert not nearest or nearest == bad.nearest


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES)
def test_no_part_lies_on_another_or_leaves_the_screen(
    size: tuple[int, int], page: Panel
) -> None:
    places = list(plan(Size(*size), page).values())
    whole = Size(*size).region
    for index, one in enumerate(places):
        assert whole.contains_region(one)
        assert not any(one.overlaps(other) for other in places[index + 1 :])


@pytest.mark.parametrize("size", SIZES)
def test_who_is_served_the_status_and_the_keys_are_always_there(
    size: tuple[int, int],
) -> None:
    there = plan(Size(*size), Panel.EVENTS)
    for part in (Panel.STATUS, Panel.SERVING, Panel.NOTICE, Panel.KEYS):
        assert there[part].area > 0


@pytest.mark.parametrize(
    ("size", "absent"),
    [
        ((80, 24), {Panel.NEXT, Panel.DAY, Panel.EVENTS}),
        ((100, 35), {Panel.DAY, Panel.EVENTS, Panel.PAGES}),
        ((120, 40), {Panel.PAGES}),
        ((160, 50), {Panel.PAGES}),
    ],
)
def test_what_a_screen_has_no_room_for(
    size: tuple[int, int], absent: set[Panel]
) -> None:
    assert set(Panel) - absent == set(plan(Size(*size), Panel.QUEUE))


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("width", [1, 5, 12, 40])
@pytest.mark.parametrize(
    "text", ["A042", "جواز سفر جديد", "Größe 護照", "a\u202eb\x1b[31m"]
)
def test_a_line_has_exactly_its_width(text: str, width: int, *, rtl: bool) -> None:
    made = line(width, [Part(f"{text}  "), Part(text)], [Part(" e")], rtl=rtl)
    assert width == made.cell_length or width < 2


def test_spaces_at_an_end_change_sides_with_the_direction() -> None:
    assert ("A  ", "  A") == (drawn("A  ", rtl=False), drawn("A  ", rtl=True))


def test_what_does_not_fit_says_so() -> None:
    assert "Pass…" == fitted("Passport", 5)
    assert "  Pa…" == fitted("  Passport", 5)
