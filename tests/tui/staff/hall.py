"""A lobby with everything the dialogs must cope with, and an app to push them over."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from kiosk.domain.access import Operator, Role
from kiosk.domain.branch import (
    BranchState,
    CounterId,
    Message,
    Opening,
    ServiceId,
    ServiceState,
    StaffId,
)
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.serving import (
    CounterState,
    CounterStatus,
    KioskHealth,
    Lobby,
    Row,
    Which,
)
from kiosk.domain.ticket import Care, Kind, Status, Ticket, TicketId
from kiosk.errors import Reason
from kiosk.i18n.catalogue import Catalogue
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs import frame
from kiosk.tui.themes import PLAIN, load_themes
from tests.tui.lobby import ADDRESS, CARD, COLLECT, LICENCE, MORNING, PASSPORT, branch

NOW = MORNING
"""10:42 in Budapest."""

BRANCH = branch()
CATALOGUE = Catalogue.load(parts=("staff",))
TUI = Path(frame.__file__).parents[2]
THEMES = TUI.parents[1] / "themes"

EVA = Operator(StaffId("eva0000001"), "Eva Nagy", Role.STAFF)
BELA = Operator(StaffId("bela000001"), "Béla Tóth", Role.STAFF)
ZOE = Operator(StaffId("zoe0000001"), "Zoë [b]Ård[/b]", Role.SUPERVISOR)
OPERATORS = (EVA, BELA, ZOE)


def speaker(locale: str = "en") -> Speaker:
    """Who speaks, in the branch's zone."""
    return CATALOGUE.speaker(locale, BRANCH.zone)


def ago(minutes: float) -> datetime:
    """So many minutes before now."""
    return NOW - timedelta(minutes=minutes)


def row(
    number: str = "A042",
    service: ServiceId = PASSPORT,
    status: Status = Status.WAITING,
    who: str = "Kovács A.",
    joined: float = 20,
    **more: Any,
) -> Row:
    """A ticket of today, as staff see it."""
    ticket = Ticket(
        id=TicketId(f"ticket{number}"),
        number=number,
        code8="48217739",
        branch=BRANCH.id,
        group=BRANCH.groups[0].id,
        service=service,
        day=NOW.date(),
        day_seq=1,
        kind=Kind.WALKIN,
        status=status,
        status_at=more.pop("status_at", ago(joined)),
        joined_at=ago(joined),
        rank_at=ago(joined),
        locale="en",
        source="front",
        version=7,
        **more,
    )
    return Row(ticket, who, "67" if who else "")


SERVING = row(
    status=Status.SERVING,
    status_at=ago(7),
    counter=CounterId("1"),
    called_at=ago(8),
    call_count=2,
    serving_at=ago(7),
    care=Care(note="wants a 10-year passport"),
)
CALLED = row(
    "A043",
    CARD,
    Status.CALLED,
    who="",
    counter=CounterId("2"),
    called_at=ago(1),
    call_count=1,
)
BOOKED = row(
    "P003",
    status=Status.BOOKED,
    who="Tóth B.",
    start_at=NOW - timedelta(minutes=2),
)
WAITING = (
    row("A044", CARD, joined=31.5, who="Szabó E."),
    row("A045", joined=9),
    row("A046", joined=4, who=""),
    row("A047", COLLECT, joined=17),
)
HISTORY = tuple(
    TicketEvent(
        seq=seq,
        at=ago(minutes),
        branch=BRANCH.id,
        ticket=SERVING.ticket.id,
        number="A042",
        service=PASSPORT,
        deed=deed,
        old=None,
        new=new,
        actor=actor,
        reason=reason,
        counter=CounterId(counter) if counter else None,
    )
    for seq, (minutes, deed, new, actor, reason, counter) in enumerate(
        [
            (20, Deed.ISSUE, Status.WAITING, "front", "", None),
            (10, Deed.CALL, Status.CALLED, "Eva Nagy", "longest waiting", "1"),
            (8, Deed.RECALL, Status.CALLED, "Eva Nagy", "", "1"),
            (7, Deed.START, Status.SERVING, "Eva Nagy", "", "1"),
        ]
    )
)


