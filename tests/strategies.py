"""Values for property tests: foreign text, instants, weeks of hours, waiting tickets."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from kiosk.domain.branch import Branch, BranchId, ServiceId, WeekRule, Window
from kiosk.domain.ticket import Kind, Status, Ticket, TicketId

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
"""A Monday."""

TRICKY_ZONES = (
    "Africa/Cairo",  # has days without a midnight
    "America/Havana",  # has days with two
    "America/St_Johns",  # its date went backwards until 2011
    "Asia/Beirut",
    "Australia/Lord_Howe",  # moves its clocks by half an hour
    "Pacific/Apia",  # left out a day in 2011
    "UTC",
)

SERVICES = (ServiceId("cashdesk01"), ServiceId("loandesk01"))

tricky_zones = st.sampled_from(TRICKY_ZONES)

_FIRST = datetime(1971, 1, 1, tzinfo=UTC)
_LAST = datetime(2039, 12, 31, tzinfo=UTC)

instants = st.integers(0, int((_LAST - _FIRST).total_seconds())).map(
    lambda seconds: _FIRST + timedelta(seconds=seconds)
)

_NASTY = st.sampled_from(
    (
        "\x1b[31m",
        "\x1b]52;c;aGk=\x07",
        "\x9b2J",
        "\x00",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u2028",
        "\u3164",
        "\U000e0041",
        "\ud800",
        "\ue000",
        "e" + "\u0301" * 9,
        "क्ष",
        "क्\u200dष",
        "กำ",
        "ﷺ",
        "\u1112\u1161\u11ab",
        "👩\u200d👩\u200d👧",
        "👍🏽",
        "❤\ufe0f",
        "e\ufe0f\u0301",
        "🇭🇺",
        "中文",
        "نمی\u200cدانم",
        "[/red]",
        " \t\r\n ",
    )
)

foreign_text = st.lists(_NASTY | st.text(max_size=6), max_size=30).map("".join)
"""Text as somebody else might send it: anything, with the worst of it more often."""


def branch(zone: str = "UTC", **changes: Any) -> Branch:
    """A branch without services and hours, unless they are given."""
    described: dict[str, Any] = {
        "id": BranchId("mainbranch"),
        "name": {"en": "Main Street"},
        "zone": zone,
        "default_locale": "en",
        "locales": ("en",),
        "groups": (),
        "services": (),
        "ranges": (),
        "counters": (),
        "hours": (),
    }
    return Branch(**described | changes)


def week(*windows: str, days: Sequence[int] = range(7), **changes: Any) -> WeekRule:
    """A rule from windows such as "08:00-12:30"; "24:00" ends a day."""
    return WeekRule(frozenset(days), tuple(map(window, windows)), **changes)


def window(text: str) -> Window:
    """A window from "08:00-12:30"."""
    start, end = text.split("-")
    return Window(
        time.fromisoformat(start), None if end == "24:00" else time.fromisoformat(end)
    )


def ticket(**changes: Any) -> Ticket:
    """A walk-in that has waited since noon."""
    joined_at = changes.get("joined_at", NOON)
    described: dict[str, Any] = {
        "id": TicketId("ticket0001"),
        "number": "A001",
        "code8": "00005724",
        "branch": BranchId("mainbranch"),
        "group": None,
        "service": SERVICES[0],
        "day": date(2026, 5, 4),
        "day_seq": 1,
        "kind": Kind.WALKIN,
        "status": Status.WAITING,
        "status_at": joined_at,
        "joined_at": joined_at,
        "rank_at": joined_at,
        "locale": "en",
        "source": "kiosk",
        "seq": 1,
    }
    return Ticket(**described | changes)


_offsets = st.integers(-90, 30).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def waiting_rooms(draw: st.DrawFn, now: datetime = NOON) -> tuple[Ticket, ...]:
    """Up to a dozen tickets of a branch in any status, walked in or booked, called before or not."""
    return tuple(
        ticket(
            id=TicketId(f"ticket{seq:04d}"),
            seq=seq,
            service=draw(st.sampled_from(SERVICES)),
            kind=draw(st.sampled_from(Kind)),
            status=draw(st.sampled_from((Status.WAITING, *Status))),
            joined_at=now + draw(_offsets),
            start_at=draw(st.none() | _offsets.map(lambda offset: now + offset)),
            called_at=draw(st.none() | _offsets.map(lambda offset: now + offset)),
            priority=draw(st.sampled_from((0, 0, 0, 1, 2))),
            keep_place=draw(st.sampled_from((False, False, False, True))),
        )
        for seq in range(1, draw(st.integers(0, 12)) + 1)
    )
