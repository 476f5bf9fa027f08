"""The merchant dialect of the queue server, by its section of the settings."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kiosk.wiring.ground import SystemClock

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from kiosk.apis.gate import Gate
    from kiosk.apis.merchant.manners import Manners
    from kiosk.apis.merchant.refusals import Say
    from kiosk.apis.merchant.voice import Voice
    from kiosk.config.merchant import Merchant
    from kiosk.domain.accounts import Accounts
    from kiosk.domain.ports import Backend
    from kiosk.domain.reserving import Booked, Customers
    from kiosk.domain.storing import Store
    from kiosk.server.keyring import KeyRing

_TRIES: Final = 20
"""Times somebody may sign in at once from one address; then one in two seconds."""


def accounts(store: "Store", customers: "Customers", keys: "KeyRing") -> "Accounts":
    """Who may sign in. Their passwords wait for one another, and not for staff's PINs."""
    from kiosk.server.accounts import Accounts
    from kiosk.server.pins import Pins
    from kiosk.server.rate import RateLimit

    by_address = RateLimit(0.5, time.monotonic, burst=_TRIES)
    clock = SystemClock()
    return Accounts(store, customers, keys, Pins(), clock, time.monotonic, by_address)


def merchant_routes(
    said: "Merchant",
    backend: "Backend",
    booked: "Booked",
    gate: "Gate",
    accounts: "Accounts",
    say: "Say",
) -> "Sequence[BaseRoute]":
    """The routes under /api/v1, and under /bookings."""
    from kiosk.apis.merchant.routes import routes

    return routes(backend, booked, gate, accounts, say, merchant_manners(said))


def merchant_voice(say: "Say") -> "Voice":
    """What is refused there before the dialect sees it."""
    from kiosk.apis.merchant.voice import Voice

    return Voice(say)


def merchant_manners(said: "Merchant") -> "Manners":
    """The settings' words as the dialect takes them."""
    from zoneinfo import ZoneInfo

    from kiosk.apis.merchant.manners import Manners

    return Manners(
        merchant=said.name,
        title=said.title,
        contact_email=said.contact_email,
        zone=ZoneInfo(said.time_zone) if said.time_zone else None,
        bearer=said.auth != "cookie",
        cookie=said.auth != "bearer",
        legacy_400=said.legacy_400,
        wraps=said.wrap_data,
        extended=said.words == "extended",
    )
