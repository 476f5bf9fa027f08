"""What a speaker says: counts, waits, times and what is to come."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.errors import KioskError, Reason
from kiosk.i18n.catalogue import Catalogue
from kiosk.i18n.speaker import Speaker

NOW = datetime(2026, 5, 4, 8, 42, tzinfo=UTC)  # a Monday; 10:42 in Budapest


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.fixture(scope="module")
def english(catalogue: Catalogue) -> Speaker:
    return catalogue.speaker("en", "Europe/Budapest")


@pytest.fixture(scope="module")
def arabic(catalogue: Catalogue) -> Speaker:
    return catalogue.speaker("ar", "Europe/Budapest")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "You are next"),
        (1, "1 person before you"),
        (2, "2 people before you"),
        (1200, "1,200 people before you"),
    ],
)
def test_english_counts_people(english: Speaker, count: int, expected: str) -> None:
    assert expected == english.say("ahead", count=count)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "دورك هو التالي"),
        (1, "أمامك شخص واحد"),
        (2, "أمامك شخصان"),
        (3, "أمامك 3 أشخاص"),
        (10, "أمامك 10 أشخاص"),
        (11, "أمامك 11 شخصًا"),
        (99, "أمامك 99 شخصًا"),
        (100, "أمامك 100 شخص"),
        (103, "أمامك 103 أشخاص"),
    ],
)
def test_arabic_counts_people(arabic: Speaker, count: int, expected: str) -> None:
    assert expected == arabic.say("ahead", count=count)


@pytest.mark.parametrize(
    ("lo", "hi", "long", "short"),
    [
        (None, None, "waiting time not known", "waiting time not known"),
        (0, 5, "less than 5 min", "under 5 min"),
        (5, 10, "about 5–10 min", "5–10 min"),
        (10, 10, "about 10 min", "10 min"),
        (50, 75, "about 50–75 min", "50–75 min"),
        (95, 145, "about 1½–2½ h", "1½–2½ h"),
        (60, 90, "about 1–1½ h", "1–1½ h"),
        (75, 105, "about 1¼–1¾ h", "1¼–1¾ h"),
        (10, 90, "about ¼–1½ h", "¼–1½ h"),
        (5, 95, "about 0–1½ h", "0–1½ h"),
    ],
)
def test_a_wait_is_told_as_a_range(
    english: Speaker, lo: int | None, hi: int | None, long: str, short: str
) -> None:
    assert (long, short) == (english.wait(lo, hi), english.wait(lo, hi, short=True))


def test_an_arabic_wait_agrees_with_its_number(arabic: Speaker) -> None:
    said = [arabic.wait(*wait) for wait in ((5, 10), (10, 15), (95, 145), (150, 180))]
    assert [
        "من 5 إلى 10 دقائق تقريبًا",
        "من 10 إلى 15 دقيقة تقريبًا",
        "من 1½ إلى 2½ ساعة تقريبًا",
        "من 2½ إلى 3 ساعات تقريبًا",
    ] == said


@pytest.mark.parametrize(
    ("ahead", "english_text", "arabic_text"),
    [
        (timedelta(hours=2), "12:42", "الساعة 12:42"),
        (timedelta(days=1), "tomorrow 10:42", "غدًا الساعة 10:42"),
        (timedelta(days=2), "Wednesday 10:42", "الأربعاء الساعة 10:42"),
        (timedelta(days=6), "Sunday 10:42", "الأحد الساعة 10:42"),
        (
            timedelta(days=7),
            "Mon 11 May 2026, 10:42",
            "الاثنين 11 مايو 2026 الساعة 10:42",
        ),
    ],
)
def test_a_moment_to_come_is_as_short_as_it_can_be(
    english: Speaker,
    arabic: Speaker,
    ahead: timedelta,
    english_text: str,
    arabic_text: str,
) -> None:
    assert english_text == english.when(NOW + ahead, NOW)
    assert arabic_text == arabic.when(NOW + ahead, NOW)


def test_tomorrow_begins_at_the_branchs_midnight(catalogue: Catalogue) -> None:
    """22:30 UTC is already tomorrow in Budapest, and still today in Lisbon's west."""
    late = NOW.replace(hour=22, minute=30)
    said = [
        catalogue.speaker("en", zone).when(late, NOW)
        for zone in ("Europe/Budapest", "Atlantic/Azores")
    ]
    assert ["tomorrow 00:30", "22:30"] == said


def test_a_date_needs_no_zone_and_an_instant_does(catalogue: Catalogue) -> None:
    late = NOW.replace(hour=23)
    auckland = catalogue.speaker("en", "Pacific/Auckland")
    assert "Mon 4 May 2026" == auckland.date(date(2026, 5, 4))
    assert "Tue 5 May 2026" == auckland.date(late)
    assert "Tuesday 5 May" == auckland.day(late)


