"""Every action by its name, to be found by typing part of it."""

from collections.abc import Callable, Sequence

from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.pick import Item, Pick, Tone
from kiosk.tui.staff.dialogs.wrong import Wrong
from kiosk.tui.staff.key_names import shown_all
from kiosk.tui.staff.keys import Action, Key
from kiosk.tui.staff.voice import Voice


class Palette(Frame[Action]):
    """Those of the console and no others. What can't be done now says why when it is chosen."""

    def __init__(
        self, voice: Voice, table: Sequence[Key], works: Callable[[Key], bool]
    ) -> None:
        """`works`: whether a key does something now."""
        speaker = voice.speaker
        super().__init__(speaker, voice.say("staff-palette-title"))
        self._pick: Pick[Action] = Pick(
            [
                Item(
                    key.action,
                    voice.marked(key.name, only_here=key.only_here),
                    shown_all(key.keys[:2]),
                    Tone.PLAIN if works(key) else Tone.QUIET,
                )
                for key in table
                if key.action is not Action.PALETTE
            ],
            id="action",
            rtl=voice.rtl,
            search=voice.say("staff-dialog-type"),
            empty=voice.say("staff-dialog-no-match"),
            tall=16,
        )
        self.field(self._pick, voice.say("staff-palette-action"))
        self.answer("save", voice.say("staff-palette-do"), "Enter", main=True)

    def read(self) -> Action:
        """Raises Wrong."""
        if self._pick.value is None:
            raise Wrong(action="staff-palette-missing")
        return self._pick.value
