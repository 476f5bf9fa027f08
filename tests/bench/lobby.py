"""The branch of every measure: open at any hour, so that the bench runs at any hour."""

from datetime import time
from typing import Final

from kiosk.domain.branch import (
    Branch,
    BranchId,
    Counter,
    CounterId,
    Group,
    GroupId,
    NumberRange,
    Service,
    ServiceId,
    WeekRule,
    Window,
)

COUNTERS: Final = 32
SERVICES: Final = ("passport", "permit", "payment")

LOBBY: Final = Branch(
    id=BranchId("bench"),
    name={"en": "Bench Street Town Hall", "ar": "بلدية شارع المقعد"},
    zone="Europe/Budapest",
    default_locale="en",
    locales=("en", "ar"),
    groups=(
        Group(GroupId("papers"), {"en": "Papers"}, tuple(map(ServiceId, SERVICES))),
    ),
    services=(
        Service(
            ServiceId("passport"),
            {"en": "Passport", "ar": "جواز سفر"},
            "a",
            bring={"en": "old passport, 1 photo"},
        ),
        Service(ServiceId("permit"), {"en": "Residence permit", "ar": "إقامة"}, "a"),
        Service(ServiceId("payment"), {"en": "Payment", "ar": "دفع"}, "p", minutes=4),
    ),
    ranges=(NumberRange("a", "A"), NumberRange("p", "P")),
    counters=tuple(Counter(CounterId(str(n))) for n in range(1, COUNTERS + 1)),
    hours=(WeekRule(frozenset(range(7)), (Window(time(0), None),)),),
    address={"en": "1 Bench Street"},
    where_to_wait={"en": "Waiting hall, ground floor"},
)
