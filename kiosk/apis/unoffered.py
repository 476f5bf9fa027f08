"""A backend that offers nothing: what a dialect lacks is inherited, what it has is written."""

from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any, Final

from kiosk.domain.ports import Capabilities
from kiosk.errors import Reason, Refused

NOTHING: Final = Capabilities(
    walkin=False, cancel=False, call=False, live=False, idempotent=False
)


def _refused(what: str) -> Callable[..., Coroutine[Any, Any, Any]]:
    async def refuse(*_args: Any, **_named: Any) -> Any:
        raise Refused(Reason.NOT_OFFERED, detail=f"{what} is not offered there")

    refuse.__name__ = what
    refuse.__doc__ = "Refused NOT_OFFERED."
    return refuse


def _refused_stream(what: str) -> Callable[..., AsyncGenerator[Any]]:
    async def refuse(*_args: Any, **_named: Any) -> AsyncGenerator[Any]:
        if what:  # an asynchronous iterator, which raises at its first step
            raise Refused(Reason.NOT_OFFERED, detail=f"{what} is not offered there")
        yield

    refuse.__name__ = what
    refuse.__doc__ = "Refused NOT_OFFERED at the first step."
    return refuse


class Unoffered:
    """Every method of `kiosk.domain.ports.Backend`, each Refused NOT_OFFERED."""

    @property
    def capabilities(self) -> Capabilities:
        """Nothing works here."""
        return NOTHING

    branches = _refused("branches")
    branch = _refused("branch")
    issue = _refused("issue")
    ticket = _refused("ticket")
    cancel = _refused("cancel")
    call = _refused("call")
    finish = _refused("finish")
    history = _refused("history")
    events = _refused_stream("events")

    # times
    slots = _refused("slots")
    next_free = _refused("next_free")
    hold = _refused("hold")
    release = _refused("release")
    reschedule = _refused("reschedule")
    check_in = _refused("check_in")
    by_code = _refused("by_code")
    by_phone = _refused("by_phone")

    # customers
    identify = _refused("identify")
    add_customer = _refused("add_customer")
    customer = _refused("customer")
    customer_called = _refused("customer_called")
    customers_with = _refused("customers_with")
    change_customer = _refused("change_customer")
    forget_customer = _refused("forget_customer")
    customers = _refused("customers")
    tickets_of = _refused("tickets_of")

    # the staff's side
    do = _refused("do")
    row = _refused("row")
    undo = _refused("undo")
    next_up = _refused("next_up")
    lobby = _refused("lobby")
    rows = _refused("rows")
    find = _refused("find")
    watch = _refused_stream("watch")
    change_counter = _refused("change_counter")
    pause_service = _refused("pause_service")
    tell = _refused("tell")
    untell = _refused("untell")
    close_day = _refused("close_day")
    reopen_day = _refused("reopen_day")
    own_day = _refused("own_day")
    log = _refused("log")
    summon = _refused("summon")
    attend = _refused("attend")
    report = _refused("report")

    # sessions
    sessions = _refused("sessions")
    session = _refused("session")
    participants = _refused("participants")
    plan_session = _refused("plan_session")
    change_session = _refused("change_session")

    # series
    preview = _refused("preview")
    create_series = _refused("create_series")
    series = _refused("series")
    series_of = _refused("series_of")
    change_series = _refused("change_series")