def test_an_arabic_date_has_western_digits(arabic: Speaker) -> None:
    assert "الاثنين 4 مايو 2026" == arabic.date(NOW)


def test_a_reason_is_said_in_the_customers_language(
    english: Speaker, arabic: Speaker
) -> None:
    assert "The printer has no paper. Your number is valid." == english.error(
        Reason.PAPER_OUT
    )
    assert "لا يوجد ورق في الطابعة. رقمك صالح." == arabic.error(Reason.PAPER_OUT)


def test_english_comes_first_and_every_language_names_itself(
    catalogue: Catalogue,
) -> None:
    assert ("en", "ar") == catalogue.locales
    names = [catalogue.speaker(tag, "UTC").native_name for tag in catalogue.locales]
    assert ["English", "العربية"] == names


def test_the_direction_comes_with_the_language(
    english: Speaker, arabic: Speaker
) -> None:
    assert (False, True) == (english.rtl, arabic.rtl)


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("ar", "ar"), ("ar-EG", "ar"), ("AR_eg", "ar"), ("xx", "en"), ("", "en")],
)
def test_the_nearest_language_is_spoken(
    catalogue: Catalogue, asked: str, spoken: str
) -> None:
    assert spoken == catalogue.speaker(asked, "UTC").locale


def test_a_speaker_is_made_once(catalogue: Catalogue) -> None:
    assert catalogue.speaker("en-GB", "UTC") is catalogue.speaker("en", "UTC")


@pytest.fixture
def half_translated(tmp_path: Path) -> Catalogue:
    """A language that lacks a key, and has one with a variable nobody gives."""
    (tmp_path / "en.ftl").write_text("hello = Hello\nbye = Bye { $name }\n")
    (tmp_path / "fr.ftl").write_text("bye = Au revoir { $nom }\n")
    return Catalogue.load(tmp_path)


def test_what_a_language_lacks_is_said_in_english(half_translated: Catalogue) -> None:
    french = half_translated.speaker("fr", "UTC")
    assert "Hello" == french.say("hello")
    assert "Bye Ada" == french.say("bye", name="Ada")


def test_a_missing_text_is_counted_and_logged_once(
    half_translated: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    french = half_translated.speaker("fr", "UTC")
    for _ in range(3):
        french.say("hello")
    assert 3 == half_translated.missing["fr", "hello"]
    said = [(line.__dict__["locale"], line.__dict__["key"]) for line in caplog.records]
    assert [("fr", "hello")] == said


def test_a_key_that_nobody_has_does_not_stop_the_kiosk(
    half_translated: Catalogue,
) -> None:
    assert "no-such-key" == half_translated.speaker("fr", "UTC").say("no-such-key")


def test_a_reason_without_a_sentence_is_something_unexpected(tmp_path: Path) -> None:
    (tmp_path / "en.ftl").write_text("error-unexpected = Something went wrong.\n")
    speaker = Catalogue.load(tmp_path).speaker("en", "UTC")
    assert "Something went wrong." == speaker.error(Reason.CUTTER)


def test_without_english_there_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(KioskError, match=r"en\.ftl is missing"):
        Catalogue.load(tmp_path)


def test_days_of_a_strip_are_short(english: Speaker, arabic: Speaker) -> None:
    day = date(2026, 5, 5)
    assert ("Tue", "5 May", "5") == (
        english.weekday(day),
        english.day_of_month(day),
        english.day_of_month(day, month=False),
    )
    assert ("الثلاثاء", "5 مايو") == (arabic.weekday(day), arabic.day_of_month(day))


@pytest.mark.parametrize(
    ("zone", "instant", "expected"),
    [
        ("Europe/Budapest", datetime(2026, 5, 5, 7, 30, tzinfo=UTC), "09:30"),
        (
            "Europe/Budapest",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            "02:30 (UTC+02:00)",
        ),
        (
            "Europe/Budapest",
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            "02:30 (UTC+01:00)",
        ),
        ("Europe/Budapest", datetime(2027, 3, 28, 1, 30, tzinfo=UTC), "03:30"),
        (
            "Australia/Lord_Howe",
            datetime(2027, 4, 3, 15, 15, tzinfo=UTC),
            "01:45 (UTC+10:30)",
        ),
    ],
)
def test_an_hour_that_comes_twice_is_told_with_its_offset(
    catalogue: Catalogue, zone: str, instant: datetime, expected: str
) -> None:
    assert expected == catalogue.speaker("en", zone).clear_time(instant)
