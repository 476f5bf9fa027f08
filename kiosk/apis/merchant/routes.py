"""The merchant dialect over any Backend: bookings by both sides, calendar, discovery, sessions.

Source: the public reference of Miketsu-inc/reservations. Where it and the program it describes
disagree, `Manners` says which reading holds.
"""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from kiosk.apis.gate import Gate
from kiosk.apis.merchant.back_office import BackOffice
from kiosk.apis.merchant.bookings import Bookings
from kiosk.apis.merchant.calendar import Calendar
from kiosk.apis.merchant.counter import Counter
from kiosk.apis.merchant.discovery import Discovery
from kiosk.apis.merchant.found import Found
from kiosk.apis.merchant.front import Front
from kiosk.apis.merchant.manners import DOCUMENTED, Manners
from kiosk.apis.merchant.nowhere import elsewhere
from kiosk.apis.merchant.operations import OFFERED, route
from kiosk.apis.merchant.refusals import Say
from kiosk.apis.merchant.signing_in import SigningIn
from kiosk.apis.merchant.voice import ALIAS, PLACES, PREFIX
from kiosk.domain.accounts import Accounts
from kiosk.domain.ports import Backend
from kiosk.domain.reserving import Booked


def routes(
    backend: Backend,
    booked: Booked,
    gate: Gate,
    accounts: Accounts,
    say: Say,
    manners: Manners = DOCUMENTED,
) -> Sequence[BaseRoute]:
    """The routes under /api/v1, and those of bookings under /bookings as well.

    `booked` lists appointments; `accounts` keep who is signed in. `say` gives the customer's
    sentence for a reason in a language. Without cookies there is no signing in.
    """
    front = Front(backend, booked, gate, accounts, say, manners)
    found = Found(front)
    mine, staff, seen = Bookings(front, found), Counter(front, found), Discovery(front)
    signing, office = SigningIn(front, accounts), BackOffice(front)
    handlers = [
        mine.book_as_customer,
        staff.book_as_staff,
        mine.booking,
        mine.cancel_as_customer,
        staff.update,
        staff.cancel_as_staff,
        Calendar(front).calendar_events,
        office.staff_customers,
        office.staff_services,
        seen.merchant,
        seen.service,
        seen.summary,
        seen.availability,
        seen.next_availability,
        seen.disabled_days,
    ]
    if manners.cookie:
        handlers += [signing.login, signing.register, signing.me, signing.logout]
    offered = [
        route(prefix, handler, front.refused, published=published, wraps=manners.wraps)
        for prefix, published in ((PREFIX, True), ("", False))
        for handler in handlers
        if published or OFFERED[handler.__name__].path.startswith(ALIAS)
    ]
    return [*offered, *elsewhere(offered, PLACES)]
