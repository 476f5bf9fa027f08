"""The branch of the measures about times: it takes appointments at any hour of any day."""

import json
from typing import Any, Final

from kiosk.apis.heard import said
from kiosk.apis.native.translate_branch import branch_to_wire
from kiosk.domain.branch import (
    BookingRules,
    Branch,
    BranchId,
    Group,
    GroupId,
    Lane,
    LaneId,
    NumberRange,
    Service,
    ServiceId,
)
from tests.bench.lobby import LOBBY
from tests.bench.scene import Failed
from tests.bench.wire import Connection, request

BUSY: Final = ServiceId("busy")
"""25 minutes on any of 20 lanes, every 5 minutes."""

SINGLE: Final = ServiceId("single")
"""5 minutes on one lane: every time has one place."""

LONG: Final = ServiceId("long")
"""An hour on either of two lanes, every 5 minutes."""

LANES: Final = 20


def _service(name: ServiceId, minutes: int) -> Service:
    rules = BookingRules(minutes, "times", step=5, notice=0)
    return Service(name, {"en": name}, "a", appointable=True, booking=rules)


def _lanes(service: ServiceId, count: int) -> tuple[Lane, ...]:
    return tuple(
        Lane(LaneId(f"{service}-{n}"), services=frozenset({service}))
        for n in range(count)
    )


AGENCY: Final = Branch(
    id=BranchId("agency"),
    name={"en": "Bench Street Agency"},
    zone="UTC",
    default_locale="en",
    locales=("en",),
    groups=(Group(GroupId("times"), {"en": "Times"}, (BUSY, SINGLE, LONG)),),
    services=(_service(BUSY, 25), _service(SINGLE, 5), _service(LONG, 60)),
    ranges=(NumberRange("a", "A"), NumberRange("times", "T")),
    counters=LOBBY.counters,
    hours=LOBBY.hours,
    lanes=(*_lanes(BUSY, LANES), *_lanes(SINGLE, 1), *_lanes(LONG, 2)),
)


class Caller:
    """A connection of somebody who asks for times of the agency."""

    def __init__(self, line: Connection, key: str) -> None:
        """`key` is an API key."""
        self._line, self._key = line, key

    async def open_the_agency(self) -> None:
        """Load the branch. Raises Failed."""
        body = said(branch_to_wire(AGENCY))
        path = f"/native/v1/branches/{AGENCY.id}"
        status, answer = await self._line.ask(request("PUT", path, body, key=self._key))
        if status != 200:
            raise Failed(answer.decode())

    async def book(self, service: ServiceId, start: str, once: str) -> int:
        """Ask for a time; the status of the answer."""
        wish = {"branch": AGENCY.id, "service": service, "start": start}
        body = json.dumps(wish).encode()
        asked = request("POST", "/native/v1/tickets", body, key=self._key, once=once)
        return (await self._line.ask(asked))[0]

    async def days(self, service: ServiceId, query: str = "days=1") -> bytes:
        """The times of some days. Raises Failed."""
        path = f"/native/v1/branches/{AGENCY.id}/services/{service}/slots?{query}"
        status, answer = await self._line.ask(request("GET", path, key=self._key))
        if status != 200:
            raise Failed(answer.decode())
        return answer

    async def starts(self, service: ServiceId, days: int) -> list[list[str]]:
        """Every time of each of the `days` days after today."""
        answer = json.loads(await self.days(service, f"days={days + 1}"))
        told: list[dict[str, Any]] = answer["days"][1:]
        return [[slot["start"] for slot in day["slots"]] for day in told]

    def close(self) -> None:
        """Let go."""
        self._line.close()
