"""The Skiplino dialect as its published pages describe it, and where they are silent as we do."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from kiosk.apis.skiplino.manners import PUBLISHED, Manners
from kiosk.apis.skiplino.translate import STATUS, status_word, ticket_to_wire
from kiosk.domain.access import Role
from kiosk.domain.branch import CounterId, GroupId
from kiosk.domain.ticket import Place, Placed, Status, WaitRange
from kiosk.errors import Reason
from tests.apis.shop import MAIN, NOON, Shop, branch
from tests.contract.shop import CASH, ticket

BOOKING = {"serviceId": CASH, "groupOfServiceId": "everyday01"}
BOOK = "/external/v1/tickets/book"


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop().open()


@pytest.fixture(name="http")
async def _http(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.http(await shop.key(Role.PUBLIC)) as client:
        yield client


async def _book(http: httpx.AsyncClient, **changes: Any) -> httpx.Response:
    return await http.post(BOOK, json=BOOKING | changes)


async def test_a_walk_in_ticket_has_exactly_the_published_shape(
    http: httpx.AsyncClient,
) -> None:
    """Ticket page: camel case, times with milliseconds and Z, queue members while waiting."""
    await _book(http)
    answer = await _book(http)
    assert 201 == answer.status_code
    assert {
        "message": "Ticket booked successfully.",
        "data": {
            "id": "t000000002",
            "ticketNumber": "A002",
            "status": "waiting",
            "statusAt": "2026-05-04T12:00:00.000Z",
            "type": "sequential",
            "time": None,
            "branch": {"id": "mainbranch", "name": "Main Street"},
            "service": {"id": "cashdesk01", "name": "Cash"},
            "groupOfService": {"id": "everyday01", "name": "Everyday"},
            "customer": None,
            "bookedAt": "2026-05-04T12:00:00.000Z",
            "queueSize": 1,
            "waitingTime": 10,
        },
    } == answer.json()


@pytest.mark.parametrize("prefix", ["/external/v1", "/v1"])
async def test_both_addresses_of_the_pages_work(
    http: httpx.AsyncClient, prefix: str
) -> None:
    """Eleven pages show the first, two the second."""
    booked = await http.post(f"{prefix}/tickets/book", json=BOOKING)
    where = f"{prefix}/tickets/{booked.json()['data']['id']}"
    fetched, cancelled = await http.get(where), await http.post(f"{where}/cancel")
    assert ("Ticket fetched successfully.", booked.json()["data"]) == (
        fetched.json()["message"],
        fetched.json()["data"],
    )
    assert (200, "Ticket cancelled successfully.", "cancelled") == (
        cancelled.status_code,
        cancelled.json()["message"],
        cancelled.json()["data"]["status"],
    )


async def test_who_does_not_wait_has_no_queue_members(
    shop: Shop, http: httpx.AsyncClient
) -> None:
    """Cancel page: the sample answer has neither."""
    where = f"/external/v1/tickets/{(await _book(http)).json()['data']['id']}"
    await shop.desk.call(MAIN, CounterId("1"), "anna")
    data = (await http.get(where)).json()["data"]
    assert "serving" == data["status"]
    assert not {"queueSize", "waitingTime"} & set(data)


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_word(status: Status) -> None:
    """Only words of the pages, but for what we do not know ourselves."""
    published = {"upcoming", "waiting", "serving", "served", "cancelled"}
    word = STATUS[status]
    assert word in published or status is Status.UNKNOWN


def test_a_no_show_may_be_told_apart_from_a_cancelled_one() -> None:
    """By setting: no page has the word."""
    words = [
        status_word(Status.NO_SHOW, m) for m in (PUBLISHED, Manners(all_words=True))
    ]
    assert ["cancelled", "no_show"] == words


@pytest.mark.parametrize(
    ("status", "wait", "members"),
    [
        (Status.WAITING, WaitRange(10, 20, 14), {"queueSize": 3, "waitingTime": 14}),
        (Status.WAITING, None, {"queueSize": 3}),
        (Status.PARKED, WaitRange(10, 20, 14), {}),
    ],
)
def test_a_wait_is_told_only_while_there_is_one(
    status: Status, wait: WaitRange | None, members: dict[str, int]
) -> None:
    """No open counter, no estimate; a parked ticket is "waiting" without a place."""
    placed = Placed(ticket(1, status=status), Place(3, wait, NOON))
    said = ticket_to_wire(placed, branch(), None, PUBLISHED).model_dump(mode="json")
    queue = {key: said[key] for key in ("queueSize", "waitingTime") if key in said}
    assert ("waiting", members) == (said["status"], queue)


async def test_branches_and_tree_say_what_is_open(http: httpx.AsyncClient) -> None:
    """A service without times says that it takes no appointments."""
    branches = (await http.get("/external/v1/branches")).json()
    tree = (await http.get(f"/external/v1/branches/{MAIN}/tree")).json()
    assert [
        {
            "id": MAIN,
            "name": "Main Street",
            "branchStatus": {"isBranchOpen": True},
        }
    ] == branches["data"]
    assert {
        "id": "advice0001",
        "name": "Advice",
        "services": [
            {
                "id": "advicedesk",
                "name": "Advice",
                "isOpen": True,
                "isAppointment": False,
            }
        ],
    } == tree["data"][1]


async def test_a_paused_service_is_not_open_and_says_so_when_it_is_asked() -> None:
    shop = await Shop([branch()]).open()
    await shop.desk.pause_service(MAIN, CASH, "Eva", paused=True)
    async with shop.http(await shop.key(Role.SECRET)) as http:
        tree = (await http.get(f"/external/v1/branches/{MAIN}/tree")).json()["data"]
        opened = {s["id"]: s["isOpen"] for group in tree for s in group["services"]}
        assert (False, True) == (opened.pop(CASH), all(opened.values()))
        answer = await http.post(BOOK, json=BOOKING)
    assert 400 == answer.status_code
    assert "en: paused" == answer.json()["error"]


async def test_closed_is_told_and_empty_groups_are_left_out() -> None:
    """Branch tree page: live state per service, groups without services omitted."""
    empty = replace(branch().groups[1], id=GroupId("empty00001"), services=())
    closed = branch(hours=(), groups=(*branch().groups, empty))
    shop = await Shop([closed]).open()
    async with shop.http(await shop.key(Role.SECRET)) as http:
        branches = (await http.get("/external/v1/branches")).json()["data"]
        tree = (await http.get(f"/external/v1/branches/{MAIN}/tree")).json()["data"]
    assert {"isBranchOpen": False} == branches[0]["branchStatus"]
    assert ["everyday01", "advice0001"] == [group["id"] for group in tree]
    assert {False} == {s["isOpen"] for group in tree for s in group["services"]}


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("", "Main Street"),
        ("ar", "الشارع الرئيسي"),
        ("ar-BH", "الشارع الرئيسي"),
        ("fi", "Main Street"),
        ("../../x", "Main Street"),
    ],
)
async def test_names_follow_x_locale(
    http: httpx.AsyncClient, locale: str, name: str
) -> None:
    """An empty header is allowed (the pages' own sample sends one); unknown is the default."""
    answer = await http.get("/external/v1/branches", headers={"x-locale": locale})
    assert name == answer.json()["data"][0]["name"]


async def test_the_queues_no_is_a_400_in_the_customers_language() -> None:
    """Book page: "a localized reason in error"."""
    shop = await Shop([branch(hours=())]).open()
    async with shop.http(await shop.key(Role.PUBLIC)) as http:
        plain = await http.post(BOOK, json=BOOKING)
        arabic = await http.post(BOOK, json=BOOKING, headers={"x-locale": "ar"})
    assert [400, 400] == [plain.status_code, arabic.status_code]
    assert [f"en: {Reason.CLOSED}", f"ar: {Reason.CLOSED}"] == [
        plain.json()["error"],
        arabic.json()["error"],
    ]


UNKNOWN = "This value does not exist."
NO_APPOINTMENT = "This service does not support appointment booking."
BLANK = "This value should not be blank."


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"serviceId": "nosuchid00"}, {"serviceId": UNKNOWN}),
        ({"groupOfServiceId": "advice0001"}, {"groupOfServiceId": UNKNOWN}),
        ({"serviceId": ""}, {"serviceId": BLANK}),
        ({"serviceId": 7}, {"serviceId": "This value should be of type string."}),
        ({"serviceId": "x" * 129}, {"serviceId": "This value is too long."}),
        ({"time": "2026-07-01T09:30:00.000Z"}, {"time": NO_APPOINTMENT}),
        ({"customerId": "9f2c" * 8}, {"customerId": UNKNOWN}),
        ({"customerExternalId": "crm-1"}, {"customerExternalId": UNKNOWN}),
        ({"options": []}, {"options": "This value should be of type object."}),
        (
            {"location": {"lat": 91, "lng": 0}},
            {"location.lat": "This value is out of range."},
        ),
        ({"location": {"lat": 1}}, {"location.lng": BLANK}),
    ],
)
async def test_a_wrong_request_is_a_422_by_member(
    shop: Shop, http: httpx.AsyncClient, changes: dict[str, Any], error: dict[str, str]
) -> None:
    """And takes no number."""
    answer = await _book(http, **changes)
    assert (422, {"message": "The given data was invalid.", "error": error}) == (
        answer.status_code,
        answer.json(),
    )
    assert 0 == (await shop.desk.branch(MAIN)).waiting


