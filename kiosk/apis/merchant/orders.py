"""What staff ordered, checked, as drafts and plans of the queue."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from kiosk.apis.language import spoken
from kiosk.apis.merchant import asked
from kiosk.apis.merchant.mistakes import wrong
from kiosk.apis.merchant.newcomers import Party
from kiosk.apis.merchant.recurring import rule_from_wire
from kiosk.apis.merchant.sentences import ONE_CUSTOMER, TOO_MANY
from kiosk.apis.merchant.times import instant
from kiosk.domain.branch import Branch, Service
from kiosk.domain.series import OnConflict, Rule, SeriesWish
from kiosk.domain.sessions import SessionPlan
from kiosk.domain.ticket import Draft
from kiosk.text import clean

NOTE_CELLS: Final = 400
"""Of a note: no letter is wider than two."""

SOURCE: Final = "merchant"
"""Where it was asked for, as on the ticket."""


@dataclass(frozen=True, slots=True)
class Order:
    """A time of a service, once or (with a `rule`) again and again."""

    branch: Branch
    service: Service
    start: datetime
    locale: str
    note: str = field(repr=False, default="")
    rule: Rule | None = None

    def draft(self, who: Party) -> Draft:
        """An appointment, somebody's or nobody's."""
        return Draft(
            branch=self.branch.id,
            service=self.service.id,
            locale=self.locale,
            source=SOURCE,
            start=self.start,
            customer=who.one,
            note=self.note,
        )

    def plan(self, who: Party) -> SessionPlan:
        """A session with everybody in it."""
        return SessionPlan(
            branch=self.branch.id,
            service=self.service.id,
            start=self.start,
            customers=tuple(who.ids),
            note=self.note,
        )

    def series(self, rule: Rule, who: Party, on_conflict: OnConflict) -> SeriesWish:
        """Either of them again and again."""
        return SeriesWish(
            branch=self.branch.id,
            service=self.service.id,
            start=self.start,
            rule=rule,
            customers=tuple(who.ids),
            note=self.note,
            locale=self.locale,
            on_conflict=on_conflict,
        )


def order(
    told: asked.BookingByMerchant,
    language: str | None,
    branch: Branch,
    service: Service,
) -> Order:
    """What was ordered. BadInput, as for more customers than there are places."""
    _check_count(len(told.customers), service)
    is_recurring = told.is_recurring or False
    return Order(
        branch=branch,
        service=service,
        start=instant(told.timestamp),
        locale=spoken(branch, language),
        note=clean(told.merchant_note or "", NOTE_CELLS),
        rule=rule_from_wire(told.recurrence_rule) if is_recurring else None,
    )


def _check_count(count: int, service: Service) -> None:
    if service.places is None and count > 1:
        raise wrong(ONE_CUSTOMER)
    if service.places and count > service.places.most:
        raise wrong(TOO_MANY.format(count=count, most=service.places.most))
