"""Who would be called to this counter next, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from textual.content import Content

from kiosk.domain.serving import Called
from kiosk.domain.ticket import Kind
from kiosk.text import cells, clean
from kiosk.tui.staff.bands import band
from kiosk.tui.staff.box import Box
from kiosk.tui.staff.line import Part, fitted
from kiosk.tui.staff.rows import BAND_STYLES
from kiosk.tui.staff.turns import turn
from kiosk.tui.staff.voice import Voice, span

_INDENT: Final = 8
"""Columns before the service."""


class NextUp(Box, can_focus=True):
    """The first three."""

    def __init__(self, *, id: str) -> None:
        """Nobody."""
        super().__init__(id=id)
        self._voice: Voice | None = None
        self._now: datetime | None = None
        self.called: Sequence[Called] = ()

    def show(self, voice: Voice, called: Sequence[Called], now: datetime) -> None:
        """Show who is next."""
        self._voice, self.called, self._now, self.rtl = voice, called, now, voice.rtl
        self.entitle(voice.say("staff-panel-next"))
        if self.is_news(called, now):
            self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """A line each, and below it why, as far as there is room."""
        voice, now = self._voice, self._now
        if voice is None or now is None:
            return []
        if not self.called:
            return [
                Content(""),
                self.line(width, [Part(voice.say("staff-nobody-next"), "$quiet")]),
            ]
        lines = []
        whys = 3 if height >= 3 * len(self.called) - 1 else height - len(self.called)
        gap = height >= 3 * len(self.called) - 1
        for index, called in enumerate(self.called):
            lines += [Content("")] if gap and index else []
            lines.append(self._who(voice, called, index, now, width))
            if index < whys:
                why = fitted(turn(voice, called.reason), width - _INDENT)
                indent = Part(" " * _INDENT)
                lines.append(self.line(width, [indent, Part(why, "$quiet")]))
        return lines

    def _who(
        self, voice: Voice, called: Called, index: int, now: datetime, width: int
    ) -> Content:
        ticket = called.ticket
        waited = now - ticket.joined_at
        level = band(waited, voice.target(ticket.service))
        end = [
            Part(f"  {span(waited)}  "),
            Part(voice.band(level), BAND_STYLES[level]),
        ]
        style = "bold $accent" if index == 0 else "bold"
        at = ""
        if ticket.kind is Kind.APPOINTMENT and ticket.start_at:
            time = voice.time(ticket.start_at)
            at = f"  {voice.say('staff-appointment-at', time=time)}"
        room = width - _INDENT - cells(at) - sum(cells(part.text) for part in end)
        begin = [
            Part("› " if index == 0 else "  ", style),
            Part(clean(ticket.number, 6).ljust(_INDENT - 2), style),
            Part(fitted(voice.service(ticket.service), room)),
            Part(at),
        ]
        return self.line(width, begin, end)
