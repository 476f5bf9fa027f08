"""What happened in the branch, a line each, newest first."""

from collections.abc import Sequence

from textual.content import Content

from kiosk.domain.events import Deed, TicketEvent
from kiosk.text import clean
from kiosk.tui.staff.box import Box
from kiosk.tui.staff.line import Part
from kiosk.tui.staff.voice import Voice


class Happened(Box, can_focus=True):
    """The newest events; those since the panel last had the focus are marked."""

    def __init__(self, *, id: str) -> None:
        """Nothing yet."""
        super().__init__(id=id)
        self._voice: Voice | None = None
        self._events: Sequence[TicketEvent] = ()
        self._seen = 0

    def show(self, voice: Voice, events: Sequence[TicketEvent]) -> None:
        """Show these, newest first."""
        if not self._events and events:
            self._seen = events[0].seq
        self._voice, self.rtl = voice, voice.rtl
        self._events = tuple(events)
        self.entitle(voice.say("staff-panel-events"))
        if self.is_news(self._events):
            self.refresh()

    def on_focus(self) -> None:
        """What is looked at has been seen."""
        self._see()

    def on_blur(self) -> None:
        """What came meanwhile, too."""
        self._see()

    def lines(self, width: int, height: int) -> list[Content]:
        """As many as there is room for."""
        voice = self._voice
        if voice is None:
            return []
        return [self._one(voice, event, width) for event in self._events[:height]]

    def _one(self, voice: Voice, event: TicketEvent, width: int) -> Content:
        mark = "•" if event.seq > self._seen and not self.has_focus else " "
        return self.line(
            width,
            [
                Part(f"{mark} ", "bold $accent"),
                Part(voice.time(event.at), "$quiet"),
                Part("  "),
                Part(said(voice, event)),
            ],
        )

    def _see(self) -> None:
        if self._events:
            self._seen = self._events[0].seq
        self.refresh()


def said(voice: Voice, event: TicketEvent) -> str:
    """ "A041 finished at counter 1 (Eva)"."""
    deed = event.deed.value.replace("_", "-")
    known = event.deed in Deed
    text = voice.say(
        f"staff-event-{deed}" if known else "staff-event-other",
        number=clean(event.number, 8),
        counter=voice.counter(event.counter),
    )
    actor = clean(event.actor, 24)
    return f"{text} · {actor}" if actor else text