@pytest.mark.parametrize(
    "time",
    ["tomorrow", "2026-07-01", "2026-07-01T09:30:00+03:00", "2026-13-01T00:00:00Z"],
)
async def test_a_time_is_utc_with_a_trailing_z(
    http: httpx.AsyncClient, time: str
) -> None:
    """Book page: anything else is a wrong value, whatever the service offers."""
    answer = await _book(http, time=time)
    assert {"time": "This value is not a UTC date and time with a trailing Z."} == (
        answer.json()["error"]
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"options": {"accountType": "savings"}},
        {"location": {"lat": 26.2, "lng": 50}},
        {"time": None, "customerId": None},
        {"somethingNew": 1},
    ],
)
async def test_what_a_walk_in_may_carry_is_accepted(
    http: httpx.AsyncClient, changes: dict[str, Any]
) -> None:
    """Options and location are checked; members we do not know are let be."""
    assert 201 == (await _book(http, **changes)).status_code


@pytest.mark.parametrize("body", [b"", b"x", b"[]", b'{"a":1,"a":2}', b"\xff"])
async def test_what_is_no_object_is_a_422(http: httpx.AsyncClient, body: bytes) -> None:
    """In the same envelope as any other wrong value."""
    headers = {"content-type": "application/json"}
    answer = await http.post(BOOK, content=body, headers=headers)
    assert (422, ["body"]) == (answer.status_code, list(answer.json()["error"]))


