"""What is scanned, by keys or by a scanner's own line, on its way to the visit."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final, Protocol

from textual import events
from textual.app import App

from kiosk.domain.scanned import FEWEST, PLAIN, Scanned, ScannerState, Spelling, read
from kiosk.tui.customer.wedge import END, Repeats, Sorted, Wedge

_ENDS: Final = frozenset({"enter", "tab", "ctrl+j"})
_LATE: Final = 0.010
"""Seconds by which the program was held up: keys may have come that it has not heard yet."""


class Scanner(Protocol):
    """A scanner with a line of its own."""

    @property
    def state(self) -> ScannerState:
        """Whether it is there."""

    async def listen(self, heard: Callable[[str], None]) -> None:
        """Tell each text it reads, for ever; a scanner that went away is waited for."""


@dataclass(frozen=True, slots=True)
class Scans:
    """How this kiosk is scanned at. `keys`: a scanner types them; `beep`: the terminal's bell."""

    keys: bool = True
    beep: bool = False
    spelling: Spelling = PLAIN


class Scanning:
    """Keeps a scanner's keys from the page, and tells what they say."""

    def __init__(
        self,
        app: App[None],
        scans: Scans,
        told: Callable[[Scanned], None],
        overdue: Callable[[], Awaitable[None]],
    ) -> None:
        """`told` gets each scan once; `overdue` is called when `quiet` is to be asked, in the
        app's own turn."""
        self._app, self._scans, self._told, self._overdue = app, scans, told, overdue
        self._wedge: Wedge[events.Key] = Wedge(scans.spelling.prefix[:1])
        self._repeats = Repeats()
        self._timer: asyncio.TimerHandle | None = None
        self.overhear: Callable[[str], bool] = lambda _: False
        """Takes a text as it came, if it was meant for who looks after this kiosk."""

    def key(self, event: events.Key) -> Sequence[events.Key]:
        """The keys that by now are known to be a person's, in order."""
        if not self._scans.keys:
            return (event,)
        letter = event.character if event.is_printable else ""
        ends = event.key in _ENDS
        return self._sort(
            self._wedge.key(event, END if ends else letter or "", event.time)
        )

    def quiet(self) -> Sequence[events.Key]:
        """The same, when no key has come for a while."""
        return self._sort(self._wedge.quiet(monotonic()))

    def heard(self, text: str) -> None:
        """A text from a scanner's own line; what is too short for any code is noise."""
        if self.overhear(text):
            return
        if len(text) >= FEWEST and not self._repeats.again(text, monotonic()):
            if self._scans.beep:
                self._app.bell()
            self._told(read(text, self._scans.spelling))

    def _sort(self, found: Sorted[events.Key]) -> Sequence[events.Key]:
        if found.text is not None:
            self.heard(found.text)
        if self._timer:
            self._timer.cancel()
        due = self._wedge.due
        self._timer = self._look_in(due - monotonic()) if due is not None else None
        return found.typed

    def _look_in(self, seconds: float, *, patient: bool = True) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, self._look, patient)

    def _look(self, patient: bool) -> None:
        """Not at once when keys may be on their way from the terminal: they know when they came."""
        due, now = self._timer, asyncio.get_running_loop().time()
        if patient and due and now - due.when() > _LATE:
            self._timer = self._look_in(2 * _LATE, patient=False)
        else:
            self._app.call_later(self._overdue)
