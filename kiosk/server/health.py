"""Is the server alive, and is it fit to give numbers?"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from kiosk.domain.access import AT_COUNTERS
from kiosk.errors import Denied, KioskError
from kiosk.server.gate import ServerGate
from kiosk.server.guard import TOLD

STEADY_SECONDS: Final = 5.0
"""How long a check that failed must have been good before it counts as good again."""

_log = logging.getLogger("kiosk.server")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must be right before the server is ready."""

    good: bool
    detail: str


class Watch:
    """The checks, and when each failed last: a disk that comes and goes is not a good one.

    Failing and being good again are one line each in the log, however often somebody asks.
    """

    def __init__(
        self, checks: Mapping[str, Callable[[], str]], monotonic: Callable[[], float]
    ) -> None:
        """A check returns what it saw, or raises KioskError. `monotonic` gives seconds."""
        self._checks, self._monotonic = checks, monotonic
        self._failed: dict[str, float] = {}

    def findings(self) -> dict[str, Finding]:
        """Every check, asked now."""
        return {name: self._find(name, check) for name, check in self._checks.items()}

    def _find(self, name: str, check: Callable[[], str]) -> Finding:
        now = self._monotonic()
        try:
            seen = check()
        except KioskError as error:
            detail = error.detail or str(error.reason)
            if name not in self._failed:
                _log.warning("not ready", extra={"check": name, "detail": detail})
            self._failed[name] = now
            return Finding(good=False, detail=detail)
        failed = self._failed.get(name)
        if failed is None:
            return Finding(good=True, detail=seen)
        seconds = now - failed
        if seconds < STEADY_SECONDS:
            return Finding(good=False, detail=f"{seen}; failed {seconds:.0f} s ago")
        del self._failed[name]
        _log.info("ready again", extra={"check": name})
        return Finding(good=True, detail=seen)


def health_routes(
    gate: ServerGate,
    checks: Mapping[str, Callable[[], str]],
    monotonic: Callable[[], float] = time.monotonic,
    worries: Callable[[], Sequence[str]] = tuple,
) -> APIRouter:
    """`/healthz` and `/readyz`. A check returns what it saw, or raises KioskError.

    `worries` are sentences about what deserves a look and makes nobody less ready.
    """
    router = APIRouter(tags=["health"])
    watch = Watch(checks, monotonic)

    @router.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Alive: the loop turns and answers. Asks nothing of anybody."""
        return {"status": "ok"}

    @router.get("/readyz", responses={503: {"description": "Not ready"}})
    async def readyz(request: Request) -> JSONResponse:
        """Ready: a number given now would be kept. Details for staff and the owner only."""
        request.scope[TOLD] = True
        findings = watch.findings()
        ready = all(finding.good for finding in findings.values())
        body: dict[str, Any] = {"status": "ready" if ready else "not ready"}
        if _may_see(gate, request):
            body["checks"] = {
                name: {"ok": finding.good, "detail": finding.detail}
                for name, finding in findings.items()
            }
            body["worries"] = list(worries())
        return JSONResponse(body, 200 if ready else 503)

    return router


def _may_see(gate: ServerGate, request: Request) -> bool:
    """Without a key nobody is a stranger here: monitors ask without one."""
    if "authorization" not in request.headers and not gate.is_owner(request):
        return False
    try:
        gate.admit(request, AT_COUNTERS)
    except Denied:
        return False
    return True
