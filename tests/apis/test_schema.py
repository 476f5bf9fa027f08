"""The OpenAPI document against the server it describes: every operation, asked every odd way.

Whatever is sent, the answer is one the document names, and never a 5xx.
"""

import asyncio
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.config.branch_file import demo_branch
from kiosk.config.settings import Settings
from kiosk.domain.branch import Branch, BranchId, Places, ServiceId
from kiosk.domain.series import Every, Rule, SeriesWish
from kiosk.domain.ticket import Draft
from kiosk.server.app import seen
from kiosk.server.keyring import KeyRing
from kiosk.server.leases import Leases
from kiosk.wiring.ground import SystemClock, new_id
from kiosk.wiring.server import build, open_desk
from tests.server.test_leases import Seconds

CHECKS = (not_a_server_error, status_code_conformance, response_schema_conformance)
EXAMPLES = 15
"""Requests an operation; the seed is fixed, so a failure comes again."""

YOGA = ServiceId("yogaclass1")

QUIET = "/native/v1/events"
"""Answers without an end, which a client in this process would wait for."""

ELSEWHERE = "^/api/v1/"
"""Asked in `merchant/test_document.py`, by staff and by customers."""


IN_PATHS = {
    "branch": "mainstreet",
    "branchId": "mainstreet",
    "counter": "1",
    "service": "passportne",
    "siteId": "site_main",
}
IN_BODIES = {
    "branch": "mainstreet",
    "branchId": "mainstreet",
    "counter": "1",
    "group": "documents1",
    "groupOfServiceId": "documents1",
    "id": "mainstreet",
    "pin": "2580",
    "role": "supervisor",
    "service": "passportne",
    "serviceId": "passportne",
}
"""Ids that exist, to put where made-up ones lead nowhere. A ticket's joins them."""


async def _app(data: Path) -> ASGIApp:
    store, desk = await open_desk(data, None)
    await desk.load(_with_a_class(demo_branch()))
    asked = Draft(BranchId("mainstreet"), ServiceId("passportne"))
    placed = await desk.issue(asked, None, "fuzz")
    IN_PATHS.update(ticket=placed.ticket.id, id=placed.ticket.id)
    IN_PATHS.update(bookingId=f"bkg_{placed.ticket.id}")
    series = await desk.create_series(_every_day(), None, "fuzz")
    session = next(date.session for date in series.dates if date.session)
    IN_PATHS.update(series=series.id, session=session)
    IN_BODIES.update(session=session)
    _, key = await KeyRing(store, SystemClock(), new_id).new("secret", "fuzz", None)
    unlimited = Settings().model_copy(
        update={"server": Settings().server.model_copy(update={"rate_limit": 0})}
    )
    app, _ = build(unlimited, store, desk, data, Leases(Seconds()))
    return _let_in(app, key)


def _with_a_class(branch: Branch) -> Branch:
    """The demo, with something that is given to several at once."""
    known = next(one for one in branch.services if one.booking)
    yoga = replace(known, id=YOGA, walkin=False, places=Places(100, 1))
    first, *others = branch.groups
    listed = replace(first, services=(*first.services, YOGA))
    return replace(branch, services=(*branch.services, yoga), groups=(listed, *others))


def _every_day() -> SeriesWish:
    """From tomorrow at ten: some of it is open, whenever this runs."""
    zone = ZoneInfo(demo_branch().zone)
    day = SystemClock().now().astimezone(zone).date() + timedelta(days=1)
    start = datetime.combine(day, time(10), zone)
    return SeriesWish(BranchId("mainstreet"), YOGA, start, Rule(Every.DAILY, count=9))


def _let_in(app: ASGIApp, key: str) -> ASGIApp:
    """Past the door everywhere: as the owner, and with a key where the owner has no business."""
    owner, anybody = seen(app, owner=True), seen(app, owner=False)

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(("/external/", "/v1/sites")):
            bearer = (b"authorization", f"Bearer {key}".encode())
            scope["headers"] = [*scope["headers"], bearer]
            await anybody(scope, receive, send)
        else:
            await owner(scope, receive, send)

    return served


@pytest.fixture(name="document")
def _document(tmp_path: Path) -> schemathesis.BaseSchema:
    app = asyncio.run(_app(tmp_path))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


schema = schemathesis.pytest.from_fixture("document")


@schema.exclude(path=QUIET).exclude(path_regex=ELSEWHERE).parametrize()
@settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_the_document_names(case: schemathesis.Case) -> None:
    """Past the door, as it comes; then once more with ids that exist."""
    case.call_and_validate(checks=CHECKS)
    for part, known in ((case.path_parameters, IN_PATHS), (case.body, IN_BODIES)):
        if isinstance(part, dict):
            part.update({name: known[name] for name in known.keys() & part.keys()})
    case.call_and_validate(checks=CHECKS)
