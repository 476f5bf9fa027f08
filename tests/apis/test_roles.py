"""Who may do what: every documented operation, asked with every kind of key."""

from collections.abc import AsyncIterator

import httpx
import pytest

from kiosk.domain.access import AT_COUNTERS, DIALECTS, IN_CHARGE, NATIVE, Role
from kiosk.domain.branch import BranchId
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft
from tests.apis.shop import MAIN, Shop, branch
from tests.contract.shop import CASH

OWNER = frozenset({Role.OWNER})
TRUSTED = frozenset({Role.SECRET})

NO_KEY: frozenset[Role] = frozenset()
"""Only who signed in as a customer."""

_SERVICE = (
    "/api/v1/merchants/{merchantName}/locations/{locationId}/services/{serviceId}"
)

OPEN = {
    ("GET", "/api/v1/merchants/{merchantName}"),
    ("GET", _SERVICE),
    ("GET", f"{_SERVICE}/summary"),
    ("GET", f"{_SERVICE}/availability"),
    ("GET", f"{_SERVICE}/availability/next"),
    ("GET", f"{_SERVICE}/availability/disabled-days"),
    ("POST", "/api/v1/auth/users"),
    ("POST", "/api/v1/auth/login"),
}
"""Operations that anybody may ask, with a key or without."""

