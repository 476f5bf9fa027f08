"""Everybody can type their name: which letters are on the glass, where, and what they become."""

import pytest

from kiosk.tui.customer.composing import erased, typed
from kiosk.tui.customer.keyboards import (
    KEYS,
    Keyboard,
    Order,
    Room,
    choice,
    orders,
    other_order,
    room_for,
    signs_of_others,
)

WIDE, LOW, UPRIGHT = Room(12, 4), Room(10, 3), Room(8, 6)
ROOMS = pytest.mark.parametrize(
    "room", [WIDE, LOW, UPRIGHT, Room(9, 2)], ids="{0.columns}x{0.rows}".format
)

# What people's names are written with, capital letters; from each language's own alphabet.
ALPHABETS = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
    "cs": "AÁBCČDĎEÉĚFGHIÍJKLMNŇOÓPQRŘSŠTŤUÚŮVWXYÝZŽ",
    "da": "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ",
    "de": "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜß",
    "el": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏΪΫ",
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "es": "ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜ",
    "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "fr": "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ",
    "he": "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "hu": "AÁBCDEÉFGHIÍJKLMNOÓÖŐPQRSTUÚÜŰVWXYZ",
    "is": "AÁBDÐEÉFGHIÍJKLMNOÓPRSTUÚVXYÝÞÆÖ",
    "lt": "AĄBCČDEĘĖFGHIĮYJKLMNOPRSŠTUŲŪVZŽ",
    "lv": "AĀBCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽ",
    "mt": "ABĊDEFĠGHĦIJKLMNOPQRSTUVWXŻZ",
    "pl": "AĄBCĆDEĘFGHIJKLŁMNŃOÓPQRSŚTUVWXYZŹŻ",
    "pt": "ABCDEFGHIJKLMNOPQRSTUVWXYZÁÂÃÀÇÉÊÍÓÔÕÚ",
    "ro": "AĂÂBCDEFGHIÎJKLMNOPQRSȘTȚUVWXYZ",
    "ru": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "sr": "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ",
    "sr-Latn": "ABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽ",
    "sv": "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ",
    "tr": "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ",
    "uk": "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ",
}


def pages(locale: str, room: Room) -> list[Keyboard]:
    return [page for order in orders(locale, room) for page in order.pages]


@ROOMS
@pytest.mark.parametrize("locale", ALPHABETS)
def test_every_letter_of_a_language_is_on_its_own_keyboards(
    locale: str, room: Room
) -> None:
    """From the first page on, with no other script to look for."""
    first = orders(locale, room)[0]
    letters = {key for page in first.pages for key in page.keys}
    assert set() == set(ALPHABETS[locale]) - letters


@ROOMS
@pytest.mark.parametrize("locale", ALPHABETS)
def test_no_page_has_a_letter_twice_or_more_than_it_holds(
    locale: str, room: Room
) -> None:
    for page in (*pages(locale, room), choice(orders(locale, room), room)):
        assert sorted(set(page.keys)) == sorted(page.keys)
        assert len(page.keys) <= KEYS
        assert len(page.rows) <= room.rows
        assert max(map(len, page.rows)) <= room.columns


@ROOMS
def test_keyboards_are_told_apart_by_their_names(room: Room) -> None:
    names = choice(orders("uk", room), room).keys
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 6


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("en", ["QWERTY", "ABC"]),
        ("de", ["QWERTZ", "ABC"]),
        ("de-AT", ["QWERTZ", "ABC"]),
        ("fr", ["AZERTY", "ABC"]),
        ("fr-CA", ["QWERTY", "ABC"]),
        ("ar", ["ض ص ث", "ا ب ت"]),
        ("ru", ["ЙЦУ", "АБВ"]),
        ("uk", ["ЙЦУ Ї", "АБВГҐ"]),
        ("el", ["ΕΡΤ", "ΑΒΓ"]),
        ("he", ["ק ר א", "א ב ג"]),
        ("xx", ["QWERTY", "ABC"]),
    ],
)
def test_a_language_begins_as_its_speakers_know_it_and_the_alphabet_is_one_key_away(
    locale: str, names: list[str]
) -> None:
    among = orders(locale, WIDE)
    there = other_order(among, 0)
    assert names == [among[0].letters.name, among[there].letters.name]
    assert 0 == other_order(among, there)


def test_a_panel_too_narrow_for_a_desk_has_the_alphabet_alone() -> None:
    """Letters that stood elsewhere than on the desk would help nobody."""
    among = orders("de", UPRIGHT)
    assert "ABC" == among[0].letters.name
    assert 0 == other_order(among, 0)
    assert not any(order.letters.desk for order in among)


def test_a_language_has_its_own_letters_at_hand_where_there_is_room() -> None:
    def last_row(locale: str, room: Room) -> str:
        return "".join(orders(locale, room)[0].letters.rows[-1])

    assert "ÄÖÜß" == last_row("de", WIDE)
    assert "أإآ" == last_row("ar", WIDE)
    assert "YXCVBNM-'." == last_row("de", LOW)
    assert "ÄÖÜ" == orders("de", LOW)[0].pages[1].name


def test_the_way_to_other_scripts_shows_three_of_them() -> None:
    assert "ع Ж Ω" == signs_of_others(orders("en", WIDE))
    assert "A Ж Ω" == signs_of_others(orders("ar", WIDE))


def test_every_script_is_two_touches_away() -> None:
    """All names are on one page."""
    among: tuple[Order, ...] = orders("ar", WIDE)
    names = set(choice(among, WIDE).keys)
    assert {"ABC", "QWERTY", "АБВ", "ΑΒΓ", "א ב ג"} <= names


@pytest.mark.parametrize(
    ("size", "target", "room"),
    [
        ((83, 16), (6, 3), (12, 4)),
        ((64, 10), (6, 3), (10, 3)),
        ((58, 37), (7, 3), (8, 6)),
        ((188, 36), (12, 7), (12, 4)),
    ],
)
def test_keys_are_never_smaller_than_a_finger(
    size: tuple[int, int], target: tuple[int, int], room: tuple[int, int]
) -> None:
    assert room == room_for(*size, target)


@pytest.mark.parametrize(
    ("keys", "locale", "name"),
    [
        ("ANNA-MARIA O'BRIEN", "en", "Anna-Maria O'Brien"),
        ("GROß", "de", "Groß"),
        ("ÇELİK IŞIK", "tr", "Çelik Işık"),
        ("İREM", "de", "İrem"),
        ("DİDİ", "de", "Didi"),
        ("ΓΙΩΡΓΟΣ ΣΑΣΣΟΣ", "el", "Γιωργος Σασσος"),
        ("ΜΑΐΟΥ", "el", "Μαΐου"),
        ("ГҐЄЇ'ЯН", "uk", "Гґєї'Ян"),
        ("علي", "ar", "علي"),
        ("E\u0301VA", "hu", "Éva"),
    ],
)
def test_what_is_typed_becomes_a_name(keys: str, locale: str, name: str) -> None:
    """In one code point a letter where there is one (NFC)."""
    text = ""
    for key in keys:
        text = typed(text, key, locale)
    assert name == text


def test_what_is_left_of_a_greek_name_ends_as_words_do() -> None:
    assert "Σας" == erased("Σασσ")
