"""The OpenAPI document against the server it describes: every operation, asked every odd way.

Whatever is sent, the answer is one the document names, and never a 5xx.
"""

import asyncio
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)
from starlette.types import ASGIApp

from kiosk.config.branch_file import demo_branch
from kiosk.config.settings import Settings
from kiosk.server.app import guarded
from kiosk.server.leases import Leases
from kiosk.wiring.server import build, open_desk
from tests.server.test_leases import Seconds

CHECKS = (not_a_server_error, status_code_conformance, response_schema_conformance)
EXAMPLES = 15
"""Requests an operation; the seed is fixed, so a failure comes again."""

QUIET = "/native/v1/events"
"""Answers without an end, which a client in this process would wait for."""


async def _app(data: Path) -> ASGIApp:
    store, desk = await open_desk(data, None)
    await desk.load(demo_branch())
    unlimited = Settings().model_copy(
        update={"server": Settings().server.model_copy(update={"rate_limit": 0})}
    )
    app, _ = build(unlimited, store, desk, data, Leases(Seconds()))
    return app


@pytest.fixture(name="document")
def _document(tmp_path: Path) -> schemathesis.BaseSchema:
    app = asyncio.run(_app(tmp_path))
    return schemathesis.openapi.from_asgi("/openapi.json", guarded(app, owner=True))


schema = schemathesis.pytest.from_fixture("document")


@schema.exclude(path=QUIET).parametrize()
@settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_the_document_names(case: schemathesis.Case) -> None:
    """Over the owner's socket, so that a request gets past the door."""
    case.call_and_validate(checks=CHECKS)
