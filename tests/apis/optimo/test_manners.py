"""Keys, scopes, plans and envelopes of the OptimoCMS dialect."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from kiosk.apis.optimo.manners import Manners
from kiosk.domain.access import Role
from kiosk.domain.branch import BranchId
from tests.apis.optimo.site import BOOKINGS, LAYLA, SLOTS, Site, data, error, opened
from tests.apis.optimo.site import wanted as asked_for
from tests.desk.office import PASSPORT, office

PLACES = ["/v1/sites", "/v1/sites/x", BOOKINGS, f"{BOOKINGS}/x", "/v1/sites/x/y/z"]


async def test_a_public_key_reads_and_does_not_write(here: Site) -> None:
    """booking:read it has, booking:write it has not."""
    assert [] == await data(here.public.get(BOOKINGS))
    asked = here.public.post(BOOKINGS, json=asked_for())
    assert ("FORBIDDEN", {}) == await error(asked, 403)


@pytest.mark.parametrize("role", [Role.KIOSK, Role.STAFF, Role.SUPERVISOR])
async def test_a_key_of_our_own_has_no_scope_here(here: Site, role: Role) -> None:
    key = {"x-api-key": await here.shop.key(role)}
    asked = here.secret.get("/v1/sites", headers=key)
    assert ("FORBIDDEN", {}) == await error(asked, 403)


async def test_a_bearer_token_will_do_as_well(here: Site) -> None:
    """One guide shows it; the published header wins over it."""
    key = await here.shop.key(Role.SECRET)
    async with here.shop.http(key) as http:
        assert 200 == (await http.get("/v1/sites")).status_code
        both = http.get("/v1/sites", headers={"x-api-key": "sk_unknown"})
        assert ("UNAUTHORIZED", {}) == await error(both, 401)


async def test_a_key_of_one_branch_sees_no_other(here: Site) -> None:
    booked = await here.book()
    other = replace(office(), id=BranchId("otherone01"))
    await here.shop.desk.load(other)
    only = await here.shop.key(Role.SECRET, BranchId("otherone01"))
    http = here.secret
    http.headers["x-api-key"] = only
    assert [] == await data(http.get(BOOKINGS))
    where = f"{BOOKINGS}/{booked['id']}/status"
    gone = http.patch(where, json={"status": "cancelled"})
    assert ("NOT_FOUND", {}) == await error(gone, 404)


@pytest.mark.parametrize("shown", [False, True])
async def test_a_public_key_reads_names_only_if_the_settings_say_so(
    shown: bool,
) -> None:
    """Such keys are in browsers: whom a booking is for is nobody's business there."""
    async with opened(manners=Manners(public_names=shown)) as here:
        await here.book()
        (booking,) = await data(here.public.get(BOOKINGS))
        assert (LAYLA if shown else {}) == booking["customer"]
        (known,) = await data(here.secret.get(BOOKINGS))
        assert LAYLA == known["customer"]


async def test_a_plan_allows_so_many_calls_a_minute() -> None:
    """Ten for a starter, then a 429 that says when; each key has its own ten."""
    async with opened(plan=10) as here:
        statuses = [(await here.public.get("/v1/sites")).status_code for _ in range(12)]
        assert [*[200] * 10, 429, 429] == statuses
        refused = await here.public.get("/v1/sites")
        assert ("6", "RATE_LIMIT_EXCEEDED") == (
            refused.headers["retry-after"],
            refused.json()["error"]["code"],
        )
        assert 200 == (await here.secret.get("/v1/sites")).status_code
        here.shop.clock.pass_by(seconds=6)
        assert 200 == (await here.public.get("/v1/sites")).status_code


async def test_every_answer_is_in_the_envelope(here: Site) -> None:
    """Whoever gives it, and whatever is there."""
    for place, method in product(PLACES, ("GET", "DELETE", "PATCH", "PUT")):
        answer = await here.secret.request(method, place)
        told = answer.json()
        assert 500 > answer.status_code, (place, method)
        assert {"requestId", "timestamp"} == set(told["meta"])
        if answer.status_code != 200:
            assert {"code", "message", "details"} == set(told["error"])
    for place in PLACES:
        long = await here.secret.get(place, headers={f"x-{n}": "1" for n in range(150)})
        assert (431, {"error", "meta"}) == (long.status_code, set(long.json()))


HOSTILE = [
    b"",
    b"{",
    b"null",
    b"[]",
    b'"x"',
    b"\xff",
    b"\xef\xbb\xbf{}",
    b'{"serviceId":"a","serviceId":"b"}',
    b'{"date":NaN}',
    b'{"date":1e999}',
    b"[" * 60_000,
    b'{"customer":{"name":"\\ud800"}}',
    b'{"customer":{"name":' + b"9" * 5000 + b"}}",
    b'{"x":"' + b"x" * 70_000 + b'"}',
]


async def test_whatever_is_sent_the_server_stands(here: Site) -> None:
    """A 4xx with a code, never a 5xx; and nothing is booked."""
    booked = await here.book()
    places = (("POST", BOOKINGS), ("PATCH", f"{BOOKINGS}/{booked['id']}/status"))
    for (method, where), body in product(places, HOSTILE):
        kind = {"content-type": "application/json"}
        answer = await here.secret.request(method, where, content=body, headers=kind)
        assert answer.status_code in (400, 413), answer.text
        assert answer.json()["error"]["code"] in ("BAD_REQUEST", "VALIDATION_ERROR")
    assert 1 == len(await data(here.secret.get(BOOKINGS)))


@pytest.mark.parametrize(
    "customer",
    [
        {"name": "\x1b[31mEve\x07", "x": "\x1b]0;t\x07", "\u202e": 1},
        {"name": "Eve", "__proto__": {}, "n": 10**30, "deep": [[[[None]]]]},
        {"name": "Eve", "": "", "metadata": {"name": 1}, "ref": None},
    ],
)
async def test_odd_customers_come_back_whole_but_for_their_name(
    here: Site, customer: dict[str, Any]
) -> None:
    """Unknown members are theirs, and only stored; a name is shown, so it is cleaned."""
    booked = await here.book(customer=customer)
    assert booked["customer"] == customer | {
        "name": "[31mEve" if "x" in customer else "Eve"
    }


async def test_a_twice_given_question_is_none(here: Site) -> None:
    """Each would be honoured by somebody on the way."""
    query = f"?serviceId={PASSPORT}&date=2026-05-05&date=2026-05-06"
    code, fields = await error(here.public.get(f"{SLOTS}{query}"), 400)
    assert ("VALIDATION_ERROR", ["date"]) == (code, list(fields))
