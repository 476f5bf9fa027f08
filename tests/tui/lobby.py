"""A branch with everything a kiosk must cope with, and what stands beside the screen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Self

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
from kiosk.domain.ports import Outcome, PrinterStatus, PrintOrder
from kiosk.errors import Reason
from kiosk.printing.job import Job
from kiosk.printing.printer import SpooledPrinter
from kiosk.printing.rendered import Rendered
from kiosk.printing.spool import Spool
from kiosk.printing.transport import Delivery, Place

MORNING = datetime(2026, 5, 4, 8, 42, tzinfo=UTC)
"""A Monday, 10:42 in Budapest."""

MAIN = BranchId("mainbranch")
PASSPORT, COLLECT, CARD, LICENCE, ADDRESS = (
    ServiceId(name)
    for name in ("passport01", "collect001", "idcard0001", "licence001", "address001")
)
BILL, TAX, PARKING = (
    ServiceId(f"{name}00001"[:10]) for name in ("bills", "taxes", "parks")
)
BIRTH, WEDDING, CHILD = (
    ServiceId(name) for name in ("birth00001", "wedding001", "childcare1")
)

WEEK = frozenset(range(7))
DAYTIME = (WeekRule(WEEK, (Window(time(8), time(17)),)),)
AFTERNOON = (WeekRule(WEEK, (Window(time(13), time(16)),)),)


def _service(service: ServiceId, en: str, ar: str, **more: Any) -> Service:
    return Service(service, {"en": en, "ar": ar}, "a", **more)


SERVICES = (
    _service(
        PASSPORT,
        "Passport: new",
        "جواز سفر جديد",
        bring={
            "en": "old passport, ID card, 1 photo",
            "ar": "جواز السفر القديم، بطاقة الهوية، صورة واحدة",
        },
    ),
    _service(COLLECT, "Passport: collect", "استلام جواز السفر"),
    _service(CARD, "ID card", "بطاقة الهوية"),
    _service(LICENCE, "Driving licence", "رخصة القيادة", hours=AFTERNOON),
    _service(ADDRESS, "Address change", "تغيير العنوان"),
    _service(BILL, "Pay a bill", "دفع فاتورة"),
    _service(TAX, "Tax return", "الإقرار الضريبي"),
    _service(PARKING, "Parking permit", "تصريح وقوف السيارات", max_tickets_day=1),
    _service(BIRTH, "Birth certificate", "شهادة الميلاد"),
    _service(WEDDING, "Marriage certificate", "عقد الزواج"),
    _service(CHILD, "Childcare place registration", "تسجيل مكان في الحضانة"),
)


def branch(**changes: Any) -> Branch:
    """Eleven services in three groups; one opens at 13:00, one takes one number a day."""
    parts: dict[str, Any] = {
        "id": MAIN,
        "name": {"en": "Main Street Branch", "ar": "فرع الشارع الرئيسي"},
        "zone": "Europe/Budapest",
        "default_locale": "en",
        "locales": ("en", "ar"),
        "groups": (
            Group(
                GroupId("documents1"),
                {"en": "Documents & ID", "ar": "الوثائق والهوية"},
                (PASSPORT, COLLECT, CARD, LICENCE, ADDRESS),
            ),
            Group(
                GroupId("money00001"),
                {"en": "Tax & payments", "ar": "الضرائب والمدفوعات"},
                (BILL, TAX, PARKING),
            ),
            Group(
                GroupId("family0001"),
                {"en": "Family", "ar": "الأسرة"},
                (BIRTH, WEDDING, CHILD),
            ),
        ),
        "services": SERVICES,
        "ranges": (NumberRange("a", "A"),),
        "counters": tuple(Counter(CounterId(name)) for name in "123"),
        "hours": DAYTIME,
        "where_to_wait": {"en": "Hall B, first floor", "ar": "القاعة ب، الطابق الأول"},
    }
    return Branch(**parts | changes)


def small_branch(services: int = 1, **changes: Any) -> Branch:
    """So many services in one group: no question about the topic."""
    few = SERVICES[:services]
    group = Group(GroupId("everything"), {"en": "All"}, tuple(s.id for s in few))
    return branch(services=few, groups=(group,), **changes)


@dataclass
class Tray:
    """A way to a printer that is as the test says; it keeps what it was given."""

    ready: bool = True
    outcome: Outcome = Outcome.PRINTED
    papers: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, place: Place) -> Self:
        return cls()

    async def status(self) -> PrinterStatus:
        return PrinterStatus(self.ready, None if self.ready else Reason.PAPER_OUT)

    async def deliver(self, job: Job, paper: Rendered, *, tidy: bool) -> Delivery:
        if self.outcome is Outcome.NOT_PRINTED:
            return Delivery(self.outcome, Reason.PAPER_OUT)
        self.papers.append(paper.text)
        reason = Reason.PRINTER_SILENT if self.outcome is Outcome.UNKNOWN else None
        return Delivery(self.outcome, reason)


def printer(tray: Tray, place: Path, now: Callable[[], datetime]) -> SpooledPrinter:
    """A real printer with its spool in `place`, over `tray`."""
    return SpooledPrinter("front", Spool(place), tray, _rendered, _Clock(now))


@dataclass
class _Clock:
    read: Callable[[], datetime]

    def now(self) -> datetime:
        return self.read()


def _rendered(order: PrintOrder) -> Rendered:
    text = f"{order.placed.ticket.number} {order.locale} {order.kiosk}"
    if order.copy > 1:
        text += f" COPY {order.copy}"
    return Rendered(text.encode(), text, lambda: b"")
