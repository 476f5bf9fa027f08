"""Queue values as a store may hold them, for properties of the dialects."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from kiosk.domain.booking import Booking, Hold, Holder
from kiosk.domain.branch import (
    Align,
    BookingRules,
    Branch,
    BranchId,
    BranchState,
    Call,
    Counter,
    CounterId,
    DayException,
    Group,
    GroupId,
    Lane,
    LaneId,
    Message,
    NumberRange,
    Opening,
    Quota,
    Service,
    ServiceId,
    ServiceState,
    StaffId,
    WeekRule,
    Window,
)
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.slots import DaySlots, Slot
from kiosk.domain.ticket import (
    Care,
    Kind,
    Outcome,
    Place,
    Placed,
    Result,
    Status,
    Theirs,
    Ticket,
    TicketId,
    WaitRange,
)
from kiosk.errors import Reason

IDS = st.from_regex(r"[a-z0-9]{10}", fullmatch=True)
NAMES = st.sampled_from(
    ["Cash", "Mise à jour", "الشارع الرئيسي", "现金", "[/red] Cards", "नकद", "x" * 80]
)
WORDS = st.dictionaries(st.sampled_from(["en", "ar", "pt-BR"]), NAMES, max_size=3)
COUNTS = st.integers(0, 1_000_000)
_START = datetime(2001, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 2**41).map(lambda ms: _START + timedelta(milliseconds=ms))
MAYBE_AT = st.none() | INSTANTS
TIMES = st.times().map(lambda t: t.replace(microsecond=0, fold=0))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """One window; every third goes on to midnight."""
    start, end = sorted((draw(TIMES), draw(TIMES)))
    return Window(start, None if start == end else draw(st.sampled_from([end, None])))


RULES = st.builds(
    WeekRule,
    weekdays=st.frozensets(st.integers(0, 6)),
    windows=st.lists(windows(), max_size=2).map(tuple),
    breaks=st.lists(windows(), max_size=1).map(tuple),
    valid_from=st.none() | st.dates(),
    valid_to=st.none() | st.dates(),
)

HOURS = st.none() | st.lists(RULES, max_size=2).map(tuple)
TICKS = st.integers(0, 96).map(lambda ticks: 5 * ticks)

BOOKING = st.builds(
    BookingRules,
    minutes=st.integers(1, 96).map(lambda ticks: 5 * ticks),
    range=IDS,
    step=TICKS,
    align=st.sampled_from(Align),
    before=TICKS,
    after=TICKS,
    notice=st.integers(0, 43_200),
    days_ahead=st.integers(0, 730),
    hours=HOURS,
    quotas=st.lists(st.builds(Quota, COUNTS, st.none() | windows()), max_size=2).map(
        tuple
    ),
    max_open=COUNTS,
    max_changes=COUNTS,
    cancel_until=st.integers(0, 43_200),
    early=st.integers(0, 720),
    latest=st.integers(0, 720),
)

LANES = st.builds(
    Lane,
    id=IDS.map(LaneId),
    name=WORDS,
    services=st.frozensets(IDS.map(ServiceId), max_size=2),
    staff=st.none() | IDS.map(StaffId),
    hours=HOURS,
)

SERVICES = st.builds(
    Service,
    id=IDS.map(ServiceId),
    name=WORDS,
    range=IDS,
    minutes=st.integers(1, 1440),
    target_minutes=st.integers(1, 1440),
    walkin=st.booleans(),
    appointable=st.booleans(),
    bring=WORDS,
    hours=HOURS,
    max_tickets_day=st.none() | COUNTS,
    sensitive=st.booleans(),
    booking=st.none() | BOOKING,
)

BRANCHES = st.builds(
    Branch,
    id=IDS.map(BranchId),
    name=WORDS,
    zone=st.sampled_from(["Europe/Budapest", "Etc/GMT+5", "America/Port-au-Prince"]),
    default_locale=st.sampled_from(["en", "ar"]),
    locales=st.lists(st.sampled_from(["en", "ar", "pt-BR"])).map(tuple),
    groups=st.lists(
        st.builds(
            Group, IDS.map(GroupId), WORDS, st.lists(IDS.map(ServiceId)).map(tuple)
        ),
        max_size=2,
    ).map(tuple),
    services=st.lists(SERVICES, max_size=2).map(tuple),
    ranges=st.lists(
        st.builds(
            NumberRange,
            IDS,
            st.from_regex(r"[A-Z]{0,3}", fullmatch=True),
            COUNTS,
            st.none() | COUNTS,
        ),
        max_size=2,
    ).map(tuple),
    counters=st.lists(
        st.builds(
            Counter,
            st.sampled_from(["1", "2B"]).map(CounterId),
            WORDS,
            st.frozensets(IDS.map(ServiceId)),
        ),
        max_size=2,
    ).map(tuple),
    hours=st.lists(RULES, max_size=2).map(tuple),
    exceptions=st.lists(
        st.builds(
            DayException, st.dates(), st.lists(windows(), max_size=1).map(tuple), WORDS
        ),
        max_size=2,
    ).map(tuple),
    holidays=st.sampled_from(["", "HU", "GB-SCT"]),
    address=WORDS,
    where_to_wait=WORDS,
    missed=WORDS,
    day_starts=TIMES,
    lanes=st.lists(LANES, max_size=2).map(tuple),
)

SERVICE_STATES = st.builds(
    ServiceState,
    service=IDS.map(ServiceId),
    is_open=st.booleans(),
    waiting=COUNTS,
    ahead=COUNTS,
    wait_lo=st.none() | COUNTS,
    wait_hi=st.none() | COUNTS,
    counters_open=COUNTS,
    closed_reason=st.sampled_from([None, "closed", "no-numbers", "full"]),
    opens_at=MAYBE_AT,
)

COUNTERS = st.sampled_from(["1", "2B"]).map(CounterId)
NUMBERS = st.sampled_from(["A001", "B1000", "042"])

CALLS = st.builds(Call, number=NUMBERS, counter=COUNTERS, at=INSTANTS, times=COUNTS)
MESSAGES = st.builds(
    Message,
    id=IDS,
    text=WORDS,
    until=INSTANTS,
    on_board=st.booleans(),
    on_kiosk=st.booleans(),
)

STATES = st.builds(
    BranchState,
    branch=BRANCHES,
    opening=st.builds(Opening, st.booleans(), MAYBE_AT, WORDS),
    waiting=COUNTS,
    services=st.lists(SERVICE_STATES, max_size=2).map(
        lambda states: {state.service: state for state in states}
    ),
    as_of=INSTANTS,
    seq=COUNTS,
    calls=st.lists(CALLS, max_size=2).map(tuple),
    messages=st.lists(MESSAGES, max_size=2).map(tuple),
)

BOOKINGS = st.builds(
    Booking,
    end_at=INSTANTS,
    lane=IDS.map(LaneId),
    booked_at=INSTANTS,
    changes=COUNTS,
)
PEOPLE = st.from_regex(r"[0-9a-f]{32}", fullmatch=True).map(CustomerId)

CARES = st.builds(
    Care,
    note=NAMES,
    priority_reason=NAMES,
    said=NAMES,
    counter=st.none() | COUNTERS,
    operator=st.none() | IDS.map(StaffId),
    park_reason=NAMES,
    parked_until=MAYBE_AT,
    outcome=st.none()
    | st.builds(
        Outcome,
        st.sampled_from(Result),
        st.lists(IDS.map(ServiceId), max_size=2).map(tuple),
        COUNTS,
    ),
)

THEIRS = st.builds(
    Theirs, st.sampled_from(["skiplino", "merchant"]), IDS, NAMES, INSTANTS
)

TICKETS = st.builds(
    Ticket,
    id=IDS.map(TicketId),
    number=st.sampled_from(["A001", "B1000", "042"]),
    code8=st.from_regex(r"[0-9]{8}", fullmatch=True),
    branch=IDS.map(BranchId),
    group=st.none() | IDS.map(GroupId),
    service=IDS.map(ServiceId),
    day=st.dates(),
    day_seq=COUNTS,
    kind=st.sampled_from(Kind),
    status=st.sampled_from(Status),
    status_at=INSTANTS,
    joined_at=INSTANTS,
    rank_at=INSTANTS,
    locale=st.sampled_from(["en", "ar", "pt-BR"]),
    source=st.sampled_from(["kiosk", "cli"]),
    seq=COUNTS,
    version=COUNTS,
    priority=st.integers(-9, 9),
    keep_place=st.booleans(),
    start_at=MAYBE_AT,
    counter=st.none() | st.sampled_from(["1", "2B"]).map(CounterId),
    called_at=MAYBE_AT,
    call_count=COUNTS,
    serving_at=MAYBE_AT,
    finished_at=MAYBE_AT,
    booking=st.none() | BOOKINGS,
    customer=st.none() | PEOPLE,
    care=st.none() | CARES,
    theirs=st.none() | THEIRS,
)

WAITS = st.builds(WaitRange, COUNTS, COUNTS, COUNTS)
PLACED = st.builds(
    Placed,
    ticket=TICKETS,
    place=st.none() | st.builds(Place, COUNTS, st.none() | WAITS, INSTANTS),
)

EVENTS = st.builds(
    TicketEvent,
    seq=COUNTS,
    at=INSTANTS,
    branch=IDS.map(BranchId),
    ticket=IDS.map(TicketId),
    number=st.sampled_from(["A001", "B1000"]),
    service=IDS.map(ServiceId),
    deed=st.sampled_from(Deed),
    old=st.none() | st.sampled_from(Status),
    new=st.sampled_from(Status),
    actor=st.sampled_from(["counter 3", "day end"]),
    reason=st.sampled_from(["", "longest waiting"]),
    counter=st.none() | st.sampled_from(["1", "2B"]).map(CounterId),
)

HOLDERS = st.from_regex(r"[A-Za-z0-9_-]{16,64}", fullmatch=True).map(Holder)
HOLDS = st.builds(
    Hold,
    holder=HOLDERS,
    branch=IDS.map(BranchId),
    service=IDS.map(ServiceId),
    start=INSTANTS,
    end=INSTANTS,
    expires_at=INSTANTS,
)

REASONS = st.none() | st.sampled_from(Reason)
SLOTS = st.builds(
    Slot,
    start=INSTANTS,
    end=INSTANTS,
    label=st.sampled_from(["09:30", "02:30 +02:00"]),
    free=COUNTS,
    reason=REASONS,
)
DAYS = st.builds(
    DaySlots,
    day=st.dates(),
    slots=st.lists(SLOTS, max_size=3).map(tuple),
    reason=REASONS,
    occasion=WORDS,
)

CUSTOMERS = st.builds(
    Customer,
    id=PEOPLE,
    created_at=INSTANTS,
    updated_at=INSTANTS,
    external_id=st.none() | IDS,
    name=NAMES,
    email=st.sampled_from(["", "ann@example.org"]),
    phone=st.sampled_from(["", "+36201234567"]),
    phone_tail=st.sampled_from(["", "67"]),
    locale=st.sampled_from(["", "en", "pt-BR"]),
    metadata=st.dictionaries(NAMES, st.none() | st.integers(0, 9) | st.lists(NAMES)),
    guest=st.booleans(),
)
