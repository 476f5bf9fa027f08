"""What a backend can do is what it says, and what it says it can't is refused by name."""

import inspect
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from kiosk.domain.branch import CounterId, StaffId
from kiosk.domain.customer import CustomerId, Details
from kiosk.domain.events import Deed
from kiosk.domain.ports import Backend, Capabilities
from kiosk.domain.series import Every, Rule, Scope, SeriesChange, SeriesWish
from kiosk.domain.serving import CounterChange, CounterStatus, KioskHealth, Task, Which
from kiosk.domain.sessions import SeriesId, SessionChange, SessionDeed, SessionId
from kiosk.domain.ticket import Draft, TicketId
from kiosk.errors import KioskError, Reason
from tests.contract.backends import BACKENDS, FACTS, ONE_QUEUE, Trial, opened
from tests.contract.shop import CASH, MAIN, NOON
from tests.desk.hands import StoppedClock
from tests.desk.office import ANNA, DAY, PASSPORT, at, office, wanted
from tests.desk.studio import plan

TICKET, ONE, WHO = TicketId("nosuchone1"), CounterId("1"), CustomerId("0" * 32)
SESSION, SERIES, ANYBODY = SessionId(TICKET), SeriesId(TICKET), StaffId("anna")
PHONE = "+36301234567"
WISH = SeriesWish(MAIN, PASSPORT, at("09:30"), Rule(Every.WEEKLY, count=2))
CANCEL = SeriesChange(Scope.THIS)

ALWAYS: Final = "always"
ASKED: Final[dict[str, tuple[str, tuple[Any, ...]]]] = {
    "branches": (ALWAYS, ()),
    "branch": (ALWAYS, (MAIN,)),
    "ticket": (ALWAYS, (TICKET,)),
    "issue": ("walkin", (Draft(MAIN, CASH), None, "kiosk")),
    "cancel": ("cancel", (TICKET, "kiosk")),
    "call": ("call", (MAIN, ONE, "bea")),
    "finish": ("call", (MAIN, ONE, "bea")),
    "history": ("serving", (TICKET,)),
    "events": ("live", (MAIN,)),
    "slots": ("appointments", (wanted(), DAY)),
    "next_free": ("appointments", (wanted(),)),
    "hold": ("hold", (wanted(holder=ANNA), at("09:30"))),
    "release": ("hold", (ANNA,)),
    "reschedule": ("reschedule", (TICKET, at("09:30"), "kiosk")),
    "check_in": ("check_in", (TICKET, MAIN, "kiosk")),
    "by_code": ("serving", (MAIN, "00000018")),
    "by_phone": ("customers", (MAIN, PHONE)),
    "identify": ("customers", (PHONE, "Ada Lovelace")),
    "add_customer": ("customers", (Details(name="Ada", phone=PHONE),)),
    "customer": ("customers", (WHO,)),
    "customer_called": ("customers", ("crm-7",)),
    "customers_with": ("customers", (PHONE,)),
    "change_customer": ("customers", (WHO, Details(name="Ada"))),
    "forget_customer": ("customers", (WHO,)),
    "customers": ("customers", ()),
    "tickets_of": ("customers", (WHO,)),
    "do": ("serving", (TICKET, Task(Deed.NOTE, note="n"), "bea")),
    "row": ("serving", (TICKET,)),
    "undo": ("serving", (MAIN, "bea")),
    "next_up": ("serving", (MAIN, ONE)),
    "lobby": ("serving", (MAIN,)),
    "rows": ("serving", (MAIN, Which.WAITING)),
    "find": ("serving", (MAIN, "A001")),
    "watch": ("serving", (MAIN,)),
    "change_counter": (
        "serving",
        (MAIN, ONE, CounterChange(CounterStatus.PAUSED, reason="tea"), "bea"),
    ),
    "tell": ("serving", (MAIN, {"en": "Tea"}, NOON + timedelta(hours=1), "bea")),
    "untell": ("serving", (MAIN, "nosuchone1", "bea")),
    "close_day": ("serving", (MAIN, "bea")),
    "reopen_day": ("serving", (MAIN, "bea")),
    "own_day": ("serving", (MAIN, "bea")),
    "log": ("serving", (MAIN,)),
    "summon": ("serving", (MAIN, "kiosk 1", "kiosk")),
    "attend": ("serving", (MAIN, "kiosk 1", "bea")),
    "report": ("serving", (MAIN, KioskHealth("kiosk 1", "1", NOON))),
    "sessions": ("sessions", (MAIN,)),
    "session": ("sessions", (SESSION,)),
    "participants": ("sessions", (SESSION,)),
    "plan_session": ("sessions", (plan(), None, "bea")),
    "change_session": (
        "sessions",
        (SESSION, SessionChange(SessionDeed.CONFIRM), "bea"),
    ),
    "preview": ("series", (WISH,)),
    "create_series": ("series", (WISH, None, "bea")),
    "series": ("series", (SERIES,)),
    "series_of": ("series", (TICKET,)),
    "change_series": ("series", (TICKET, CANCEL, "bea")),
}
"""Each method: the flag that promises it, and what it is asked with."""

