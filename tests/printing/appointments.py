"""Appointments to print: one Tuesday afternoon, in two languages."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.domain.ticket import TicketId
from kiosk.printing.appointment import Appointment

LATIN = Appointment(
    ticket=TicketId("6fe8fb8b12"),
    code8="48217739",
    number="P017",
    branch="Main Street Branch",
    service="Passport: new",
    starts=datetime(2026, 5, 5, 12, 30, tzinfo=UTC),
    opens=datetime(2026, 5, 5, 11, 45, tzinfo=UTC),
    closes=datetime(2026, 5, 5, 13, 30, tzinfo=UTC),
    address="12 Main Street, 1051 Budapest",
    name="T. B.",
    where="Hall B, 1st floor",
    bring="old passport, ID card, 1 photo",
    kiosk="kiosk-03",
)
"""14:30 in Budapest, with everything on it."""

ARABIC = replace(
    LATIN,
    branch="فرع الشارع الرئيسي",
    service="جواز سفر جديد",
    address="12 الشارع الرئيسي، 1051 بودابست",
    name="ت. ب.",
    where="القاعة B، الطابق الأول",
    bring="جواز السفر القديم وبطاقة الهوية وصورة واحدة",
)
