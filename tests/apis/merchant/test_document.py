"""The dialect against its own description: every operation, asked every odd way and then well.

Whatever is sent, the answer is one the document names, and never a 5xx.
"""

import asyncio
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.domain.access import Role
from tests.apis.merchant.salon import (
    API,
    CLASSES,
    HERE,
    LAYLA,
    MERCHANT,
    PASSPORTS,
    account,
    by_merchant,
    number,
    salon,
    time,
)
from tests.apis.shop import MAIN, Shop

CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
EXAMPLES = 6

GOOD: dict[str, Any] = {
    "merchantName": "kiosk",
    "merchant_name": "kiosk",
    "locationId": HERE,
    "location_id": HERE,
    "serviceId": PASSPORTS,
    "service_id": PASSPORTS,
    "timeStamp": time("10:00"),
    "timestamp": time("10:30"),
    "from_date": time("11:00"),
    "to_date": time("11:30"),
    "start": time("00:00"),
    "end": time("23:00"),
    "customers": [LAYLA],
    "email": "layla@example.com",
    "is_recurring": False,
    "recurrence_rule": None,
    "customer_note": None,
    "merchant_note": None,
}
"""Values that lead somewhere, to put where made-up ones lead nowhere."""


async def _app() -> ASGIApp:
    shop = await Shop([salon(max_open=1000, max_changes=1000)]).open()
    key = await shop.key(Role.SECRET)
    async with shop.http(key) as staff, shop.http() as layla:
        await layla.post(f"{API}/auth/users", json=account())
        cookies = "; ".join(f"{name}={value}" for name, value in layla.cookies.items())
        wanted = by_merchant("09:00", service_id=CLASSES, customers=[LAYLA])
        for one in (by_merchant(), wanted):
            assert 201 == (await staff.post(MERCHANT, json=one)).status_code
    (_, booked) = (await shop.desk.bookings(MAIN)).items
    GOOD.update(id=number(booked.id), booking_id=number(booked.id))
    app = shop.served()

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        """As a customer where only those may, as staff everywhere else."""
        bearer = (b"authorization", f"Bearer {key}".encode())
        mine = (b"cookie", cookies.encode())
        is_theirs = scope["path"].startswith(f"{API}/bookings/customer")
        extra = mine if is_theirs else bearer
        await app({**scope, "headers": [*scope["headers"], extra]}, receive, send)

    return served


@pytest.fixture(name="document")
def _document() -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", asyncio.run(_app()))


schema = schemathesis.pytest.from_fixture("document")


@schema.include(path_regex="^/api/v1/").exclude(path_regex="/auth/").parametrize()
@settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_the_document_names(case: schemathesis.Case[Any]) -> None:
    """As it comes; then once more with values that exist."""
    case.call_and_validate(checks=CHECKS)
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            part.update({name: GOOD[name] for name in GOOD.keys() & part.keys()})
    case.call_and_validate(checks=CHECKS)


@schema.include(path_regex="^/api/v1/auth/").parametrize()
@settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_signing_in_is_never_surprised(case: schemathesis.Case[Any]) -> None:
    """With whatever names and passwords."""
    case.call_and_validate(checks=CHECKS)
