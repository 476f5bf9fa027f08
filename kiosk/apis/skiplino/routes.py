"""The Skiplino dialect over any Backend: its 13 operations, under both of its addresses.

Unknown ids are 422, also where an id stands in the path: the published page of *cancel* lists 422
and no 404. Where the pages leave two readings, `Manners` says which one holds.
"""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from kiosk.apis.gate import Gate
from kiosk.apis.nowhere import elsewhere
from kiosk.apis.skiplino.customers import Customers
from kiosk.apis.skiplino.front import Front
from kiosk.apis.skiplino.manners import PUBLISHED, Manners
from kiosk.apis.skiplino.operations import route
from kiosk.apis.skiplino.places import Places
from kiosk.apis.skiplino.refusals import Say, missing
from kiosk.apis.skiplino.tickets import Tickets
from kiosk.apis.skiplino.voice import ALIAS, PLACES, PREFIX
from kiosk.domain.ports import Backend


def routes(
    backend: Backend, gate: Gate, say: Say, manners: Manners = PUBLISHED
) -> Sequence[BaseRoute]:
    """The routes under /external/v1 and their aliases under /v1.

    `say` gives the customer's sentence for a reason in a language; an unknown language is its to
    fall back from.
    """
    front = Front(backend, gate, say, manners)
    tickets, places, customers = Tickets(front), Places(front), Customers(front)
    handlers = (
        tickets.book,
        tickets.ticket,
        tickets.cancel,
        tickets.change_time,
        places.branches,
        places.tree,
        places.slots,
        customers.create_customer,
        customers.customers,
        customers.customer,
        customers.update_customer,
        customers.delete_customer,
        customers.customer_tickets,
    )
    offered = [
        route(prefix, handler, front.refused)
        for prefix in (PREFIX, ALIAS)
        for handler in handlers
    ]
    return [*offered, *elsewhere(offered, PLACES, missing)]
