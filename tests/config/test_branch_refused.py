"""A wrong branch file is refused with line, key, what was found, and what would be right."""

from pathlib import Path

import pytest

from kiosk.config.branch_file import read_branch
from kiosk.errors import BadConfig
from tests.config.branch_text import SMALL


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("b.toml")


def refusal(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadConfig) as caught:
        read_branch(file)
    return caught.value.detail


HOURS = 'days = ["mon-fri"]'
OPEN = 'open = ["08:00-12:00", "13:00-17:00"]'
PASSPORT = 'name = "Passport"\nrange = "all"'
COUNTER = '[[counter]]\nid = "1"'


def booking(rules: str) -> str:
    """The passport service, to be booked by these rules."""
    return f"{PASSPORT}\nappointable = true\n[service.booking]\n{rules}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # keys
        ('name = "Passport"', 'nmae = "Passport"', "b.toml:19: service[1].name: is missing"),
        ('name = "Passport"', 'name = "Passport"\nminuts = 5', "b.toml:22: service[1].minuts: is not known; did you mean: minutes?"),
        ("zone = ", "timezone = ", "b.toml:3: timezone: is not known; did you mean: zone?"),
        (COUNTER, "", "b.toml: counter: is missing"),
        ("[[hours]]", "[[opening]]", "b.toml:6: opening: is not known"),
        # ids
        ('id = "mainstreet"', 'id = "main"', 'b.toml:1: id: is not an id; found: "main"; allowed: 10 lower-case letters and digits; did you mean: mainstreet?'),
        ('id = "passport01"', 'id = "Passport"', 'b.toml:20: service[1].id: is not an id; found: "Passport"; allowed: 10 lower-case letters and digits; did you mean: passport01?'),
        ('id = "documents1"', 'id = "documents"', 'b.toml:15: group[1].id: is not an id; found: "documents"; allowed: 10 lower-case letters and digits; did you mean: document01?'),
        ('id = "passport01"', "id = 1", "b.toml:20: service[1].id: is not text; found: 1; allowed: text in quotes"),
        # twice
        ('id = "passport01"', 'id = "idcard0001"', 'b.toml:25: service[2].id: is there twice among the [[service]] tables; found: "idcard0001"'),
        (COUNTER, COUNTER + "\n" + COUNTER, 'b.toml:32: counter[2].id: is there twice among the [[counter]] tables; found: "1"'),
        ('prefix = "A"', 'prefix = "A"\n[[range]]\nid = "b"\nprefix = "A"', 'b.toml:15: range[2].prefix: is there twice among the [[range]] tables; found: "A"'),
        ('prefix = "A"', 'prefix = "A"\n[[range]]\nid = "all"\nprefix = "B"', 'b.toml:14: range[2].id: is there twice among the [[range]] tables; found: "all"'),
        ('["passport01", "idcard0001"]', '["passport01", "idcard0001", "passport01"]', 'b.toml:17: group[1].services[3]: is there twice; found: "passport01"'),
        (COUNTER, "[[exception]]\ndate = 2026-01-01\nclosed = true\n[[exception]]\ndate = 2026-01-01\nclosed = true\n" + COUNTER, 'b.toml:33: exception[2].date: is there twice among the [[exception]] tables; found: "2026-01-01"'),
        # references
        ('["passport01", "idcard0001"]', '["pasport01", "idcard0001"]', 'b.toml:17: group[1].services[1]: names no service of this file; found: "pasport01"; did you mean: passport01?'),
        ('range = "all"', 'range = "xyz"', 'b.toml:22: service[1].range: names no range of this file; found: "xyz"; allowed: all'),
        (COUNTER, COUNTER + '\nservices = ["idcard0001", "x"]', 'b.toml:31: counter[1].services[2]: names no service of this file; found: "x"; allowed: passport01, idcard0001'),
        ('["passport01", "idcard0001"]', '["passport01"]', 'b.toml:25: service[2].id: is in no [[group]]; found: "idcard0001"'),
        ('["passport01", "idcard0001"]', "[]", "b.toml:17: group[1].services: is empty; found: []; allowed: ids of services"),
        # ranges and counters
        ('prefix = "A"', 'prefix = "a"', 'b.toml:12: range[1].prefix: is not a prefix; found: "a"; allowed: 1 to 3 capital letters, like "A"'),
        ('prefix = "A"', 'prefix = "A1"', 'b.toml:12: range[1].prefix: is not a prefix; found: "A1"; allowed: 1 to 3 capital letters, like "A"'),
        ('prefix = "A"', 'prefix = "A"\nfirst = 10\nlast = 9', "b.toml:14: range[1].last: is before first"),
        ('prefix = "A"', 'prefix = "A"\nlast = "9"', 'b.toml:13: range[1].last: is not a whole number; found: "9"; allowed: a whole number'),
        (COUNTER, '[[counter]]\nid = "Window 1"', 'b.toml:30: counter[1].id: is not a counter; found: "Window 1"; allowed: 1 to 4 letters and digits, like "2B"'),
        ('name = "Passport"', 'name = "Passport"\nminutes = 0', "b.toml:22: service[1].minutes: is too small; found: 0; allowed: 1 or more"),
        ('name = "Passport"', 'name = "Passport"\nwalkin = false', "b.toml:22: service[1].walkin: leaves no way to get it; allowed: true"),
        # hours
        (HOURS, 'days = ["mon-fry"]', 'b.toml:7: hours[1].days: has no weekday "fry"; found: ["mon-fry"]; allowed: mon, tue, wed, thu, fri, sat, sun; did you mean: friday?'),
        (HOURS, 'days = ["wendsday"]', 'b.toml:7: hours[1].days: has no weekday "wendsday"; found: ["wendsday"]; allowed: mon, tue, wed, thu, fri, sat, sun; did you mean: wednesday?'),
        (HOURS, "days = []", 'b.toml:7: hours[1].days: is not a list of weekdays; found: []; allowed: ["mon", "tue"] or ["mon-fri"]'),
        (HOURS, 'days = "mon"', 'b.toml:7: hours[1].days: is not a list of weekdays; found: "mon"; allowed: ["mon", "tue"] or ["mon-fri"]'),
        (OPEN, 'open = ["8-12"]', 'b.toml:8: hours[1].open: is not a time of day; found: ["8-12"]; allowed: "00:00" to "23:59"'),
        (OPEN, 'open = ["08:00"]', 'b.toml:8: hours[1].open: is not a list of windows; found: ["08:00"]; allowed: "08:00-12:00"'),
        (OPEN, 'open = ["08:00-24:01"]', 'b.toml:8: hours[1].open: is not a time of day; found: ["08:00-24:01"]; allowed: "00:00" to "23:59"'),
        (OPEN, 'open = ["22:00-06:00"]', 'b.toml:8: hours[1].open: ends before it begins; found: ["22:00-06:00"]; allowed: up to "24:00", in two rules beyond'),
        (OPEN, 'open = ["08:00-08:00"]', 'b.toml:8: hours[1].open: ends before it begins; found: ["08:00-08:00"]; allowed: up to "24:00", in two rules beyond'),
        (OPEN, 'open = ["08:00-12:00", "11:00-13:00"]', 'b.toml:8: hours[1].open: overlap, or are not in order; found: ["08:00-12:00", "11:00-13:00"]; allowed: earlier windows first'),
        (OPEN, 'open = ["08:00-24:00", "09:00-10:00"]', 'b.toml:8: hours[1].open: overlap, or are not in order; found: ["08:00-24:00", "09:00-10:00"]; allowed: earlier windows first'),
        (OPEN, "open = []", 'b.toml:8: hours[1].open: is empty; allowed: windows like "08:00-16:00"'),
        (OPEN, OPEN + '\nbreaks = ["12:15-12:30"]', "b.toml:9: hours[1].breaks: is not within the opening windows"),
        (OPEN, OPEN + "\nvalid_from = 2026-05-02\nvalid_to = 2026-05-01", "b.toml:10: hours[1].valid_to: is before valid_from"),
        (OPEN, OPEN + "\nvalid_from = '2026-05-02'", 'b.toml:9: hours[1].valid_from: is not a date; found: "2026-05-02"; allowed: a date like 2026-12-24, without quotes'),
        ('name = "ID card"', 'name = "ID card"\nhours = [{days = ["mon"], open = ["9:00-10:00"]}]', 'b.toml:27: service[2].hours[1].open: is not a time of day; found: ["9:00-10:00"]; allowed: "00:00" to "23:59"'),
        (COUNTER, "[[exception]]\ndate = 2026-01-01\n" + COUNTER, 'b.toml:29: exception[1]: is neither open nor closed, or both; found: {"date": "2026-01-01"}; allowed: closed = true, or open = ["08:00-12:00"]'),
        ('zone = "Europe/Budapest"', 'zone = "Europe/Budapest"\nday_starts = "4:00"', 'b.toml:4: day_starts: is not a time of day; found: "4:00"; allowed: "00:00" to "23:59"'),
        # place and languages
        ("Europe/Budapest", "Europe/Budapset", 'b.toml:3: zone: is not a time zone; found: "Europe/Budapset"; allowed: an IANA name like "Europe/Budapest"; did you mean: Europe/Budapest?'),
        ("Europe/Budapest", "../../etc/passwd", 'b.toml:3: zone: is not a time zone; found: "../../etc/passwd"; allowed: an IANA name like "Europe/Budapest"'),
        ("Europe/Budapest", "Europe", 'b.toml:3: zone: is not a time zone; found: "Europe"; allowed: an IANA name like "Europe/Budapest"; did you mean: Europe/Rome?'),
        ("locales =", 'holidays = "XX"\nlocales =', 'b.toml:4: holidays: has no calendar; found: "XX"; allowed: an ISO 3166 code like "HU" or "GB-SCT", or ""'),
        ('["en", "ar"]', '["en", "arabic"]', 'b.toml:4: locales[2]: is not a language; found: "arabic"; allowed: a tag like "en" or "pt-BR"'),
        ('["en", "ar"]', '["en"]', "b.toml:16: group[1].name.ar: is not among locales; allowed: en"),
        ('["en", "ar"]', '["ar"]', 'b.toml: default_locale: is not among locales; found: "en"; allowed: ar'),
        ('{ en = "Documents", ar = "وثائق" }', '{ ar = "وثائق" }', "b.toml:16: group[1].name: lacks the default language, en"),
        ('name = "Passport"', 'name = "\\u202e\\u001b"', 'b.toml:21: service[1].name: is empty; found: ""; allowed: a text'),
        ('name = "Passport"', "name = 1", "b.toml:21: service[1].name: is not a table; found: 1; allowed: a table"),
        ('name = "Passport"', "name = { en = 1 }", "b.toml:21: service[1].name.en: is not text; found: 1; allowed: text in quotes"),
        # appointments
        (PASSPORT, PASSPORT + "\nappointable = true", "b.toml:23: service[1].appointable: needs a [service.booking] table"),
        (PASSPORT, booking("minutes = 20\nrange = 'all'") + "\n[[lane]]\nid = 'a'", 'b.toml:26: service[1].booking.range: gives walk-in numbers too; found: "all"; allowed: a range for appointments'),
        (PASSPORT, booking("minutes = 20\nrange = 'tims'"), 'b.toml:26: service[1].booking.range: names no range of this file; found: "tims"; allowed: all'),
        (PASSPORT, booking("minutes = 7\nrange = 'all'"), "b.toml:25: service[1].booking.minutes: is not a multiple of 5; found: 7; allowed: 5, 10, 15 and so on"),
        (PASSPORT, booking("minutes = 5\nalign = 'hour'\nrange = 'all'"), """b.toml:26: service[1].booking.align: is not offered; found: "hour"; allowed: window, clock"""),
        (PASSPORT, booking("minutes = 5\nrange = 'all'\n[[service.booking.quota]]\nmost = 1\nwithin = '9-12'"), "b.toml:29: service[1].booking.quota[1].within: is not a time of day; found: \"9-12\"; allowed: \"00:00\" to \"23:59\""),
        (PASSPORT, booking("minutes = 5\nrange = 'times'") + "\n[[range]]\nid = 'times'\nprefix = 'T'", 'b.toml:20: service[1].id: has no [[lane]]; found: "passport01"'),
        # sessions
        (PASSPORT, PASSPORT + "\n[service.places]\nmost = 5", "b.toml:23: service[1].places: needs appointable = true"),
        (PASSPORT, booking("minutes = 5\nrange = 'all'") + "\n[service.places]\nmost = 5", "b.toml:19: service[1].walkin: is given in sessions, not by walk-in numbers; allowed: false"),
        (PASSPORT, booking("minutes = 5\nrange = 'all'") + "\n[service.places]\nmost = 5\nleast = 6", "b.toml:29: service[1].places.least: is more than most"),
        (PASSPORT, booking("minutes = 5\nrange = 'all'") + "\n[service.places]\nmost = 0", "b.toml:28: service[1].places.most: is too small; found: 0; allowed: 1 or more"),
        (COUNTER, COUNTER + "\n[[lane]]\nid = 'a'\n[[lane]]\nid = 'a'", 'b.toml:34: lane[2].id: is there twice among the [[lane]] tables; found: "a"'),
        (COUNTER, COUNTER + "\n[[lane]]\nid = 'a'\nservices = ['pasport01']", 'b.toml:33: lane[1].services[1]: names no service of this file; found: "pasport01"; did you mean: passport01?'),
    ],
)  # fmt: skip
def test_a_wrong_branch_file(file: Path, old: str, new: str, expected: str) -> None:
    assert old in SMALL
    assert expected == refusal(file, SMALL.replace(old, new, 1))


def test_of_many_mistakes_the_first_in_the_file_is_told(file: Path) -> None:
    text = SMALL.replace('"Europe/Budapest"', '"Nowhere"').replace('id = "1"', 'id = "1"\nservices = ["x"]')  # fmt: skip
    assert refusal(file, text).startswith("b.toml:3: zone:")


def test_an_empty_file_says_what_is_missing(file: Path) -> None:
    assert "b.toml: id: is missing" == refusal(file, "")