MAY = {
    ("POST", "/native/v1/tickets"): NATIVE,
    ("GET", "/native/v1/tickets/{ticket}"): NATIVE,
    ("POST", "/native/v1/tickets/{ticket}/cancel"): NATIVE,
    ("GET", "/native/v1/tickets/{ticket}/events"): NATIVE,
    ("GET", "/native/v1/branches"): NATIVE,
    ("GET", "/native/v1/branches/{branch}"): NATIVE,
    ("PUT", "/native/v1/branches/{branch}"): IN_CHARGE,
    ("POST", "/native/v1/branches/{branch}/counters/{counter}/call"): AT_COUNTERS,
    ("POST", "/native/v1/branches/{branch}/counters/{counter}/finish"): AT_COUNTERS,
    ("GET", "/native/v1/events"): NATIVE,
    ("GET", "/native/v1/branches/{branch}/services/{service}/slots"): NATIVE,
    ("GET", "/native/v1/branches/{branch}/services/{service}/next-day"): NATIVE,
    ("POST", "/native/v1/branches/{branch}/tickets/find"): NATIVE,
    ("POST", "/native/v1/branches/{branch}/tickets/of-phone"): NATIVE,
    ("PUT", "/native/v1/hold"): NATIVE,
    ("DELETE", "/native/v1/hold"): NATIVE,
    ("POST", "/native/v1/tickets/{ticket}/reschedule"): NATIVE,
    ("POST", "/native/v1/tickets/{ticket}/check-in"): NATIVE,
    ("GET", "/native/v1/tickets/{ticket}/calendar"): NATIVE,
    ("GET", "/native/v1/branches/{branch}/sessions"): NATIVE,
    ("GET", "/native/v1/sessions/{session}"): NATIVE,
    ("GET", "/native/v1/sessions/{session}/participants"): AT_COUNTERS,
    ("POST", "/native/v1/branches/{branch}/sessions"): AT_COUNTERS,
    **{
        ("POST", f"/native/v1/sessions/{{session}}/{deed}"): AT_COUNTERS
        for deed in ("confirm", "move", "start", "finish", "cancel", "note")
    },
    ("POST", "/native/v1/branches/{branch}/series/preview"): AT_COUNTERS,
    ("POST", "/native/v1/branches/{branch}/series"): AT_COUNTERS,
    ("GET", "/native/v1/series/{series}"): AT_COUNTERS,
    **{
        (method, f"/native/v1/{of}/series{change}"): AT_COUNTERS
        for of in ("tickets/{ticket}", "sessions/{session}")
        for method, change in (("GET", ""), ("POST", "/change"))
    },
    ("POST", "/native/v1/customers/identify"): NATIVE,
    ("POST", "/native/v1/customers/find"): AT_COUNTERS,
    ("POST", "/native/v1/customers"): AT_COUNTERS,
    ("GET", "/native/v1/customers"): AT_COUNTERS,
    ("GET", "/native/v1/customers/{customer}"): AT_COUNTERS,
    ("PATCH", "/native/v1/customers/{customer}"): AT_COUNTERS,
    ("DELETE", "/native/v1/customers/{customer}"): AT_COUNTERS,
    ("GET", "/native/v1/customers/{customer}/tickets"): AT_COUNTERS,
    **{
        ("POST", f"/native/v1/tickets/{{ticket}}/{deed}"): AT_COUNTERS
        for deed in (
            "recall",
            "start",
            "finish",
            "no-show",
            "return",
            "park",
            "unpark",
            "transfer",
            "priority",
            "note",
            "undo-check-in",
        )
    },
    ("POST", "/native/v1/tickets/{ticket}/call"): IN_CHARGE,
    ("GET", "/native/v1/tickets/{ticket}/row"): AT_COUNTERS,
    ("POST", "/native/v1/branches/{branch}/undo"): AT_COUNTERS,
    ("GET", "/native/v1/branches/{branch}/counters/{counter}/next"): AT_COUNTERS,
    ("GET", "/native/v1/branches/{branch}/tickets"): AT_COUNTERS,
    ("POST", "/native/v1/branches/{branch}/tickets/search"): AT_COUNTERS,
    ("GET", "/native/v1/branches/{branch}/own-day"): AT_COUNTERS,
    ("GET", "/native/v1/branches/{branch}/lobby"): AT_COUNTERS,
    ("GET", "/native/v1/branches/{branch}/log"): AT_COUNTERS,
    ("PATCH", "/native/v1/branches/{branch}/counters/{counter}"): AT_COUNTERS,
    ("PATCH", "/native/v1/branches/{branch}/services/{service}"): IN_CHARGE,
    ("POST", "/native/v1/branches/{branch}/messages"): IN_CHARGE,
    ("DELETE", "/native/v1/branches/{branch}/messages/{message}"): IN_CHARGE,
    ("POST", "/native/v1/branches/{branch}/day/close"): IN_CHARGE,
    ("POST", "/native/v1/branches/{branch}/day/reopen"): IN_CHARGE,
    ("PUT", "/native/v1/branches/{branch}/kiosks/{kiosk}"): NATIVE,
    ("PUT", "/native/v1/branches/{branch}/kiosks/{kiosk}/summons"): NATIVE,
    ("DELETE", "/native/v1/branches/{branch}/kiosks/{kiosk}/summons"): AT_COUNTERS,
    ("POST", "/native/v1/sign-in"): AT_COUNTERS,
    ("POST", "/native/v1/sign-out"): AT_COUNTERS,
    ("GET", "/native/v1/branches/{branch}/operators"): AT_COUNTERS,
    ("GET", "/native/v1/operators"): IN_CHARGE,
    ("POST", "/native/v1/operators"): IN_CHARGE,
    ("PATCH", "/native/v1/operators/{operator}"): IN_CHARGE,
    ("DELETE", "/native/v1/operators/{operator}"): IN_CHARGE,
    ("GET", "/native/v1/keys"): OWNER,
    ("POST", "/native/v1/keys"): OWNER,
    ("DELETE", "/native/v1/keys/{key_id}"): OWNER,
    ("PUT", "/native/v1/clients/{client}"): OWNER,
    ("DELETE", "/native/v1/clients/{client}"): OWNER,
    **dict.fromkeys(
        (
            ("POST", "/api/v1/bookings/merchant"),
            ("PATCH", "/api/v1/bookings/merchant/{id}"),
            ("DELETE", "/api/v1/bookings/merchant/{id}"),
            ("GET", "/api/v1/bookings/calendar/events"),
            ("GET", "/api/v1/merchant/calendar/customers"),
            ("GET", "/api/v1/merchant/calendar/services"),
            ("GET", "/api/v1/bookings/customer/{id}"),
            ("GET", "/api/v1/auth/me"),
            ("POST", "/api/v1/auth/logout"),
        ),
        TRUSTED,
    ),
    ("POST", "/api/v1/bookings/customer"): NO_KEY,
    ("DELETE", "/api/v1/bookings/customer/{id}"): NO_KEY,
    ("POST", "/external/v1/tickets/book"): DIALECTS,
    ("GET", "/external/v1/tickets/{id}"): DIALECTS,
    ("POST", "/external/v1/tickets/{id}/cancel"): DIALECTS,
    ("GET", "/external/v1/branches"): DIALECTS,
    ("GET", "/external/v1/branches/{branchId}/tree"): DIALECTS,
    ("GET", "/external/v1/services/{id}/slots"): DIALECTS,
    ("POST", "/external/v1/tickets/{id}/change-time"): DIALECTS,
    ("GET", "/external/v1/customers/tickets"): DIALECTS,
    ("POST", "/external/v1/customers/create"): TRUSTED,
    ("GET", "/external/v1/customers/getAll"): TRUSTED,
    ("GET", "/external/v1/customers/getOne"): TRUSTED,
    ("PUT", "/external/v1/customers/update"): TRUSTED,
    ("DELETE", "/external/v1/customers/delete"): TRUSTED,
    ("GET", "/v1/sites"): DIALECTS,
    ("GET", "/v1/sites/{siteId}/booking/slots"): DIALECTS,
    ("GET", "/v1/sites/{siteId}/booking/bookings"): DIALECTS,
    ("POST", "/v1/sites/{siteId}/booking/bookings"): TRUSTED,
    ("PATCH", "/v1/sites/{siteId}/booking/bookings/{bookingId}/status"): TRUSTED,
}
"""Operation → who may."""

