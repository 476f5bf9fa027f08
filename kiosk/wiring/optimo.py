"""The OptimoCMS dialect of the queue server, by its section of the settings."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.wiring.ground import SystemClock

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from kiosk.apis.gate import Gate
    from kiosk.apis.optimo.front import Plan
    from kiosk.apis.optimo.manners import Manners
    from kiosk.apis.optimo.voice import Voice
    from kiosk.config.optimo import Optimo
    from kiosk.domain.ports import Backend
    from kiosk.domain.reserving import Booked


def optimo_routes(
    said: "Optimo", backend: "Backend", booked: "Booked", gate: "Gate"
) -> "Sequence[BaseRoute]":
    """The routes under /v1/sites."""
    from kiosk.apis.optimo.routes import routes

    return routes(backend, booked, gate, SystemClock(), _manners(said), _plan(said))


def optimo_voice() -> "Voice":
    """What is refused there before the dialect sees it."""
    from kiosk.apis.optimo.voice import Voice

    return Voice(SystemClock())


def _manners(said: "Optimo") -> "Manners":
    from kiosk.apis.optimo.manners import Manners

    return Manners(
        site=said.site_id,
        name=said.site_name,
        conflict=said.slot_conflict_status,
        extended=said.words == "extended",
        public_names=said.public_names,
    )


def _plan(said: "Optimo") -> "Plan":
    """So many calls a minute, all of them at once if somebody likes."""
    from kiosk.config.optimo import PLANS
    from kiosk.server.rate import RateLimit

    a_minute = PLANS[said.plan]
    return RateLimit(a_minute / 60, time.monotonic, burst=a_minute).take
