"""The OptimoCMS booking dialect over any Backend: slots, bookings, their status, and the site."""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from kiosk.apis.gate import Gate
from kiosk.apis.nowhere import elsewhere
from kiosk.apis.optimo.front import Front, Plan
from kiosk.apis.optimo.manners import PUBLISHED, Manners
from kiosk.apis.optimo.operations import route
from kiosk.apis.optimo.reads import Reads
from kiosk.apis.optimo.voice import SITES
from kiosk.apis.optimo.writes import Writes
from kiosk.domain.ports import Backend, Clock
from kiosk.domain.reserving import Booked


def _unlimited(_key: str) -> None:
    """Nothing but the server's own limit."""


def routes(
    backend: Backend,
    booked: Booked,
    gate: Gate,
    clock: Clock,
    manners: Manners = PUBLISHED,
    plan: Plan = _unlimited,
) -> Sequence[BaseRoute]:
    """The routes under /v1/sites.

    `booked` lists appointments and is told who came: the queue itself, or the one that stands
    in for another system. `plan` counts the calls of a key, by its id; TooBusy.
    """
    front = Front(backend, booked, gate, clock, manners, plan)
    reads, writes = Reads(front), Writes(front)
    handlers = (
        reads.sites,
        reads.slots,
        reads.bookings,
        writes.book,
        writes.set_status,
    )
    offered = [route(handler, front.refused) for handler in handlers]
    return [*offered, *elsewhere(offered, (SITES,), front.missing)]
