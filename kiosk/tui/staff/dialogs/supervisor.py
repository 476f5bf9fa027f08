"""The whole lobby on one screen, for whoever is in charge of it."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.screen import ModalScreen
from textual.widget import Widget

from kiosk.domain.serving import Lobby, Row
from kiosk.errors import KioskError
from kiosk.i18n.speaker import Speaker
from kiosk.tui.placing import Placing, Plan, in_columns
from kiosk.tui.staff.dialogs.alerts import alerts
from kiosk.tui.staff.dialogs.asking import refusal_key
from kiosk.tui.staff.dialogs.form import in_lines, shared
from kiosk.tui.staff.dialogs.lobby_lines import (
    alert_line,
    counter_lines,
    kiosk_lines,
    message_lines,
    queue_lines,
)
from kiosk.tui.staff.dialogs.ordering import NEEDS, Shown, order_of, question
from kiosk.tui.staff.dialogs.orders import AttendOrder, Order
from kiosk.tui.staff.dialogs.pick import Pick
from kiosk.tui.staff.dialogs.press import Press
from kiosk.tui.words import Words
from kiosk.tui.written import BETWEEN

PANELS = ("counters", "queue", "kiosks", "messages")

_ALERTS = 4
"""Rows for what is wrong."""

_BESIDE = 100
"""From so many columns on kiosks and messages stand beside each other."""


class Supervisor(ModalScreen[None], inherit_bindings=False):
    """What is wrong on top; counters, queue, kiosks and messages; what can be done below, going to
    a kiosk only while somebody asks for it there.

    It is shown anew with every `show`, and what is done goes out as an order.
    """

    ALLOW_SELECT = False
    AUTO_FOCUS: ClassVar[str | None] = ""
    CSS_PATH: ClassVar[Any] = [Path(__file__).with_name("frame.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next"),
        Binding("shift+tab", "app.focus_previous"),
        Binding("escape,ctrl+g", "close"),
        Binding("enter", "enter"),
        Binding("o", "do('change')"),
        Binding("s", "do('services')"),
        Binding("p", "do('pause')"),
        Binding("m", "do('message')"),
        Binding("delete", "do('take-down')"),
        Binding("x", "do('day')"),
        Binding("y", "do('attend')"),
    ]

    def __init__(
        self,
        speaker: Speaker,
        act: Callable[[Order], Awaitable[None]],
        ended: Callable[[], Awaitable[Sequence[Row]]],
    ) -> None:
        """`act` does what is ordered, `ended` gives who closing the day would end. KioskError."""
        super().__init__()
        self.speaker, self._act, self._ended = speaker, act, ended
        self._placing = Placing(self._plan)
        self._placing.mirrored = speaker.rtl
        self._shown: Shown | None = None
        self._title = Words(id="heading", classes="start")
        self._alerts = Words(id="alerts", classes="start")
        self._problem = Words(id="problem", classes="start complaint")
        self._labels = {
            name: Words(id=f"{name}-label", classes="start label") for name in PANELS
        }
        self._lists: dict[str, Pick[Any]] = {
            name: Pick(
                [],
                id=name,
                rtl=speaker.rtl,
                letters=False,
                empty=speaker.say(f"staff-chief-no-{name}"),
            )
            for name in PANELS
        }
        self._answers = [
            Press(text, key, id=name, rtl=speaker.rtl)
            for name, text, key in self._deeds()
        ]
        self._going = self._answers[-1]

    def _deeds(self) -> Iterable[tuple[str, str, str]]:
        say = self.speaker.say
        yield "back", say("staff-dialog-back"), "Esc"
        yield "change", say("staff-chief-change"), "o"
        yield "services", say("staff-chief-services"), "s"
        yield "pause", say("staff-chief-pause"), "p"
        yield "message", say("staff-chief-message"), "m"
        yield "take-down", say("staff-chief-take-down"), "Del"
        yield "day", say("staff-chief-day"), "x"
        yield "attend", say("staff-chief-attend"), "y"

    @property
    def layout(self) -> Layout:
        """Places are computed from the size of the terminal."""
        return self._placing

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._alerts
        for name in PANELS:
            yield self._labels[name]
            yield self._lists[name]
        yield self._problem
        yield from self._answers

    def show(self, lobby: Lobby, waiting: Sequence[Row], now: datetime) -> None:
        """How it is at `now` (aware); `waiting` are all who wait."""
        self._shown, speaker = Shown(lobby, now), self.speaker
        self._alerts.say(self._warning(lobby, waiting, now), rtl=speaker.rtl)
        self._lists["counters"].put(counter_lines(speaker, lobby, now))
        self._lists["queue"].put(queue_lines(speaker, lobby, waiting, now))
        self._lists["kiosks"].put(kiosk_lines(speaker, lobby.kiosks, now))
        self._lists["messages"].put(message_lines(speaker, lobby, now))
        for pick in self._lists.values():
            if pick.value is None:
                pick.action_edge(-1)
        self._going.display = bool(lobby.summons)
        title = [speaker.say("staff-chief-title", time=speaker.time(now))]
        title += [speaker.say("staff-chief-day-closed")] if lobby.day_closed else []
        self._title.say(BETWEEN.join(title), rtl=speaker.rtl)
        self._replan()

    def _warning(self, lobby: Lobby, waiting: Sequence[Row], now: datetime) -> str:
        """The gravest alerts, and how many more there are."""
        found = alerts(lobby, waiting, now)
        most = len(found) if len(found) <= _ALERTS else _ALERTS - 1
        lines = [f"! {alert_line(self.speaker, lobby, one)}" for one in found[:most]]
        if len(found) > most:
            lines.append(self.speaker.say("staff-chief-more", count=len(found) - most))
        return "\n".join(lines)

    def on_mount(self) -> None:
        """Name the panels, and begin with the counters."""
        self.set_class(self.speaker.rtl, "-rtl")
        for name, label in self._labels.items():
            label.say(self.speaker.say(f"staff-chief-{name}"), rtl=self.speaker.rtl)
        self.set_focus(self._lists["counters"])

    def action_close(self) -> None:
        """Back to the console."""
        if self.is_active:
            self.dismiss(None)

    def action_enter(self) -> None:
        """What is done most with what is chosen."""
        usual = {"counters": "change", "queue": "pause", "messages": "take-down"}
        name = (self.focused.id if self.focused else None) or ""
        if name in usual:
            self.action_do(usual[name])

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """As its key."""
        event.stop()
        if event.press.id == "back":
            self.action_close()
        else:
            self.action_do(event.press.id or "")

    def action_do(self, deed: str) -> None:
        """Ask what is needed for it, then order it."""
        if self._shown:
            self._say("")
            self._do(deed, self._shown)

    @work(exclusive=True, group="order")
    async def _do(self, deed: str, shown: Shown) -> None:
        panel = NEEDS.get(deed)
        chosen = self._lists[panel].value if panel else None
        if panel and chosen is None:
            self.set_focus(self._lists[panel])
            self._say(self.speaker.say("staff-chief-choose"))
            return
        try:
            order = await self._ordered(deed, shown, chosen)
            if order is not None:
                await self._act(order)
        except KioskError as error:
            self._say(self.speaker.say(refusal_key(error)))

    async def _ordered(self, deed: str, shown: Shown, chosen: Any) -> Order | None:
        """What to order, after its question. Who is asked for help goes without one."""
        if deed == "attend":
            asks = next(iter(shown.lobby.summons), None)
            return AttendOrder(asks.kiosk) if asks else None
        rows = await self._ended() if deed == "day" else ()
        asked = question(self.speaker, shown, deed, chosen, rows)
        answer = await self.app.push_screen_wait(asked) if asked else None
        return order_of(deed, chosen, answer)

    def _say(self, text: str) -> None:
        self._problem.say(text, rtl=self.speaker.rtl)
        self._replan()

    def _replan(self) -> None:
        if self.is_mounted:
            self._title.refresh(repaint=False, layout=True)

    def _plan(self, size: Size) -> Plan:
        wide, inner = size.width, size.width - 2
        alerts_rows = self._alerts.height(inner, most=_ALERTS)
        problem = self._problem.height(inner, most=2)
        shown = [press for press in self._answers if press.display]
        foot = in_lines(shown, inner, apart=1)
        body = Region(
            1,
            1 + alerts_rows,
            inner,
            size.height - 1 - alerts_rows - problem - len(foot),
        )
        places: dict[Widget, Region] = {
            self._title: Region(0, 0, wide, 1),
            self._alerts: Region(0, 1, wide, alerts_rows),
            self._problem: Region(1, body.bottom, inner, problem),
        }
        y = body.bottom + problem
        for index, line in enumerate(foot):
            x = 1
            for press in line:
                places[press] = Region(x, y + index, press.width, 1)
                x += press.width + 1
        return places | self._panels(body)

    def _panels(self, body: Region) -> dict[Widget, Region]:
        """One below the other; where there is room, the last two beside each other."""
        rows = [["counters"], ["queue"], ["kiosks"], ["messages"]]
        if body.width >= _BESIDE:
            rows[2:] = [["kiosks", "messages"]]
        wanted = [
            (max(least), max(most))
            for row in rows
            for least, most in [
                zip(*(self._lists[n].heights for n in row), strict=True)
            ]
        ]
        heights = shared(body.height - len(rows), wanted)
        places: dict[Widget, Region] = {}
        y = body.y
        for row, height in zip(rows, heights, strict=True):
            area = Region(body.x, y, body.width, height + 1)
            for name, part in zip(row, in_columns(area, len(row), 2), strict=True):
                places[self._labels[name]] = Region(part.x, part.y, part.width, 1)
                places[self._lists[name]] = Region(
                    part.x, part.y + 1, part.width, height
                )
            y += height + 1
        return places
