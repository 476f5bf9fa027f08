"""K11: are you still there? Without an answer the visit ends."""

from typing import ClassVar

from textual import events
from textual.timer import Timer

from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.dialog import Dialog
from kiosk.tui.panel import Panel


class StillThereDialog(Dialog):
    """Counts down where people can see it; dismisses with whether somebody is there."""

    SECONDS: ClassVar[int] = 20
    SAYS: ClassVar[tuple[str, str, str, str]] = (
        "idle-title",
        "idle-clearing",
        "idle-continue",
        "idle-clear",
    )
    """The keys of the heading, of the count, and of both answers."""

    def __init__(self) -> None:
        """Not asking."""
        super().__init__()
        self.left = self.SECONDS
        self._asked: tuple[Panel, Speaker] | None = None
        self._ticking: Timer | None = None

    def on_mount(self) -> None:
        """One tick a second, while it asks."""
        self._ticking = self.set_interval(1, self._tick, pause=True)

    def ask(self, panel: Panel, speaker: Speaker) -> None:
        """Ask in the language spoken, and begin to count."""
        self.left, self._asked = panel.patience(self.SECONDS), (panel, speaker)
        self._say()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Count while it is on the glass."""
        if self._ticking:
            self._ticking.reset()
            self._ticking.resume()

    def on_screen_suspend(self) -> None:
        """Answered."""
        if self._ticking:
            self._ticking.pause()

    def _tick(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.action_answer(yes=False)
        else:
            self._say()

    def _say(self) -> None:
        if not self._asked:
            return
        panel, speaker = self._asked
        heading, count, yes, no = self.SAYS
        self.put(
            panel,
            speaker,
            heading=speaker.say(heading),
            text=speaker.say(count, count=self.left),
            yes=speaker.say(yes),
            no=speaker.say(no),
        )