KEYED = (Role.KIOSK, Role.STAFF, Role.SUPERVISOR, Role.PUBLIC, Role.SECRET)


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    """About to end, so that a stream which is let in ends by itself."""
    shop = await Shop([branch(), branch(id=BranchId("otherone01"))]).open()
    shop.gate.closing.set()
    return shop


async def _ask(http: httpx.AsyncClient, method: str, path: str) -> int:
    where = path.replace("{branch}", MAIN).replace("{counter}", "1")
    where = where.replace("{", "").replace("}", "")
    return (await http.request(method, where)).status_code


async def test_every_documented_operation_is_in_the_table(shop: Shop) -> None:
    """A new route says here first who may use it."""
    async with shop.http() as http:
        paths = (await http.get("/openapi.json")).json()["paths"]
    documented = {
        (method.upper(), path) for path, listed in paths.items() for method in listed
    }
    assert MAY.keys() | OPEN == documented


@pytest.mark.parametrize("role", KEYED)
async def test_a_key_opens_what_its_role_may_and_nothing_else(
    shop: Shop, role: Role
) -> None:
    """403 in our own dialect; in Skiplino's, and the merchant's, a key of the wrong kind is as
    good as none."""
    async with shop.http(await shop.key(role)) as http:
        for (method, path), allowed in MAY.items():
            status = await _ask(http, method, path)
            refused = 401 if path.startswith(("/external", "/api")) else 403
            expected = role not in allowed
            assert expected == (status == refused), (method, path, status)
            assert 500 > status, (method, path)


@pytest.mark.parametrize("key", [None, "sk_unknown", "kk_" + "x" * 43])
async def test_without_a_good_key_nothing_opens(shop: Shop, key: str | None) -> None:
    """Not by any operation, and the answer does not tell why."""
    async with shop.http(key) as http:
        statuses = {where: await _ask(http, *where) for where in MAY}
    assert dict.fromkeys(MAY, 401) == statuses


async def test_a_key_of_one_branch_sees_no_other(shop: Shop) -> None:
    """Lists leave the others out, and another branch's ticket does not exist."""
    only = BranchId("otherone01")
    placed = await shop.desk.issue(Draft(MAIN, CASH), Once("a", "b", "c"), "test")
    where = f"/native/v1/tickets/{placed.ticket.id}"
    async with shop.http(await shop.key(Role.STAFF, only)) as http:
        listed = (await http.get("/native/v1/branches")).json()["branches"]
        statuses = [
            (await http.get(f"/native/v1/branches/{MAIN}")).status_code,
            (
                await http.post(f"/native/v1/branches/{MAIN}/counters/1/call")
            ).status_code,
            (await http.get(f"/native/v1/events?branch={MAIN}")).status_code,
            (await http.get(where)).status_code,
            (await http.post(f"{where}/cancel")).status_code,
            (await http.get(f"{where}/events")).status_code,
        ]
    assert [only] == [state["branch"]["id"] for state in listed]
    assert [403, 403, 403, 404, 404, 404] == statuses


async def test_a_dialects_key_of_one_branch_sees_no_other(shop: Shop) -> None:
    """Two branches with the same ids are told apart by the key."""
    only = BranchId("otherone01")
    placed = await shop.desk.issue(Draft(MAIN, CASH), None, "test")
    booking = {"serviceId": CASH, "groupOfServiceId": "everyday01"}
    async with shop.http(await shop.key(Role.PUBLIC, only)) as http:
        listed = (await http.get("/external/v1/branches")).json()["data"]
        booked = (await http.post("/external/v1/tickets/book", json=booking)).json()
        statuses = [
            (await http.get(f"/external/v1/branches/{MAIN}/tree")).status_code,
            (await http.get(f"/external/v1/tickets/{placed.ticket.id}")).status_code,
        ]
    assert ([only], only) == (
        [one["id"] for one in listed],
        booked["data"]["branch"]["id"],
    )
    assert [422, 422] == statuses


@pytest.fixture(name="everywhere")
async def _everywhere(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.http(await shop.key(Role.PUBLIC)) as client:
        yield client


async def test_a_service_of_two_branches_is_not_guessed(
    everywhere: httpx.AsyncClient,
) -> None:
    """A booking names no branch: a number in the wrong one helps nobody."""
    booking = {"serviceId": CASH, "groupOfServiceId": "everyday01"}
    answer = await everywhere.post("/external/v1/tickets/book", json=booking)
    assert (422, ["serviceId"]) == (answer.status_code, list(answer.json()["error"]))