async def test_too_large_is_said_in_the_envelope(http: httpx.AsyncClient) -> None:
    """Also when the length is announced."""
    answer = await _book(http, options={"x": "y" * 70_000})
    assert (413, {"message", "error"}) == (answer.status_code, set(answer.json()))


@pytest.mark.parametrize("end", ["", "/cancel"])
@pytest.mark.parametrize("strange", ["nosuchid00", "%00", "a%2Fb", "x" * 129, "%F0%9F"])
async def test_an_unknown_ticket_is_a_wrong_value(
    http: httpx.AsyncClient, end: str, strange: str
) -> None:
    """Cancel page: 422 is listed, 404 is not. What is no id at all may be nowhere."""
    method = "POST" if end else "GET"
    answer = await http.request(method, f"/external/v1/tickets/{strange}{end}")
    assert answer.status_code in (404, 422)
    assert {"message", "error"} == set(answer.json())
    if strange == "nosuchid00":
        assert {"id": UNKNOWN} == answer.json()["error"]


async def test_a_cancel_that_comes_too_late_is_a_conflict(
    http: httpx.AsyncClient,
) -> None:
    """Cancel page: already cancelled or served is a 409."""
    where = f"/external/v1/tickets/{(await _book(http)).json()['data']['id']}/cancel"
    assert 200 == (await http.post(where)).status_code
    again = await http.post(where, headers={"x-locale": "ar"})
    assert (409, {"message": "Conflict", "error": "ar: not-cancellable"}) == (
        again.status_code,
        again.json(),
    )


