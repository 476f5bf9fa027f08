"""Customers as the published pages describe them, and who may know of them."""

import asyncio
from typing import Any

import pytest

from kiosk.domain.access import Role
from kiosk.domain.branch import BranchId
from tests.apis.skiplino.bureau import (
    BOOK,
    CUSTOMERS,
    PERSON,
    Bureau,
    data,
    wanted,
    wrong,
)
from tests.apis.skiplino.test_appointments import bureau_called
from tests.contract.shop import CASH

CREATE = f"{CUSTOMERS}/create"
GET_ONE = f"{CUSTOMERS}/getOne"
GET_ALL = f"{CUSTOMERS}/getAll"
UPDATE = f"{CUSTOMERS}/update"
DELETE = f"{CUSTOMERS}/delete"
TICKETS = f"{CUSTOMERS}/tickets"

UNKNOWN = "This value does not exist."
TAKEN = "This value is already taken."
BLANK = "This value should not be blank."
NOT_VALID = "This value is not valid."
TOO_LONG = "This value is too long."
NO_STRING = "This value should be of type string."
NO_NUMBER = "This value should be a whole number."
OUT_OF_RANGE = "This value is out of range."
NOBODY = {"id": BLANK, "externalId": BLANK}


async def test_a_new_customer_has_exactly_the_published_shape(here: Bureau) -> None:
    """Create page: `_id` of 32 hexadecimal digits, the rest as it was told."""
    told = PERSON | {"externalId": "crm-8"}
    answer = await here.secret.post(CREATE, json=told)
    made = answer.json()["data"]
    assert (
        201,
        {
            "message": "Customer created successfully.",
            "data": told
            | {
                "_id": made["_id"],
                "companyId": "cmp_kiosk",
                "createdAt": "2026-05-04T12:00:00.000Z",
                "updatedAt": "2026-05-04T12:00:00.000Z",
            },
        },
    ) == (answer.status_code, answer.json())
    assert (32, set()) == (len(made["_id"]), set(made["_id"]) - set("0123456789abcdef"))


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"name": "", "email": "", "mobile": "", "externalId": "", "metadata": {}},
        {"name": None, "metadata": None, "somethingNew": 1},
    ],
)
async def test_what_is_empty_is_not_stored(here: Bureau, told: dict[str, Any]) -> None:
    """Create page: every member is optional, empty ones are absent afterwards."""
    made = await data(here.secret.post(CREATE, json=told), 201)
    assert {"_id", "companyId", "createdAt", "updatedAt"} == set(made)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"externalId": "crm-7741"}, {"externalId": TAKEN}),
        ({"externalId": 7741}, {"externalId": NO_STRING}),
        ({"externalId": "a\u202eb"}, {"externalId": NOT_VALID}),
        ({"externalId": "x" * 201}, {"externalId": TOO_LONG}),
        ({"name": 7}, {"name": NO_STRING}),
        ({"name": "x" * 201}, {"name": TOO_LONG}),
        ({"mobile": 97333445566}, {"mobile": NO_STRING}),
        ({"mobile": "1" * 60}, {"mobile": NOT_VALID}),
        ({"metadata": []}, {"metadata": "This value should be of type object."}),
        ({"metadata": {"x": "y" * 20_000}}, {"metadata": NOT_VALID}),
    ],
)
async def test_a_wrong_customer_is_a_422_by_member(
    here: Bureau, told: dict[str, Any], error: dict[str, str]
) -> None:
    """And nobody is made, nobody changed."""
    before = await data(here.secret.get(GET_ALL))
    assert error == await wrong(here.secret.post(CREATE, json=told))
    other = await here.person(externalId="crm-2")
    asked = {"id": other["_id"]} | told
    assert error == await wrong(here.secret.put(UPDATE, json=asked))
    assert [other, *before] == await data(here.secret.get(GET_ALL))


async def test_an_external_id_is_given_once_however_many_ask(here: Bureau) -> None:
    """That is what makes creating safe to repeat."""
    person = {"externalId": "عميل 7+&"}
    asked = [here.secret.post(CREATE, json=person) for _ in range(8)]
    answers = await asyncio.gather(*asked)
    assert [201] + 7 * [422] == sorted(answer.status_code for answer in answers)
    found = await data(here.secret.get(GET_ONE, params=person))
    assert [found] == [a.json()["data"] for a in answers if a.status_code == 201]


async def test_a_customer_is_found_by_either_id_and_id_wins(here: Bureau) -> None:
    """Get page."""
    other = await here.person(externalId="crm-2", name="Omar")
    found = [
        (await data(here.secret.get(f"{GET_ONE}?{query}")))["name"]
        for query in (
            "externalId=crm-7741",
            f"id={other['_id']}",
            f"id={other['_id']}&externalId=crm-7741",
            f"id={other['_id']}&externalId=nobody",
        )
    ]
    assert ["Layla Hassan", "Omar", "Omar", "Omar"] == found


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("", NOBODY),
        ("?id=", {"id": BLANK}),
        ("?id=" + "9f2c" * 8, {"id": UNKNOWN}),
        ("?externalId=nobody", {"externalId": UNKNOWN}),
        ("?externalId=a&externalId=b", {"externalId": "This value is given twice."}),
        ("?id=nobody&externalId=crm-7741", {"id": UNKNOWN}),
        ("?id=%00%ff", {"id": UNKNOWN}),
    ],
)
async def test_who_is_nobody_is_a_wrong_value(
    here: Bureau, method: str, query: str, error: dict[str, str]
) -> None:
    """Get and delete pages: 422 "This value does not exist.", not 404."""
    where = GET_ONE if method == "GET" else DELETE
    assert error == await wrong(here.secret.request(method, where + query))


