"""A small branch and its tickets, as the contract tests need them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from kiosk.domain.access import Operator, Role
from kiosk.domain.booking import Booking
from kiosk.domain.branch import (
    Branch,
    BranchId,
    Counter,
    CounterId,
    DayException,
    Group,
    GroupId,
    LaneId,
    NumberRange,
    Service,
    ServiceId,
    StaffId,
    WeekRule,
    Window,
)
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.stored_operators import StoredOperator
from kiosk.domain.storing import Store
from kiosk.domain.ticket import Kind, Status, Ticket, TicketId

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
"""A Monday."""

MAIN = BranchId("mainbranch")
CASH = ServiceId("cashdesk01")
LOANS = ServiceId("loandesk01")
ADVICE = ServiceId("advicedesk")

EVERY_DAY = (WeekRule(frozenset(range(7)), (Window(time(0), None),)),)


def branch(**changes: Any) -> Branch:
    """Three services, two ranges, three counters, open day and night."""
    main = Branch(
        id=MAIN,
        name={"en": "Main Street", "ar": "الشارع الرئيسي"},
        zone="Europe/Budapest",
        default_locale="en",
        locales=("en", "ar"),
        groups=(
            Group(GroupId("everyday01"), {"en": "Everyday"}, (CASH, LOANS)),
            Group(GroupId("advice0001"), {"en": "Advice"}, (ADVICE,)),
        ),
        services=(
            Service(CASH, {"en": "Cash"}, "a"),
            Service(LOANS, {"en": "Loans"}, "b", minutes=20),
            Service(ADVICE, {"en": "Advice"}, "b", bring={"en": "Your card"}),
        ),
        ranges=(NumberRange("a", "A"), NumberRange("b", "B", first=5)),
        counters=(
            Counter(CounterId("1"), services=frozenset({CASH})),
            Counter(CounterId("2"), {"en": "Upstairs"}, frozenset({CASH, LOANS})),
            Counter(CounterId("3"), services=frozenset({ADVICE})),
        ),
        hours=EVERY_DAY,
        exceptions=(DayException(date(2026, 12, 24), label={"en": "Christmas Eve"}),),
    )
    return replace(main, **changes)


def ticket(n: int, **changes: Any) -> Ticket:
    """The `n`th walk-in of the day for the cash desk, a second after the one before."""
    at = NOON + timedelta(seconds=n)
    made = Ticket(
        id=TicketId(f"ticket{n:04}"),
        number=f"A{n:03}",
        code8=f"{n:08}",
        branch=MAIN,
        group=GroupId("everyday01"),
        service=CASH,
        day=date(2026, 5, 4),
        day_seq=1,
        kind=Kind.WALKIN,
        status=Status.WAITING,
        status_at=at,
        joined_at=at,
        rank_at=at,
        locale="en",
        source="kiosk",
    )
    return replace(made, **changes)


def appointment(n: int, **changes: Any) -> Ticket:
    """The `n`th appointment of the day, at one o'clock."""
    start = NOON + timedelta(hours=1)
    made = ticket(
        n,
        number=f"T{n:03}",
        kind=Kind.APPOINTMENT,
        status=Status.BOOKED,
        start_at=start,
        booking=Booking(start + timedelta(minutes=30), LaneId("desk 1"), NOON),
    )
    return replace(made, **changes)


def issued(of: Ticket, **changes: Any) -> TicketEvent:
    """The event row of a ticket's issue."""
    event = TicketEvent(
        seq=0,
        at=of.joined_at,
        branch=of.branch,
        ticket=of.id,
        number=of.number,
        service=of.service,
        deed=Deed.ISSUE,
        old=None,
        new=of.status,
        actor="kiosk 1",
    )
    return replace(event, **changes)


async def hire(store: Store, name: str, branch: BranchId | None = None) -> StaffId:
    """Somebody who may sign in from now on, or works elsewhere from now on."""
    who = StaffId(f"operator-{name.lower()}")
    operator = Operator(who, name, Role.STAFF, branch)
    hired = StoredOperator(operator, "no PIN fits", NOON)
    await store.write(lambda tx: tx.save_operator(hired))
    return who
