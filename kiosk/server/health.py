"""Is the server alive, and is it fit to give numbers?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from kiosk.domain.access import AT_COUNTERS
from kiosk.errors import Denied, KioskError
from kiosk.server.gate import ServerGate


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must be right before the server is ready."""

    good: bool
    detail: str


def health_routes(
    gate: ServerGate,
    checks: Mapping[str, Callable[[], str]],
    worries: Callable[[], Sequence[str]] = tuple,
) -> APIRouter:
    """`/healthz` and `/readyz`. A check returns what it saw, or raises KioskError.

    `worries` are sentences about what deserves a look and makes nobody less ready.
    """
    router = APIRouter(tags=["health"])

    @router.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Alive: the loop turns and answers. Asks nothing of anybody."""
        return {"status": "ok"}

    @router.get("/readyz", responses={503: {"description": "Not ready"}})
    async def readyz(request: Request) -> JSONResponse:
        """Ready: a number given now would be kept. Details for staff and the owner only."""
        findings = {name: _find(check) for name, check in checks.items()}
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


def _find(check: Callable[[], str]) -> Finding:
    try:
        return Finding(good=True, detail=check())
    except KioskError as error:
        return Finding(good=False, detail=error.detail or str(error.reason))


def _may_see(gate: ServerGate, request: Request) -> bool:
    """Without a key nobody is a stranger here: monitors ask without one."""
    if "authorization" not in request.headers and not gate.is_owner(request):
        return False
    try:
        gate.admit(request, AT_COUNTERS)
    except Denied:
        return False
    return True
