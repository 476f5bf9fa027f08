"""What the merchant's staff know besides the calendar: customers, and which services are for several."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.merchant import wire
from kiosk.apis.merchant.faces import customer_uuid
from kiosk.apis.merchant.front import Front
from kiosk.apis.merchant.language import asked_language
from kiosk.apis.merchant.people import names
from kiosk.apis.merchant.translate import Translator
from kiosk.domain.customer import Customer
from kiosk.domain.reserving import MOST_A_PAGE

MOST: Final = 5_000
"""Customers told, the newest of them."""


class BackOffice:
    """The handlers of the two lists that staff choose from."""

    def __init__(self, front: Front) -> None:
        """`front` is shared with the dialect's other handlers."""
        self._front = front

    async def staff_customers(self, request: Request) -> Response:
        """List the customers, newest first. They are the company's, whatever the location."""
        self._front.staff(request)
        told: list[wire.StaffCustomer] = []
        for page in range(1, MOST // MOST_A_PAGE + 1):
            some = await self._front.backend.customers(page, MOST_A_PAGE)
            told += [_customer(one) for one in some.items]
            if len(some.items) < MOST_A_PAGE:
                break
            await asyncio.sleep(0)
        return self._front.said(told)

    async def staff_services(self, request: Request) -> Response:
        """List the services that can be booked, with their types and places."""
        caller = self._front.staff(request)
        language = asked_language(request)
        told: list[wire.StaffCategory] = []
        for shop in await self._front.shops(caller):
            told += Translator(shop, language, self._front.manners).for_staff()
        return self._front.said(told)


def _customer(customer: Customer) -> wire.StaffCustomer:
    first, last = names(customer.name)
    return wire.StaffCustomer(
        id=customer_uuid(customer.id),
        first_name=first,
        last_name=last,
        email=customer.email,
        phone_number=customer.phone,
        is_dummy=customer.guest,
    )
