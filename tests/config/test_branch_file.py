"""A branch file and the branch it describes are the same thing."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.branch_file import branch_example, demo_branch, read_branch
from kiosk.config.branch_rules import usable_id
from kiosk.config.branch_tables import LONGEST, BranchTable
from kiosk.config.places_table import PlacesTable
from kiosk.config.table import Table
from kiosk.domain.branch import (
    Align,
    BookingRules,
    Branch,
    BranchId,
    Counter,
    CounterId,
    DayException,
    Group,
    GroupId,
    Lane,
    LaneId,
    NumberRange,
    Places,
    Quota,
    Service,
    ServiceId,
    StaffId,
    WeekRule,
    Window,
    in_language,
)
from kiosk.domain.grid import day_grid
from kiosk.domain.hours import Timetable
from kiosk.domain.slots import day_slots
from kiosk.text import cells, is_clean
from tests.config.branch_text import SMALL, written
from tests.strategies import TRICKY_ZONES, foreign_text

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "branch.toml"


def read(file: Path, text: str) -> Branch:
    file.write_text(text, encoding="utf-8")
    return read_branch(file)


def test_a_small_file_describes_a_branch(file: Path) -> None:
    branch = read(file, SMALL)
    morning, afternoon = (
        Window(time(8), time(12)),
        Window(time(13), time(17)),
    )
    assert (WeekRule(frozenset(range(5)), (morning, afternoon)),) == branch.hours
    assert {"en": "Main Street"} == branch.name
    assert {"en": "Documents", "ar": "وثائق"} == branch.groups[0].name
    assert (
        Service(ServiceId("passport01"), {"en": "Passport"}, "all")
        == branch.services[0]
    )
    assert (NumberRange("all", "A"),) == branch.ranges
    assert (Counter(CounterId("1")),) == branch.counters
    assert ("en", ("en", "ar"), time(4), "") == (
        branch.default_locale,
        branch.locales,
        branch.day_starts,
        branch.holidays,
    )


def test_a_plain_text_is_in_the_default_language(file: Path) -> None:
    text = SMALL.replace('"Main Street"', '"الشارع الرئيسي"', 1)
    text = text.replace("zone =", 'default_locale = "ar"\nzone =', 1)
    assert {"ar": "الشارع الرئيسي"} == read(file, text).name


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ('["mon"]', {0}),
        ('["Monday", "SUN"]', {0, 6}),
        ('["mon-fri"]', {0, 1, 2, 3, 4}),
        ('["fri - mon"]', {4, 5, 6, 0}),
        ('["mon-sun"]', set(range(7))),
        ('["tue-tue", "tue"]', {1}),
    ],
)
def test_weekdays_may_be_runs(file: Path, days: str, expected: set[int]) -> None:
    assert expected == read(file, SMALL.replace('["mon-fri"]', days)).hours[0].weekdays


def test_hours_may_go_to_midnight(file: Path) -> None:
    text = SMALL.replace('"08:00-12:00", "13:00-17:00"', '"20:00–24:00"')
    assert (Window(time(20), None),) == read(file, text).hours[0].windows


def test_holidays_close_the_branch(file: Path) -> None:
    branch = read(file, SMALL.replace("locales", 'holidays = "HU"\nlocales', 1))
    labour_day = datetime(2026, 5, 1, 10, tzinfo=UTC)
    assert not Timetable(branch).opening(labour_day).is_open
    assert Timetable(branch).opening(NOON - timedelta(hours=1)).is_open


_letters = "abcdefghijklmnopqrstuvwxyz0123456789"
_ids = st.text(_letters, min_size=10, max_size=10)
_texts = st.text("abc Ab-é'\"\\ وثيقة {}[]#=,", min_size=1, max_size=12).filter(
    lambda text: is_clean(text) and text.strip() == text
)
_times = st.integers(0, 1440)


def _words(required: bool = True) -> st.SearchStrategy[dict[str, str]]:
    both = st.fixed_dictionaries({"en": _texts}, optional={"ar": _texts})
    return both if required else st.just({}) | both


@st.composite
def _windows(draw: st.DrawFn, least: int = 1) -> tuple[Window, ...]:
    edges = sorted(draw(st.lists(_times, min_size=2 * least, max_size=6, unique=True)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Window(_at(a), None if b == 1440 else _at(b)) for a, b in pairs)


def _at(minute: int) -> time:
    return time(*divmod(minute, 60))


@st.composite
def _weeks(draw: st.DrawFn) -> tuple[WeekRule, ...]:
    rules = []
    for _ in range(draw(st.integers(1, 2))):
        windows = draw(_windows())
        days = draw(st.frozensets(st.integers(0, 6), min_size=1))
        breaks = windows[:1] if draw(st.booleans()) else ()
        start = draw(st.none() | st.dates(date(2000, 1, 1), date(2099, 1, 1)))
        end = start + timedelta(days=30) if start and draw(st.booleans()) else None
        rules.append(WeekRule(days, windows, breaks, start, end))
    return tuple(rules)


@st.composite
def _booking(draw: st.DrawFn) -> BookingRules:
    fives = st.integers(1, 20).map(lambda count: count * 5)
    windows = draw(_windows())
    return BookingRules(
        minutes=draw(fives),
        range="times",
        step=draw(st.just(0) | fives),
        align=draw(st.sampled_from(Align)),
        before=draw(st.just(0) | fives),
        after=draw(st.just(0) | fives),
        notice=draw(st.integers(0, 100)),
        days_ahead=draw(st.integers(0, 100)),
        hours=draw(st.none() | _weeks()),
        quotas=draw(st.sampled_from(((), (Quota(5), Quota(1, windows[0]))))),
        max_open=draw(st.integers(1, 5)),
        max_changes=draw(st.integers(0, 5)),
        cancel_until=draw(st.integers(0, 100)),
        early=draw(st.integers(0, 100)),
        latest=draw(st.integers(0, 100)),
    )


@st.composite
def _places(draw: st.DrawFn) -> Places:
    most = draw(st.integers(1, 1000))
    return Places(most, draw(st.integers(0, most)), draw(st.integers(0, 100)))


@st.composite
def _branches(draw: st.DrawFn) -> Branch:
    ids = draw(st.lists(_ids, min_size=3, max_size=6, unique=True))
    services = tuple(
        Service(
            ServiceId(service),
            draw(_words()),
            "all",
            minutes=draw(st.integers(1, 480)),
            target_minutes=draw(st.integers(1, 480)),
            walkin=places is None,
            appointable=booking is not None and (bool(places) or draw(st.booleans())),
            bring=draw(_words(required=False)),
            hours=draw(st.none() | _weeks()),
            max_tickets_day=draw(st.none() | st.integers(1, 100)),
            sensitive=draw(st.booleans()),
            booking=booking,
            places=places,
        )
        for service in ids[2:]
        for booking in (draw(st.none() | _booking()),)
        for places in (draw(st.none() | _places()) if booking else None,)
    )
    listed = tuple(ServiceId(service) for service in ids[2:])
    days = draw(st.lists(st.dates(), max_size=3, unique=True))
    return Branch(
        id=BranchId(ids[0]),
        name=draw(_words()),
        zone=draw(st.sampled_from(TRICKY_ZONES)),
        default_locale="en",
        locales=("ar", "en"),
        groups=(Group(GroupId(ids[1]), draw(_words()), listed),),
        services=services,
        ranges=(
            NumberRange("all", "AB", 5, draw(st.none() | st.just(900))),
            NumberRange("times", "T"),
        ),
        counters=(
            Counter(CounterId("1"), draw(_words(required=False))),
            Counter(CounterId("2B"), {}, frozenset(listed[:1])),
        ),
        lanes=(
            Lane(LaneId("desk-1"), draw(_words(required=False))),
            Lane(
                LaneId("anna"),
                {},
                frozenset(listed[:1]),
                StaffId("anna"),
                draw(st.none() | _weeks()),
            ),
        ),
        hours=draw(_weeks()),
        exceptions=tuple(
            DayException(day, draw(_windows(least=0)), draw(_words(required=False)))
            for day in days
        ),
        holidays=draw(st.sampled_from(("", "HU"))),
        address=draw(_words(required=False)),
        day_starts=_at(draw(st.integers(0, 1439))),
    )


@given(branch=_branches())
def test_a_branch_written_out_is_read_back_the_same(
    branch: Branch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("branch") / "branch.toml"
    assert branch == read(file, written(branch))


@given(name=foreign_text)
def test_no_name_brings_anything_unseen_into_the_house(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Escape codes, bidi controls and lone surrogates end at the file's edge."""
    escaped = "".join(
        f"\\U{ord(sign):08x}" for sign in name if not "\ud800" <= sign <= "\udfff"
    )
    text = SMALL.replace('name = "Passport"', f'name = "x{escaped}"')
    file = tmp_path_factory.mktemp("branch") / "branch.toml"
    found = read(file, text).services[0].name["en"]
    assert is_clean(found)
    assert cells(found) <= LONGEST


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Passport: new", set(), "passportne"),
        ("Passport: new", {"passportne"}, "passport01"),
        ("Passport: new", {"passportne", "passport01"}, "passport02"),
        ("ID card", set(), "idcard0001"),
        ("ID card", {"idcard0001"}, "idcard0002"),
        ("Fénymásolás", set(), "fenymasola"),
        ("جواز السفر", set(), "item000001"),
        ("", set(), "item000001"),
    ],
)
def test_an_id_is_offered_that_looks_like_the_name(
    name: str, taken: set[str], expected: str
) -> None:
    assert expected == usable_id(name, taken)


