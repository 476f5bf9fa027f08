"""Branches and what they offer in the merchant API's words."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kiosk.apis.language import spoken
from kiosk.apis.merchant import wire
from kiosk.apis.merchant.faces import place_id, place_number
from kiosk.apis.merchant.manners import Manners
from kiosk.apis.merchant.shop import Shop
from kiosk.domain.branch import (
    Branch,
    Group,
    Service,
    ServiceId,
    Words,
    in_language,
)

NO_PRICE: Final = ""
"""We know of no prices, and say none: "free" would be a promise."""

PRICE_TYPE: Final = "fixed"


class Translator:
    """Says what a location has, in one language."""

    def __init__(self, shop: Shop, language: str | None, manners: Manners) -> None:
        """`language` None, or one that the branch does not speak: the branch's own."""
        self._shop, self._branch, self._manners = shop, shop.branch, manners
        self._tag = spoken(shop.branch, language)

    @property
    def title(self) -> str:
        """What people call the merchant."""
        return self._manners.title or self.words(self._branch.name) or self._branch.id

    @property
    def place(self) -> str:
        """Where it is."""
        return self.words(self._branch.address)

    def words(self, words: Words) -> str:
        """A text in the language asked for."""
        return in_language(words, self._tag, self._branch.default_locale)

    def merchant(self, location: int, today: date) -> wire.Merchant:
        """The merchant, at this location."""
        hours = self._shop.week(today)
        return wire.Merchant(
            merchant_name=self.title,
            url_name=self._manners.merchant,
            contact_email=self._manners.contact_email,
            introduction="",
            announcement="",
            about_us="",
            parking_info="",
            payment_info="",
            timezone=self._shop.zone.key,
            location_id=location,
            country="",
            city="",
            postal_code="",
            address=self.place,
            formatted_location=self.place,
            geo_point=None,
            services=self._categories(),
            business_hours={
                str(day): [wire.Hours(start_time=a, end_time=b) for a, b in hours[day]]
                for day in range(7)
            },
        )

    def service(self, service: Service, number: int) -> wire.ServiceDetails:
        """One service: one part, during which somebody is there for you."""
        name, minutes = self._name(service), minutes_of(service)
        phase = wire.Phase(
            id=number,
            service_id=number,
            name=name,
            sequence=1,
            duration=minutes,
            phase_type="active",
        )
        return wire.ServiceDetails(
            id=number,
            name=name,
            description=self.words(service.bring),
            total_duration=minutes,
            price=NO_PRICE,
            price_type=PRICE_TYPE,
            formatted_location=self.place,
            geo_point=None,
            phases=[phase],
        )

    def summary(self, service: Service) -> wire.ServiceSummary:
        """One service in short."""
        return wire.ServiceSummary(
            name=self._name(service),
            total_duration=minutes_of(service),
            price=NO_PRICE,
            price_type=PRICE_TYPE,
            formatted_location=self.place,
        )

    def for_staff(self) -> list[wire.StaffCategory]:
        """What can be booked, with what only staff are told."""
        return [
            wire.StaffCategory(
                id=category.id,
                name=category.name,
                sequence=category.sequence,
                services=[self._for_staff(service) for service in category.services],
            )
            for category in self._categories()
        ]

    def _for_staff(self, listed: wire.ListedService) -> wire.StaffService:
        known = place_id(listed.id, [one.id for one in self._branch.services])
        service = self._branch.service(known) if known else None
        places = service.places if service else None
        return wire.StaffService(
            **listed.model_dump(),
            booking_type="class" if places else "appointment",
            min_participants=places.least if places else 1,
            max_participants=places.most if places else 1,
        )

    def service_name(self, service: ServiceId) -> str:
        """What a service is called; its id when it is offered no more."""
        known = self._branch.service(service)
        return self._name(known) if known else service

    def cancel_until(self, service: ServiceId) -> int:
        """Until how many minutes before it begins a customer cancels."""
        known = self._branch.service(service)
        return known.booking.cancel_until if known and known.booking else 0

    def _name(self, service: Service) -> str:
        return self.words(service.name) or service.id

    def _categories(self) -> list[wire.ServiceCategory]:
        """Groups with services that can be booked, and at the end those of no group."""
        groups: list[tuple[Group | None, Sequence[Service]]] = [
            (group, _bookable(self._branch, group)) for group in self._branch.groups
        ]
        groups.append((None, _bookable(self._branch, None)))
        with_any = [(group, services) for group, services in groups if services]
        return [
            wire.ServiceCategory(
                id=place_number(group.id) if group else None,
                name=self.words(group.name) if group else "",
                sequence=place,
                services=self._listed(group, services),
            )
            for place, (group, services) in enumerate(with_any, 1)
        ]

    def _listed(
        self, group: Group | None, services: Sequence[Service]
    ) -> list[wire.ListedService]:
        return [
            wire.ListedService(
                id=place_number(service.id) or 0,
                category_id=place_number(group.id) if group else None,
                name=self._name(service),
                description=self.words(service.bring),
                total_duration=minutes_of(service),
                price=NO_PRICE,
                price_type=PRICE_TYPE,
                sequence=place,
            )
            for place, service in enumerate(services, 1)
        ]


def minutes_of(service: Service) -> int:
    """How long it takes."""
    return service.booking.minutes if service.booking else service.minutes


def can_be_booked(service: Service) -> bool:
    """Whether it has times, or sessions."""
    return service.appointable and service.booking is not None


def _bookable(branch: Branch, group: Group | None) -> list[Service]:
    """The services of a group (None: of none) that can be booked and have a number."""
    listed = group.services if group else [one.id for one in branch.services]
    known = [service for id_ in listed if (service := branch.service(id_))]
    return [
        service
        for service in known
        if can_be_booked(service)
        and place_number(service.id)
        and (group or branch.group_of(service.id) is None)
    ]
