"""Times of a day, and the site, as the OptimoCMS dialect tells them."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.apis.optimo.times import instants
from kiosk.domain.branch import BranchId, Lane, LaneId, StaffId
from tests.apis.optimo.site import SLOTS, TOMORROW, Site, data, error, opened, staffed
from tests.contract.shop import CASH
from tests.desk.office import PASSPORT, office

ASKED = {"serviceId": PASSPORT, "date": TOMORROW}


async def test_a_day_has_every_time_taken_ones_too(here: Site) -> None:
    """The four published members, times in the branch's own clock."""
    await here.book("10:00")
    answer = (await here.public.get(SLOTS, params=ASKED)).json()
    assert {
        "startTime": "09:00",
        "endTime": "09:30",
        "available": True,
        "staffId": None,
    } == answer["data"][0]
    taken = [one["startTime"] for one in answer["data"] if not one["available"]]
    assert (6, ["10:00"]) == (len(answer["data"]), taken)
    assert "2026-05-04T12:00:00.000Z" == answer["meta"]["timestamp"]
    assert answer["meta"]["requestId"]


async def test_each_person_has_a_row_of_their_own() -> None:
    """The same time twice, once for each; one of them can be asked for alone."""
    async with opened(staffed()) as here:
        await here.book("09:00", staffId="ada")
        rows = await here.slots()
        first = [(row["staffId"], row["available"]) for row in rows[:2]]
        assert [("ada", False), ("bo", True)] == sorted(first)
        assert 12 == len(rows)
        alone = await here.slots(staffId="bo")
        assert {"bo"} == {row["staffId"] for row in alone}
        nobody = here.public.get(SLOTS, params=ASKED | {"staffId": "cy"})
        assert ("VALIDATION_ERROR", {"staffId": "does not give this service"}) == (
            await error(nobody, 400)
        )


async def test_a_time_of_nobody_in_particular_is_not_counted_twice() -> None:
    """Ada's desk and one that is nobody's: with the latter taken only hers is left."""
    nobodys = Lane(LaneId("desk-0"))
    ada = Lane(LaneId("desk-1"), staff=StaffId("ada"))
    async with opened(replace(office(), lanes=(nobodys, ada))) as here:
        await here.book("09:00", staffId="ada")
        await here.book("09:30")
        rows = {
            (r["startTime"], r["staffId"]): r["available"] for r in await here.slots()
        }
        assert (True, False) == (rows["09:00", None], rows["09:00", "ada"])
        assert (False, True) == (rows["09:30", None], rows["09:30", "ada"])
        assert (True, True) == (rows["10:00", None], rows["10:00", "ada"])


NONE: list[tuple[dict[str, str], int, str, str | None]] = [
    ({"date": TOMORROW}, 400, "VALIDATION_ERROR", "serviceId"),
    ({"serviceId": PASSPORT}, 400, "VALIDATION_ERROR", "date"),
    (ASKED | {"date": "5 May"}, 400, "VALIDATION_ERROR", "date"),
    (ASKED | {"date": "2026-02-30"}, 400, "VALIDATION_ERROR", "date"),
    (ASKED | {"date": "2026-05-03"}, 400, "VALIDATION_ERROR", "date"),
    (ASKED | {"date": "9999-12-31"}, 400, "VALIDATION_ERROR", "date"),
    (ASKED | {"serviceId": "nothing"}, 404, "NOT_FOUND", None),
    (ASKED | {"serviceId": CASH}, 404, "NOT_FOUND", None),
    (ASKED | {"serviceId": "\x00"}, 404, "NOT_FOUND", None),
    (ASKED | {"branchId": "elsewhere"}, 404, "NOT_FOUND", None),
]


async def test_times_that_there_are_none_of(here: Site) -> None:
    """A service without times is as good as none."""
    for query, status, code, member in NONE:
        told = await error(here.public.get(SLOTS, params=query), status)
        assert (code, [member] if member else []) == (told[0], list(told[1])), query


async def test_a_service_of_two_branches_wants_the_branch() -> None:
    """A time in the wrong one helps nobody."""
    async with opened() as here:
        await here.shop.desk.load(replace(office(), id=BranchId("otherone01")))
        code, fields = await error(here.public.get(SLOTS, params=ASKED), 400)
        assert ("VALIDATION_ERROR", ["branchId"]) == (code, list(fields))
        assert 6 == len(await here.slots(branchId="otherone01"))


async def test_there_is_one_site(here: Site) -> None:
    """What a queue has not is null; another site's paths lead nowhere."""
    told = (await here.public.get("/v1/sites")).json()
    assert [
        {
            "id": "site_main",
            "name": "kiosk",
            "domain": None,
            "status": "published",
            "createdAt": None,
            "updatedAt": None,
        }
    ] == told["data"]
    assert {"total": 1, "limit": 25, "nextCursor": None} == told["pagination"]
    drafts = await data(here.public.get("/v1/sites", params={"status": "draft"}))
    assert [] == drafts
    other = here.public.get(SLOTS.replace("site_main", "another"), params=ASKED)
    assert ("NOT_FOUND", {}) == await error(other, 404)


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        ("2026-05-05", "09:30", ["07:30"]),
        ("2026-03-29", "02:30", []),
        ("2026-10-25", "02:30", ["00:30", "01:30"]),
    ],
)
def test_a_wall_clock_shows_a_time_once_or_twice_or_never(
    day: str, clock: str, utc: list[str]
) -> None:
    """In Budapest, on an ordinary day and on the two when the clocks change."""
    zone = ZoneInfo("Europe/Budapest")
    found = instants(date.fromisoformat(day), clock, zone)
    assert utc == [f"{instant:%H:%M}" for instant in found]
