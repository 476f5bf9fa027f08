"""Answers as Skiplino's pages show them, and a client of a server that gives odd ones."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.apis.skiplino.client import SkiplinoClient
from kiosk.apis.skiplino.habits import Habits
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft
from kiosk.errors import (
    KioskError,
)
from tests.apis import odd_server as odd
from tests.apis.odd_server import OddServer, http
from tests.desk.hands import StoppedClock

SEEF = BranchId("802b33af66")
CASH = ServiceId("6fe8fb8b12")
NOW = datetime(2026, 6, 23, 11, 8, 42, tzinfo=UTC)
DRAFT = Draft(SEEF, CASH)
ONCE = Once("kiosk", "one", "print")

TICKET: dict[str, Any] = {
    "id": "k7m2p9x4q1",
    "ticketNumber": "Q017",
    "status": "waiting",
    "statusAt": "2026-06-23T11:08:41.000Z",
    "type": "sequential",
    "time": None,
    "branch": {"id": SEEF, "name": "Seef Mall Branch"},
    "service": {"id": CASH, "name": "Cash Withdrawal"},
    "groupOfService": {"id": "7c1f9a3b2d", "name": "Teller Services"},
    "customer": {"id": "9f2c" * 8, "name": "Layla Hassan"},
    "bookedAt": "2026-06-23T11:08:41.000Z",
    "queueSize": 6,
    "waitingTime": 18,
}
SERVICE = {"id": CASH, "name": "Cash Withdrawal", "isOpen": True, "isAppointment": True}
GROUP = {"id": "7c1f9a3b2d", "name": "Teller Services", "services": [SERVICE]}
BRANCH = {
    "id": SEEF,
    "name": "Seef Mall Branch",
    "branchStatus": {"isBranchOpen": True},
}


def told(data: Any, status: str = "200 OK", **more: Any) -> bytes:
    """An answer in their envelope."""
    return http(
        status, json.dumps({"message": "Fetched.", "data": data, **more}).encode()
    )


def refused(status: str, error: Any, *headers: str) -> bytes:
    """A refusal in their envelope."""
    body = json.dumps({"message": "No.", "error": error}).encode()
    return http(status, body, "application/json", *headers)


BRANCHES, TREE = told([BRANCH]), told([GROUP])
BOOKED = told(TICKET, "201 Created")


def client_of(server: OddServer, **habits: Any) -> SkiplinoClient:
    """A client with a public key, unless the habits say otherwise, on this machine's socket."""
    usual: dict[str, Any] = {"keys": ("pk_1",), "zone": ZoneInfo("Asia/Bahrain")}
    return SkiplinoClient(
        server.client(), StoppedClock(NOW), Habits(**(usual | habits))
    )


async def asked_for_number(*answers: bytes, **habits: Any) -> tuple[Any, OddServer]:
    """What came of asking for a number: the ticket, or the error."""
    async with odd.odd_server(BRANCHES, TREE, *answers) as server:
        client = client_of(server, **habits)
        try:
            return await client.issue(DRAFT, ONCE, "kiosk"), server
        except KioskError as error:
            return error, server