NAMED: Final = {"pause_service": {"paused": True}}
ASKED["pause_service"] = ("serving", (MAIN, CASH, "bea"))

_READ_ONLY: Final = "staff there read their customers, and add one with a booking only"
LESS: Final[Mapping[tuple[str, str], str]] = {
    ("merchant client", "customer_called"): "they keep no ids of ours",
    ("merchant client", "change_customer"): _READ_ONLY,
    ("merchant client", "forget_customer"): _READ_ONLY,
    ("merchant client", "tickets_of"): "their calendar is by day, not by customer",
    ("merchant client", "by_phone"): "as tickets_of",
    **{
        (
            name,
            method,
        ): "a class is repeated by us; times are theirs, who repeat nothing"
        for name in ("together", "beside skiplino", "beside optimo")
        for method in ("preview", "create_series")
    },
}
"""What a flag promises and is refused all the same, with the reason."""

MORE: Final[Mapping[tuple[str, str], str]] = {
    (
        "merchant client",
        "sessions",
    ): "staff see sessions, and can't join one for others",
    ("merchant client", "session"): "as sessions",
    ("merchant client", "issue"): "what has no times is unknown there, not refused",
    ("optimo client", "identify"): "who books is kept in mind until they have",
    ("together", "check_in"): "whose ticket it is comes first: that one is nobody's",
    ("together", "reschedule"): "as check_in",
    **{
        (name, "release"): "nobody holds anything, so nothing is to be let go of"
        for name in BACKENDS
        if name.startswith(("together", "beside"))
    },
}
"""What no flag promises and is done all the same, with the reason."""

FLAGS: Final = tuple(FACTS)[:8]
ELSEWHERE: Final[Mapping[tuple[str, str], str]] = {
    ("merchant client", "series"): "tests/apis/merchant/test_client_series.py",
}
"""What a client has in a manner of its own, and where that is tested."""


def test_every_method_is_asked_about() -> None:
    """A new one must say which flag it belongs to."""
    methods = {
        name
        for name, member in inspect.getmembers(Backend)
        if inspect.isfunction(member) and not name.startswith("_")
    }
    assert methods == ASKED.keys()


@pytest.mark.parametrize("name", BACKENDS)
async def test_what_is_not_offered_is_refused_and_all_else_is_done(
    name: str, tmp_path: Path
) -> None:
    async with opened(name, tmp_path, StoppedClock(NOON), office()) as trial:
        can = trial.backend.capabilities
        wrong = {
            method: "refused" if refused else "done"
            for method, (flag, _) in ASKED.items()
            if (refused := await is_refused(trial, method))
            == expected(name, method, can, flag)
        }
    assert {} == wrong


def expected(name: str, method: str, can: Capabilities, flag: str) -> bool:
    """Whether it should be done."""
    if (name, method) in LESS:
        return False
    return (name, method) in MORE or flag == ALWAYS or getattr(can, flag)


async def is_refused(trial: Trial, method: str) -> bool:
    """Whether it is not offered (NOT_WALKIN where there are no numbers); any other is an answer."""
    arguments = ASKED[method][1]
    answer = getattr(trial.backend, method)(*arguments, **NAMED.get(method, {}))
    try:
        await (answer if inspect.isawaitable(answer) else first(answer))
    except KioskError as error:
        return error.reason in (Reason.NOT_OFFERED, Reason.NOT_WALKIN)
    return False


async def first(stream: AsyncGenerator[Any]) -> Any:
    async with aclosing(stream):
        return await anext(stream)


@pytest.mark.parametrize("name", BACKENDS)
async def test_the_table_of_the_contract_says_what_the_flags_say(
    name: str, tmp_path: Path
) -> None:
    """A flag that is up is not left out of the tests, but where another entry has the same."""
    async with opened(name, tmp_path, StoppedClock(NOON), office()) as trial:
        can = trial.backend.capabilities
    entry = BACKENDS[name]
    for flag in FLAGS:
        if not getattr(can, flag):
            assert flag in entry.lacks, flag
        elif flag in entry.lacks:
            assert entry.lacks[flag] == ONE_QUEUE or (name, flag) in ELSEWHERE, flag
