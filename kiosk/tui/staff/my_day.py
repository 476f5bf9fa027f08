"""What this operator did today, and who waits for what."""

from collections.abc import Mapping

from textual.content import Content

from kiosk.domain.branch import ServiceId
from kiosk.domain.serving import OwnDay
from kiosk.text import cells
from kiosk.tui.staff.box import Box
from kiosk.tui.staff.line import Part, fitted
from kiosk.tui.staff.voice import Voice

_BARS = "▁▂▃▄▅▆▇█"
_GAP = "   "


class MyDay(Box, can_focus=True):
    """Figures and a bar an hour; then the services with people waiting."""

    def __init__(self, *, id: str) -> None:
        """Nothing yet."""
        super().__init__(id=id)
        self._voice: Voice | None = None
        self._day: OwnDay | None = None
        self._counts: Mapping[ServiceId, int] = {}

    def show(
        self, voice: Voice, day: OwnDay | None, waiting: Mapping[ServiceId, int]
    ) -> None:
        """Show the figures; `waiting` counts people by service."""
        self._voice, self._day, self._counts, self.rtl = voice, day, waiting, voice.rtl
        self.entitle(voice.say("staff-panel-day"))
        if self.is_news(day, waiting):
            self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The most important first."""
        voice, day = self._voice, self._day
        if voice is None:
            return []
        lines = []
        if day:
            lines.append(self._packed(width, _figures(voice, day)))
            if day.hours:
                lines.append(self._packed(width, _hours(day.hours)))
        waiting = self._waiting(voice)
        if waiting:
            head = Part(voice.say("staff-waiting-by-service"), "$quiet")
            lines += [self.line(width, [head])] if height > len(lines) + 1 else []
            lines += [
                self.line(width, [Part(f"  {count:>3}  ", "bold"), Part(name)])
                for count, name in waiting
            ]
        return lines

    def _waiting(self, voice: Voice) -> list[tuple[int, str]]:
        found = [
            (count, voice.service(s)) for s, count in self._counts.items() if count
        ]
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _packed(self, width: int, facts: list[str]) -> Content:
        """As many facts as there is room for."""
        text = ""
        for fact in facts:
            longer = f"{text}{_GAP}{fact}" if text else fact
            if cells(longer) > width:
                break
            text = longer
        return self.line(width, [Part(text or fitted(facts[0], width))])


def _figures(voice: Voice, day: OwnDay) -> list[str]:
    facts = [voice.say("staff-served", count=day.served)]
    if day.minutes is not None:
        facts.append(voice.say("staff-mean", minutes=round(day.minutes)))
    facts += [
        voice.say("staff-missed", count=day.no_shows),
        voice.say("staff-parked", count=day.parked),
    ]
    return facts


def _hours(hours: Mapping[int, int]) -> list[str]:
    most = max(hours.values())
    return [
        f"{hour:02} {_BARS[max(0, round(count / most * 8) - 1)]} {count}"
        for hour, count in sorted(hours.items())
    ]
