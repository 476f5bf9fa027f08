"""Where the published pages leave two readings, a setting says which one holds."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.apis.skiplino.manners import Manners
from kiosk.config.settings import Settings, load_settings
from kiosk.wiring.server import _manners
from tests.apis.skiplino.bureau import CUSTOMERS, SLOTS, bureau, data, opened, wrong
from tests.desk.office import at
from tests.house.project import ROOT

TICKETS = f"{CUSTOMERS}/tickets?externalId=nobody"


@pytest.mark.parametrize(
    ("manners", "path", "error"),
    [
        (Manners(unknown_ticket=404), "/external/v1/tickets/nosuchid00", "Ticket not found."),
        (Manners(unknown_ticket=404), "/external/v1/tickets/%40", "Ticket not found."),
        (Manners(unknown_customer=404), TICKETS, "Customer not found."),
    ],
)  # fmt: skip
async def test_the_unknown_may_be_a_404(
    manners: Manners, path: str, error: str
) -> None:
    """With a sentence where the other reading names the member."""
    async with opened(manners=manners) as here:
        answer = await here.public.get(path)
    assert (404, {"message": "Not Found", "error": error}) == (
        answer.status_code,
        answer.json(),
    )


async def test_taken_times_may_be_listed() -> None:
    """With nothing remaining; those that can't be booked for another reason are not."""
    async with opened(bureau(notice=30), Manners(lists_full=True)) as here:
        await here.person()
        await here.appointment("10:00")
        here.shop.clock.at = at("08:45")
        assert {"09:30": 1, "10:00": 0, "10:30": 1, "11:00": 1, "11:30": 1} == (
            await here.free()
        )


async def test_names_may_be_told_to_public_keys() -> None:
    """As the pages' examples have them."""
    async with opened(manners=Manners(public_names=True)) as here:
        await here.person()
        booked = await here.appointment()
        there = await data(here.public.get(f"/external/v1/tickets/{booked['id']}"))
    assert "Layla Hassan" == there["customer"]["name"]


async def test_the_companys_id_is_told() -> None:
    async with opened(manners=Manners(company="cmp_5f3a91")) as here:
        assert "cmp_5f3a91" == (await here.person())["companyId"]


@pytest.mark.parametrize(
    ("zone", "day", "clocks"),
    [
        # 09:00 to 11:30 UTC of the 5th, and of the 6th
        (None, "2026-05-05", ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]),
        # 14 hours ahead: its 6th begins at 10:00 UTC of the 5th
        ("Pacific/Kiritimati", "2026-05-05", ["09:00", "09:30"]),
        ("Pacific/Kiritimati", "2026-05-06", ["10:00", "10:30", "11:00", "11:30", "09:00", "09:30"]),
        # 11 hours behind: its 4th ends at 11:00 UTC of the 5th
        ("Pacific/Pago_Pago", "2026-05-04", ["09:00", "09:30", "10:00", "10:30"]),
        ("Pacific/Pago_Pago", "2026-05-05", ["11:00", "11:30", "09:00", "09:30", "10:00", "10:30"]),
    ],
)  # fmt: skip
async def test_a_day_of_times_may_be_the_companys(
    zone: str | None, day: str, clocks: list[str]
) -> None:
    """Slots page: the company's zone, not the branch's."""
    manners = Manners(zone=ZoneInfo(zone) if zone else None)
    async with opened(manners=manners) as here:
        slots = await data(here.public.get(f"{SLOTS}?date={day}"))
    assert clocks == [slot["time"][11:16] for slot in slots]


async def test_today_is_the_companys_too() -> None:
    """At noon UTC of the 4th it is the 5th in Kiritimati, and the 4th is over there."""
    manners = Manners(zone=ZoneInfo("Pacific/Kiritimati"))
    async with opened(manners=manners) as here:
        assert await data(here.public.get(SLOTS)) == await data(
            here.public.get(f"{SLOTS}?date=2026-05-05")
        )
        past = await wrong(here.public.get(f"{SLOTS}?date=2026-05-04"))
    assert {"date": "This value should be today or later."} == past


async def test_the_companys_today_may_have_begun_on_a_day_that_is_over() -> None:
    """At 20:00 UTC it is tomorrow in Dhaka, where nothing can be booked for yesterday."""
    branch = replace(bureau(), zone="Asia/Dhaka")
    async with opened(branch, Manners(zone=ZoneInfo("Etc/UTC"))) as here:
        here.shop.clock.at = at("20:00", date(2026, 5, 4))
        assert [] == await data(here.public.get(f"{SLOTS}?date=2026-05-04"))
        slots = await data(here.public.get(f"{SLOTS}?date=2026-05-05"))
    assert "03:00" == slots[0]["time"][11:16]


async def test_a_week_of_company_days_has_every_time_once() -> None:
    """Whatever the zones are, no time falls between two days."""
    branch = replace(bureau(), zone="America/St_Johns")
    told = []
    for zone in (None, "Asia/Kathmandu"):
        manners = Manners(zone=ZoneInfo(zone) if zone else None)
        async with opened(branch, manners) as here:
            told.append(
                [
                    slot["time"]
                    for day in range(5, 12)
                    for slot in await data(
                        here.public.get(f"{SLOTS}?date=2026-05-{day:02}")
                    )
                ]
            )
    assert 7 * 6 == len(told[0])
    assert told[0] == told[1]


def test_every_setting_is_obeyed(tmp_path: Any) -> None:
    """What the file says is what the dialect is given, and by default the first reading."""
    assert Manners() == _manners(Settings())
    file = tmp_path / "config.toml"
    file.write_text(
        """[skiplino]
        company_id = "cmp_5f3a91"
        time_zone = "Asia/Bahrain"
        reschedule_statuses = ["waiting"]
        full_slots = "list"
        unknown_ticket = 404
        unknown_customer = 404
        words = "all"
        public_names = true
        """
    )
    assert Manners(
        company="cmp_5f3a91",
        zone=ZoneInfo("Asia/Bahrain"),
        movable=frozenset({"waiting"}),
        lists_full=True,
        unknown_ticket=404,
        unknown_customer=404,
        all_words=True,
        public_names=True,
    ) == _manners(load_settings(file, {}))


def test_the_page_tells_of_every_setting() -> None:
    """By its name and what holds anyway, as the settings file would say it."""
    page = (ROOT / "docs" / "skiplino.md").read_text("utf-8")
    untold = [
        told
        for name, value in Settings().skiplino.model_dump(mode="json").items()
        if (told := f"`{name} = {json.dumps(value)}`") not in page
        and told[:-1] not in page
    ]
    assert [] == untold