def state(**changes: Any) -> BranchState:
    """Open till 17:00; nobody serves driving licences, and address changes are paused."""
    waiting = {PASSPORT: 9, CARD: 4, COLLECT: 2, LICENCE: 3}
    services = {
        service.id: ServiceState(
            service.id,
            is_open=True,
            waiting=waiting.get(service.id, 0),
            ahead=waiting.get(service.id, 0),
            wait_lo=None if service.id == LICENCE else 5 * waiting.get(service.id, 0),
            wait_hi=None if service.id == LICENCE else 10 * waiting.get(service.id, 1),
            counters_open=0 if service.id == LICENCE else 2,
            closed_reason="paused" if service.id == ADDRESS else None,
        )
        for service in BRANCH.services
    }
    parts: dict[str, Any] = {
        "branch": BRANCH,
        "opening": Opening(True, datetime(2026, 5, 4, 15, 0, tzinfo=UTC)),
        "waiting": 18,
        "services": services,
        "as_of": NOW,
        "seq": 70,
        "messages": (
            Message(
                "m1",
                {"en": "The lift is out of order. Use the ramp.", "ar": "المصعد معطل"},
                NOW + timedelta(hours=3),
            ),
        ),
    }
    return BranchState(**parts | changes)


COUNTERS = (
    CounterState(CounterId("1"), CounterStatus.OPEN, ago(120), "Eva Nagy"),
    CounterState(
        CounterId("2"),
        CounterStatus.OPEN,
        ago(60),
        "Béla Tóth",
        services=frozenset({PASSPORT, CARD}),
    ),
    CounterState(CounterId("3"), CounterStatus.PAUSED, ago(12), "", "break"),
)


def hall(**changes: Any) -> Lobby:
    """Three counters, two kiosks; one of them is silent and the other short of paper."""
    parts: dict[str, Any] = {
        "state": state(),
        "counters": COUNTERS,
        "at_counters": (SERVING, CALLED),
        "counts": {Which.WAITING: 18},
        "paused": {ADDRESS: "enough people for today"},
        "kiosks": (
            KioskHealth("front", "0.4.0", ago(0.2), None, True, "A047"),
            KioskHealth("side door", "0.4.0", ago(4), Reason.PAPER_OUT, False, "A031"),
        ),
    }
    return Lobby(**parts | changes)


class Hall(App[None], inherit_bindings=False):
    """A console as far as dialogs are concerned: its letters do things."""

    CSS_PATH: ClassVar[Any] = [TUI / "parts.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"note('{key}')") for key in ("n", "x", "f2", "f5", "p", "enter")
    ]

    def __init__(
        self,
        dialog: Callable[[], Screen[Any]] | None = None,
        theme: str = "kiosk-dark",
    ) -> None:
        super().__init__()
        self.dialog = dialog
        self.noted: list[str] = []
        self.answers: list[Any] = []
        for one in load_themes(THEMES)[0].values():
            self.register_theme(one)
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return PLAIN

    def compose(self) -> ComposeResult:
        lines = [f"A0{n}  behind the dialog  " * 8 for n in range(10, 60)]
        yield Static("\n".join(lines), markup=False)

    def on_mount(self) -> None:
        if self.dialog:
            self.push_screen(self.dialog(), self.answers.append)

    def action_note(self, key: str) -> None:
        self.noted.append(key)


@asynccontextmanager
async def over(
    dialog: Callable[[], Screen[Any]],
    size: tuple[int, int] = (80, 24),
    theme: str = "kiosk-dark",
) -> AsyncIterator[Pilot[Any]]:
    """The dialog, open."""
    app = Hall(dialog, theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def given(pilot: Pilot[Any]) -> list[Any]:
    """The answers so far."""
    assert isinstance(pilot.app, Hall)
    return pilot.app.answers


async def keys(pilot: Pilot[Any], *pressed: str) -> None:
    """Press keys; "=text" types it letter by letter."""
    for key in pressed:
        if key.startswith("="):
            for letter in key[1:]:
                await pilot.press("space" if letter == " " else letter)
        else:
            await pilot.press(key)
    await pilot.pause()


async def answer(dialog: Callable[[], Screen[Any]], *pressed: str) -> Any:
    """What the dialog comes to; `...` when it is still open."""
    async with over(dialog) as pilot:
        await keys(pilot, *pressed)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        return next(iter(given(pilot)), ...)


def never() -> Callable[..., Awaitable[Any]]:
    """Something that is not to be asked."""

    async def ask(*args: Any) -> Any:
        raise AssertionError(args)

    return ask


def always(value: Any) -> Callable[..., Awaitable[Any]]:
    """An answer to everything."""

    async def ask(*args: Any) -> Any:
        return value

    return ask


def refuse(error: Exception) -> Callable[..., Awaitable[Any]]:
    """A refusal of everything."""

    async def ask(*args: Any) -> Any:
        raise error

    return ask


def rows(*found: Row) -> Callable[..., Awaitable[Sequence[Row]]]:
    """Those rows, whatever is asked."""
    return always(found)