async def test_a_change_is_partial_but_metadata_is_replaced(here: Bureau) -> None:
    """Update page."""
    known = await data(here.secret.get(f"{GET_ONE}?externalId=crm-7741"))
    here.shop.clock.pass_by(minutes=1)
    told = {
        "externalId": "crm-7741",
        "name": "Layla H.",
        "email": "",
        "mobile": None,
        "metadata": {"tier": "silver"},
    }
    answer = await here.secret.put(UPDATE, json=told)
    expected = known | {
        "name": "Layla H.",
        "metadata": {"tier": "silver"},
        "updatedAt": "2026-05-04T12:01:00.000Z",
    }
    del expected["email"]
    assert (200, {"message": "Customer updated successfully.", "data": expected}) == (
        answer.status_code,
        answer.json(),
    )


@pytest.mark.parametrize("called", ["id", "_id"])
async def test_beside_an_id_the_external_id_is_a_new_one(
    here: Bureau, called: str
) -> None:
    """Update page: unique, but for this customer's own."""
    known = await data(here.secret.get(f"{GET_ONE}?externalId=crm-7741"))
    await here.person(externalId="crm-2")
    meant = {called: known["_id"]}
    for external_id in ("crm-7741", "crm-3"):
        told = meant | {"externalId": external_id}
        changed = await data(here.secret.put(UPDATE, json=told))
        assert external_id == changed["externalId"]
    told = meant | {"externalId": "crm-2"}
    assert {"externalId": TAKEN} == await wrong(here.secret.put(UPDATE, json=told))


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({}, NOBODY),
        ({"externalId": ""}, NOBODY),
        ({"id": "9f2c" * 8, "externalId": "crm-7741"}, {"id": UNKNOWN}),
        ({"externalId": "nobody"}, {"externalId": UNKNOWN}),
        ({"id": 7}, {"id": NO_STRING}),
    ],
)
async def test_a_change_of_nobody_is_a_wrong_value(
    here: Bureau, told: dict[str, Any], error: dict[str, str]
) -> None:
    """Update page: by `externalId` alone it must exist."""
    asked = {"name": "X"} | told
    assert error == await wrong(here.secret.put(UPDATE, json=asked))


async def test_a_deleted_customer_is_gone_and_their_tickets_stay(here: Bureau) -> None:
    """Delete page: 200 with `data` null; once."""
    booked = await here.appointment()
    answer = await here.secret.delete(f"{DELETE}?externalId=crm-7741")
    assert (200, {"message": "Customer deleted successfully.", "data": None}) == (
        answer.status_code,
        answer.json(),
    )
    there = await data(here.secret.get(f"/external/v1/tickets/{booked['id']}"))
    assert booked | {"customer": None} == there
    again = here.secret.delete(f"{DELETE}?externalId=crm-7741")
    assert {"externalId": UNKNOWN} == await wrong(again)


async def test_customers_come_in_pages_newest_first(here: Bureau) -> None:
    """List page; beyond the end there is nothing, and something before it."""
    for n in range(2):
        here.shop.clock.pass_by(seconds=1)
        await here.person(externalId=f"new-{n}")
    pages = [
        (await here.secret.get(f"{GET_ALL}?page={page}&limit=2")).json()
        for page in (1, 2, 5)
    ]
    assert "Customers fetched successfully." == pages[0]["message"]
    assert [["new-1", "new-0"], ["crm-7741"], []] == [
        [customer["externalId"] for customer in page["data"]] for page in pages
    ]
    whole = {"total": 3, "limit": 2, "totalPages": 2}
    assert [
        whole | {"page": 1, "hasNextPage": True, "hasPrevPage": False},
        whole | {"page": 2, "hasNextPage": False, "hasPrevPage": True},
        whole | {"page": 5, "hasNextPage": False, "hasPrevPage": True},
    ] == [page["pagination"] for page in pages]


