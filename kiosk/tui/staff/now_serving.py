"""Who is at this counter: the number, how long, who it is, and what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from textwrap import wrap
from typing import Final

from textual.content import Content

from kiosk.domain.serving import CounterState, CounterStatus, Row
from kiosk.domain.ticket import Kind, Status
from kiosk.text import cells, clean
from kiosk.tui.block_letters import large
from kiosk.tui.staff.box import Box
from kiosk.tui.staff.line import MORE, Part, fitted
from kiosk.tui.staff.voice import Voice, span

LONG: Final = 1.5
"""From this share of the usual time on a visit is a long one."""

_LEAST: Final = 26
"""Columns the facts need beside the number."""

_FULL, _EMPTY = "━", "─"
_BETWEEN = "   "


@dataclass(frozen=True, slots=True)
class Serving:
    """What the panel shows. `keys` are those that do something now: how shown, and what for.

    `said`: what stood in the way of the last key, or what became of it. `day_closed`: somebody
    closed the business day.
    """

    now: datetime
    row: Row | None
    waiting: int
    state: CounterState | None
    keys: Sequence[tuple[str, str]] = field(default=())
    said: str = ""
    day_closed: bool = False


class NowServing(Box, can_focus=True):
    """Empty, it says how the next one is called."""

    def __init__(self, *, id: str) -> None:
        """Nobody."""
        super().__init__(id=id)
        self._voice: Voice | None = None
        self.shown: Serving | None = None

    def show(self, voice: Voice, serving: Serving) -> None:
        """Show who is here."""
        self._voice, self.shown, self.rtl = voice, serving, voice.rtl
        self.entitle(voice.say("staff-panel-serving"))
        if self.is_news(serving):
            self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The number at the beginning, the facts beside it, the keys at the foot."""
        voice, at = self._voice, self.shown
        if voice is None or at is None:
            return []
        most = 2 if height > 7 else 1
        foot = [
            self.line(width, [Part(said, "bold $warning")])
            for said in _in_lines(at.said, width, most)
        ]
        foot += self._keys(at, width, most)
        room = height - len(foot)
        body = (
            self._somebody(voice, at, at.row, width, room)
            if at.row
            else self._nobody(voice, at, width)
        )
        air = [Content("")] * max(0, room - len(body))
        return [*body[:room], *air, *foot]

    def _somebody(
        self, voice: Voice, at: Serving, row: Row, width: int, room: int
    ) -> list[Content]:
        number = clean(row.ticket.number, 12)
        digits = large(number, width - _LEAST, min(room, 5))
        size = max(map(len, digits))
        digits, left = [row.ljust(size) for row in digits], size + 3
        facts = self._facts(voice, at, row, width - left)
        height = max(len(digits), len(facts))
        lines = []
        for index in range(min(room, height)):
            big = digits[index] if index < len(digits) else ""
            fact = facts[index] if index < len(facts) else []
            wide = big.rjust(left) if self.rtl else big.ljust(left)
            begin = [Part(wide, "bold $accent", raw=True), *fact]
            lines.append(self.line(width, begin))
        return lines

    def _facts(
        self, voice: Voice, at: Serving, row: Row, width: int
    ) -> list[list[Part]]:
        ticket = row.ticket
        facts = [
            [Part(fitted(voice.service(ticket.service), width), "bold")],
            [
                Part(voice.status(ticket.status).upper(), "bold $accent"),
                Part("  "),
                *self._since(voice, at, row),
            ],
        ]
        timer = self._timer(voice, at, row, width)
        facts += [timer] if timer else []
        who = _BETWEEN.join(
            filter(None, (clean(row.who, 40), _phone(row), _kind(voice, row)))
        )
        facts.append([Part(who)])
        care = ticket.care
        urgent = clean(care.priority_reason, 60) if care else ""
        if urgent:
            said = voice.say("staff-priority", reason=urgent)
            facts.append([Part(said, "bold $warning")])
        note = clean(care.note, 200) if care else ""
        if note:
            facts.append([Part(voice.say("staff-note", note=note), "italic")])
        return facts

    def _since(self, voice: Voice, at: Serving, row: Row) -> list[Part]:
        ticket = row.ticket
        if ticket.status is Status.CALLED:
            waited = at.now - (ticket.called_at or ticket.status_at)
            times = voice.say("staff-called-times", count=ticket.call_count)
            return [Part(span(waited), "bold"), Part("  "), Part(times)]
        return [Part(span(at.now - _began(row)), "bold")]

    def _timer(self, voice: Voice, at: Serving, row: Row, width: int) -> list[Part]:
        """How much of the usual time is gone."""
        minutes = voice.minutes(row.ticket.service)
        usual = timedelta(minutes=minutes)
        if row.ticket.status is not Status.SERVING or not usual:
            return []
        share = (at.now - _began(row)) / usual
        said = voice.say("staff-usual", time=span(usual), percent=round(share * 100))
        bar = max(6, min(24, width - cells(said) - 2))
        full = max(0, min(bar, round(share * bar)))
        style = "$warning" if share >= LONG else "$success"
        return [
            Part(_FULL * full, style),
            Part(_EMPTY * (bar - full), "$quiet"),
            Part("  "),
            Part(said, style if share >= LONG else ""),
        ]

    def _nobody(self, voice: Voice, at: Serving, width: int) -> list[Content]:
        state = at.state
        lines = [Part(voice.say("staff-nobody-here"), "bold")]
        if at.day_closed:
            lines.append(Part(voice.say("staff-day-closed"), "bold $warning"))
        elif state and state.status is not CounterStatus.OPEN:
            key = f"staff-is-{state.status}"
            lines.append(Part(voice.say(key), "bold $warning"))
            lines.append(Part(clean(state.reason, 60)))
        else:
            lines.append(Part(voice.say("staff-who-waits", count=at.waiting)))
        return [Content(""), *(self.line(width, [part]) for part in lines)]

    def _keys(self, at: Serving, width: int, most: int) -> list[Content]:
        """The keys that do something, in as many lines as they may have."""
        lines: list[list[Part]] = [[]]
        used = 0
        for key, name in at.keys:
            size = cells(key) + cells(name) + 1
            if used and used + len(_BETWEEN) + size > width:
                lines.append([])
                used = 0
            if used:
                lines[-1].append(Part(_BETWEEN))
                used += len(_BETWEEN)
            lines[-1] += [Part(key, "bold $accent"), Part(f" {name}")]
            used += size
        return [self.line(width, parts) for parts in lines[:most] if parts]


def _in_lines(text: str, width: int, most: int) -> list[str]:
    """A sentence in at most so many lines, cut where even they are too few."""
    return wrap(text, max(1, width), max_lines=most, placeholder=MORE)


def _began(row: Row) -> datetime:
    """When being served began; a call counts, where nobody pressed start."""
    ticket = row.ticket
    return ticket.serving_at or ticket.called_at or ticket.status_at


def _phone(row: Row) -> str:
    return f"… {clean(row.phone, 12)}" if row.phone else ""


def _kind(voice: Voice, row: Row) -> str:
    ticket = row.ticket
    if ticket.kind is Kind.APPOINTMENT and ticket.start_at:
        return voice.say("staff-appointment-at", time=voice.time(ticket.start_at))
    return voice.say("staff-kind-walkin")
