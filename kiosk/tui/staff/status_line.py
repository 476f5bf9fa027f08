"""The first line: where this is, how the queue stands, what time it is, whether it is live."""

from dataclasses import dataclass, replace
from datetime import datetime

from textual.content import Content

from kiosk.domain.serving import CounterStatus
from kiosk.text import cells
from kiosk.tui.staff.box import Box
from kiosk.tui.staff.line import Part
from kiosk.tui.staff.link import Link
from kiosk.tui.staff.voice import Voice, span

GAP = "   "


@dataclass(frozen=True, slots=True)
class Standing:
    """What the line says. `longest` is since when the one waits who waits longest; `on_time` the
    share of calls within target, in percent."""

    now: datetime
    link: Link
    counter: str
    operator: str
    status: CounterStatus
    waiting: int
    longest: datetime | None
    on_time: int | None


class StatusLine(Box):
    """Facts from the most important to the least; what has no room is left out."""

    def __init__(self, *, id: str) -> None:
        """Blank."""
        super().__init__(id=id)
        self._voice: Voice | None = None
        self._standing: Standing | None = None

    def show(self, voice: Voice, standing: Standing) -> None:
        """Show how things stand."""
        self._voice, self._standing, self.rtl = voice, standing, voice.rtl
        self.set_class(not standing.link.up, "-offline")
        if self.is_news(replace(standing, link=replace(standing.link))):
            self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The one line."""
        voice, at = self._voice, self._standing
        if voice is None or at is None:
            return []
        end = self._end(voice, at)
        room = width - sum(cells(part.text) for part in end) - 2
        facts = [fact for fact in self._facts(voice, at) if fact[1].text]
        while facts and _width(facts) > room:
            facts.remove(max(facts, key=lambda fact: fact[0]))
        begin = [Part(" ")]
        for index, (_, part) in enumerate(facts):
            begin += [Part(GAP)] if index else []
            begin.append(part)
        return [self.line(width, begin, [*end, Part(" ")])]

    def _facts(self, voice: Voice, at: Standing) -> list[tuple[int, Part]]:
        """Each with its rank; the greatest is left out first."""
        is_open = at.status is CounterStatus.OPEN
        longest = span(at.now - at.longest) if at.longest else ""
        said = voice.say
        return [
            (0, Part(said("staff-counter", counter=at.counter), "bold")),
            (4, Part(at.operator)),
            (6, Part(voice.name())),
            (
                1,
                Part(
                    voice.counter_status(at.status),
                    "bold $success" if is_open else "bold $warning",
                ),
            ),
            (2, Part(said("waiting-short", count=at.waiting))),
            (3, Part(said("staff-longest", time=longest) if longest else "")),
            (
                5,
                Part(
                    said("staff-on-time", percent=at.on_time)
                    if at.on_time is not None
                    else ""
                ),
            ),
        ]

    def _end(self, voice: Voice, at: Standing) -> list[Part]:
        clock = Part(voice.clock(at.now), "bold")
        if at.link.up:
            return [clock, Part(GAP), Part(voice.say("staff-online"))]
        if at.link.heard is None or at.link.lost is None:
            return [clock, Part(GAP), Part(voice.say("staff-connecting"))]
        said = voice.say(
            "staff-offline",
            since=voice.time(at.link.lost),
            shown=voice.clock(at.link.heard),
        )
        return [Part(f" {said} ", "bold $alert-text on $alert"), Part(GAP), clock]


def _width(facts: list[tuple[int, Part]]) -> int:
    return sum(cells(part.text) for _, part in facts) + len(GAP) * (len(facts) - 1)
