"""What every handler of the dialect stands on: who asks, which merchant, and how it is said."""

from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.descriptions import Descriptions
from kiosk.apis.gate import Gate
from kiosk.apis.merchant.faces import place_id, place_number
from kiosk.apis.merchant.language import asked_language
from kiosk.apis.merchant.manners import Manners
from kiosk.apis.merchant.mistakes import unknown
from kiosk.apis.merchant.refusals import Say, refused
from kiosk.apis.merchant.sentences import NO_LOCATION, NO_MERCHANT, NO_SERVICE
from kiosk.apis.merchant.shop import Shop
from kiosk.apis.merchant.visitors import Visitors
from kiosk.domain.access import Caller, Role
from kiosk.domain.accounts import Accounts
from kiosk.domain.branch import Branch, BranchId, Service
from kiosk.domain.ports import Backend
from kiosk.domain.reserving import Booked
from kiosk.errors import KioskError

_STAFF: Final = frozenset({Role.SECRET})
_CUSTOMERS: Final = frozenset({Role.CUSTOMER})


class Front:
    """A backend behind a door, and the manners of this server."""

    def __init__(
        self,
        backend: Backend,
        booked: Booked,
        gate: Gate,
        accounts: Accounts,
        say: Say,
        manners: Manners,
    ) -> None:
        """`say` gives the customer's sentence for a reason in a language."""
        self.backend, self.booked, self.gate = backend, booked, gate
        self.manners = manners
        self.visitors = Visitors(gate, accounts, manners)
        self._say = say
        self._described = Descriptions(backend)
        self._shops: dict[BranchId, Shop] = {}

    def staff(self, request: Request) -> Caller:
        """Who asks, with a secret key or by a session of one. Denied, TooBusy."""
        return self.visitors.admit(request, _STAFF)

    def customer(self, request: Request) -> Caller:
        """Which customer asks. Denied, TooBusy."""
        return self.visitors.admit(request, _CUSTOMERS)

    def somebody(self, request: Request) -> Caller:
        """Who asks, staff or customer. Denied, TooBusy."""
        return self.visitors.admit(request, _STAFF | _CUSTOMERS)

    def anybody(self, request: Request) -> None:
        """Somebody asks, whoever it is. TooBusy."""
        self.gate.visit(request)

    def refused(self, error: KioskError, request: Request) -> Response:
        """An error in the language asked for."""
        legacy = self.manners.legacy_400
        locale = asked_language(request) or "en"
        return refused(error, locale, self._say, legacy_400=legacy)

    def check_merchant(self, name: str) -> None:
        """NotFound unless it is this one."""
        if name != self.manners.merchant:
            raise unknown(NO_MERCHANT)

    async def shops(self, caller: Caller | None = None) -> Sequence[Shop]:
        """Every location that has a number, or those that somebody is good for."""
        only = caller.branch if caller else None
        return [
            self._shop(branch)
            for branch in await self._described.all()
            if only in (None, branch.id) and place_number(branch.id)
        ]

    async def shop(self, location: int) -> Shop:
        """The location of a number. NotFound."""
        shops = {shop.branch.id: shop for shop in await self.shops()}
        found = place_id(location, shops)
        if found is None:
            raise unknown(NO_LOCATION)
        return shops[found]

    async def shop_of(self, branch: BranchId) -> Shop:
        """The location that is a branch. NotFound."""
        return self._shop(await self._described.of(branch))

    def said(
        self, told: BaseModel | Sequence[BaseModel], status: int = 200
    ) -> Response:
        """A success with something to tell."""
        if isinstance(told, BaseModel):
            body = told.model_dump_json()
        else:
            body = f"[{','.join(one.model_dump_json() for one in told)}]"
        if self.manners.wraps:
            body = f'{{"data":{body}}}'
        return Response(body, status, media_type="application/json")

    def _shop(self, branch: Branch) -> Shop:
        """Worked out once for each description."""
        known = self._shops.get(branch.id)
        if known is None or (known.branch is not branch and known.branch != branch):
            known = self._shops[branch.id] = Shop(branch, self.manners.zone)
        return known


def service_of(shop: Shop, number: int) -> Service:
    """The service of a number there. NotFound."""
    found = place_id(number, [service.id for service in shop.branch.services])
    service = shop.branch.service(found) if found else None
    if service is None:
        raise unknown(NO_SERVICE)
    return service


def nothing(status: int, headers: dict[str, str] | None = None) -> Response:
    """A success that has no body."""
    return Response(status_code=status, headers=headers)
