"""Tickets to print: one branch, one Monday morning, and what differs from paper to paper."""

from dataclasses import replace
from datetime import UTC, date, datetime

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
)
from kiosk.domain.ports import PrintOrder
from kiosk.domain.ticket import (
    Kind,
    Place,
    Placed,
    Status,
    Ticket,
    TicketId,
    WaitRange,
)

NOW = datetime(2026, 5, 4, 8, 42, tzinfo=UTC)
"""10:42 in Budapest."""

PASSPORT, WELFARE, REFUND = (
    Service(
        ServiceId("passport01"),
        {"en": "Passport: new", "ar": "جواز سفر جديد"},
        "A",
        bring={
            "en": "old passport, ID card, 1 photo",
            "ar": "جواز السفر القديم وبطاقة الهوية وصورة واحدة",
        },
    ),
    Service(
        ServiceId("welfare001"),
        {"en": "Debt counselling", "ar": "مشورة الديون"},
        "A",
        bring={"en": "letters from the bailiff"},
        sensitive=True,
    ),
    Service(
        ServiceId("refund0001"),
        {"en": "Remboursement à 5 €: reçu, élève, Größe", "ar": "استرداد 5 €"},
        "A",
    ),
)

BRANCH = Branch(
    id=BranchId("mainstreet"),
    name={"en": "Main Street Branch", "ar": "فرع الشارع الرئيسي"},
    zone="Europe/Budapest",
    default_locale="en",
    locales=("en", "ar"),
    groups=(
        Group(
            GroupId("documents1"),
            {"en": "Documents", "ar": "الوثائق"},
            (PASSPORT.id, REFUND.id),
        ),
        Group(GroupId("advice0001"), {"en": "Advice", "ar": "المشورة"}, (WELFARE.id,)),
    ),
    services=(PASSPORT, WELFARE, REFUND),
    ranges=(NumberRange("A", "A"),),
    counters=(Counter(CounterId("1")),),
    hours=(),
    address={
        "en": "12 Main Street, 1051 Budapest",
        "ar": "12 الشارع الرئيسي، 1051 بودابست",
    },
    where_to_wait={"en": "Hall B, 1st floor", "ar": "القاعة B، الطابق الأول"},
    missed={
        "en": "Missed your number? Go to the information desk within 15 minutes.",
        "ar": "فاتك دورك؟ توجه إلى مكتب الاستعلامات خلال 15 دقيقة (الطابق الأول).",
    },
)

TICKET = Ticket(
    id=TicketId("6fe8fb8b12"),
    number="A042",
    code8="48217739",
    branch=BRANCH.id,
    group=None,
    service=PASSPORT.id,
    day=date(2026, 5, 4),
    day_seq=1,
    kind=Kind.WALKIN,
    status=Status.WAITING,
    status_at=NOW,
    joined_at=NOW,
    rank_at=NOW,
    locale="en",
    source="kiosk",
    seq=187,
)

PLACE = Place(ahead=6, wait=WaitRange(15, 30, 22), as_of=NOW)


def order(
    *,
    service: Service = PASSPORT,
    number: str = "A042",
    place: Place | None = PLACE,
    branch: Branch = BRANCH,
    locale: str = "en",
    url: str | None = None,
    copy: int = 1,
) -> PrintOrder:
    """A walk-in ticket of that branch, taken at 10:42 with six people before it."""
    ticket = replace(TICKET, service=service.id, number=number, locale=locale)
    return PrintOrder(Placed(ticket, place), branch, locale, "kiosk-03", url, copy)
