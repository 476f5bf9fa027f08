"""Calendar feeds of the server: the page, and what its owner does with them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.domain.storing import Store
from kiosk.wiring.ground import SystemClock, new_id

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.routing import BaseRoute

    from kiosk.desk.desk import Desk
    from kiosk.server.gate import ServerGate


def feeds(
    store: Store, desk: "Desk", gate: "ServerGate"
) -> "tuple[Sequence[BaseRoute], APIRouter]":
    """The calendars themselves, and the routes that make and revoke them."""
    from kiosk.apis.feeds import feed_routes as pages
    from kiosk.server.feeds import Feeds, feed_routes

    known = Feeds(store, SystemClock(), new_id)
    return pages(desk, known.feed, SystemClock()), feed_routes(gate, known)
