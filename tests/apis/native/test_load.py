"""A branch's description over HTTP: taken whole, or refused member by member."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, time
from typing import Any

import httpx
import pytest
from msgspec import to_builtins

from kiosk.apis.native.translate_branch import branch_to_wire
from kiosk.config.branch_file import demo_branch
from kiosk.domain.access import Role
from kiosk.domain.branch import (
    BookingRules,
    Branch,
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
    ServiceId,
    WeekRule,
    Window,
)
from kiosk.errors import BadInput
from tests.apis.shop import MAIN, Shop, branch
from tests.contract.shop import CASH, EVERY_DAY, LOANS

WHERE = f"/native/v1/branches/{MAIN}"


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop().open()


@pytest.fixture(name="http")
async def _http(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.http(await shop.key(Role.SUPERVISOR)) as client:
        yield client


async def _put(http: httpx.AsyncClient, described: Branch) -> httpx.Response:
    return await http.put(WHERE, json=to_builtins(branch_to_wire(described)))


async def test_a_description_holds_at_once(http: httpx.AsyncClient) -> None:
    """The answer is the new state, and so are the names on the next ticket."""
    headers = {"Idempotency-Key": "one"}
    asked = {"branch": MAIN, "service": CASH}
    await http.post("/native/v1/tickets", json=asked, headers=headers)
    answer = await _put(http, branch(name={"en": "New Street"}))
    again = await http.post("/native/v1/tickets", json=asked, headers=headers)
    assert (200, {"en": "New Street"}) == (
        answer.status_code,
        answer.json()["branch"]["name"],
    )
    assert ("New Street", "A001") == (
        again.json()["branch"]["name"],
        again.json()["number"],
    )


async def test_what_get_gave_put_takes(shop: Shop, http: httpx.AsyncClient) -> None:
    """So a description can be fetched, changed and sent back."""
    given = (await http.get(WHERE)).json()["branch"]
    answer = await http.put(WHERE, json=given)
    assert (200, given) == (answer.status_code, answer.json()["branch"])
    assert branch() == (await shop.desk.branch(MAIN)).branch


async def test_a_description_loses_nothing_on_its_way(shop: Shop) -> None:
    """A branch file is on the server what it is in the hands of who wrote it: lanes, rules and all."""
    described = demo_branch()
    assert any(service.booking for service in described.services)
    client = shop.client(owner=True)
    answered = await client.load_branch(described)
    await client.aclose()
    assert described == answered.branch
    assert described == (await shop.desk.branch(described.id)).branch


async def test_a_new_branch_is_loaded_by_its_own_id(http: httpx.AsyncClient) -> None:
    """The path and the body say the same."""
    other = to_builtins(branch_to_wire(branch(id="otherone01")))
    elsewhere = await http.put(WHERE, json=other)
    answer = await http.put("/native/v1/branches/otherone01", json=other)
    listed = (await http.get("/native/v1/branches")).json()["branches"]
    assert (400, 200) == (elsewhere.status_code, answer.status_code)
    assert [MAIN, "otherone01"] == [state["branch"]["id"] for state in listed]


async def test_texts_are_cleaned_on_their_way_in(shop: Shop) -> None:
    """Nothing a terminal obeys is stored."""
    client = shop.client(owner=True)
    state = await client.load_branch(branch(name={"en": "Main\x1b[2J \u202eStreet"}))
    await client.aclose()
    assert {"en": "Main[2J Street"} == state.branch.name


def _service(**changes: Any) -> Branch:
    first, *others = branch().services
    return branch(services=(replace(first, **changes), *others))


def _open(*windows: Window, **more: Any) -> tuple[WeekRule, ...]:
    return (WeekRule(frozenset({0}), windows, **more),)


def _booked(
    rules: BookingRules | None, lanes: tuple[Lane, ...] = (), **changes: Any
) -> Branch:
    first, *others = branch().services
    service = replace(first, appointable=True, booking=rules)
    ranges = (*branch().ranges, NumberRange("t", "T"))
    return branch(
        services=(service, *others), ranges=ranges, lanes=lanes or (DESK,), **changes
    )


def _given(**changes: Any) -> Branch:
    """The first service in sessions for two."""
    given = _booked(HALF_AN_HOUR)
    first, *others = given.services
    wished: dict[str, Any] = {"walkin": False, "places": Places(2), **changes}
    return replace(given, services=(replace(first, **wished), *others))


EIGHT, NOON, ONE = time(8), time(12), time(13)
DESK = Lane(LaneId("desk"))
HALF_AN_HOUR = BookingRules(30, "t")
TWICE = (NumberRange("a", "A"), NumberRange("b", "A"))
LAWLESS = [
    (branch(zone="Mars/Olympus"), "zone"),
    (branch(holidays="XX"), "holidays"),
    (branch(default_locale="fi"), "default_locale"),
    (branch(name={"ar": "الشارع"}), "name"),
    (branch(ranges=TWICE), "ranges.0.prefix"),
    (branch(ranges=(NumberRange("a", "A"),)), "services.1.range"),
    (
        branch(ranges=(NumberRange("a", "A", 9, 8), NumberRange("b", "B"))),
        "ranges.0.last",
    ),
    (branch(counters=(Counter(CounterId("1")),) * 2), "counters.0.id"),
    (
        branch(counters=(Counter(CounterId("1"), {}, frozenset({ServiceId("x")})),)),
        "counters.0.services",
    ),
    (branch(groups=()), "services.0.id"),
    (
        branch(groups=(*branch().groups, Group(GroupId("g"), {}, (ServiceId("x"),)))),
        "groups.2.services",
    ),
    (branch(services=branch().services * 2), "services.0.id"),
    (_service(name={}), "services.0.name"),
    (_service(hours=_open(Window(NOON, EIGHT))), "services.0.hours.0.windows"),
    (branch(hours=_open(Window(EIGHT, EIGHT))), "hours.0.windows"),
    (branch(hours=_open(Window(EIGHT, ONE), Window(NOON, None))), "hours.0.windows"),
    (
        branch(hours=_open(Window(EIGHT, None), breaks=(Window(ONE, NOON),))),
        "hours.0.breaks",
    ),
    (
        branch(
            hours=_open(valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1)),
        ),
        "hours.0.valid_to",
    ),
    (branch(exceptions=(DayException(date(2026, 1, 1)),) * 2), "exceptions.0.day"),
    (
        branch(exceptions=(DayException(date(2026, 1, 1), (Window(ONE, NOON),)),)),
        "exceptions.0.windows",
    ),
    (_booked(None), "services.0.booking"),
    (_booked(replace(HALF_AN_HOUR, range="x")), "services.0.booking.range"),
    (_booked(replace(HALF_AN_HOUR, range="b")), "services.0.booking.range"),
    (_given(walkin=True), "services.0.walkin"),
    (_given(appointable=False), "services.0.places"),
    (_given(places=Places(2, 3)), "services.0.places.least"),
    (_booked(replace(HALF_AN_HOUR, minutes=7)), "services.0.booking.minutes"),
    (_booked(replace(HALF_AN_HOUR, minutes=0)), "services.0.booking.minutes"),
    (_booked(replace(HALF_AN_HOUR, step=7)), "services.0.booking.step"),
    (_booked(replace(HALF_AN_HOUR, after=-5)), "services.0.booking.after"),
    (
        _booked(replace(HALF_AN_HOUR, days_ahead=10**7)),
        "services.0.booking.days_ahead",
    ),
    (
        _booked(replace(HALF_AN_HOUR, quotas=(Quota(1, Window(NOON, EIGHT)),))),
        "services.0.booking.quotas.0.window",
    ),
    (
        _booked(replace(HALF_AN_HOUR, hours=_open(Window(NOON, EIGHT)))),
        "services.0.booking.hours.0.windows",
    ),
    (_booked(HALF_AN_HOUR, (DESK, DESK)), "lanes.0.id"),
    (
        _booked(HALF_AN_HOUR, tuple(Lane(LaneId(f"desk{n}")) for n in range(256))),
        "lanes",
    ),
    (
        _booked(HALF_AN_HOUR, (Lane(LaneId("desk"), {}, frozenset({LOANS})),)),
        "services.0.id",
    ),
    (
        _booked(
            HALF_AN_HOUR, (DESK, Lane(LaneId("x"), {}, frozenset({ServiceId("x")})))
        ),
        "lanes.1.services",
    ),
    (
        _booked(HALF_AN_HOUR, (replace(DESK, hours=_open(Window(ONE, NOON))),)),
        "lanes.0.hours.0.windows",
    ),
]


@pytest.mark.parametrize(
    ("described", "member"), LAWLESS, ids=[member for _, member in LAWLESS]
)
async def test_what_does_not_fit_together_is_refused(
    shop: Shop, http: httpx.AsyncClient, described: Branch, member: str
) -> None:
    """With the member's name, and the branch goes on as it was."""
    answer = await _put(http, described)
    assert 400 == answer.status_code
    assert member in answer.json()["error"]["fields"]
    assert branch() == (await shop.desk.branch(MAIN)).branch


async def test_a_client_learns_what_is_wrong(shop: Shop) -> None:
    """The command line shows the members as they came."""
    client = shop.client(owner=True)
    with pytest.raises(BadInput) as caught:
        await client.load_branch(branch(zone="Mars/Olympus"))
    await client.aclose()
    assert ["zone"] == list(caught.value.fields)


async def test_a_large_branch_is_loaded(http: httpx.AsyncClient) -> None:
    """Two hundred services in two languages are more than an ordinary request."""
    many = tuple(
        replace(
            branch().services[0],
            id=ServiceId(f"service{n:03}"),
            bring={"en": "x" * 150},
        )
        for n in range(200)
    )
    group = Group(GroupId("everything"), {"en": "All"}, tuple(one.id for one in many))
    large = branch(services=many, groups=(group,), counters=(), hours=EVERY_DAY)
    answer = await _put(http, large)
    assert (200, 200) == (answer.status_code, len(answer.json()["branch"]["services"]))