def test_the_demo_is_open_at_any_hour_of_any_day() -> None:
    """Whoever tries it at three on a Sunday morning gets a number."""
    timetable = Timetable(demo_branch())
    hours = (NOON + timedelta(hours=hour) for hour in range(24 * 8))
    assert all(timetable.opening(hour).is_open for hour in hours)


def test_the_demo_shows_a_closed_service_and_a_quota() -> None:
    branch = demo_branch()
    timetable = Timetable(branch)
    closed = [
        s.id for s in branch.services if not timetable.service(s.id, NOON).is_open
    ]
    assert ["marriage01"] == closed
    assert ["parkingper"] == [s.id for s in branch.services if s.max_tickets_day]


def test_the_demo_takes_appointments_at_most_hours() -> None:
    """Two services on two desks and with Anna, whom one may ask for."""
    branch, day = demo_branch(), date(2026, 5, 5)
    booked = [service for service in branch.services if service.appointable]
    grids = [
        day_grid(branch, Timetable(branch), service, day + timedelta(days=1))
        for service in booked
    ]
    now = datetime(2026, 5, 5, 10, tzinfo=UTC)
    found = [len(day_slots(grid, (), now).free) for grid in grids]
    assert ["passportne", "taxcertif1"] == [service.id for service in booked]
    assert [27, 48] == found
    assert [2, 2] == [len(grid.lanes) for grid in grids]


def test_the_demo_speaks_all_its_languages() -> None:
    branch = demo_branch()
    named = [branch.name, *(one.name for one in branch.groups)]
    named += [one.name for one in branch.services]
    named += [one.name for one in branch.lanes]
    assert {("en", "ar")} == {tuple(name) for name in named}
    assert "فرع الشارع الرئيسي" == in_language(branch.name, "ar", "en")


def test_the_demo_is_an_example_of_every_key() -> None:
    """What a file may say can be looked up in the demo's, with a comment or a value."""
    text = branch_example().read_text(encoding="utf-8")
    modules = {BranchTable.__module__, PlacesTable.__module__}
    tables = [m for m in Table.__subclasses__() if m.__module__ in modules]
    keys = {name for table in tables for name in table.model_fields}
    lists = {"hours", "exception", "range", "group", "service", "counter", "lane"}
    unseen = {
        key
        for key in keys
        if not re.search(rf"\n(# )?(\[+(\w+\.)*{key}\]|{key} = )", text)
    }
    assert set() == unseen
    assert lists < keys
