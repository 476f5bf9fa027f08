"""Is the technician still there? Without an answer maintenance closes."""

from typing import Final

from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.still_there_dialog import StillThereDialog
from kiosk.tui.panel import Panel

SECONDS: Final = 15


class StillAtWorkDialog(StillThereDialog):
    """Counts down from less, and says what ends."""

    def ask(self, panel: Panel, speaker: Speaker) -> None:
        """Ask, and begin to count."""
        super().ask(panel, speaker)
        self.left = SECONDS
        self._say()

    def _say(self) -> None:
        if not self._asked:
            return
        panel, speaker = self._asked
        self.put(
            panel,
            speaker,
            heading=speaker.say("upkeep-still-there"),
            text=speaker.say("upkeep-closing", count=self.left),
            yes=speaker.say("upkeep-stay"),
            no=speaker.say("upkeep-close"),
        )