@pytest.mark.parametrize(
    ("where", "most"), [(GET_ALL, 100), (f"{TICKETS}?externalId=crm-7741", 10)]
)
async def test_pages_have_their_limits(here: Bureau, where: str, most: int) -> None:
    """1 and the most there may be are fine; anything else is a 422 by member."""
    mark = "&" if "?" in where else "?"
    for good in ("page=1&limit=1", f"page=1000000&limit={most}", ""):
        assert 200 == (await here.secret.get(f"{where}{mark}{good}")).status_code
    for query, error in (
        ("page=0", {"page": OUT_OF_RANGE}),
        ("page=-1", {"page": OUT_OF_RANGE}),
        ("page=1000001", {"page": OUT_OF_RANGE}),
        ("page=x", {"page": NO_NUMBER}),
        ("page=1.0", {"page": NO_NUMBER}),
        ("page=", {"page": BLANK}),
        ("page=%D9%A1", {"page": NO_NUMBER}),
        ("limit=0", {"limit": OUT_OF_RANGE}),
        (f"limit={most + 1}", {"limit": OUT_OF_RANGE}),
        ("limit=1e1", {"limit": NO_NUMBER}),
        ("limit=1&limit=2", {"limit": "This value is given twice."}),
    ):
        assert error == await wrong(here.secret.get(f"{where}{mark}{query}"))


async def test_a_customers_tickets_newest_first(here: Bureau) -> None:
    """Tickets page: whole tickets, with the queue members of those that wait."""
    first = await here.appointment()
    here.shop.clock.pass_by(seconds=1)
    cash = {"serviceId": CASH, "groupOfServiceId": "everyday01"}
    await data(here.secret.post(BOOK, json=cash), 201)
    asked = cash | {"customerExternalId": "crm-7741"}
    second = await data(here.secret.post(BOOK, json=asked), 201)
    answer = await here.secret.get(f"{TICKETS}?externalId=crm-7741")
    pagination = {
        "total": 2,
        "page": 1,
        "limit": 10,
        "totalPages": 1,
        "hasNextPage": False,
        "hasPrevPage": False,
    }
    assert {
        "message": "Customer tickets fetched successfully.",
        "data": [second, first],
        "pagination": pagination,
    } == answer.json()
    assert 1 == second["queueSize"]


async def test_nobodys_tickets_are_asked_for_wrongly(here: Bureau) -> None:
    """Tickets page: 422, and by setting the 404 that it lists as well."""
    assert NOBODY == await wrong(here.public.get(TICKETS))
    nobody = here.public.get(f"{TICKETS}?externalId=nobody")
    assert {"externalId": UNKNOWN} == await wrong(nobody)


async def test_a_public_key_reads_tickets_and_no_names(here: Bureau) -> None:
    """An external id can be guessed, and a public key is in everybody's hands."""
    booked = await here.appointment()
    person = {"id": booked["customer"]["id"], "name": ""}
    where = f"/external/v1/tickets/{booked['id']}"
    hidden = booked | {"customer": person}
    assert hidden == await data(here.public.get(where))
    assert [hidden] == await data(here.public.get(f"{TICKETS}?externalId=crm-7741"))
    asked = wanted("10:00", customerExternalId="crm-7741")
    assert person == (await data(here.public.post(BOOK, json=asked), 201))["customer"]
    assert person == (await data(here.public.post(f"{where}/cancel")))["customer"]


async def test_a_public_key_on_a_customer_operation_is_a_401(here: Bureau) -> None:
    """Create page: not 403; nothing is said of whether somebody exists."""
    asked = [
        here.public.post(CREATE, json=PERSON),
        here.public.get(GET_ALL),
        here.public.get(f"{GET_ONE}?externalId=crm-7741"),
        here.public.get(f"{GET_ONE}?externalId=nobody"),
        here.public.put(UPDATE, json={"externalId": "crm-7741", "name": "X"}),
        here.public.delete(f"{DELETE}?externalId=crm-7741"),
    ]
    answers = [await one for one in asked]
    said = {"message": "Unauthorized", "error": "Invalid or missing API key."}
    assert [(401, said)] * len(asked) == [(a.status_code, a.json()) for a in answers]
    known = await data(here.secret.get(f"{GET_ONE}?externalId=crm-7741"))
    assert "Layla Hassan" == known["name"]


async def test_a_key_of_one_branch_reads_its_own_branchs_tickets(here: Bureau) -> None:
    """Customers are the company's, their tickets elsewhere are not this key's to see."""
    other = BranchId("otherone01")
    await here.shop.desk.load(bureau_called(other))
    async with here.shop.http(await here.shop.key(Role.SECRET, other)) as there:
        asked = [wanted(c, customerExternalId="crm-7741") for c in ("09:00", "09:30")]
        booked = [await data(there.post(BOOK, json=one), 201) for one in asked]
        where = f"{TICKETS}?externalId=crm-7741&limit=1&page=2"
        answer = (await there.get(where)).json()
    assert ([booked[0]], 2, 2) == (
        answer["data"],
        answer["pagination"]["total"],
        answer["pagination"]["totalPages"],
    )
    async with here.shop.http(
        await here.shop.key(Role.SECRET, BranchId("mainbranch"))
    ) as main:
        nothing = (await main.get(f"{TICKETS}?externalId=crm-7741")).json()
    assert ([], 0) == (nothing["data"], nothing["pagination"]["total"])


async def test_a_kiosks_guest_is_listed_without_a_number(here: Bureau) -> None:
    """Who typed a phone number at a kiosk did not hand it to everybody with a key."""
    await here.shop.desk.identify("+97333445500", "Sara")
    newest = (await data(here.secret.get(GET_ALL)))[0]
    assert ("Sara", False) == (newest["name"], "mobile" in newest)