async def test_a_bad_key_is_the_dialects_own_401(shop: Shop) -> None:
    """A key for another dialect is as good as none."""
    for key in (None, "sk_wrong", await shop.key(Role.STAFF)):
        async with shop.http(key) as http:
            answer = await http.get("/external/v1/branches")
        assert (401, "Unauthorized", "Invalid or missing API key.") == (
            answer.status_code,
            *answer.json().values(),
        )


async def test_a_rate_limit_says_when_to_come_back() -> None:
    """429 with Retry-After, in the envelope."""
    shop = await Shop(rate=1).open()
    async with shop.http(await shop.key(Role.PUBLIC)) as http:
        answers = [await http.get("/external/v1/branches") for _ in range(3)]
    assert [200, 200, 429] == [answer.status_code for answer in answers]
    assert ("1", {"message", "error"}) == (
        answers[-1].headers["retry-after"],
        set(answers[-1].json()),
    )


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/external/v1", 404, None),
        ("GET", "/external/v1/services/cashdesk01", 404, None),
        ("POST", "/external/v1/customers", 404, None),
        ("GET", "/external/v1/tickets/x/y/z", 404, None),
        ("GET", "/v1/customers/find", 404, None),
        ("GET", "/external/v1/customers/delete", 405, "DELETE"),
        ("POST", "/v1/customers/update", 405, "PUT"),
        ("DELETE", "/external/v1/branches", 405, "GET, HEAD"),
        ("PUT", "/v1/tickets/book", 405, "GET, HEAD, POST"),
        ("PROPFIND", "/external/v1/branches", 405, "GET, HEAD"),
    ],
)
async def test_what_is_not_offered_says_so_in_the_envelope(
    http: httpx.AsyncClient, method: str, path: str, status: int, allow: str | None
) -> None:
    """Under both prefixes, whatever the method."""
    answer = await http.request(method, path)
    assert (status, allow) == (answer.status_code, answer.headers.get("allow"))
    assert answer.headers["content-type"] == "application/json"


async def test_the_alias_leaves_room_for_other_dialects(
    http: httpx.AsyncClient,
) -> None:
    """/v1 alone is nobody's: another booking system lives there as well."""
    answer = await http.get("/v1/sites/1/booking/slots")
    assert {"error", "meta"} == set(answer.json())


async def test_a_key_that_is_repeated_gives_one_number(
    http: httpx.AsyncClient,
) -> None:
    """The published API has no such header; ours honours it when it comes."""
    key = {"Idempotency-Key": "one"}
    first = await http.post(BOOK, json=BOOKING, headers=key)
    again = await http.post(BOOK, json=BOOKING, headers=key)
    other = await http.post(BOOK, json=BOOKING | {"options": {}}, headers=key)
    bad = await http.post(BOOK, json=BOOKING, headers={"Idempotency-Key": "a b"})
    assert (first.json(), "true") == (
        again.json(),
        again.headers["idempotent-replay"],
    )
    assert "idempotent-replay" not in first.headers
    assert [422, 422] == [other.status_code, bad.status_code]
    assert [["Idempotency-Key"]] * 2 == [list(a.json()["error"]) for a in (other, bad)]
