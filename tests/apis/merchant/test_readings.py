"""Where the reference and the program disagree, a setting says which one holds."""

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.apis.merchant.manners import Manners
from kiosk.config.settings import Settings, load_settings
from kiosk.wiring.merchant import merchant_manners
from tests.apis.merchant.salon import (
    ABOUT,
    API,
    CLASSES,
    CUSTOMER,
    EVENTS,
    LAYLA,
    MERCHANT,
    PASSPORTS,
    SERVICE,
    account,
    by_customer,
    by_merchant,
    data,
    number,
    opened,
    refusal,
    salon,
    time,
    weekly,
)
from tests.house.project import ROOT

DAY = {"start": time("00:00"), "end": time("23:00")}
UNKNOWN = 7_000_000_000_000_000


@pytest.mark.parametrize("legacy", [False, True])
async def test_what_is_gone_or_taken_may_be_a_400(*, legacy: bool) -> None:
    """The pages list 404 and 409, the program says 400 to both; who may, is 401 either way."""
    async with opened(manners=Manners(legacy_400=legacy)) as here:
        layla = await here.customer()
        await here.booked()
        body = {"booking_id": UNKNOWN, "merchant_name": "kiosk"}
        told = [
            (await refusal(asked))[0]
            for asked in (
                here.staff.get(f"{CUSTOMER}/{UNKNOWN}"),
                here.staff.get(ABOUT.replace("kiosk", "x")),
                here.staff.post(MERCHANT, json=by_merchant()),
                layla.request("DELETE", f"{CUSTOMER}/{UNKNOWN}", json=body),
                here.staff.post(MERCHANT, json=by_merchant("09:10")),
                layla.post(MERCHANT, json=by_merchant()),
                here.staff.post(MERCHANT, content=b"{}"),
            )
        ]
    expected = [400] * 5 if legacy else [404, 404, 409, 404, 400]
    assert [*expected, 401, 415] == told


@pytest.mark.parametrize("wraps", [True, False])
async def test_answers_may_be_bare(*, wraps: bool) -> None:
    """The pages show them bare, the program wraps them; refusals are the same."""
    async with opened(manners=Manners(wraps=wraps)) as here:
        booking = await _booked(here)
        answers = [
            (await here.staff.get(path, params=DAY)).json()
            for path in (
                f"{CUSTOMER}/{booking}",
                EVENTS,
                ABOUT,
                f"{SERVICE}/availability",
            )
        ]
        said = await refusal(here.staff.get(f"{CUSTOMER}/{UNKNOWN}"))
    assert wraps == all(
        isinstance(one, dict) and ["data"] == list(one) for one in answers
    )
    told = [one["data"] for one in answers] if wraps else answers
    assert "Passport" == told[0]["service_name"]
    assert booking == told[1]["bookings"][0]["id"]
    assert "kiosk" == told[2]["url_name"]
    assert "2026-05-05" == told[3][0]["date"]
    assert (404, "this booking does not exist") == said


async def _booked(here: Any) -> int:
    """What staff booked, found in the desk: the calendar's envelope is what is in doubt."""
    assert 201 == (await here.staff.post(MERCHANT, json=by_merchant())).status_code
    (ticket,) = (await here.shop.desk.bookings(salon().id)).items
    return number(ticket.id)


@pytest.mark.parametrize(
    ("bearer", "cookie"), [(True, True), (True, False), (False, True)]
)
async def test_one_may_say_who_one_is(*, bearer: bool, cookie: bool) -> None:
    """The pages have a bearer in their examples and cookies in their text."""
    manners = Manners(bearer=bearer, cookie=cookie)
    async with opened(manners=manners) as here:
        assert (200 if bearer else 401) == (
            await here.staff.get(EVENTS, params=DAY)
        ).status_code
        _, secret = await here.shop.keys.new("secret", "gateway", None)
        http = here.shop.http()
        told = {"email": "gateway", "password": secret}
        login = await http.post(f"{API}/auth/login", json=told)
        assert (200 if cookie else 404) == login.status_code
        assert (200 if cookie else 401) == (
            await http.get(EVENTS, params=DAY)
        ).status_code
        made = await http.post(f"{API}/auth/users", json=account())
        assert (201 if cookie else 404) == made.status_code


