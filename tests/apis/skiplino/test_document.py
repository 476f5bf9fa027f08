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
from tests.apis.shop import MAIN, Shop
from tests.apis.skiplino.bureau import CUSTOMERS, PERSON, bureau, data, time, wanted
from tests.desk.office import PASSPORT

CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
EXAMPLES = 8

GOOD: dict[str, Any] = {
    "branchId": MAIN,
    "serviceId": PASSPORT,
    "groupOfServiceId": "papers0001",
    "time": time("10:00"),
    "date": "2026-05-05",
    "customerId": None,
    "customerExternalId": "crm-7741",
    "externalId": "crm-7741",
    "page": 1,
    "limit": 10,
}
"""Values that lead somewhere, to put where made-up ones lead nowhere."""

TICKETS: dict[str, str] = {}


async def _app() -> ASGIApp:
    shop = await Shop([bureau(max_open=1000, max_changes=1000)]).open()
    key = await shop.key(Role.SECRET)
    async with shop.http(key) as http:
        for name in ("crm-7741", "to-be-deleted"):
            person = PERSON | {"externalId": name}
            await data(http.post(f"{CUSTOMERS}/create", json=person), 201)
        for name, clock in (("ticket", "09:30"), ("to-be-cancelled", "11:00")):
            asked = wanted(clock, customerExternalId="crm-7741")
            booked = await data(http.post("/external/v1/tickets/book", json=asked), 201)
            TICKETS[name] = booked["id"]
    app = shop.served()

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        """With a key, which nobody guesses."""
        bearer = (b"authorization", f"Bearer {key}".encode())
        await app({**scope, "headers": [*scope["headers"], bearer]}, receive, send)

    return served


@pytest.fixture(name="document")
def _document() -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", asyncio.run(_app()))


schema = schemathesis.pytest.from_fixture("document")


@schema.include(path_regex="^/external/").parametrize()
@settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_the_document_names(case: schemathesis.Case[Any]) -> None:
    """As it comes; then once more with values that exist."""
    case.call_and_validate(checks=CHECKS)
    good = _good(case.path)
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            if "/customers/" in case.path:
                part.pop("id", None)
            part.update({name: good[name] for name in good.keys() & part.keys()})
    case.call_and_validate(checks=CHECKS)


def _good(path: str) -> dict[str, Any]:
    """What deletes and cancels has its own victims: the others are still needed."""
    if path.endswith("/delete"):
        return GOOD | {"externalId": "to-be-deleted"}
    if "/services/" in path:
        return GOOD | {"id": PASSPORT}
    if path.endswith("/change-time"):
        return GOOD | {"id": TICKETS["ticket"], "time": time("10:30")}
    name = "to-be-cancelled" if path.endswith("/cancel") else "ticket"
    return GOOD | {"id": TICKETS[name]}