async def test_a_bearer_that_is_wrong_is_not_made_good_by_a_cookie() -> None:
    """Who sends both means the first."""
    async with opened() as here:
        http = await here.customer()
        headers = {"authorization": "Bearer sk_nobody"}
        asked = http.get(f"{API}/auth/me", headers=headers)
        assert (401, "unauthorized") == await refusal(asked)


async def test_newer_clients_may_be_told_more() -> None:
    """Statuses, services and types, which the pages' answers leave out."""
    async with opened(manners=Manners(extended=True)) as here:
        booking = await here.booked(customers=[LAYLA])
        yoga = await here.booked(timestamp=time("10:00"), service_id=CLASSES)
        series = by_merchant("11:00", service_id=CLASSES, customers=[LAYLA], **weekly())
        await here.staff.post(MERCHANT, json=series)
        names = (
            "service_id",
            "booking_type",
            "booking_status",
            "max_participants",
            "is_recurring",
        )
        assert [
            (PASSPORTS, "appointment", "confirmed", 1, False),
            (CLASSES, "event", "confirmed", 4, False),
            (CLASSES, "class", "confirmed", 4, True),
        ] == [tuple(row[name] for name in names) for row in await here.day()]
        for id_ in (booking, yoga):
            told = await data(here.staff.get(f"{CUSTOMER}/{id_}"))
            assert (False, "confirmed") == (told["is_cancelled"], told["status"])
        await here.staff.request("DELETE", f"{MERCHANT}/{booking}", json={})
        told = await data(here.staff.get(f"{CUSTOMER}/{booking}"))
        assert (True, "cancelled") == (told["is_cancelled"], told["status"])


async def test_the_merchant_is_called_as_the_settings_say() -> None:
    manners = Manners("spa-retreat", title="Spa Retreat", contact_email="hi@spa.test")
    async with opened(manners=manners) as here:
        told = await data(here.staff.get(f"{API}/merchants/spa-retreat"))
        assert ("Spa Retreat", "spa-retreat", "hi@spa.test") == (
            told["merchant_name"],
            told["url_name"],
            told["contact_email"],
        )
        layla = await here.customer()
        wanted = by_customer(merchant_name="spa-retreat")
        assert 201 == (await layla.post(CUSTOMER, json=wanted)).status_code
        assert 404 == (await layla.post(CUSTOMER, json=by_customer())).status_code


def test_every_setting_is_obeyed(tmp_path: Path) -> None:
    """What the file says is what the dialect is given, and by default the documented reading."""
    assert Manners() == merchant_manners(Settings().merchant)
    file = tmp_path / "config.toml"
    file.write_text(
        """[merchant]
        name = "spa-retreat"
        title = "Spa Retreat"
        contact_email = "hi@spa.test"
        time_zone = "Europe/Budapest"
        auth = "cookie"
        legacy_400 = true
        wrap_data = false
        words = "extended"
        """
    )
    assert Manners(
        merchant="spa-retreat",
        title="Spa Retreat",
        contact_email="hi@spa.test",
        zone=ZoneInfo("Europe/Budapest"),
        bearer=False,
        cookie=True,
        legacy_400=True,
        wraps=False,
        extended=True,
    ) == merchant_manners(load_settings(file, {}).merchant)
    file.write_text('[merchant]\nauth = "bearer"\n')
    manners = merchant_manners(load_settings(file, {}).merchant)
    assert (True, False) == (manners.bearer, manners.cookie)


def test_the_page_tells_of_every_setting() -> None:
    """By its name and what holds anyway, as the settings file would say it."""
    page = (ROOT / "docs" / "merchant.md").read_text("utf-8")
    untold = [
        told
        for name, value in Settings().merchant.model_dump(mode="json").items()
        if (told := f"`{name} = {json.dumps(value)}`") not in page
        and told[:-1] not in page
    ]
    assert [] == untold
